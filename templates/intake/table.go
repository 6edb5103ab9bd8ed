package intake

import (
	"strings"

	"vanthu/documents"
	"vanthu/templates/layout"
	"vanthu/templates/ooxml"
)

// maxColumns is the widest table of Word.
const maxColumns = 63

// table reads a table.
func (r *reader) table(n *ooxml.Node) piece {
	t := &table{at: r.at + 1, lined: r.lined(n)}
	section := r.section
	for _, row := range rowsOf(n) {
		props := row.Child("w:trPr")
		if props.Child("w:del") != nil {
			r.notes.add(Tracked, r.at, "")
			continue
		}
		if len(t.rows) == 0 && isSet(props.Child("w:tblHeader")) {
			t.head = true
		}
		t.rows = append(t.rows, r.row(row))
	}
	return piece{at: t.at, table: t, section: section}
}

// rowsOf returns the rows of a table, wherever Word has wrapped them.
func rowsOf(n *ooxml.Node) []*ooxml.Node { return wrapped(n, "w:tr") }

// wrapped returns the children called name of n and of what is wrapped around
// them.
func wrapped(n *ooxml.Node, name string) []*ooxml.Node {
	var out []*ooxml.Node
	if n == nil {
		return nil
	}
	for _, k := range n.Kids {
		switch k.Name {
		case name:
			out = append(out, k)
		case "w:sdt":
			out = append(out, wrapped(k.Child("w:sdtContent"), name)...)
		case "w:ins", "w:customXml", "w:smartTag":
			out = append(out, wrapped(k, name)...)
		}
	}
	return out
}

func isSet(n *ooxml.Node) bool { return n != nil && isOn(n.Attr("w:val"), true) }

// row reads the cells of a row, each as often as it is wide.
func (r *reader) row(n *ooxml.Node) []cell {
	var out []cell
	for range min(atoi(n.Child("w:trPr").Child("w:gridBefore").Attr("w:val")), maxColumns) {
		out = append(out, cell{})
	}
	for _, tc := range wrapped(n, "w:tc") {
		props := tc.Child("w:tcPr")
		c := cell{}
		if down := props.Child("w:vMerge"); down != nil && down.Attr("w:val") != "restart" {
			c.merged = true
		}
		c.pieces = r.pieces(tc)
		out = append(out, c)
		if wide := min(atoi(props.Child("w:gridSpan").Attr("w:val")), maxColumns); wide > 1 {
			out = append(out, make([]cell, wide-1)...)
			for i := len(out) - wide + 1; i < len(out); i++ {
				out[i].merged = true
			}
		}
	}
	return out
}

// lined reports whether lines are drawn around the cells of a table.
func (r *reader) lined(n *ooxml.Node) bool {
	props := n.Child("w:tblPr")
	borders := props.Child("w:tblBorders")
	if borders == nil {
		borders = r.styles.find(props.Child("w:tblStyle").Attr("w:val"), "w:tblPr", "w:tblBorders")
	}
	if borders != nil {
		for _, side := range borders.Kids {
			if v := side.Attr("w:val"); v != "" && v != "none" && v != "nil" {
				return true
			}
		}
		return false
	}
	for side := range n.Named("w:tcBorders") {
		for _, k := range side.Kids {
			if v := k.Attr("w:val"); v != "" && v != "none" && v != "nil" {
				return true
			}
		}
	}
	return false
}

// block returns a table of the text. The notes are of what a table of ours
// cannot have.
func (t *table) block(notes *notebook) documents.Block {
	b := documents.Block{Type: documents.Table}
	width := 0
	for _, row := range t.rows {
		width = max(width, len(row))
	}
	for _, row := range t.rows {
		texts := make([]documents.Text, width)
		for j, c := range row {
			texts[j] = c.words(t.at, notes)
			if c.merged {
				notes.add(Merged, t.at, "")
			}
		}
		b.Rows = append(b.Rows, texts)
	}
	b.Header = len(b.Rows) > 0 && t.headed(b.Rows[0])
	if b.Header && boldRow(b.Rows[0]) {
		for j := range b.Rows[0] {
			b.Rows[0][j] = unbold(b.Rows[0][j])
		}
	}
	b.Columns = t.columns(&b, width)
	return b
}

// words returns the lines of a cell as one text.
func (c cell) words(at int, notes *notebook) documents.Text {
	var out documents.Text
	for _, p := range c.pieces {
		if p.table != nil {
			notes.add(Nested, at, "")
		}
		if p.image != nil {
			notes.add(PictureKind, p.at, "ảnh nằm trong ô của bảng")
		}
	}
	for _, p := range c.lines() {
		if p.plain() == "" {
			continue
		}
		if len(out) > 0 {
			out = append(out, documents.Run{Text: "\n"})
		}
		out = append(out, p.text...)
	}
	return out.Tidy()
}

// counters are what the head of a column of ordinals says.
var counters = map[string]bool{"tt": true, "stt": true, "so tt": true}

// headed reports whether the first row is a head: Word repeats it, our style or
// its words say so, or it is bold as the second is not.
func (t *table) headed(first []documents.Text) bool {
	if t.head {
		return true
	}
	for _, c := range t.rows[0] {
		for _, p := range c.pieces {
			if p.style == layout.TableHead {
				return true
			}
		}
	}
	if len(t.rows) < 2 {
		return false
	}
	name := documents.Fold(documents.OneLine(first[0].Plain()))
	return counters[strings.Trim(name, ". ")] || boldRow(first)
}

// boldRow reports whether all words of a row are bold.
func boldRow(row []documents.Text) bool {
	found := false
	for _, text := range row {
		if len(text) == 0 {
			continue
		}
		if !(piece{text: text}).bold() {
			return false
		}
		found = true
	}
	return found
}

func unbold(text documents.Text) documents.Text {
	out := make(documents.Text, len(text))
	for i, r := range text {
		r.Bold = false
		out[i] = r
	}
	return out.Tidy()
}

// columns returns how the cells below the head stand where that is not how their
// content alone would have them.
func (t *table) columns(b *documents.Block, width int) []documents.ColumnAlign {
	usual := b.Alignments()
	if usual == nil {
		return nil
	}
	out, asked := make([]documents.ColumnAlign, width), false
	rows := t.rows
	if b.Header {
		rows = rows[1:]
	}
	for j := range out {
		seen := alignedAs(rows, j)
		if seen != documents.AsContent && seen != usual[j] && (seen != documents.ColumnLeft || usual[j] != documents.AsContent) {
			out[j], asked = seen, true
		}
	}
	if !asked {
		return nil
	}
	return out
}

// alignments are those of Word that a column may ask for.
var alignments = map[string]documents.ColumnAlign{
	"left": documents.ColumnLeft, "start": documents.ColumnLeft, "center": documents.ColumnMid, "right": documents.ColumnEnd, "end": documents.ColumnEnd,
}

// alignedAs returns how all cells of a column with text stand, AsContent where
// they differ or do not say.
func alignedAs(rows [][]cell, j int) documents.ColumnAlign {
	seen, first := documents.AsContent, true
	for _, row := range rows {
		if j >= len(row) {
			continue
		}
		for _, p := range row[j].pieces {
			if p.empty() {
				continue
			}
			as := alignments[p.jc]
			if !first && as != seen {
				return documents.AsContent
			}
			seen, first = as, false
		}
	}
	return seen
}
