package compose

import (
	"strconv"

	"vanthu/templates/layout"
	"vanthu/templates/ooxml"
)

// el and text are short for what every line of this package needs.
func el(name string, attrs ...string) *ooxml.Node { return ooxml.El(name, attrs...) }

func val(name, value string) *ooxml.Node { return el(name, "w:val", value) }

func twips(l layout.Length) string { return strconv.Itoa(l.Twips()) }

func emus(l layout.Length) string { return strconv.Itoa(l.EMU()) }

// para returns a paragraph of the component's style that shows text, with
// further properties of its own.
func para(style layout.ID, text string, props ...*ooxml.Node) *ooxml.Node {
	p := el("w:p").Add(el("w:pPr").Add(val("w:pStyle", string(style))).Add(props...))
	if text != "" {
		p.Add(el("w:r").Add(ooxml.Words(text)...))
	}
	return p
}

// marker returns a paragraph that only holds a mark of the template: it is gone
// in a filled document.
func marker(text string) *ooxml.Node { return para(layout.BodyText, text) }

// each repeats what for every item of a list, or shows it once when there is a
// text or a flag is set.
func each(list string, what ...*ooxml.Node) []*ooxml.Node {
	return between("{{#"+list+"}}", "{{/"+list+"}}", what)
}

// once shows what one time when the list has any item.
func once(list string, what ...*ooxml.Node) []*ooxml.Node {
	return between("{{?"+list+"}}", "{{/"+list+"}}", what)
}

func between(open, end string, what []*ooxml.Node) []*ooxml.Node {
	out := append([]*ooxml.Node{marker(open)}, what...)
	return append(out, marker(end))
}

// A cell is one cell of a table without borders.
type cell struct {
	width layout.Length
	kids  []*ooxml.Node
}

// grid returns a table without borders or cell margins whose columns keep their
// widths.
func grid(gap layout.Length, rows ...[]cell) *ooxml.Node {
	cols := el("w:tblGrid")
	var width layout.Length
	for _, c := range rows[0] {
		cols.Add(el("w:gridCol", "w:w", twips(c.width)))
		width += c.width
	}
	t := el("w:tbl").Add(el("w:tblPr").Add(
		el("w:tblW", "w:w", twips(width), "w:type", "dxa"),
		el("w:tblInd", "w:w", "0", "w:type", "dxa"),
		el("w:tblLayout", "w:type", "fixed"),
		margins(gap),
	), cols)
	for _, r := range rows {
		t.Add(row(r))
	}
	return t
}

func row(cells []cell) *ooxml.Node {
	r := el("w:tr").Add(el("w:trPr").Add(el("w:cantSplit")))
	for _, c := range cells {
		r.Add(el("w:tc").
			Add(el("w:tcPr").Add(el("w:tcW", "w:w", twips(c.width), "w:type", "dxa"))).
			Add(c.kids...))
	}
	return r
}

func margins(top layout.Length) *ooxml.Node {
	m := el("w:tblCellMar")
	for _, side := range []struct {
		name  string
		width layout.Length
	}{{"w:top", top}, {"w:left", 0}, {"w:bottom", 0}, {"w:right", 0}} {
		m.Add(el(side.name, "w:w", twips(side.width), "w:type", "dxa"))
	}
	return m
}

// ofColumn returns a cell as wide as the column.
func ofColumn(c layout.Column, kids ...*ooxml.Node) cell {
	from, to := layout.A4().Extent(c)
	return cell{to - from, kids}
}
