package moving

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"vanthu/workflow"
)

// A line is a thing with its JSON.
type line struct {
	workflow.Item
	text []byte
}

// A pair is what both stores have at one place; nil for nothing.
type pair struct{ from, to *line }

// both goes through a part of both stores after a place, side by side, and calls
// do with an armful of pairs, at least one.
func (c *Copy) both(ctx context.Context, part workflow.Part, after workflow.Place, do func([]pair) error) error {
	from, endFrom := iter.Pull2(lines(ctx, c.From, part, after))
	defer endFrom()
	to, endTo := iter.Pull2(lines(ctx, c.To, part, after))
	defer endTo()
	m := merge{pullFrom: from, pullTo: to}
	if err := m.advance(true, true); err != nil {
		return err
	}
	for m.from != nil || m.to != nil {
		var pairs []pair
		for len(pairs) < armful && (m.from != nil || m.to != nil) {
			p := m.pair()
			pairs = append(pairs, p)
			if err := m.advance(p.from != nil, p.to != nil); err != nil {
				return err
			}
		}
		if err := do(pairs); err != nil {
			return err
		}
	}
	return nil
}

// A merge has the next line of either store; nil at the end.
type merge struct {
	from, to         *line
	pullFrom, pullTo func() (*line, error, bool)
}

// pair returns what comes next.
func (m *merge) pair() pair {
	switch {
	case m.from == nil || m.to != nil && m.to.Compare(m.from.Place) < 0:
		return pair{to: m.to}
	case m.to == nil || m.from.Compare(m.to.Place) < 0:
		return pair{from: m.from}
	}
	return pair{m.from, m.to}
}

// advance goes to the next lines of the stores.
func (m *merge) advance(from, to bool) (err error) {
	if from {
		m.from, err, _ = m.pullFrom()
	}
	if to && err == nil {
		m.to, err, _ = m.pullTo()
		err = ofTarget(err)
	}
	return err
}

// ofTarget says of a thing that cannot be read in the target that it differs.
func ofTarget(err error) error {
	if bad := (*workflow.BadItem)(nil); errors.As(err, &bad) {
		return fmt.Errorf("%w: %w", &Difference{bad.Part, bad.Place, Both}, err)
	}
	return err
}

// lines returns the things of a part after a place. The page after the one that
// is looked at is read meanwhile.
func lines(ctx context.Context, s Store, part workflow.Part, after workflow.Place) iter.Seq2[*line, error] {
	return func(yield func(*line, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		for p := range pages(ctx, s, part, after) {
			if p.err != nil {
				yield(nil, p.err)
				return
			}
			for i := range p.lines {
				if !yield(&p.lines[i], nil) {
					return
				}
			}
		}
		if err := ctx.Err(); err != nil {
			yield(nil, err)
		}
	}
}

// A page is an armful of lines.
type page struct {
	lines []line
	err   error
}

// pages reads a part page by page until it or ctx ends.
func pages(ctx context.Context, s Store, part workflow.Part, after workflow.Place) <-chan page {
	out := make(chan page)
	go func() {
		defer close(out)
		for {
			p := readPage(ctx, s, part, after)
			if len(p.lines) == 0 && p.err == nil {
				return
			}
			select {
			case out <- p:
			case <-ctx.Done():
				return
			}
			if p.err != nil || len(p.lines) < armful {
				return
			}
			after = p.lines[len(p.lines)-1].Place
		}
	}()
	return out
}

func readPage(ctx context.Context, s Store, part workflow.Part, after workflow.Place) (p page) {
	items, err := s.Items(ctx, part, after, armful)
	if err != nil {
		return page{err: err}
	}
	for _, i := range items {
		text, err := i.Text()
		if err != nil {
			return page{err: err}
		}
		p.lines = append(p.lines, line{i, text})
	}
	return p
}
