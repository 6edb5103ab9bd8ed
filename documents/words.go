package documents

import (
	"strings"
	"unicode"
)

// Words returns the words of s as they are spelled, in lower case and NFC:
// runs of letters and figures. "15/QĐ-UBND" has three. Fold of each is the
// word without its marks.
func Words(s string) []string {
	return strings.FieldsFunc(strings.ToLower(Clean(s)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r)
	})
}
