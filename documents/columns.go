package documents

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Alignments returns how the cells below the head of a table stand, for each
// column: as asked for, else figures at the right, where their ones are below
// each other, ordinals in the middle; AsContent for other text, which stands at
// the left. It returns nil for what is no table.
func (b Block) Alignments() []ColumnAlign {
	if !b.table() {
		return nil
	}
	out := make([]ColumnAlign, len(b.Rows[0]))
	copy(out, b.Columns)
	rows := b.Rows
	if b.Header {
		rows = rows[1:]
	}
	for j, asked := range out {
		switch {
		case asked != AsContent:
		case ordinals(rows, j):
			out[j] = ColumnMid
		case figures(rows, j):
			out[j] = ColumnEnd
		}
	}
	return out
}

// figure is a number as tables have it: "1.500.000", "12,5%", "-3", "(2)".
var figure = regexp.MustCompile(`^\(?[+-]?\d{1,3}(?:[.\s]?\d{3})*(?:,\d+)?\s?%?\)?$|^[-–]$`)

// figures reports whether column j holds figures alone, a cell or two empty.
func figures(rows [][]Text, j int) bool {
	found := 0
	for _, row := range rows {
		switch text := strings.TrimSpace(row[j].Plain()); {
		case text == "":
		case !figure.MatchString(text):
			return false
		default:
			found++
		}
	}
	return found > 0 && 2*found >= len(rows)
}

// ordinals reports whether column j counts the rows, from 1 or as I, II.
func ordinals(rows [][]Text, j int) bool {
	next := 1
	for _, row := range rows {
		text := strings.TrimSpace(row[j].Plain())
		if text == "" {
			continue
		}
		if !slices.Contains([]string{strconv.Itoa(next), "0" + strconv.Itoa(next), Roman(next)}, text) {
			return false
		}
		next++
	}
	return next > 1
}
