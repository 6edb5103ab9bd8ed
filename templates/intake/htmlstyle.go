package intake

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// cssOf returns the declarations of the style attribute of n in lower case.
func cssOf(n *html.Node) map[string]string {
	style := attr(n, "style")
	if style == "" {
		return nil
	}
	out := map[string]string{}
	for declaration := range strings.SplitSeq(strings.ToLower(style), ";") {
		if name, value, ok := strings.Cut(declaration, ":"); ok {
			out[strings.TrimSpace(name)] = strings.TrimSpace(value)
		}
	}
	return out
}

// within returns what is in force in n.
func (s scene) within(n *html.Node, css map[string]string) scene {
	switch n.Data {
	case "b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th":
		s.bold = true
	case "i", "em", "cite":
		s.italic = true
	case "sup":
		s.raised = "superscript"
	case "sub":
		s.raised = "subscript"
	case "pre":
		s.pre = true
	case "a":
		s.link = true
	case "center":
		s.align = "center"
	case "ul", "ol":
		s.list = newList(n, s.list, css)
	}
	if a := strings.ToLower(attr(n, "align")); a != "" {
		s.align = a
	}
	if a := css["text-align"]; a != "" {
		s.align = a
	}
	s.bold = faceOf(css["font-weight"], s.bold, "bold", "bolder", "600", "700", "800", "900")
	s.italic = faceOf(css["font-style"], s.italic, "italic", "oblique")
	s.caps = faceOf(css["text-transform"], s.caps, "uppercase")
	if space := css["white-space"]; space != "" {
		s.pre = strings.HasPrefix(space, "pre") && space != "pre-line" && n.Data != "span" && n.Data != "p" // editors keep blanks so, not line ends
	}
	switch css["vertical-align"] {
	case "super":
		s.raised = "superscript"
	case "sub":
		s.raised = "subscript"
	}
	return s
}

// faceOf reads a property that sets a face: with one of the values it is on, with
// another off, and without any as it was.
func faceOf(value string, was bool, on ...string) bool {
	if value == "" || value == "inherit" {
		return was
	}
	return slices.Contains(on, value)
}

// formats are the kinds of numbers of a list, by what HTML and CSS call them.
var formats = map[string]string{
	"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "1": "decimal",
	"lower-alpha": "lowerLetter", "lower-latin": "lowerLetter", "upper-alpha": "upperLetter", "upper-latin": "upperLetter",
	"lower-roman": "lowerRoman", "upper-roman": "upperRoman", "decimal": "decimal",
}

// newList begins a list within another.
func newList(n *html.Node, outer *list, css map[string]string) *list {
	l := &list{format: "bullet", next: 1}
	if outer != nil {
		l.level = outer.level + 1
	}
	if n.Data == "ol" {
		l.format = "decimal"
		if f := formats[attr(n, "type")]; f != "" {
			l.format = f
		}
		if first := atoi(attr(n, "start")); first > 0 {
			l.next = first
		}
	}
	if f := formats[css["list-style-type"]]; f != "" && n.Data == "ol" {
		l.format = f
	}
	return l
}

// item reads one item of a list; its mark goes before its first words.
func (w *paster) item(n *html.Node, s scene, css map[string]string) {
	if s.list == nil { // without its list
		s.list = newList(n, nil, nil)
	}
	l := s.list
	if f := formats[css["list-style-type"]]; f != "" && l.format != "bullet" { // Google Docs says it here
		l.format = f
	}
	if v := atoi(attr(n, "value")); v > 0 {
		l.next = v
	}
	level := l.level
	if v := atoi(attr(n, "aria-level")) + atoi(attr(n, "data-aria-level")); v > 0 { // Word Online has a list for each item
		level = v - 1
	}
	switch l.format {
	case "bullet":
		l.mark = bullet("•", level)
	case "lowerLetter":
		l.mark = figure(l.format, l.next) + ")"
	default:
		l.mark = figure(l.format, l.next) + "."
	}
	l.next++
	if css["list-style-type"] == "none" {
		l.mark = ""
	}
	w.read(n, s)
	l.mark = ""
}

// level notes the level of a paragraph in a list of Word: "l0 level2 lfo1".
func (w *paster) level(css map[string]string) {
	for word := range strings.FieldsSeq(css["mso-list"]) {
		if n, ok := strings.CutPrefix(word, "level"); ok {
			w.line.level = max(atoi(n)-1, 0)
		}
	}
}

// wordMark reads the mark that Word wrote out for programs that cannot count: a
// number stays what it is, and a character of a symbol font is a bullet.
func (w *paster) wordMark(n *html.Node) {
	mark := strings.Join(strings.Fields(strings.ReplaceAll(plainOf(n), "\u00a0", " ")), " ")
	if mark == "" {
		return
	}
	if !strings.ContainsFunc(mark, func(r rune) bool { return r >= '0' && r <= '9' || strings.ContainsRune(".)", r) }) {
		mark = bullet(mark, w.line.level)
	}
	w.line.text = append(w.line.text, runOf(mark+" "))
}
