package intake

import (
	"strings"

	"vanthu/documents"
	"vanthu/templates/layout"
)

// A piece is one thing on the page in reading order: a line of text, a table or
// a picture.
type piece struct {
	at     int            // number of its paragraph in the file
	text   documents.Text // as read, with its white space
	style  layout.ID      // of our templates, "" for others
	centre bool           // also by its style
	jc     string         // w:jc of its own
	level  int            // in a list of Word, from 0, where only HTML tells
	ruled  bool           // holds a drawn line
	boxes  []string       // marks of the page that stand in text boxes

	table *table
	image *documents.Block

	section   int  // of pages, from 0
	landscape bool // of its section
	follows   bool // is of the same paragraph as the piece before
}

// A table is what stands in rows and columns, also what only lays out a page.
type table struct {
	at    int
	rows  [][]cell
	head  bool // the first row is repeated on each page
	lined bool // has drawn lines
}

// A cell holds the pieces of one cell. One that goes on a merged one is empty.
type cell struct {
	pieces []piece
	merged bool
}

// plain returns the words of a line with single blanks.
func (p piece) plain() string { return documents.OneLine(p.text.Plain()) }

// empty reports whether there is nothing to be seen.
func (p piece) empty() bool { return p.table == nil && p.image == nil && p.plain() == "" }

// bold reports whether all letters are.
func (p piece) bold() bool {
	return p.every(func(r documents.Run) bool { return r.Bold })
}

func (p piece) italic() bool {
	return p.every(func(r documents.Run) bool { return r.Italic })
}

func (p piece) every(is func(documents.Run) bool) bool {
	found := false
	for _, r := range p.text {
		if strings.TrimSpace(r.Text) == "" {
			continue
		}
		if !is(r) {
			return false
		}
		found = true
	}
	return found
}

// split returns the lines of a piece, parted where its writer broke them.
func (p piece) split() []piece {
	if p.table != nil || p.image != nil || !strings.Contains(p.text.Plain(), "\n") {
		return []piece{p}
	}
	out := []piece{p}
	out[0].text = nil
	for _, r := range p.text {
		for i, part := range strings.Split(r.Text, "\n") {
			if i > 0 {
				next := p
				next.text, next.follows = nil, true
				out = append(out, next)
			}
			if part != "" {
				last := &out[len(out)-1]
				r.Text = part
				last.text = append(last.text, r)
			}
		}
	}
	return out
}

// lines returns the pieces of a cell with text, each line by itself; tables
// within are theirs.
func (c cell) lines() []piece {
	var out []piece
	for _, p := range c.pieces {
		if p.table != nil {
			for _, row := range p.table.rows {
				for _, inner := range row {
					out = append(out, inner.lines()...)
				}
			}
			continue
		}
		out = append(out, p.split()...)
	}
	return out
}

// side returns the lines of the first column, or of all others.
func (t *table) side(left bool) []piece {
	var out []piece
	for _, row := range t.rows {
		for j, c := range row {
			if (j == 0) == left {
				out = append(out, c.lines()...)
			}
		}
	}
	return out
}
