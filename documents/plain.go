package documents

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A letter is what cleaning and searching ask of a character.
type letter struct {
	lower, folded rune
	plain         bool // kept as it is, beside whatever other plain one
	word          bool // of words, not between them
}

// letters are the characters that Vietnamese texts are made of: all Latin ones
// and the typographical marks. To ask the tables of Unicode takes many times as
// long, and a document has thousands.
var letters = sync.OnceValue(func() *[0x2028]letter {
	var table [0x2028]letter
	for r := range rune(len(table)) {
		if r > unicode.MaxLatin1 && !unicode.Is(unicode.Latin, r) && r < '\u2000' {
			continue
		}
		s := string(r)
		folded, n := utf8.DecodeRuneInString(foldRunes(s))
		table[r] = letter{
			lower: unicode.ToLower(r), folded: folded, word: ofWord(r),
			plain: n == len(foldRunes(s)) && n > 0 && cleanAll(s) == s && norm.NFC.PropertiesString(s).BoundaryBefore() &&
				norm.NFD.PropertiesString(s).BoundaryBefore(),
		}
	}
	return &table
})

// isPlain reports whether s is made of plain letters only: it is clean, and
// each of its characters can be lowered and folded by itself.
func isPlain(s string) bool {
	table := letters()
	for _, r := range s {
		if int(r) >= len(table) || !table[r].plain {
			return false
		}
	}
	return true
}

// mapPlain returns s, which is plain, with each letter replaced.
func mapPlain(s string, to func(letter) rune) string {
	table := letters()
	var out strings.Builder
	out.Grow(len(s))
	for _, r := range s {
		out.WriteRune(to(table[r]))
	}
	return out.String()
}
