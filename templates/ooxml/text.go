package ooxml

import (
	"strings"
	"unicode/utf8"
)

// What a line break and a tab of a value become inside a w:t: the text is closed,
// the break is put beside it, and a new text is opened. A w:br within a w:t is
// not valid, and several programs lose what follows it.
const (
	openT     = `<w:t xml:space="preserve">`
	lineBreak = `</w:t><w:br/>` + openT
	tab       = `</w:t><w:tab/>` + openT
)

// AppendText appends s to dst as content of an open <w:t xml:space="preserve">:
// escaped, a line end ("\n", "\r\n" or "\r") as w:br and a tab as w:tab beside
// the text, what XML forbids and bad UTF-8 as U+FFFD.
func AppendText(dst []byte, s string) []byte { return appendEscaped(dst, s, inText) }

// AppendAttr appends s to dst as content of an attribute in double quotes.
func AppendAttr(dst []byte, s string) []byte { return appendEscaped(dst, s, inAttr) }

// A place is where a string is written.
type place uint8

const (
	inText place = iota // of a w:t that we fill: breaks become elements
	inAttr              // breaks become character references
	inRaw               // of any element, as it was read: breaks stay
)

func appendEscaped(dst []byte, s string, in place) []byte {
	last := 0
	for i := plain(s, 0); i < len(s); i = plain(s, i) {
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == '\r' && in == inText && strings.HasPrefix(s[i+1:], "\n") {
			size = 2
		}
		if with, ok := escape(r, size, in); ok {
			dst = append(append(dst, s[last:i]...), with...)
			last = i + size
		}
		i += size
	}
	return append(dst, s[last:]...)
}

// escape says what must stand for r, which took size bytes, if not r itself.
func escape(r rune, size int, in place) (string, bool) {
	switch r {
	case '&':
		return "&amp;", true
	case '<':
		return "&lt;", true
	case '>':
		return "&gt;", true
	case '"':
		return "&quot;", in == inAttr
	case '\n':
		return [...]string{lineBreak, "&#10;", ""}[in], in != inRaw
	case '\t':
		return [...]string{tab, "&#9;", ""}[in], in != inRaw
	case '\r':
		return [...]string{lineBreak, "&#13;", "&#13;"}[in], true
	case utf8.RuneError:
		return "\uFFFD", size == 1
	}
	return "\uFFFD", r < 0x20 || r == 0xFFFE || r == 0xFFFF // XML 1.0, production 2 (Char)
}

// Words returns the nodes that show s in a run: a w:t for each stretch of text,
// a w:br for each line end, a w:tab for each tab.
func Words(s string) []*Node {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s)
	var out []*Node
	for s != "" {
		n := strings.IndexAny(s, "\n\t")
		if n < 0 {
			n = len(s)
		}
		if n > 0 {
			out = append(out, El("w:t", "xml:space", "preserve").Add(Text(s[:n])))
		}
		if s = s[n:]; s == "" {
			break
		}
		if s[0] == '\n' {
			out = append(out, El("w:br"))
		} else {
			out = append(out, El("w:tab"))
		}
		s = s[1:]
	}
	return out
}
