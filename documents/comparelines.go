package documents

import (
	"slices"
	"strings"
)

// A line is what is compared as one: a paragraph, a row of a table, a line of a
// list. Two with the same key are equal; the text is what the words are compared
// by, and nothing of one sort is ever taken for one of another.
type line struct {
	at    string // its path within the document
	block int    // of a body
	sort  lineSort
	text  string
	key   string // what makes a difference beside the text
}

type lineSort byte

const (
	ofText lineSort = iota
	ofTable
	ofPicture
)

// minLike is how alike two lines must be to be one that was changed; lines that
// stand alone between kept ones need less.
const (
	minLike  = 0.4
	minAlone = 0.25
)

// compareLines returns the lines of both lists in one, in reading order: kept,
// edited, removed before added.
func compareLines(old, now []line) []Change {
	m := merger{old: old, now: now}
	keys := func(lines []line) []line {
		out := slices.Clone(lines)
		for i := range out {
			out[i].at, out[i].block = "", 0
		}
		return out
	}
	i, j := 0, 0
	for _, p := range append(align(keys(old), keys(now)), pair{len(old), len(now)}) {
		m.gap(span{i, p.old, j, p.now})
		if p.old < len(old) {
			m.both(p)
		}
		i, j = p.old+1, p.now+1
	}
	return m.out
}

type merger struct {
	old, now []line
	out      []Change
}

// both adds a line that is in both lists.
func (m *merger) both(p pair) {
	a, b := m.old[p.old], m.now[p.now]
	c := Change{Field: b.at, Old: a.block, New: b.block}
	switch {
	case a.sort == ofPicture && a.key != b.key:
		c.Kind, c.Text = Edited, []Stretch{{Removed, a.text}, {Added, b.text}}
	case a.text != b.text:
		c.Kind, c.Text = Edited, compareWords(a.text, b.text)
	case a.key != b.key:
		c.Kind, c.Text = Altered, kept(b.text)
	default:
		c.Text = kept(b.text)
	}
	m.out = append(m.out, c)
}

func kept(text string) []Stretch { return appendStretch(nil, "", []string{text}) }

// gap adds lines that are in one list only, those that are alike as one.
func (m *merger) gap(s span) {
	pairs := likes(m.old, m.now, s)
	for _, p := range append(pairs, pair{s.to, s.newTo}) {
		for _, l := range m.old[s.from:p.old] {
			m.out = append(m.out, Change{Field: l.at, Kind: Removed, Old: l.block, New: -1, Text: appendStretch(nil, Removed, []string{l.text})})
		}
		for _, l := range m.now[s.newFrom:p.now] {
			m.out = append(m.out, Change{Field: l.at, Kind: Added, Old: -1, New: l.block, Text: appendStretch(nil, Added, []string{l.text})})
		}
		if p.old < s.to {
			m.both(p)
		}
		s.from, s.newFrom = min(p.old+1, s.to), min(p.now+1, s.newTo)
	}
}

// likes returns the lines of a stretch that are alike, so paired that all in all
// the most is alike.
func likes(old, now []line, s span) []pair {
	switch {
	case s.empty():
		return nil
	case s.cells() > maxGrid: // compare near by: what moved far is not found
		mid := span{s.from, (s.from + s.to) / 2, s.newFrom, (s.newFrom + s.newTo) / 2}
		return append(likes(old, now, mid), likes(old, now, span{mid.to, s.to, mid.newTo, s.newTo})...)
	}
	a, b := bags(old[s.from:s.to]), bags(now[s.newFrom:s.newTo])
	least := float32(minLike)
	if s.cells() == 1 {
		least = minAlone
	}
	n, m := len(a), len(b)
	at := func(i, j int) int { return i*(m+1) + j }
	like, sum := make([]float32, (n+1)*(m+1)), make([]float32, (n+1)*(m+1))
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			if near(i*m, j*n, max(n, m)) {
				like[at(i, j)] = alike(a[i], b[j])
			}
			sum[at(i, j)] = max(sum[at(i+1, j)], sum[at(i, j+1)])
			if l := like[at(i, j)]; l >= least {
				sum[at(i, j)] = max(sum[at(i, j)], sum[at(i+1, j+1)]+l)
			}
		}
	}
	var out []pair
	for i, j := 0, 0; i < n && j < m; {
		switch l := like[at(i, j)]; {
		case l >= least && sum[at(i, j)] == sum[at(i+1, j+1)]+l:
			out = append(out, pair{s.from + i, s.newFrom + j})
			i, j = i+1, j+1
		case sum[at(i+1, j)] >= sum[at(i, j+1)]:
			i++
		default:
			j++
		}
	}
	return out
}

// near reports whether two places, in parts of their lists, are within forty
// lines of each other.
func near(a, b, scale int) bool {
	const reach = 40
	return a-b <= reach*scale && b-a <= reach*scale
}

// A bag is the words of a line, sorted.
type bag struct {
	sort  lineSort
	words []string
}

func bags(lines []line) []bag {
	out := make([]bag, len(lines))
	for i, l := range lines {
		out[i] = bag{l.sort, strings.FieldsFunc(l.text, func(r rune) bool { return !inWord(r) })}
		slices.Sort(out[i].words)
	}
	return out
}

// alike returns which part of the words of both bags is in both: from 0 to 1.
func alike(a, b bag) float32 {
	total := len(a.words) + len(b.words)
	if a.sort != b.sort || total == 0 || 2*min(len(a.words), len(b.words)) < int(minAlone*float32(total)) {
		return 0
	}
	both := 0
	for i, j := 0, 0; i < len(a.words) && j < len(b.words); {
		switch c := strings.Compare(a.words[i], b.words[j]); {
		case c == 0:
			both, i, j = both+1, i+1, j+1
		case c < 0:
			i++
		default:
			j++
		}
	}
	return 2 * float32(both) / float32(total)
}
