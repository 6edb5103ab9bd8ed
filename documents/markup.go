package documents

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// lineForm is one way a line of typed text begins. Titled forms are headings
// when what follows the mark is a title, and else running text.
type lineForm struct {
	mark   *regexp.Regexp
	level  int
	block  BlockType
	titled bool
}

// lineForms are the forms of the report style (phần, mục, khoản, điểm; Phụ lục
// I, ô 6) as clerks type them, tried in order. What fits none is a paragraph.
// No level has three figures after a stop: "1.500 hộ" is a number.
var lineForms = [...]lineForm{
	{regexp.MustCompile(`^X{0,3}(?:IX|IV|V?I{1,3}|V|X)\.`), 1, Heading, false},
	{regexp.MustCompile(`^\d{1,3}[.)]`), 2, Item, true},
	{regexp.MustCompile(`^\d{1,2}(?:\.\d{1,2})+[.)]?`), 3, Item, true},
	{regexp.MustCompile(`^[a-zđ]\)`), 3, Item, true},
	{regexp.MustCompile(`^[-–—•·*]`), 1, Bullet, false},
	{regexp.MustCompile(`^\+`), 2, Bullet, false},
}

// split parts line into the mark of the form and the text behind it. Many
// clerks leave out the space between them: a word may then follow at once, but
// not behind an asterisk, which begins italics, nor behind a figure.
func (f lineForm) split(line string) (mark, text string, ok bool) {
	mark = f.mark.FindString(line)
	text = strings.TrimLeft(line[len(mark):], " ")
	spaced := len(mark)+len(text) < len(line)
	tight := mark != "*" && !endsInFigure(mark) && beginsWord(text)
	return mark, text, mark != "" && text != "" && (spaced || tight)
}

// maxTitle is the longest a numbered line may be, in characters, and still be
// taken for a title.
const maxTitle = 150

// isTitle reports whether a numbered line is a title, which stands bold on its
// own line (Phụ lục I: khoản with a title), and not a sentence.
func isTitle(s string) bool {
	last, _ := utf8.DecodeLastRuneInString(s)
	return utf8.RuneCountInString(s) <= maxTitle && !strings.ContainsRune(".;:,!?…", last)
}

// ParseBody reads a body as a clerk types or pastes it. Each line is a block:
// "I. …", "1. …" and "a) …" are headings (or numbered paragraphs, when they
// are sentences), "- …" and "+ …" are bullets, "| a | b |" rows of a table
// whose head is followed by "|---|---:|" (a colon at the right, the left or both
// sides says how the column stands). "Chương I" (Phần, Mục, Tiểu mục) has its
// title behind it or on the next line; "Điều 1. …" is an article. Blank lines
// only part tables. A
// backslash before the first character of a line makes it a plain paragraph;
// at the end of a line, a line break. **bold**, *italic* and ***both*** may
// stand in any text; "\*" is an asterisk. The space after a mark may be missing.
//
// All text is taken in: nothing a person typed is an error. The result is NFC.
func ParseBody(text string) Body { return parseBody(text, nil) }

// parseBody is ParseBody where the placeholders of kept blocks stand for them.
func parseBody(text string, kept map[string]Block) Body {
	var body Body
	var rows []string
	whole := false // the last block was a kept one: it wants no title
	flush := func() {
		if len(rows) > 0 {
			body = append(body, parseTable(rows))
			rows, whole = nil, false
		}
	}
	for _, line := range joinBroken(Clean(text)) {
		if isTableRow(line) {
			rows = append(rows, line)
			continue
		}
		flush()
		if b, ok := kept[keyOf(line)]; ok {
			body, whole = append(body, b), true
			continue
		}
		switch {
		case line == "":
			continue
		case whole:
			body = append(body, parseLine(line))
		default:
			body = body.add(parseLine(line))
		}
		whole = false
	}
	flush()
	return body
}

// add appends b; a plain line below "Chương I" is its title.
func (body Body) add(b Block) Body {
	last := len(body) - 1
	if last >= 0 && body[last].divides() && len(body[last].Text) == 0 && b.Type == Paragraph {
		body[last].Text = b.Text
		return body
	}
	return append(body, b)
}

// joinBroken splits text into lines with single spaces; a line that ends in a
// backslash goes on in the next after a line break.
func joinBroken(text string) []string {
	var out, open []string // open: the lines so far of one that goes on
	end := func() {
		out = append(out, strings.Trim(strings.Join(open, "\n"), " \n"))
		open = open[:0]
	}
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.Join(strings.Fields(line), " ")
		whole := strings.TrimRight(line, `\`)
		broken := (len(line)-len(whole))%2 == 1 // two are a backslash of the text
		if broken {
			line = strings.TrimRight(line[:len(line)-1], " ")
		}
		if open = append(open, line); !broken {
			end()
		}
	}
	if len(open) > 0 {
		end()
	}
	return out
}

// parseLine reads one line that is no table row.
func parseLine(line string) Block {
	if strings.HasPrefix(line, `\`) && !strings.HasPrefix(line, `\*`) && !strings.HasPrefix(line, `\\`) && len(line) > 1 {
		return paragraph(line[1:])
	}
	if b, ok := parseDivision(line); ok {
		return b
	}
	if b, ok := parseArticle(line); ok {
		return b
	}
	first, rest, broken := strings.Cut(line, "\n")
	for _, f := range lineForms {
		mark, text, ok := f.split(first)
		if !ok {
			continue
		}
		if broken {
			text += "\n" + rest
		}
		b := Block{Type: f.block, Level: f.level, Mark: mark, Text: ParseText(text)}
		if f.titled && isTitle(b.Text.Plain()) {
			b.Type = Heading
		}
		if b.Type == Bullet {
			b.Mark = ""
		}
		return b
	}
	return paragraph(line)
}

// endsInFigure reports whether the mark ends so ("1.2"): what follows at once
// would be the rest of a number.
func endsInFigure(mark string) bool { return strings.TrimRight(mark, "0123456789") != mark }

// beginsWord reports whether text begins with a word: a letter, and no stop
// behind it as in "V.I. Lênin".
func beginsWord(text string) bool {
	first, n := utf8.DecodeRuneInString(text)
	second, _ := utf8.DecodeRuneInString(text[n:])
	return unicode.IsLetter(first) && (unicode.IsLetter(second) || second == ' ')
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
			b.Header, b.Columns = true, parseColumns(line)
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
	b.Columns = fitColumns(b.Columns, width)
	return b
}

// fitColumns gives every column of a table its alignment; nil when the columns
// that are there say nothing.
func fitColumns(columns []ColumnAlign, width int) []ColumnAlign {
	says := func(a ColumnAlign) bool { return a != AsContent }
	columns = append(columns, make([]ColumnAlign, width)...)[:width]
	if !slices.ContainsFunc(columns, says) {
		return nil
	}
	return columns
}

// parseColumns reads the line below a table's head.
func parseColumns(rule string) []ColumnAlign {
	var out []ColumnAlign
	for _, cell := range splitCells(rule[1 : len(rule)-1]) {
		align := AsContent
		switch left, right := strings.HasPrefix(cell, ":"), strings.HasSuffix(cell, ":"); {
		case left && right:
			align = ColumnMid
		case left:
			align = ColumnLeft
		case right:
			align = ColumnEnd
		}
		out = append(out, align)
	}
	return out
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
