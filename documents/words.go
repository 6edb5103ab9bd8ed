package documents

import (
	"strings"
	"unicode"
)

// Words returns the words of s as they are spelled, in lower case and NFC:
// runs of letters and figures. "15/QĐ-UBND" has three. Fold of each is the
// word without its marks.
func Words(s string) []string {
	s = Clean(s)
	if !isPlain(s) {
		return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !ofWord(r) })
	}
	table := letters()
	return strings.FieldsFunc(mapPlain(s, func(l letter) rune { return l.lower }), func(r rune) bool {
		return int(r) < len(table) && !table[r].word // a small letter may stand far away from its capital
	})
}

// ofWord reports whether a character belongs to words.
func ofWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) }
