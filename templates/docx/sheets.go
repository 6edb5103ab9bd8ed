package docx

import "vanthu/templates/ooxml"

// A Section begins a new section of pages: what follows it stands on sheets of
// their own. It may stand only where the mark of its blocks is on the page
// itself, not in a cell, a text box or a header; elsewhere nothing comes of it.
type Section struct {
	Style     string // of the empty paragraph that ends the pages before it
	Landscape bool   // the sheets lie on their long side
	Restart   bool   // pages are numbered from 1, the first of them as the document's first
}

func (s *Section) unstyled(known map[string]bool) string { return strange(s.Style, known) }

// append ends the pages before with what they are, which is how Word has it.
func (s *Section) append(dst []byte, at spot) []byte {
	if !at.page || at.run.sheets == nil {
		return dst
	}
	dst = appendStyle(append(dst, "<w:p><w:pPr>"...), s.Style)
	dst = append(at.run.sheets.append(dst, at.run.sheet), "</w:pPr></w:p>"...)
	at.run.sheet = Section{Landscape: s.Landscape, Restart: s.Restart, Style: continued}
	return dst
}

// continued in the Style of the sheet at work tells that it is not the first.
const continued = "+"

// sheets are the properties of pages as the template has them for its last
// section, turned and numbered as asked for.
type sheets struct {
	first [2][]byte // upright, landscape
	begin [2][]byte // with numbers from 1
	more  [2][]byte // with numbers that go on, also on the first page
	wide  int       // of the text on a landscape sheet, in twips
}

// newSheets reads the section properties sect of a body; nil stands for none.
func newSheets(sect *ooxml.Node) *sheets {
	if sect == nil {
		sect = ooxml.El("w:sectPr")
	}
	s := &sheets{}
	for turned := range s.first {
		n := clone(sect)
		if turned == 1 {
			turn(n)
			s.wide = pageText(n)
		}
		s.first[turned] = n.AppendTo(nil)
		begin := clone(n)
		drop(begin, "w:pgNumType")
		drop(begin, "w:type")
		more := clone(begin)
		drop(more, "w:titlePg")
		s.begin[turned] = begin.Add(ooxml.El("w:pgNumType", "w:start", "1")).AppendTo(nil)
		s.more[turned] = more.AppendTo(nil)
	}
	return s
}

// append writes the properties of sheet.
func (s *sheets) append(dst []byte, sheet Section) []byte {
	turned := 0
	if sheet.Landscape {
		turned = 1
	}
	switch {
	case sheet.Restart:
		return append(dst, s.begin[turned]...)
	case sheet.Style == continued:
		return append(dst, s.more[turned]...)
	}
	return append(dst, s.first[turned]...)
}

// turn lays the page of sect on its other side. Its margins stay where they are
// to the reader.
func turn(sect *ooxml.Node) {
	size := sect.Child("w:pgSz")
	if size == nil {
		return
	}
	w, h := size.Attr("w:w"), size.Attr("w:h")
	size.SetAttr("w:w", h).SetAttr("w:h", w)
	orient := "landscape"
	if size.Attr("w:orient") == orient {
		orient = "portrait"
	}
	size.SetAttr("w:orient", orient)
}

func drop(n *ooxml.Node, name string) {
	for i, k := range n.Kids {
		if k.Name == name {
			n.Kids = append(n.Kids[:i:i], n.Kids[i+1:]...)
			return
		}
	}
}

// clone copies the tree under n.
func clone(n *ooxml.Node) *ooxml.Node {
	c := *n
	c.Attrs = append(c.Attrs[:0:0], n.Attrs...)
	c.Kids = make([]*ooxml.Node, len(n.Kids))
	for i, k := range n.Kids {
		c.Kids[i] = clone(k)
	}
	return &c
}
