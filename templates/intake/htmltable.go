package intake

import (
	"golang.org/x/net/html"

	"vanthu/documents"
)

func runOf(text string) documents.Run { return documents.Run{Text: text} }

// table reads a table. What its cells hold is read as by itself.
func (w *paster) table(n *html.Node, s scene) {
	s.list = nil
	g := gridder{paster: w, t: &table{at: w.at + 1, lined: framed(n)}}
	rows(n, func(row *html.Node, head bool) { g.row(row, s, head) })
	if len(g.t.rows) > 0 {
		w.out = append(w.out, piece{at: g.t.at, table: g.t})
	}
}

// framed reports whether a table has lines.
func framed(n *html.Node) bool {
	border := attr(n, "border")
	return border != "" && border != "0" || cssOf(n)["border-collapse"] == "collapse"
}

// rows calls visit with each row of a table, not with those of tables within.
func rows(n *html.Node, visit func(row *html.Node, head bool)) {
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		if k.Type != html.ElementNode {
			continue
		}
		switch k.Data {
		case "tr":
			visit(k, n.Data == "thead")
		case "thead", "tbody", "tfoot":
			rows(k, visit)
		}
	}
}

// A gridder puts the cells of a table where they stand.
type gridder struct {
	*paster
	t    *table
	down []int // for each column: rows that a cell above still covers
}

// maxRows is how far down one cell may go.
const maxRows = 1000

// row reads the cells of one row.
func (g *gridder) row(n *html.Node, s scene, head bool) {
	if g.cells > maxCells {
		return
	}
	var cells []cell
	heads := 0
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		if k.Type != html.ElementNode || k.Data != "td" && k.Data != "th" {
			continue
		}
		cells = g.covered(cells)
		at := len(cells)
		if at >= maxColumns {
			break
		}
		cells = g.place(cells, k)
		cells[at].pieces = g.cell(k, s)
		if k.Data == "th" {
			heads += len(cells) - at
		}
	}
	cells = g.covered(cells)
	g.cells += len(cells)
	if len(cells) == 0 {
		return
	}
	if len(g.t.rows) == 0 && (head || heads == len(cells)) {
		g.t.head = true
	}
	g.t.rows = append(g.t.rows, cells)
}

// covered adds what cells of the rows above cover.
func (g *gridder) covered(cells []cell) []cell {
	for len(cells) < len(g.down) && g.down[len(cells)] > 0 {
		g.down[len(cells)]--
		cells = append(cells, cell{merged: true})
	}
	return cells
}

// place adds a cell, as often as it is wide.
func (g *gridder) place(cells []cell, n *html.Node) []cell {
	wide := min(max(atoi(attr(n, "colspan")), 1), maxColumns-len(cells))
	high := min(max(atoi(attr(n, "rowspan")), 1), maxRows)
	for i := range wide {
		for len(g.down) <= len(cells) {
			g.down = append(g.down, 0)
		}
		g.down[len(cells)] = high - 1
		cells = append(cells, cell{merged: i > 0})
	}
	return cells
}

// cell reads the pieces of one cell.
func (w *paster) cell(n *html.Node, s scene) []piece {
	outer, line := w.out, w.line
	w.out, w.line = nil, piece{}
	w.read(n, s.within(n, cssOf(n)))
	w.end()
	pieces := w.out
	w.out, w.line = outer, line
	return pieces
}
