package docx

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// nearest returns the name of names that is most like name, "" when none is: a
// third of its letters may differ. Marks over letters, capitals, and blanks for
// "_" are what people mistype, and count for nothing.
func nearest(name string, names []string) string {
	if len(name) > maxField {
		return ""
	}
	typed := folded(name)
	best, least := "", max(1, len(typed)/3)+1
	for _, n := range names {
		if d := distance(typed, folded(n)); d < least {
			best, least = n, d
		}
	}
	return best
}

// folded returns the letters of name as nearest compares them.
func folded(name string) []rune {
	out := make([]rune, 0, len(name))
	for _, r := range norm.NFD.String(strings.ToLower(strings.TrimSpace(name))) {
		switch {
		case r == 'đ':
			r = 'd'
		case r == ' ', r == '-', r == '\u00a0':
			r = '_'
		case unicode.Is(unicode.Mn, r):
			continue
		}
		out = append(out, r)
	}
	return out
}

// distance is the number of letters to put in, take out, change, or swap with
// the next one, to make a of b.
func distance(a, b []rune) int {
	before, last := make([]int, len(b)+1), make([]int, len(b)+1) // the rows above
	for j := range last {
		last[j] = j
	}
	for i := range a {
		row := make([]int, len(b)+1)
		row[0] = i + 1
		for j := range b {
			change := last[j]
			if a[i] != b[j] {
				change++
			}
			row[j+1] = min(change, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last = last, row
	}
	return last[len(b)]
}
