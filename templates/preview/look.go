package preview

import "vanthu/templates/ooxml"

// A look is how a table looks. Measures are twips.
type look struct {
	edges  edges
	thick  bool // lines of a point and more
	colour shade
	pads   pads // of cells
	width  int  // 0 where it is as wide as its columns
	part   int  // of the width around it, in fiftieths of a per cent; 0 for none
	indent int
	align  align
}

// pads are the distances between the lines of a cell and its text.
type pads struct{ top, left, bottom, right int }

// usualPad is what Word keeps at both sides of a cell.
const usualPad = 108

// look returns how a table of that style looks.
func (s *styles) look(id string) look {
	if _, ok := s.defs[id]; !ok {
		id = s.table
	}
	if known, ok := s.looks[id]; ok {
		return known
	}
	out := look{pads: pads{left: usualPad, right: usualPad}}
	for _, n := range s.chain(id) {
		out = out.with(n.Child("w:tblPr"))
	}
	s.looks[id] = out
	return out
}

// with returns l with the properties of a table, w:tblPr or nil.
func (l look) with(props *ooxml.Node) look {
	if props == nil {
		return l
	}
	for _, n := range props.Kids {
		switch n.Name {
		case "w:jc":
			l.align = alignments[n.Attr("w:val")]
		case "w:tblInd":
			l.indent = number(n.Attr("w:w"))
		case "w:tblBorders":
			l.border(n)
		case "w:tblCellMar":
			l.pads = l.pads.with(n)
		case "w:tblW":
			l.width, l.part = 0, 0
			switch n.Attr("w:type") {
			case "dxa":
				l.width = number(n.Attr("w:w"))
			case "pct":
				l.part = number(n.Attr("w:w"))
			}
		}
	}
	return l
}

func (l *look) border(n *ooxml.Node) {
	const point = 8 // in eighths
	l.edges = edgesOf(n, l.edges)
	for _, b := range n.Kids {
		if drawn(b) {
			l.thick = number(b.Attr("w:sz")) >= point
			l.colour = shadeOf(b.Attr("w:color"))
			return
		}
	}
}

// with returns p with the margins of cells, w:tblCellMar or w:tcMar.
func (p pads) with(n *ooxml.Node) pads {
	if n == nil {
		return p
	}
	for _, k := range n.Kids {
		switch width := number(k.Attr("w:w")); k.Name {
		case "w:top":
			p.top = width
		case "w:left", "w:start":
			p.left = width
		case "w:bottom":
			p.bottom = width
		case "w:right", "w:end":
			p.right = width
		}
	}
	return p
}

// lined says whether l shows what stands in rows and columns. A table without
// lines within holds parts of a page side by side.
func (l look) lined() bool { return l.edges&(insideH|insideV) != 0 }
