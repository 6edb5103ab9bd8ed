package preview

import (
	"strconv"

	"vanthu/templates/ooxml"
)

// A row is one row of a table.
type row struct {
	props *ooxml.Node
	cells []cell
	lead  int // columns before the first cell
}

// A cell is one cell, or one that is joined with that above it.
type cell struct {
	node       *ooxml.Node
	col        int // from 0
	span, rows int
	joined     bool // it is part of the one above
}

// maxSpan is how many columns a cell may take; Word allows 63.
const maxSpan = 63

// grid reads the rows of a table.
func grid(n *ooxml.Node) []row {
	var rows []row
	for _, tr := range within(n, "w:tr", nil) {
		r := row{props: tr.Child("w:trPr")}
		r.lead = span(r.props.Child("w:gridBefore"), 0)
		col := r.lead
		for _, tc := range within(tr, "w:tc", nil) {
			c := cell{node: tc, col: col, span: span(tc.Child("w:tcPr").Child("w:gridSpan"), 1), rows: 1}
			col += c.span
			r.cells = append(r.cells, c)
		}
		rows = append(rows, r)
	}
	join(rows)
	return rows
}

// within returns the elements called name below n, through what wraps them.
func within(n *ooxml.Node, name string, found []*ooxml.Node) []*ooxml.Node {
	for _, k := range n.Kids {
		switch {
		case k.Name == name:
			found = append(found, k)
		case k.Name != "w:p" && k.Name != "w:tbl" && !skipped(k.Name):
			found = within(k, name, found)
		}
	}
	return found
}

func span(n *ooxml.Node, least int) int { return min(max(number(n.Attr("w:val")), least), maxSpan) }

// join gives the first of cells that are one above the other the rows of all. A
// cell that says something is not joined: Word would hide it.
func join(rows []row) {
	type opening struct {
		cell *cell
		last int
	}
	open := map[int]opening{}
	for i := range rows {
		for j := range rows[i].cells {
			c := &rows[i].cells[j]
			merge := c.node.Child("w:tcPr").Child("w:vMerge")
			above, ok := open[c.col]
			switch {
			case merge == nil:
				delete(open, c.col)
			case merge.Attr("w:val") != "restart" && ok && above.last == i-1 && above.cell.span == c.span && !speaks(c.node):
				c.joined = true
				above.cell.rows++
				open[c.col] = opening{above.cell, i}
			default:
				open[c.col] = opening{c, i}
			}
		}
	}
}

// table writes a table.
func (w *writer) table(n *ooxml.Node, at place) {
	if at.page {
		w.frame(nil)
	}
	props := n.Child("w:tblPr")
	style := props.Child("w:tblStyle").Attr("w:val")
	if style == "" {
		style = w.styles.table
	}
	l := w.styles.look(style).with(props)
	widths, all := columns(n)
	wrapped := at.page && l.lined()
	if wrapped {
		w.scroll(max(l.width, all), len(widths))
	}
	w.raw("<table")
	w.tableAnchor(at, l)
	w.raw(` class="`, l.class(all), `">`)
	w.columns(widths, all)
	w.rows(grid(n), l, place{table: style, mute: at.mute})
	w.raw("</table>\n")
	if wrapped {
		w.raw("</div>\n")
	}
}

func (w *writer) tableAnchor(at place, l look) {
	if !l.lined() {
		w.raw(` role="presentation"`)
	}
	if at.mute {
		return
	}
	w.tables++
	anchor := "t-" + strconv.Itoa(w.tables)
	w.raw(` id="`)
	w.words(w.options.Anchors)
	w.raw(anchor, `"`)
	if l.lined() {
		w.raw(` data-block="`, anchor, `"`)
	}
}

// scroll opens what lets a wide table be moved on a narrow screen, with keys too.
func (w *writer) scroll(width, columns int) {
	const upright = 9360 // twips: the widest text between the margins of A4
	const few = 5        // columns have room on a phone
	w.raw(`<div class="scroll"`)
	if width > upright || columns > few {
		w.raw(` tabindex="0"`)
	}
	w.raw(">")
}

// columns returns the widths of a table's columns and of all, in twips.
func columns(n *ooxml.Node) (widths []int, all int) {
	for col := range n.Child("w:tblGrid").Named("w:gridCol") {
		width := max(number(col.Attr("w:w")), 0)
		widths = append(widths, width)
		all += width
	}
	return widths, all
}

func (w *writer) columns(widths []int, all int) {
	if all == 0 {
		return
	}
	w.raw("<colgroup>")
	for _, width := range widths {
		var c classes
		c.measure(share, (width*share.most+all/2)/all)
		w.raw(`<col class="`, string(c), `">`)
	}
	w.raw("</colgroup>\n")
}

// rows writes the rows; those that head a table with lines, as its head.
func (w *writer) rows(rows []row, l look, at place) {
	heads := 0
	for l.lined() && heads < len(rows)-1 && rows[heads].heads() {
		heads++
	}
	for i := range rows {
		switch {
		case i == 0 && heads > 0:
			w.raw("<thead>")
		case i == heads:
			w.raw("<tbody>")
		}
		w.row(&rows[i], i < heads, at)
		switch {
		case i == heads-1:
			w.raw("</thead>\n")
		case i == len(rows)-1:
			w.raw("</tbody>\n")
		}
	}
}

func (r *row) heads() bool {
	n := r.props.Child("w:tblHeader")
	return n != nil && on(n)
}

func (w *writer) row(r *row, head bool, at place) {
	var c classes
	c.measure(height, points(number(r.props.Child("w:trHeight").Attr("w:val"))))
	w.raw("<tr")
	w.classes(c)
	w.raw(">")
	if r.lead > 0 {
		w.raw(`<td class="none" colspan="`)
		w.number(r.lead)
		w.raw(`"></td>`)
	}
	for i := range r.cells {
		if c := &r.cells[i]; c.joined {
			w.pass(c.node, at)
		} else {
			w.cell(c, head, at)
		}
	}
	w.raw("</tr>\n")
}

func (w *writer) cell(c *cell, head bool, at place) {
	name := "td"
	if head {
		name = "th"
	}
	w.raw("<", name)
	if head {
		w.raw(` scope="col"`)
	}
	if c.span > 1 {
		w.raw(` colspan="`)
		w.number(c.span)
		w.raw(`"`)
	}
	if c.rows > 1 {
		w.raw(` rowspan="`)
		w.number(c.rows)
		w.raw(`"`)
	}
	w.classes(c.classes())
	w.raw(">")
	w.content(c.node.Kids, at)
	w.raw("</", name, ">")
}

func (c *cell) classes() classes {
	props := c.node.Child("w:tcPr")
	var out classes
	switch props.Child("w:vAlign").Attr("w:val") {
	case "center":
		out.add("vm")
	case "bottom":
		out.add("vb")
	}
	if borders := props.Child("w:tcBorders"); borders != nil {
		out.edges(edgesOf(borders, 0))
		out.shut(borders)
	}
	out.pads(pads{}.with(props.Child("w:tcMar")))
	out.behind(shadeOf(props.Child("w:shd").Attr("w:fill")))
	return out
}

// pass counts the empty paragraphs of a cell that is not shown.
func (w *writer) pass(n *ooxml.Node, at place) {
	if at.mute {
		return
	}
	for p := range n.Named("w:p") {
		w.blocks = append(w.blocks, Block{Anchor: w.next(), Style: p.Child("w:pPr").Child("w:pStyle").Attr("w:val")})
	}
}

func (w *writer) classes(c classes) {
	if len(c) > 0 {
		w.raw(` class="`, string(c), `"`)
	}
}
