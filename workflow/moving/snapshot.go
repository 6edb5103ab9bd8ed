package moving

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"vanthu/documents"
	"vanthu/workflow"
)

// Snapshot brings everything of a store that is at work into one that is empty
// and that nobody else knows, and returns what an audit finds in its books.
//
// What names others is read before them, so that they are there. Records are
// read first, then how far each book has come, then the entries up to there:
// no record has a number that the snapshot's book does not know. A record that
// was read before it had its number, or before that was voided, is read again
// together with its line, until neither changed meanwhile. Should it then have a
// number beyond the end of a book, that book is taken so far too.
func Snapshot(ctx context.Context, from, to Store, tell func(Progress)) ([]string, error) {
	s := &snapshot{from: from, to: to, tell: tell, ends: map[workflow.BookKey]int{}, late: map[workflow.Place]bool{}}
	for _, part := range workflow.Parts() {
		take := s.keep
		switch part {
		case workflow.BookPart:
			take = s.keepBooks
		case workflow.EntryPart:
			take = s.keepEntries
		}
		if err := s.take(ctx, part, take); err != nil {
			return nil, fmt.Errorf("take %s: %w", part, err)
		}
		if part == workflow.EntryPart {
			if err := s.catchUp(ctx); err != nil {
				return nil, fmt.Errorf("take %s: %w", part, err)
			}
		}
	}
	return s.audit(ctx)
}

// A snapshot is one that is being taken.
type snapshot struct {
	from, to Store
	tell     func(Progress)
	ends     map[workflow.BookKey]int         // how far each book has come
	behind   []span                           // of books that were taken further than their entries
	again    map[workflow.Place]workflow.Item // records that were read again for the entries at hand
	late     map[workflow.Place]bool          // records that were ever read again: entries at hand may be older
	unit     documents.UnitID                 // whose entries are taken now
	live     map[workflow.RecordID]workflow.Place
}

// A span is a part of a book: the entries after one number up to another.
type span struct {
	book        workflow.BookKey
	after, upTo int
}

// take goes through a part of the source.
func (s *snapshot) take(ctx context.Context, part workflow.Part, keep func(context.Context, workflow.Part, []workflow.Item) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	p := Progress{Part: part}
	var err error
	if p.All, err = s.from.Count(ctx, part); err != nil {
		return err
	}
	for page := range pages(ctx, s.from, part, workflow.Place{}) {
		if page.err != nil {
			return page.err
		}
		items := make([]workflow.Item, len(page.lines))
		for i, l := range page.lines {
			items[i] = l.Item
		}
		if err := keep(ctx, part, items); err != nil {
			return err
		}
		p.Done += len(items)
		p.All = max(p.All, p.Done)
		s.tell(p)
	}
	return ctx.Err()
}

func (s *snapshot) keep(ctx context.Context, part workflow.Part, items []workflow.Item) error {
	return s.to.Bring(ctx, part, items)
}

func (s *snapshot) keepBooks(ctx context.Context, part workflow.Part, items []workflow.Item) error {
	for _, i := range items {
		b := i.Value.(*workflow.BookEnd)
		s.ends[b.Book] = b.Last
	}
	return s.keep(ctx, part, items)
}

// keepEntries brings those entries that belong to the snapshot, and before them
// their records where those that it has are of another time.
func (s *snapshot) keepEntries(ctx context.Context, part workflow.Part, items []workflow.Item) error {
	s.again = map[workflow.Place]workflow.Item{}
	var kept []workflow.Item
	for _, i := range items {
		e := i.Value.(*workflow.Entry)
		if e.Number > s.ends[e.Book] {
			continue // given since
		}
		i, err := s.withRecord(ctx, i)
		if errors.Is(err, documents.ErrNotFound) {
			continue // a line without its record: the audit tells of the number
		}
		if err != nil {
			return err
		}
		older, err := s.olderLine(ctx, i)
		if err != nil {
			return err
		}
		kept = append(append(kept, older...), i)
	}
	if err := s.keep(ctx, workflow.RecordPart, slices.Collect(maps.Values(s.again))); err != nil {
		return err
	}
	return s.keep(ctx, part, kept)
}

// withRecord returns an entry to which the snapshot has the record as it was at
// the same time; ErrNotFound when there is none.
func (s *snapshot) withRecord(ctx context.Context, i workflow.Item) (workflow.Item, error) {
	e := i.Value.(*workflow.Entry)
	at := workflow.Place{Unit: i.Unit, Key: string(e.Record)}
	have, err := s.record(ctx, at)
	if err != nil && !errors.Is(err, documents.ErrNotFound) {
		return i, err
	}
	if err == nil && e.Void == "" && !s.late[at] {
		if r := have.Value.(*workflow.Record); r.Book() == e.Book && r.Number().Number == e.Number {
			return i, nil
		}
	}
	record, entry, err := s.together(ctx, at, i.Place)
	if err != nil {
		return i, err
	}
	s.again[at], s.late[at] = record, true
	return entry, s.stretch(ctx, record.Value.(*workflow.Record))
}

// record returns a record as the snapshot has it.
func (s *snapshot) record(ctx context.Context, at workflow.Place) (workflow.Item, error) {
	if i, ok := s.again[at]; ok {
		return i, nil
	}
	return s.to.Item(ctx, workflow.RecordPart, at)
}

// patience is how often a record and its line are read until neither changed
// meanwhile.
const patience = 1000

// together reads a record and its line as they were at the same time.
func (s *snapshot) together(ctx context.Context, record, entry workflow.Place) (r, e workflow.Item, err error) {
	for range patience {
		if e, err = s.from.Item(ctx, workflow.EntryPart, entry); err != nil {
			return r, e, err
		}
		before := r
		if r, err = s.from.Item(ctx, workflow.RecordPart, record); err != nil {
			return r, e, err
		}
		if before.Value != nil && before.Value.(*workflow.Record).Version == r.Value.(*workflow.Record).Version {
			return r, e, nil
		}
	}
	return r, e, fmt.Errorf("%s is changed all the time: %w", record, documents.ErrUnavailable)
}

// stretch takes a book so far that it knows the number of a record.
func (s *snapshot) stretch(ctx context.Context, r *workflow.Record) error {
	book := r.Book()
	last := s.ends[book]
	if r.Number().Number <= last || r.Series == "" {
		return nil
	}
	end, err := s.from.Item(ctx, workflow.BookPart, workflow.NewItem(&workflow.BookEnd{Book: book}).Place)
	if err != nil {
		return err
	}
	s.ends[book] = end.Value.(*workflow.BookEnd).Last
	s.behind = append(s.behind, span{book, last, s.ends[book]})
	return s.keep(ctx, workflow.BookPart, []workflow.Item{end})
}

// catchUp brings the entries of the spans.
func (s *snapshot) catchUp(ctx context.Context) error {
	for len(s.behind) > 0 {
		next := s.behind[0]
		s.behind = s.behind[1:]
		for next.after < next.upTo {
			after := workflow.NewItem(&workflow.Entry{Book: next.book, Number: next.after}).Place
			items, err := s.from.Items(ctx, workflow.EntryPart, after, min(armful, next.upTo-next.after))
			if err == nil {
				err = s.keepEntries(ctx, workflow.EntryPart, items)
			}
			if err != nil {
				return err
			}
			next.after += armful
		}
	}
	return nil
}

// olderLine returns the line that the record of a live entry had before: it was
// live when it was taken and is void by now.
func (s *snapshot) olderLine(ctx context.Context, i workflow.Item) ([]workflow.Item, error) {
	e := i.Value.(*workflow.Entry)
	if s.unit != i.Unit || s.live == nil {
		s.unit, s.live = i.Unit, map[workflow.RecordID]workflow.Place{}
	}
	if e.Void != "" {
		delete(s.live, e.Record)
		return nil, nil
	}
	older, there := s.live[e.Record]
	s.live[e.Record] = i.Place
	if !there || older == i.Place {
		return nil, nil
	}
	line, err := s.from.Item(ctx, workflow.EntryPart, older)
	return []workflow.Item{line}, err
}

// audit returns what is wrong with the books of the snapshot.
func (s *snapshot) audit(ctx context.Context) ([]string, error) {
	var faults []string
	for l, err := range lines(ctx, s.to, workflow.BookPart, workflow.Place{}) {
		if err != nil {
			return nil, err
		}
		found, err := s.to.Audit(ctx, l.Value.(*workflow.BookEnd).Book)
		if err != nil {
			return nil, err
		}
		faults = append(faults, found...)
	}
	return faults, nil
}
