package documents

import "slices"

// A pair is one element of a list and its like in another.
type pair struct{ old, now int }

// align returns which elements of old stand in new, in the order of both: as
// many as possible where the lists are short, and elsewhere those around the
// elements that stand once in each. It takes time and room that grow with the
// lists and not with their product.
func align[T comparable](old, now []T) []pair {
	a := aligner[T]{old: old, now: now}
	a.within(span{0, len(old), 0, len(now)}, 0)
	return a.pairs
}

// maxGrid is the largest stretch, in cells, whose best alignment is looked for;
// maxDepth how often a longer one is parted.
const (
	maxGrid  = 1 << 16
	maxSplit = 12
)

// A span is a stretch of two lists.
type span struct{ from, to, newFrom, newTo int }

func (s span) empty() bool { return s.from == s.to || s.newFrom == s.newTo }

func (s span) cells() int { return (s.to - s.from) * (s.newTo - s.newFrom) }

type aligner[T comparable] struct {
	old, now []T
	pairs    []pair
}

func (a *aligner[T]) within(s span, depth int) {
	for !s.empty() && a.old[s.from] == a.now[s.newFrom] {
		a.pairs = append(a.pairs, pair{s.from, s.newFrom})
		s.from, s.newFrom = s.from+1, s.newFrom+1
	}
	end := s
	for !s.empty() && a.old[s.to-1] == a.now[s.newTo-1] {
		s.to, s.newTo = s.to-1, s.newTo-1
	}
	switch {
	case s.empty():
	case s.cells() <= maxGrid:
		a.best(s)
	case depth < maxSplit:
		a.around(s, a.anchors(s), depth)
	}
	for i := range end.to - s.to {
		a.pairs = append(a.pairs, pair{s.to + i, s.newTo + i})
	}
}

// best finds the longest common subsequence of a short stretch.
func (a *aligner[T]) best(s span) {
	n, m := s.to-s.from, s.newTo-s.newFrom
	length := make([]uint16, (n+1)*(m+1)) // of that of what is left from i and j on
	at := func(i, j int) int { return i*(m+1) + j }
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			if a.old[s.from+i] == a.now[s.newFrom+j] {
				length[at(i, j)] = length[at(i+1, j+1)] + 1
			} else {
				length[at(i, j)] = max(length[at(i+1, j)], length[at(i, j+1)])
			}
		}
	}
	for i, j := 0, 0; i < n && j < m; {
		switch {
		case a.old[s.from+i] == a.now[s.newFrom+j]:
			a.pairs = append(a.pairs, pair{s.from + i, s.newFrom + j})
			i, j = i+1, j+1
		case length[at(i+1, j)] >= length[at(i, j+1)]:
			i++
		default:
			j++
		}
	}
}

// anchors returns the elements that stand once in both parts of a stretch, as
// many of them as are in the same order.
func (a *aligner[T]) anchors(s span) []pair {
	type places struct{ olds, news, old int }
	count := map[T]*places{}
	for i := s.from; i < s.to; i++ {
		p := count[a.old[i]]
		if p == nil {
			p = &places{}
			count[a.old[i]] = p
		}
		p.olds, p.old = p.olds+1, i
	}
	for j := s.newFrom; j < s.newTo; j++ {
		if p := count[a.now[j]]; p != nil {
			p.news++
		}
	}
	var once []pair // in the order of now
	for j := s.newFrom; j < s.newTo; j++ {
		if p := count[a.now[j]]; p != nil && p.olds == 1 && p.news == 1 {
			once = append(once, pair{p.old, j})
		}
	}
	return rising(once)
}

// rising returns the longest part of pairs whose old places rise too.
func rising(pairs []pair) []pair {
	var ends []int // of the shortest to the longest so far: the pair with the least old place
	before := make([]int, len(pairs))
	for i, p := range pairs {
		at, _ := slices.BinarySearchFunc(ends, p.old, func(end, old int) int { return pairs[end].old - old })
		before[i] = -1
		if at > 0 {
			before[i] = ends[at-1]
		}
		if at == len(ends) {
			ends = append(ends, i)
		}
		ends[at] = i
	}
	var out []pair
	if len(ends) == 0 {
		return nil
	}
	for i := ends[len(ends)-1]; i >= 0; i = before[i] {
		out = append(out, pairs[i])
	}
	slices.Reverse(out)
	return out
}

// around aligns what lies between anchors.
func (a *aligner[T]) around(s span, anchors []pair, depth int) {
	for _, p := range anchors {
		a.within(span{s.from, p.old, s.newFrom, p.now}, depth+1)
		a.pairs = append(a.pairs, p)
		s.from, s.newFrom = p.old+1, p.now+1
	}
	if len(anchors) > 0 {
		a.within(s, depth+1)
	}
}
