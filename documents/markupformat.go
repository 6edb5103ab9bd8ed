package documents

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
)

// FormatBody returns body as text that a person can edit: ParseBody of it is
// body again. A block that text cannot carry (a picture, what lies on its long
// side, a word half in bold) stands as a line of its own, "[[hình 1: Sơ đồ]]";
// ParseEdited puts the block back. Styled and repeated white space, which nobody
// sees, may be lost.
func FormatBody(body Body) string {
	text, _ := format(body)
	return text
}

// ParseEdited reads what a person made of FormatBody(old): as ParseBody, and
// each placeholder line becomes its block of old again, wherever it stands now
// and as often. A placeholder that old does not know is a paragraph.
func ParseEdited(text string, old Body) Body {
	_, kept := format(old)
	return parseBody(text, kept)
}

// format returns the text of body and the blocks that placeholders stand for.
func format(body Body) (text string, kept map[string]Block) {
	var out strings.Builder
	kept = map[string]Block{}
	count := map[string]int{}
	for i, b := range body {
		lines, ok := formatBlock(b)
		if ok && b.divides() && len(b.Text) == 0 && i+1 < len(body) && body[i+1].Type == Paragraph {
			ok = false // the paragraph would be its title
		}
		if !ok {
			word := b.word()
			count[word]++
			key := fmt.Sprintf("%s %d", word, count[word])
			kept[key] = b
			lines = placeholder(key, b)
		}
		if b.Type == Table && i > 0 && body[i-1].Type == Table {
			out.WriteByte('\n')
		}
		out.WriteString(lines)
		out.WriteByte('\n')
	}
	return out.String(), kept
}

// placeholderForm is a line that stands for a block.
var placeholderForm = regexp.MustCompile(`^\[\[((?:hình|bảng|đoạn) \d+)(?:: .*)?\]\]$`)

// keyOf returns what the placeholder line names, "" when line is none.
func keyOf(line string) string {
	if strings.HasPrefix(line, "[[") {
		if m := placeholderForm.FindStringSubmatch(line); m != nil {
			return m[1]
		}
	}
	return ""
}

// placeholder returns the line for a block, with as much of its text as tells
// what it is.
func placeholder(key string, b Block) string {
	about := excerpt(OneLine(b.plain()))
	if about == "" {
		return "[[" + key + "]]"
	}
	return "[[" + key + ": " + about + "]]"
}

// word is what a placeholder calls the block.
func (b Block) word() string {
	switch b.Type {
	case Image:
		return "hình"
	case Table:
		return "bảng"
	}
	return "đoạn"
}

// formatBlock returns the lines of one block; ok is false when no lines would be
// read as that block.
func formatBlock(b Block) (lines string, ok bool) {
	if b.Landscape || b.Type == Image {
		return "", false
	}
	for _, lines := range candidates(b) {
		if back := ParseBody(lines); len(back) == 1 && keyOf(lines) == "" && looksLike(back[0], b) {
			return lines, true
		}
	}
	return "", false
}

// candidates are the ways a block may be written, the plainest first.
func candidates(b Block) []string {
	if b.Type == Table {
		return []string{formatTable(b)}
	}
	text := broken(formatText(b.Text))
	switch {
	case b.divides() && text == "":
		return []string{b.Mark}
	case b.divides():
		return []string{b.Mark + "\n" + text, b.Mark + "\n\\" + text}
	case b.Type == Bullet && b.Level == 2:
		return []string{"+ " + text}
	case b.Type == Bullet:
		return []string{"- " + text}
	case b.Mark != "":
		return []string{b.Mark + " " + text}
	}
	return []string{text, `\` + text}
}

// broken writes the line breaks of a text as joinBroken reads them.
func broken(text string) string { return strings.ReplaceAll(text, "\n", "\\\n") }

// ruleOf is how the line below a table's head asks for each alignment.
var ruleOf = map[ColumnAlign]string{AsContent: "---", ColumnLeft: ":--", ColumnMid: ":-:", ColumnEnd: "--:"}

func formatTable(b Block) string {
	var lines []string
	for i, row := range b.Rows {
		cells := make([]string, len(row))
		for j, cell := range row {
			cells[j] = strings.ReplaceAll(formatText(cell), "|", `\|`)
		}
		lines = append(lines, broken(tableLine(cells)))
		if i == 0 && b.Header {
			lines = append(lines, tableLine(b.rule()))
		}
	}
	return strings.Join(lines, "\n")
}

func tableLine(cells []string) string { return "| " + strings.Join(cells, " | ") + " |" }

// rule returns the cells of the line below the head.
func (b Block) rule() []string {
	out := make([]string, len(b.Rows[0]))
	for j := range out {
		out[j] = ruleOf[AsContent]
		if j < len(b.Columns) {
			out[j] = ruleOf[b.Columns[j]]
		}
	}
	return out
}

// looksLike reports whether a reader sees no difference between two blocks.
func looksLike(a, b Block) bool {
	columns := func(c []ColumnAlign) []ColumnAlign { return fitColumns(slices.Clone(c), len(c)) }
	if a.Text.look() != b.Text.look() || len(a.Rows) != len(b.Rows) || !slices.Equal(columns(a.Columns), columns(b.Columns)) {
		return false
	}
	for i := range a.Rows {
		if !slices.EqualFunc(a.Rows[i], b.Rows[i], func(x, y Text) bool { return x.look() == y.look() }) {
			return false
		}
	}
	a.Text, a.Rows, a.Columns, b.Text, b.Rows, b.Columns = nil, nil, nil, nil, nil, nil
	return reflect.DeepEqual(a, b)
}
