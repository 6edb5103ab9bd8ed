package documents

import (
	"reflect"
	"strings"
	"unicode"
)

// formatText writes runs as ParseText reads them: one style within another, as
// in "**một *hai* ba**", or, where two would end at one place, side by side.
// What can be written in neither way is for the caller to find out.
func formatText(t Text) string {
	if len(t) == 1 && t[0] == (Run{Text: t[0].Text}) && !strings.Contains(t[0].Text, `\`) && reflect.DeepEqual(ParseText(t[0].Text), t) {
		return t[0].Text // its asterisks, if any, need no escape
	}
	nested := writeNested(t, Run{})
	if ParseText(nested).look() == t.look() {
		return nested
	}
	var flat strings.Builder
	for _, r := range t {
		flat.WriteString(marked(r.Text, r, escapeStars(r.Text)))
	}
	if text := flat.String(); ParseText(text).look() == t.look() {
		return text
	}
	return nested
}

var escaping = strings.NewReplacer(`*`, `\*`, `\`, `\\`)

func escapeStars(s string) string { return escaping.Replace(s) }

// writeNested writes runs within a text that is of style already.
func writeNested(t Text, style Run) string {
	var out strings.Builder
	for i := 0; i < len(t); {
		bold := extent(t[i:], func(r Run) bool { return r.Bold && !style.Bold })
		italic := extent(t[i:], func(r Run) bool { return r.Italic && !style.Italic })
		n := max(bold, italic)
		if n == 0 {
			out.WriteString(escapeStars(t[i].Text))
			i++
			continue
		}
		mark := Run{Bold: bold == n, Italic: italic == n}
		inner := writeNested(t[i:i+n], Run{Bold: style.Bold || mark.Bold, Italic: style.Italic || mark.Italic})
		out.WriteString(marked(t[i:i+n].Plain(), mark, inner))
		i += n
	}
	return out.String()
}

// extent returns how many runs at the beginning of t are so.
func extent(t Text, is func(Run) bool) int {
	n := 0
	for n < len(t) && is(t[n]) {
		n++
	}
	return n
}

// marked puts the marks of style around text, whose plain characters are given,
// within the white space at its ends: no mark may stand beside that.
func marked(plain string, style Run, text string) string {
	mark := ""
	if style.Italic {
		mark += "*"
	}
	if style.Bold {
		mark += "**"
	}
	inner := strings.TrimSpace(text)
	if strings.TrimSpace(plain) == "" || mark == "" {
		return text
	}
	at := strings.Index(text, inner)
	return text[:at] + mark + inner + mark + text[at+len(inner):]
}

// look returns what a reader sees of t: the characters with their style, white
// space as one blank or line break without any.
func (t Text) look() string {
	var out strings.Builder
	out.Grow(2 * len(t.Plain()))
	space := ""
	for _, r := range t {
		style := byte('0')
		if r.Bold {
			style++
		}
		if r.Italic {
			style += 2
		}
		for _, c := range r.Text {
			switch {
			case c == '\n':
				space = strings.TrimRight(space, " ") + "\n"
			case unicode.IsSpace(c):
				if space == "" {
					space = " "
				}
			default:
				if out.Len() > 0 {
					out.WriteString(space)
				}
				space = ""
				out.WriteByte(style)
				out.WriteRune(c)
			}
		}
	}
	return out.String()
}
