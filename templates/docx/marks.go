package docx

import (
	"strings"

	"vanthu/templates/ooxml"
)

// A Mark is one mark as it stands in a file, whether its field is known or not.
type Mark struct {
	Part      string // "word/header1.xml"
	Paragraph int    // from 1 within the part; 0 in a property of the file
	Near      string // the paragraph's text, cut
	Sign      string // "#", "?", "^", "/", "@", or "" for a value
	Name      string // of the field, in NFC; "." for an item
	Cut       bool   // over several runs; Compile joins them
}

// Marks returns the marks in the tree of the part called part, in order: of
// running text, or of a property of the file. What is no mark (ErrSyntax,
// ErrUnclosed) and the second copy of a text box (mc:Fallback) are left out.
func Marks(part string, root *ooxml.Node) []Mark {
	m := marker{part: part}
	if !strings.HasPrefix(part, propsDir) {
		m.story(root, false)
		return m.found
	}
	for n := range root.All() {
		m.text(n.Text, nil)
	}
	return m.found
}

// A marker gathers the marks of one part.
type marker struct {
	part      string
	paragraph int
	near      string
	found     []Mark
}

// story looks through the paragraphs under n. They count where nobody sees them
// too, as they do for Compile.
func (m *marker) story(n *ooxml.Node, unseen bool) {
	defer func(outer string) { m.near = outer }(m.near)
	if n.Name == "w:p" {
		m.paragraph++
		var ps pieces
		ps.gather(n)
		text := strings.Join(ps.texts, "")
		if m.near = cut(strings.ReplaceAll(text, barrier, " ")); !unseen {
			m.text(text, ps.ends())
		}
	}
	for _, k := range n.Kids {
		m.story(k, unseen || n.Name == "mc:Fallback")
	}
}

// text adds the marks of s, whose pieces end where ends says.
func (m *marker) text(s string, ends []int) {
	at := 0
	for from, to := nextMark(s); from >= 0 && to > 0; from, to = nextMark(s[at:]) {
		from, to = at+from, at+to
		if mk, ok := parseMark(inside(s[from:to])); ok && !strings.Contains(s[from:to], barrier) {
			found := Mark{Part: m.part, Paragraph: m.paragraph, Near: m.near, Name: mk.name}
			if mk.sign != 0 {
				found.Sign = string(mk.sign)
			}
			for _, end := range ends {
				found.Cut = found.Cut || from < end && end < to
			}
			m.found = append(m.found, found)
		}
		at = to
	}
}

// ends returns where each piece ends in the joined text.
func (ps *pieces) ends() []int {
	out := make([]int, len(ps.texts))
	end := 0
	for i, text := range ps.texts {
		end += len(text)
		out[i] = end
	}
	return out
}
