package workflow

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"vanthu/documents"
)

// Searchable returns the text of r that Records.List finds it by: symbol and
// number, abstract, body, bases, the fields of its form, its annexes, and to
// whom it goes; of a document that came also its author. Numbers stand in it
// with and without the leading zero, so that "5/BC-UBND" finds "05/BC-UBND".
func Searchable(r *Record) string {
	d := &r.Document
	var lines []string
	if in := r.Incoming; in != nil {
		lines = append(append(lines, numberLines(in.Number)...), in.Notation, d.Issuer.Name)
	} else {
		lines = append(lines, d.Symbol()) // before the number: after a text that ends in one it would read as another
	}
	lines = append(append(lines, numberLines(d.Reference)...), d.Abstract)
	for _, a := range d.Addressees {
		lines = append(lines, a.Name)
	}
	for _, to := range d.Recipients {
		lines = append(lines, to.Name, to.Purpose)
	}
	lines = append(lines, d.Bases...)
	for _, name := range slices.Sorted(maps.Keys(d.Details)) {
		lines = append(lines, d.Details[name]...)
	}
	lines = appendBody(lines, d.Body)
	for _, a := range d.Attachments {
		lines = appendBody(append(lines, a.Title), a.Body)
	}
	return strings.Join(lines, "\n")
}

// numberLines returns a reference as it is found, if it is none yet.
func numberLines(ref documents.Reference) []string {
	if ref.Number == 0 {
		return nil
	}
	return []string{ref.String(), strconv.Itoa(ref.Number) + ref.Suffix + "/" + ref.Symbol}
}

// appendBody appends the lines of all blocks, cell by cell in tables.
func appendBody(lines []string, body documents.Body) []string {
	for _, b := range body {
		lines = append(lines, b.Text.Plain())
		for _, row := range b.Rows {
			for _, cell := range row {
				lines = append(lines, cell.Plain())
			}
		}
	}
	return lines
}
