package docx

import (
	"slices"

	"vanthu/templates/ooxml"
)

// A section is a pair of marks with what it repeats: a node named as its opening
// mark, the repeated nodes its children, put where these were.

// sections are the marks of one part on their way to becoming sections.
type sections struct {
	parent map[*ooxml.Node]*ooxml.Node
	places map[*ooxml.Node]place
	fault  func(at *ooxml.Node, rule error) // of a mark
}

// pair is an opening mark with its closing one.
type pair struct{ open, end *ooxml.Node }

// maxNested is how deep sections may stand in each other.
const maxNested = 32

// pairs matches opening and closing marks, in the order of the opening ones. A
// mark without its other half is a fault, and so is one too deep.
func (s *sections) pairs(marks []*ooxml.Node) []pair {
	var out []pair
	var open []int // indexes into out
	for _, m := range marks {
		switch sign(m) {
		case signBlock:
		case signEnd:
			last := len(open) - 1
			if last < 0 || out[open[last]].open.Text != m.Text {
				s.fault(m, ErrUnbalanced)
				continue
			}
			out[open[last]].end = m
			open = open[:last]
		default:
			if len(open) == maxNested {
				s.fault(m, ErrTooLarge)
				return nil
			}
			open = append(open, len(out))
			out = append(out, pair{open: m})
		}
	}
	for _, i := range open {
		s.fault(out[i].open, ErrUnbalanced)
	}
	return slices.DeleteFunc(out, func(p pair) bool { return p.end == nil })
}

// adopt notes the parents of everything under n.
func (s *sections) adopt(n *ooxml.Node) {
	for _, k := range n.Kids {
		s.parent[k] = n
		s.adopt(k)
	}
}

// placeOf returns the place of the paragraph around n.
func (s *sections) placeOf(n *ooxml.Node) place {
	for ; n != nil; n = s.parent[n] {
		if at, ok := s.places[n]; ok {
			return at
		}
	}
	return place{}
}

// path returns n and all above it, the root first.
func (s *sections) path(n *ooxml.Node) []*ooxml.Node {
	var up []*ooxml.Node
	for ; n != nil; n = s.parent[n] {
		up = append(up, n)
	}
	slices.Reverse(up)
	return up
}

// build turns p into a section. Outer pairs must be made before inner ones.
func (s *sections) build(p pair) {
	from, to := s.path(p.open), s.path(p.end)
	depth := 0 // of the deepest node that holds both
	for from[depth+1] == to[depth+1] {
		depth++
	}
	a, b := from[depth+1], to[depth+1] // its children that hold the one and the other
	switch host := s.host(from[depth]); host.Name {
	case "w:p":
		if a != p.open || b != p.end {
			s.fault(p.open, ErrPlace)
			return
		}
		s.wrap(p.open, a, b)
		s.drop(a)
		s.drop(b)
	case "w:tr":
		s.wrap(p.open, host, host)
		s.clear(p.open)
		s.clear(p.end)
	case "w:tbl":
		s.wrap(p.open, a, b)
		s.clearRow(a, p.open)
		s.clearRow(b, p.end)
	default:
		if !s.alone(a, p.open) || !s.alone(b, p.end) {
			s.fault(p.open, ErrPlace)
			return
		}
		s.wrap(p.open, a, b)
		s.drop(a)
		s.drop(b)
	}
}

// host returns the node at or above n that says what may be repeated there.
func (s *sections) host(n *ooxml.Node) *ooxml.Node {
	for ; s.parent[n] != nil; n = s.parent[n] {
		switch n.Name {
		case "w:p", "w:tr", "w:tbl", "w:tc", "w:txbxContent":
			return n
		}
	}
	return n
}

// wrap puts the children from a to b of their parent into a section.
func (s *sections) wrap(open, a, b *ooxml.Node) {
	up := s.parent[a]
	i, j := slices.Index(up.Kids, a), slices.Index(up.Kids, b)+1
	section := &ooxml.Node{Name: open.Name, Text: open.Text, Kids: slices.Clone(up.Kids[i:j])}
	for _, k := range section.Kids {
		s.parent[k] = section
	}
	s.parent[section] = up
	s.places[section] = s.places[open]
	up.Kids = slices.Replace(up.Kids, i, j, section)
}

// drop takes n out of its parent.
func (s *sections) drop(n *ooxml.Node) {
	up := s.parent[n]
	up.Kids = slices.DeleteFunc(up.Kids, func(k *ooxml.Node) bool { return k == n })
}

// alone says whether p is a paragraph that shows nothing but mark, and may go
// with it: one that ends a section of the document may not.
func (s *sections) alone(p, mark *ooxml.Node) bool {
	return p.Name == "w:p" && p.Child("w:pPr").Child("w:sectPr") == nil && shows(p, mark)
}

// shows says whether nothing is to be seen in n but mark.
func shows(n, mark *ooxml.Node) bool {
	for k := range n.All() {
		switch {
		case k == mark:
		case isMark(k), k.Name == "w:t" && k.Plain() != "":
			return false
		default:
			switch k.Name {
			case "w:br", "w:tab", "w:drawing", "w:pict", "w:object", "w:sym", "w:fldChar", "mc:AlternateContent":
				return false
			}
		}
	}
	return true
}

// clear takes mark out of its paragraph, and the paragraph with it if nothing
// else is in it and its cell keeps another at its end.
func (s *sections) clear(mark *ooxml.Node) {
	p := mark
	for p.Name != "w:p" {
		p = s.parent[p]
	}
	cell := s.parent[p]
	last := len(cell.Kids) - 1
	if s.alone(p, mark) && last > 0 && (cell.Kids[last] != p || cell.Kids[last-1].Name == "w:p") {
		s.drop(p)
		return
	}
	s.drop(mark)
}

// clearRow takes mark out of row, and the row with it if nothing else is in it.
func (s *sections) clearRow(row, mark *ooxml.Node) {
	if shows(row, mark) {
		s.drop(row)
		return
	}
	s.clear(mark)
}

// block puts the mark of a block in the place of its paragraph, whose properties
// it keeps.
func (s *sections) block(mark *ooxml.Node) {
	p := s.parent[mark]
	if !s.alone(p, mark) {
		s.fault(mark, ErrPlace)
		return
	}
	if props := p.Child("w:pPr"); props != nil {
		mark.Kids = []*ooxml.Node{props}
	}
	up := s.parent[p]
	up.Kids[slices.Index(up.Kids, p)] = mark
	s.parent[mark] = up
}

// bookmarks adds the ids of the bookmarks that begin or end in a section.
func bookmarks(n *ooxml.Node, inner bool, ids map[string]bool) map[string]bool {
	if inner && (n.Name == "w:bookmarkStart" || n.Name == "w:bookmarkEnd") {
		ids[n.Attr("w:id")] = true
	}
	for _, k := range n.Kids {
		bookmarks(k, inner || isMark(n), ids)
	}
	return ids
}
