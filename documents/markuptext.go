package documents

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// ParseText reads one clean line with *italic*, **bold** and ***both***. A mark
// opens only where words can begin and closes only where they can end, and
// must have its partner in the same line. All other asterisks are text: those
// in "5 * 3 * 2", "5*3*2" and "(*)".
func ParseText(s string) Text {
	p := textParser{marks: findMarks(s), s: s}
	p.read(0, len(s), 0, Run{})
	return p.out
}

// A starMark is a run of one to three asterisks and what it may do.
type starMark struct {
	at, n       int
	opens, ends bool
}

// findMarks returns the runs of asterisks in s; escaped ones are text.
func findMarks(s string) []starMark {
	var marks []starMark
	for i := 0; i < len(s); {
		if escaped(s, i) {
			i += 2
			continue
		}
		if s[i] != '*' {
			i++
			continue
		}
		j := i
		for j < len(s) && s[j] == '*' {
			j++
		}
		if m := newMark(s, i, j); m.opens || m.ends {
			marks = append(marks, m)
		}
		i = j
	}
	return marks
}

// newMark tells what the asterisks s[from:to] may do. They may not when their
// loss would join two characters into one.
func newMark(s string, from, to int) starMark {
	before, _ := utf8.DecodeLastRuneInString(s[:from])
	after, _ := utf8.DecodeRuneInString(s[to:])
	text := to-from > 3 || inWord(before) && inWord(after) ||
		to < len(s) && !norm.NFC.PropertiesString(s[to:]).BoundaryBefore()
	return starMark{
		at: from, n: to - from,
		opens: !text && to < len(s) && !unicode.IsSpace(after) && !strings.ContainsRune(notOpening, after),
		ends:  !text && from > 0 && !unicode.IsSpace(before) && !strings.ContainsRune(notEnding, before),
	}
}

// What cannot be the first character of a style, and what not the last.
const (
	notOpening = ".,;:!?…)]}”"
	notEnding  = "([{“"
)

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// escaped reports whether a backslash at i takes its meaning from the next
// character.
func escaped(s string, i int) bool {
	return s[i] == '\\' && i+1 < len(s) && (s[i+1] == '*' || s[i+1] == '\\')
}

var unescape = strings.NewReplacer(`\*`, `*`, `\\`, `\`)

type textParser struct {
	s     string
	marks []starMark
	out   Text
}

// read appends s[from:to], whose marks are those from index m on, in style.
func (p *textParser) read(from, to, m int, style Run) {
	for m < len(p.marks) && p.marks[m].at < to {
		open := p.marks[m]
		end := p.partner(m, to)
		if end < 0 {
			m++
			continue
		}
		p.add(p.s[from:open.at], style)
		inner := style
		inner.Italic = inner.Italic || open.n != 2
		inner.Bold = inner.Bold || open.n != 1
		p.read(open.at+open.n, p.marks[end].at, m+1, inner)
		from, m = p.marks[end].at+open.n, end+1
	}
	p.add(p.s[from:to], style)
}

// partner returns the index of the mark that closes mark m before to, or -1.
// It looks at no more than a line of marks, so that a page of asterisks costs
// no more than a page of text.
func (p *textParser) partner(m, to int) int {
	const reach = 64
	open := p.marks[m]
	if !open.opens {
		return -1
	}
	for i := m + 1; i < len(p.marks) && i <= m+reach && p.marks[i].at < to; i++ {
		if p.marks[i].n == open.n && p.marks[i].ends && p.marks[i].at > open.at+open.n {
			return i
		}
	}
	return -1
}

// add appends text in style, without its escapes, joined to a run of the same
// style before it.
func (p *textParser) add(text string, style Run) {
	if text == "" {
		return
	}
	text = unescape.Replace(text)
	if n := len(p.out); n > 0 && p.out[n-1].Bold == style.Bold && p.out[n-1].Italic == style.Italic {
		p.out[n-1].Text += text
		return
	}
	style.Text = text
	p.out = append(p.out, style)
}
