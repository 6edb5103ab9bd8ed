package docx

import (
	"slices"
	"strconv"

	"vanthu/templates/ooxml"
)

// rooms finds where blocks are put.
type rooms struct {
	hosts   map[*ooxml.Node]*host
	waiting []*host // for the end of their section, which says its page
}

// hosts returns the host of each block mark under root, without its properties.
// Its text is as wide as its cell, or as the page of its section of the document.
func hosts(root *ooxml.Node) map[*ooxml.Node]*host {
	r := &rooms{hosts: map[*ooxml.Node]*host{}}
	r.find(root, host{main: root.Name == "w:document", page: root.Name == "w:document"})
	return r.hosts
}

// find looks at n, where a block would have the host at; the width is 0 outside
// of cells.
func (r *rooms) find(n *ooxml.Node, at host) {
	switch {
	case isMark(n) && sign(n) == signBlock:
		h := at
		if r.hosts[n] = &h; h.width == 0 {
			h.width = anyWidth
			r.waiting = append(r.waiting, &h)
		}
	case n.Name == "w:sectPr":
		for _, h := range r.waiting {
			h.width = pageText(n)
		}
		r.waiting = nil
	case n.Name == "w:txbxContent":
		at.page = false
	case n.Name == "w:tc":
		at.width, at.page = 0, false
		if w := n.Child("w:tcPr").Child("w:tcW"); w.Attr("w:type") == "dxa" {
			at.width = max(0, twips(w.Attr("w:w"))-cellPadding)
		}
	}
	for i, k := range n.Kids {
		below := host{width: at.width, tableNext: at.tableNext && isMark(n), main: at.main, page: at.page}
		if next := slices.IndexFunc(n.Kids[i+1:], func(k *ooxml.Node) bool { return k.Name != "" }); next >= 0 {
			below.tableNext = n.Kids[i+1+next].Name == "w:tbl"
		}
		r.find(k, below)
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
