package documents

import (
	"strings"
	"unicode"
)

// A Stretch is a part of a changed text: kept (""), Added or Removed.
type Stretch struct {
	Kind ChangeKind `json:"kind,omitempty"`
	Text string     `json:"text"`
}

// minKept is how much of the words of the longer text must have been kept for
// the two to be shown as one.
const minKept = 0.2

// compareWords returns old and new as one text, word by word: what was removed
// before what stands in its place. Texts with little in common are shown whole.
func compareWords(old, now string) []Stretch {
	a, b := tokens(old), tokens(now)
	pairs := withoutIslands(a, align(a, b))
	kept := 0
	for _, p := range pairs {
		if isWord(a[p.old]) {
			kept++
		}
	}
	if float64(kept) < minKept*float64(max(words(a), words(b))) {
		pairs = nil
	}
	var out []Stretch
	i, j := 0, 0
	for _, p := range append(pairs, pair{len(a), len(b)}) {
		out = appendStretch(out, Removed, a[i:p.old])
		out = appendStretch(out, Added, b[j:p.now])
		if p.old < len(a) {
			out = appendStretch(out, "", a[p.old:p.old+1])
		}
		i, j = p.old+1, p.now+1
	}
	return out
}

// appendStretch appends tokens, joined to a stretch of the same kind.
func appendStretch(out []Stretch, kind ChangeKind, tokens []string) []Stretch {
	text := strings.Join(tokens, "")
	if text == "" {
		return out
	}
	if n := len(out); n > 0 && out[n-1].Kind == kind {
		out[n-1].Text += text
		return out
	}
	return append(out, Stretch{kind, text})
}

// withoutIslands drops the blanks and stops that were kept between changes on
// both sides: they would cut one change in many.
func withoutIslands(old []string, pairs []pair) []pair {
	var out []pair
	for i := 0; i < len(pairs); {
		end, word := i, false // the pairs from i to end have nothing between them
		for ; end < len(pairs) && (end == i || pairs[end].old == pairs[end-1].old+1 && pairs[end].now == pairs[end-1].now+1); end++ {
			word = word || isWord(old[pairs[end].old])
		}
		if word || i == 0 && pairs[0] == (pair{0, 0}) || end == len(pairs) && pairs[end-1].old == len(old)-1 {
			out = append(out, pairs[i:end]...)
		}
		i = end
	}
	return out
}

// tokens parts s into words, blanks and the stops around words; together they
// are s again. What stands within a word belongs to it: "21/KH-UBND".
func tokens(s string) []string {
	var out []string
	for s != "" {
		n := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsSpace(r) })
		if n != 0 {
			if n < 0 {
				n = len(s)
			}
			out, s = append(out, s[:n]), s[n:]
			continue
		}
		if n = strings.IndexFunc(s, unicode.IsSpace); n < 0 {
			n = len(s)
		}
		out, s = appendWord(out, s[:n]), s[n:]
	}
	return out
}

// appendWord parts the stops at both ends from a word.
func appendWord(out []string, s string) []string {
	word := strings.TrimFunc(s, func(r rune) bool { return !inWord(r) })
	if word == "" {
		return append(out, s)
	}
	at := strings.Index(s, word)
	for _, t := range [...]string{s[:at], word, s[at+len(word):]} {
		if t != "" {
			out = append(out, t)
		}
	}
	return out
}

func isWord(token string) bool { return strings.ContainsFunc(token, inWord) }

// words counts the words among tokens.
func words(tokens []string) int {
	n := 0
	for _, t := range tokens {
		if isWord(t) {
			n++
		}
	}
	return n
}
