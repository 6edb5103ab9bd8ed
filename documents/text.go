package documents

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Clean returns s as this package keeps text: Unicode NFC, no control
// characters but the line end and the tab, no invisible joiners from web
// pages, plain spaces where the writer had no-break ones, none at the ends of
// lines.
func Clean(s string) string {
	lines := strings.Split(cleanRunes(s), "\n")
	for i, line := range lines {
		lines[i] = strings.Trim(line, " \t")
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}

// lineEnds are the many ways a line ends in pasted text.
var lineEnds = strings.NewReplacer(
	"\r\n", "\n", "\r", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n", "\v", "\n", "\f", "\n")

// cleanRunes is Clean without regard to the ends of lines, where a neighbour
// may begin. NFC comes last: a letter and its mark may meet only when what
// stood between them is gone.
func cleanRunes(s string) string {
	if isPlain(s) {
		return s
	}
	return cleanAll(s)
}

// cleanAll is cleanRunes of any text.
func cleanAll(s string) string {
	s = lineEnds.Replace(strings.ToValidUTF8(s, "\uFFFD"))
	return norm.NFC.String(strings.Map(keep, s))
}

// keep maps a character to what is kept of it; -1 drops it. Word writes the
// bullets of its lists as private characters of a symbol font.
func keep(r rune) rune {
	switch {
	case r >= '\uF020' && r <= '\uF0FF':
		return '•'
	case r == '\n' || r == '\t':
		return r
	case unicode.Is(unicode.Zs, r):
		return ' '
	case unicode.IsControl(r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Co, r), r == '\uFFFE', r == '\uFFFF':
		return -1
	}
	return r
}

// OneLine returns s cleaned and with every run of white space as one space:
// for names and other fields that have no lines.
func OneLine(s string) string { return strings.Join(strings.Fields(Clean(s)), " ") }

// Upper returns s in upper case, as Vietnamese headings want it.
func Upper(s string) string { return strings.ToUpper(s) }

// Fold returns s for searching: lower case, without marks, đ as d. "Đức Phổ"
// and "duc pho" fold to the same text in NFC and NFD alike.
func Fold(s string) string {
	if isPlain(s) {
		return mapPlain(s, func(l letter) rune { return l.folded })
	}
	return foldRunes(s)
}

// foldRunes is Fold of any text.
func foldRunes(s string) string {
	var out strings.Builder
	for _, r := range norm.NFD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == 'đ' || r == 'Đ':
			out.WriteByte('d')
		default:
			out.WriteRune(unicode.ToLower(r))
		}
	}
	return out.String()
}
