package docx

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// A mark is what stands between {{ and }}.
type mark struct {
	sign byte // one of the signs below, or 0 for a value
	name string
}

// The signs of marks. In the tree a mark with a sign becomes a node of its own,
// named openMark and the sign, which no element of a part can be called.
const (
	signEach  = '#'
	signIf    = '?'
	signNot   = '^'
	signEnd   = '/'
	signBlock = '@'
	signs     = "#?^/@"

	openMark  = "{{"
	closeMark = "}}"
	self      = "." // the name of the item in a list of texts

	maxField = 128 // bytes of a field name
)

// parseMark reads the inside of a mark; ok says whether it is one.
func parseMark(inside string) (m mark, ok bool) {
	inside = strings.TrimSpace(inside)
	if inside != "" && strings.IndexByte(signs, inside[0]) >= 0 {
		m.sign, inside = inside[0], strings.TrimSpace(inside[1:])
	}
	m.name = norm.NFC.String(inside)
	return m, m.name == self && m.sign == 0 || validField(m.name)
}

// validField says whether name may name a field: letters of any script, digits
// and "_", a letter first.
func validField(name string) bool {
	if len(name) > maxField {
		return false
	}
	for i, r := range name {
		if !unicode.IsLetter(r) && (i == 0 || r != '_' && !unicode.IsDigit(r)) {
			return false
		}
	}
	return name != ""
}

// nextMark finds the first mark in s: s[:from] is before it, s[to:] behind.
// Where a mark is opened but not closed, to is 0; where there is none, from is -1.
func nextMark(s string) (from, to int) {
	from = strings.Index(s, openMark)
	if from < 0 {
		return -1, 0
	}
	n := strings.Index(s[from:], closeMark)
	if n < 0 || strings.Contains(s[from+len(openMark):from+n], openMark) {
		return from, 0
	}
	return from, from + n + len(closeMark)
}

// inside returns what stands between the braces of a whole mark.
func inside(mark string) string { return mark[len(openMark) : len(mark)-len(closeMark)] }
