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
// whom it goes. The number stands in it
// with and without the leading zero, so that "5/BC-UBND" finds "05/BC-UBND".
func Searchable(r *Record) string {
	d := &r.Document
	lines := []string{d.Symbol(), d.Reference.String(), d.Abstract}
	if n := d.Reference.Number; n > 0 {
		lines = append(lines, strconv.Itoa(n)+d.Reference.Suffix+"/"+d.Reference.Symbol)
	}
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
