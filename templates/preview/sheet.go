package preview

import (
	"vanthu/templates/layout"
	"vanthu/templates/ooxml"
)

// sheets are the sections of a file's pages, and the one at work.
type sheets struct {
	sections []*ooxml.Node // their w:sectPr; nil where a file has none
	now      int           // the section at work
	page     geometry      // of the sheet at work
	first    bool          // it is the first of its section
	begun    int           // the length of the output when it was begun
	frame    string        // what the frame at work is told by; "" for none
	parts    map[string]string
}

// geometry is how a sheet lies and where its text is. Measures are twips.
type geometry struct {
	class                    string
	height                   int
	top, left, bottom, right int // margins
	header, footer           int // from the edge of the paper
}

// body writes the sheets of a file, whose main part is given.
func (w *writer) body(main *ooxml.Node) {
	w.sheets.parts = map[string]string{}
	w.sheets.sections = sections(main.Kids, nil)
	w.raw(`<div class="paper" lang="vi">` + "\n")
	w.begins()
	w.open(true)
	w.content(main.Kids, place{page: true})
	w.close()
	w.raw("</div>\n")
}

// sections gathers the properties of sections; each stands where its section
// ends.
func sections(nodes, found []*ooxml.Node) []*ooxml.Node {
	for _, n := range nodes {
		switch {
		case n.Name == "w:sectPr":
			found = append(found, n)
		case n.Name == "w:p":
			if sect := n.Child("w:pPr").Child("w:sectPr"); sect != nil {
				found = append(found, sect)
			}
		case n.Name != "w:tbl" && !skipped(n.Name):
			found = sections(n.Kids, found)
		}
	}
	return found
}

// sect returns the properties of the section at work, or nil.
func (s *sheets) sect() *ooxml.Node {
	if s.now < len(s.sections) {
		return s.sections[s.now]
	}
	return nil
}

// section ends a section and begins the next, on a sheet of its own unless it is
// to go on where the last one ended.
func (w *writer) section() {
	was := w.sheets.page.class
	w.sheets.now++
	w.begins()
	if w.sheets.sect().Child("w:type").Attr("w:val") == "continuous" && w.sheets.page.class == was {
		return
	}
	w.close()
	w.open(true)
}

// begins reads the properties of the section at work. A running head that it does
// not name is that of the section before.
func (w *writer) begins() {
	sect := w.sheets.sect()
	w.sheets.page = geometryOf(sect)
	if sect == nil {
		return
	}
	for _, n := range sect.Kids {
		if n.Name == "w:headerReference" || n.Name == "w:footerReference" {
			w.sheets.parts[n.Name+n.Attr("w:type")] = w.rels[n.Attr("r:id")].Target
		}
	}
}

func geometryOf(sect *ooxml.Node) geometry {
	a4 := layout.A4()
	g := geometry{
		top: a4.Top.Default.Twips(), left: a4.Left.Default.Twips(), bottom: a4.Bottom.Default.Twips(), right: a4.Right.Default.Twips(),
		header: a4.NumberTop.Twips(), footer: a4.NumberTop.Twips(),
	}
	if m := sect.Child("w:pgMar"); m != nil {
		g.top, g.left, g.bottom, g.right = number(m.Attr("w:top")), number(m.Attr("w:left")), number(m.Attr("w:bottom")), number(m.Attr("w:right"))
		g.header, g.footer = number(m.Attr("w:header")), number(m.Attr("w:footer"))
	}
	size := sect.Child("w:pgSz")
	g.class, g.height = nearest(number(size.Attr("w:w")), number(size.Attr("w:h")))
	return g
}

// nearest returns the paper most like a sheet of that size, in twips, and its
// height as it lies; A4 where the size is not known.
func nearest(width, height int) (class string, high int) {
	best := -1
	for _, p := range papers() {
		w, h, name := p.width.Twips(), p.height.Twips(), p.class
		if width > height {
			w, h, name = h, w, name+lying
		}
		if off := distance(w, width) + distance(h, height); best < 0 || off < best && width > 0 {
			best, class, high = off, name, h
		}
	}
	return class, high
}

// lying ends the class of a paper that lies on its long side.
const lying = "l"

func distance(a, b int) int { return max(a-b, b-a) }

// turn begins a new sheet of the section at work, unless one has just begun.
func (w *writer) turn() {
	if w.sheets.begun == len(w.out) {
		return
	}
	w.close()
	w.open(false)
}

// open begins a sheet, the first of its section or another.
func (w *writer) open(first bool) {
	g := w.sheets.page
	var c classes
	c.measure(before, points(g.top))
	c.measure(leftIndent, points(g.left))
	c.measure(after, points(g.bottom))
	c.measure(rightIndent, points(g.right))
	w.raw(`<section class="sheet `, g.class, `"><div class="leaf `, string(c), "\">\n")
	w.running("w:headerReference", first)
	w.raw(`<div class="text">` + "\n")
	w.sheets.begun = len(w.out)
	w.sheets.first = first
}

// close ends the sheet at work.
func (w *writer) close() {
	w.frame(nil)
	w.raw("</div>\n")
	w.foot()
	w.running("w:footerReference", w.sheets.first)
	w.raw("</div></section>\n")
}

// frame begins a frame, a place on the sheet that text does not move, unless the
// paragraph before stands in it already. nil ends it.
func (w *writer) frame(props *ooxml.Node) {
	key := ""
	if props != nil && props.Attr("w:dropCap") == "" {
		key = string(props.AppendTo(nil))
	}
	if key == w.sheets.frame {
		return
	}
	if w.sheets.frame != "" {
		w.raw("</div>\n")
	}
	if w.sheets.frame = key; key != "" {
		w.raw(`<div class="`, w.sheets.page.frame(props), "\">\n")
	}
}

// frame returns the classes of a frame: one in the upper margin stands there, one
// in the lower margin at the end of the sheet, others where they are in the text.
func (g geometry) frame(props *ooxml.Node) string {
	c := classes("fr")
	x, y := number(props.Attr("w:x")), number(props.Attr("w:y"))
	page := props.Attr("w:vAnchor") == "page"
	switch {
	case page && y < g.top:
		c.add("top")
		c.measure(before, points(y))
		c.measure(height, points(number(props.Attr("w:h"))))
	case page && y >= g.height-g.bottom:
		c.add("end")
		c.measure(height, points(g.height-y))
	}
	if props.Attr("w:hAnchor") != "page" {
		x += g.left
	}
	c.measure(leftIndent, points(x))
	c.measure(width, points(number(props.Attr("w:w"))))
	return string(c)
}
