package documents

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// lineForm is one way a line of typed text begins. Title tells how to know a
// heading from running text behind the same mark: nil is always a heading.
type lineForm struct {
	begins *regexp.Regexp // the mark and the rest
	level  int
	block  BlockType
	title  func(string) bool
}

// lineForms are the forms of the report style (phần, mục, khoản, điểm; Phụ lục
// I, ô 6) as clerks type them, tried in order. What fits none is a paragraph.
var lineForms = [...]lineForm{
	{regexp.MustCompile(`^(X{0,3}(?:IX|IV|V?I{1,3}|V|X)\.)\s+(.+)$`), 1, Heading, nil},
	{regexp.MustCompile(`^(\d{1,3}[.)])\s+(.+)$`), 2, Item, isTitle},
	{regexp.MustCompile(`^(\d{1,3}(?:\.\d{1,3})+[.)]?)\s+(.+)$`), 3, Item, isTitle},
	{regexp.MustCompile(`^([a-zđ]\))\s+(.+)$`), 3, Item, isTitle},
	{regexp.MustCompile(`^([-–—•·*])\s+(.+)$`), 1, Bullet, nil},
	{regexp.MustCompile(`^(\+)\s+(.+)$`), 2, Bullet, nil},
}

// maxTitle is the longest a numbered line may be, in characters, and still be
// taken for a title.
const maxTitle = 150

// isTitle reports whether a numbered line is a title, which stands bold on its
// own line (Phụ lục I: khoản with a title), and not a sentence.
func isTitle(s string) bool {
	return utf8.RuneCountInString(s) <= maxTitle && !strings.ContainsAny(s[len(s)-1:], ".;:,!?") && !strings.HasSuffix(s, "…")
}

// ParseBody reads a body as a clerk types or pastes it. Each line is a block:
// "I. …", "1. …" and "a) …" are headings (or numbered paragraphs, when they
// are sentences), "- …" and "+ …" are bullets, "| a | b |" rows of a table
// whose head is followed by "|---|---|". Blank lines only part tables. A
// backslash before the first character of a line makes it a plain paragraph;
// at the end of a line, a line break. **bold**, *italic* and ***both*** may
// stand in any text; "\*" is an asterisk.
//
// All text is taken in: nothing a person typed is an error. The result is NFC.
func ParseBody(text string) Body {
	var body Body
	var rows []string
	flush := func() {
		if len(rows) > 0 {
			body = append(body, parseTable(rows))
			rows = nil
		}
	}
	for _, line := range joinBroken(Clean(text)) {
		if isTableRow(line) {
			rows = append(rows, line)
			continue
		}
		flush()
		if line != "" {
			body = append(body, parseLine(line))
		}
	}
	flush()
	return body
}

// joinBroken splits text into lines with single spaces; a line that ends in a
// backslash goes on in the next after a line break.
func joinBroken(text string) []string {
	var out []string
	broken := false
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.Join(strings.Fields(line), " ")
		if broken {
			out[len(out)-1] += "\n" + line
		} else {
			out = append(out, line)
		}
		last := len(out) - 1
		if broken = strings.HasSuffix(out[last], `\`) && !strings.HasSuffix(out[last], `\\`); broken {
			out[last] = strings.TrimRight(strings.TrimSuffix(out[last], `\`), " ")
		}
	}
	return out
}

// parseLine reads one line that is no table row.
func parseLine(line string) Block {
	if strings.HasPrefix(line, `\`) && !strings.HasPrefix(line, `\*`) && !strings.HasPrefix(line, `\\`) && len(line) > 1 {
		return paragraph(line[1:])
	}
	first, rest, broken := strings.Cut(line, "\n")
	for _, f := range lineForms {
		m := f.begins.FindStringSubmatch(first)
		if m == nil {
			continue
		}
		mark, text := m[1], m[2]
		if broken {
			text += "\n" + rest
		}
		b := Block{Type: f.block, Level: f.level, Mark: mark, Text: ParseText(text)}
		if f.title != nil && f.title(text) {
			b.Type = Heading
		}
		if b.Type == Bullet {
			b.Mark = ""
		}
		return b
	}
	return paragraph(line)
}

func paragraph(text string) Block { return Block{Type: Paragraph, Text: ParseText(text)} }

func isTableRow(line string) bool {
	return len(line) >= 2 && strings.HasPrefix(line, "|") && strings.HasSuffix(line, "|") && !strings.HasSuffix(line, `\|`)
}

var tableRule = regexp.MustCompile(`^\|(\s*:?-+:?\s*\|)+$`)

// parseTable reads the rows of one table; short rows are filled up.
func parseTable(lines []string) Block {
	b := Block{Type: Table}
	width := 0
	for i, line := range lines {
		if tableRule.MatchString(line) && i == 1 {
			b.Header = true
			continue
		}
		row := []Text{}
		for _, cell := range splitCells(line[1 : len(line)-1]) {
			row = append(row, ParseText(cell))
		}
		width = max(width, len(row))
		b.Rows = append(b.Rows, row)
	}
	for i := range b.Rows {
		for len(b.Rows[i]) < width {
			b.Rows[i] = append(b.Rows[i], nil)
		}
	}
	return b
}

// splitCells parts a row at its bars; `\|` is a bar within a cell.
func splitCells(row string) []string {
	const bar = "\x00" // Clean leaves no control character in the text
	cells := strings.Split(strings.ReplaceAll(row, `\|`, bar), "|")
	for i, c := range cells {
		cells[i] = strings.TrimSpace(strings.ReplaceAll(c, bar, "|"))
	}
	return cells
}
