package docx

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"vanthu/templates/ooxml"
)

// A Table is a table as wide as the text.
type Table struct {
	Style   string // of the table, or ""
	Header  bool   // the first row is the head: it is repeated on each page
	Borders bool   // single lines around every cell
	Columns Columns
	Measure func(line string) int // how wide a line is in the table's font, in twips; nil counts letters
	Rows    [][]Cell              // a short row is filled with empty cells
}

// A Cell is the paragraphs of one cell; without any it is empty.
type Cell []Paragraph

// Columns says how the width of a table is dealt out.
type Columns uint8

// The ways of dealing it out.
const (
	ByContent Columns = iota // by the longest line and the longest word of each column
	Even                     // all alike
)

// Measures of a table, in twips (1/20 point).
const (
	letterWidth = 130      // a mean letter at 14 points
	cellPadding = 2 * 108  // Word's own margins at both sides of a cell
	anyWidth    = 17 * 567 // A4 less the least margins; where a template does not say
)

func (t *Table) unstyled(known map[string]bool) string {
	if !known[t.Style] && t.Style != "" {
		return t.Style
	}
	for _, row := range t.Rows {
		for _, cell := range row {
			for i := range cell {
				if id := cell[i].unstyled(known); id != "" {
					return id
				}
			}
		}
	}
	return ""
}

// append writes the table, nothing for one without cells. The order of elements
// is that of ooxml.Order.
func (t *Table) append(dst []byte, at spot) []byte {
	widths := t.widths(at.textWidth())
	if len(widths) == 0 {
		return dst
	}
	dst = t.props(append(dst, "<w:tbl>"...), at.textWidth())
	dst = append(dst, "<w:tblGrid>"...)
	for _, w := range widths {
		dst = appendMeasure(dst, `<w:gridCol w:w="`, w, `"/>`)
	}
	dst = append(dst, "</w:tblGrid>"...)
	for i, row := range t.Rows {
		dst = append(dst, "<w:tr><w:trPr><w:cantSplit/>"...)
		if t.Header && i == 0 {
			dst = append(dst, "<w:tblHeader/>"...)
		}
		dst = append(dst, "</w:trPr>"...)
		for j, w := range widths {
			var cell Cell
			if j < len(row) {
				cell = row[j]
			}
			dst = cell.append(dst, w)
		}
		dst = append(dst, "</w:tr>"...)
	}
	return append(dst, endOfTable...)
}

func (t *Table) props(dst []byte, width int) []byte {
	dst = append(dst, "<w:tblPr>"...)
	if t.Style != "" {
		dst = append(dst, `<w:tblStyle w:val="`...)
		dst = append(ooxml.AppendAttr(dst, t.Style), `"/>`...)
	}
	dst = appendMeasure(dst, `<w:tblW w:w="`, width, `" w:type="dxa"/>`)
	if t.Borders {
		dst = append(dst, "<w:tblBorders>"...)
		for _, side := range [...]string{"top", "left", "bottom", "right", "insideH", "insideV"} {
			dst = append(append(append(dst, "<w:"...), side...), ` w:val="single" w:sz="4" w:space="0" w:color="auto"/>`...)
		}
		dst = append(dst, "</w:tblBorders>"...)
	}
	return append(dst, `<w:tblLayout w:type="fixed"/></w:tblPr>`...)
}

func (c Cell) append(dst []byte, width int) []byte {
	dst = appendMeasure(dst, `<w:tc><w:tcPr><w:tcW w:w="`, width, `" w:type="dxa"/></w:tcPr>`)
	if len(c) == 0 { // a cell without a paragraph is a damaged file to Word
		dst = append(dst, emptyParagraph...)
	}
	for i := range c {
		dst = c[i].append(dst, spot{host: &host{}})
	}
	return append(dst, "</w:tc>"...)
}

func appendMeasure(dst []byte, before string, n int, after string) []byte {
	return append(strconv.AppendInt(append(dst, before...), int64(n), 10), after...)
}

// widths deals total out to the columns; the last takes what rounding leaves.
func (t *Table) widths(total int) []int {
	var need, want []int // by the longest word, by the longest line
	measure := t.Measure
	if measure == nil {
		measure = letters
	}
	for _, row := range t.Rows {
		for j, cell := range row {
			if j == len(need) {
				need, want = append(need, cellPadding), append(want, cellPadding)
			}
			word, line := cell.longest(measure)
			need[j] = max(need[j], cellPadding+word)
			want[j] = max(want[j], cellPadding+line)
		}
	}
	if t.Columns == Even {
		for j := range need {
			need[j], want[j] = 1, 1
		}
	}
	return deal(total, need, want)
}

// deal gives each column what it needs and shares the rest by what it wants
// more; where there is less than needed, all by need; where there is more than
// wanted, all by want.
func deal(total int, need, want []int) []int {
	out := make([]int, len(need))
	needs, wants, rest := sum(need), sum(want), total
	for j := range out {
		switch {
		case wants <= total:
			out[j] = total * want[j] / wants
		case needs >= total:
			out[j] = total * need[j] / needs
		default:
			out[j] = need[j] + (total-needs)*(want[j]-need[j])/(wants-needs)
		}
		rest -= out[j]
	}
	if len(out) > 0 {
		out[len(out)-1] += rest
	}
	return out
}

func sum(ns []int) (total int) {
	for _, n := range ns {
		total += n
	}
	return total
}

func letters(line string) int { return utf8.RuneCountInString(line) * letterWidth }

// longest returns how wide the longest word and the longest line of c are.
func (c Cell) longest(measure func(string) int) (word, line int) {
	for i := range c {
		var text strings.Builder
		for _, r := range c[i].Runs {
			text.WriteString(r.Text)
		}
		for l := range strings.Lines(text.String()) {
			line = max(line, measure(strings.TrimSuffix(l, "\n")))
			for w := range strings.FieldsSeq(l) {
				word = max(word, measure(w))
			}
		}
	}
	return word, line
}
