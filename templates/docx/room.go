package docx

import (
	"strconv"

	"vanthu/templates/ooxml"
)

// room finds how wide the text is where block marks stand.
type room struct {
	widths  map[*ooxml.Node]int
	waiting []*ooxml.Node // for the end of their section, which says its page
}

// widths returns the width of the text, in twips, for each block mark under root:
// of its cell, or of the page of its section of the document.
func widths(root *ooxml.Node) map[*ooxml.Node]int {
	r := &room{widths: map[*ooxml.Node]int{}}
	r.find(root, 0)
	return r.widths
}

// find looks at n, which is in a cell so wide, or in none.
func (r *room) find(n *ooxml.Node, cell int) {
	switch {
	case isMark(n) && sign(n) == signBlock && cell > 0:
		r.widths[n] = cell
	case isMark(n) && sign(n) == signBlock:
		r.widths[n] = anyWidth
		r.waiting = append(r.waiting, n)
	case n.Name == "w:sectPr":
		for _, w := range r.waiting {
			r.widths[w] = pageText(n)
		}
		r.waiting = nil
	case n.Name == "w:tc":
		cell = 0
		if w := n.Child("w:tcPr").Child("w:tcW"); w.Attr("w:type") == "dxa" {
			cell = twips(w.Attr("w:w")) - cellPadding
		}
	}
	for _, k := range n.Kids {
		r.find(k, cell)
	}
}

// pageText returns the width of the text on the pages of a section.
func pageText(sect *ooxml.Node) int {
	page, margins := sect.Child("w:pgSz"), sect.Child("w:pgMar")
	text := twips(page.Attr("w:w"))
	for _, side := range []string{"w:left", "w:right", "w:gutter"} {
		text -= twips(margins.Attr(side))
	}
	if text > 0 {
		return text
	}
	return anyWidth
}

// twips reads a measure; one that is none, or absurd, is 0.
func twips(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 || n > 31680 { // 22 inches, the widest page of Word
		return 0
	}
	return n
}
