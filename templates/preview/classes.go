package preview

import (
	"strconv"

	"vanthu/templates/layout"
	"vanthu/templates/ooxml"
)

// classes are the names that a style sheet knows an element by.
type classes []byte

func (c *classes) add(name string) {
	if name == "" {
		return
	}
	if len(*c) > 0 {
		*c = append(*c, ' ')
	}
	*c = append(*c, name...)
}

// measure adds the class of a measure in points, none for 0. What is more than the
// style sheet has is as much as it has.
func (c *classes) measure(s scale, points int) {
	if n := s.nearest(points); n > 0 {
		c.add(s.name)
		*c = strconv.AppendInt(*c, int64(n), 10)
	}
}

// points returns a measure in points, to the nearest.
func points(twips int) int {
	const half = 10
	if twips < 0 {
		return -points(-twips)
	}
	return (twips + half) / (2 * half)
}

// ofEMU returns a measure of a drawing in points, to the nearest.
func ofEMU(emu int) int { return points(layout.Length(emu).Twips()) }

// class returns the classes of a paragraph.
func (s shape) class() string {
	c := classes("p")
	c.add(string(s.align))
	c.measure(fontSize, s.face.size)
	c.measure(before, points(s.before))
	c.measure(after, points(s.after))
	c.measure(leftIndent, points(s.left))
	c.measure(rightIndent, points(s.right))
	c.measure(firstLine, points(s.first))
	c.measure(hanging, points(-s.first))
	c.lines(s)
	c.letters(face{}, s.face.inherited())
	if s.next {
		c.add("kn")
	}
	if s.edges != 0 {
		c.add("bd")
		c.edges(s.edges)
	}
	c.behind(s.paint)
	return string(c)
}

// lines adds the distance of lines.
func (c *classes) lines(s shape) {
	const single, hundred = 240, 100
	switch s.rule {
	case exactly:
		c.measure(exactLine, points(s.line))
	case atLeast:
		c.measure(leastLine, points(s.line))
	case multiple:
		if spread := spreadLine.nearest(s.line * hundred / single); spread != hundred {
			c.measure(spreadLine, spread)
		}
	}
}

// marked are the classes of marks that have no element of their own, and those
// that undo what a paragraph has.
var marked = [...]struct {
	mark     marks
	yes, not string
}{
	{bold, "fb", "nb"}, {italic, "fi", "ni"}, {capitals, "fc", "nc"}, {smallCapitals, "fm", "nm"}, {hidden, "fh", ""},
}

// letters adds what f has that base has not, but for its size.
func (c *classes) letters(base, f face) {
	for _, m := range marked {
		switch {
		case f.marks&^base.marks&m.mark != 0:
			c.add(m.yes)
		case base.marks&^f.marks&m.mark != 0:
			c.add(m.not)
		}
	}
	if f.colour != base.colour {
		c.colour(f.colour)
	}
	if f.paint != base.paint {
		c.behind(f.paint)
	}
	if f.family != base.family {
		c.add([...]string{"serif", "sans", "mono"}[f.family])
	}
}

func (c *classes) colour(s shade) {
	if s == 0 {
		c.add("k000")
		return
	}
	c.add("k" + s.figures())
}

func (c *classes) behind(s shade) {
	if s != 0 {
		c.add("s" + s.figures())
	}
}

func (c *classes) edges(e edges) {
	for _, side := range sides {
		if e&side.edge != 0 {
			c.add(side.class)
			e &^= side.edge
		}
	}
}

// shut adds the sides of a cell at which it wants no line.
func (c *classes) shut(borders *ooxml.Node) {
	if borders == nil {
		return
	}
	for _, side := range sides {
		if b := borders.Child(side.name); b != nil && !drawn(b) {
			c.add("n" + side.class)
		}
	}
}

func (c *classes) pads(p pads) {
	c.measure(before, points(p.top))
	c.measure(leftIndent, points(p.left))
	c.measure(after, points(p.bottom))
	c.measure(rightIndent, points(p.right))
}

// class returns the classes of a table whose columns are that wide.
func (l look) class(columns int) string {
	c := classes("t")
	switch {
	case l.part > 0:
		c.measure(share, l.part/25)
	case l.width > 0:
		c.measure(width, points(l.width))
	default:
		c.measure(width, points(columns))
	}
	c.pads(l.pads)
	c.measure(firstLine, points(l.indent))
	if l.align == "ac" || l.align == "ar" {
		c.add("t" + string(l.align[1]))
	}
	c.edges(l.edges)
	if l.edges != 0 && l.thick {
		c.add("thick")
	}
	if l.edges != 0 && l.colour != 0 {
		c.colour(l.colour)
	}
	if !l.lined() {
		c.add("lay")
	}
	return string(c)
}
