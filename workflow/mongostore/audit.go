package mongostore

import (
	"context"
	"fmt"
	"slices"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"vanthu/workflow"
	"vanthu/workflow/codec"
)

// Audit compares a book with its entries and records; see workflow.Books. There
// is no snapshot of all three: it reads the book, carries every act on it to
// its end, so that no number up to there is on its way any more, then reads the
// records and the lines. Numbers that were given since are left for another
// time.
func (s *Store) Audit(ctx context.Context, key workflow.BookKey) ([]string, error) {
	a := &audit{BookAudit: workflow.BookAudit{Book: key}, store: s}
	for _, step := range []func(context.Context) error{a.begin, a.endActs, a.readRecords, a.readLines, a.end} {
		if err := step(ctx); err != nil {
			return nil, fmt.Errorf("audit book %s: %w", bookID(key), err)
		}
	}
	return a.Found, nil
}

// An audit gives what the database has of one book to a BookAudit.
type audit struct {
	workflow.BookAudit
	store   *Store
	book    book
	records map[workflow.RecordID]*stored // those that name the book or stand in it
	lines   []*line
}

// readBook returns the book as it is now; an empty one when there is none.
func (a *audit) readBook(ctx context.Context) (b book, err error) {
	_, err = there(a.store.one(ctx, booksColl, append(byBook(a.Book), field("_id", bookID(a.Book))), &b))
	return b, err
}

func (a *audit) begin(ctx context.Context) (err error) {
	a.book, err = a.readBook(ctx)
	return err
}

func (a *audit) endActs(ctx context.Context) error {
	return a.store.write(ctx, func(ctx context.Context) error {
		acts, err := a.store.acts(ctx, field("unit", a.Book.Unit), field("claim.year", a.Book.Year), field("claim.series", a.Book.Series))
		for _, r := range acts {
			if err := a.store.carry(ctx, r); err != nil {
				return err
			}
		}
		return err
	})
}

// readRecords reads the records before the lines: one that is voided and
// numbered anew in between has its line void by then.
func (a *audit) readRecords(ctx context.Context) error {
	a.records = map[workflow.RecordID]*stored{}
	return a.find(ctx, append(byBook(a.Book), field("number", bson.D{field("$gt", 0)})))
}

func (a *audit) find(ctx context.Context, filter bson.D) error {
	return each(ctx, a.store, query{recordsColl, filter, bookFields()}, func(r *stored) error {
		a.records[r.ID] = r
		return nil
	})
}

// bookFields are those that say which number a record has.
func bookFields() *options.FindOptionsBuilder {
	return options.Find().SetProjection(bson.D{
		field("id", 1), field("year", 1), field("series", 1), field("number", 1), field("summary", 1),
	})
}

// readLines reads the lines, and the records that they name and that say
// something else.
func (a *audit) readLines(ctx context.Context) error {
	var strange bson.A
	opts := options.Find().SetSort(bson.D{field("number", 1)})
	err := each(ctx, a.store, query{entriesColl, byBook(a.Book), opts}, func(l *line) error {
		a.lines = append(a.lines, l)
		if a.records[l.Record] == nil {
			strange = append(strange, join(string(a.Book.Unit), string(l.Record)))
		}
		return nil
	})
	if err != nil {
		return err
	}
	for some := range slices.Chunk(strange, 1000) {
		if err := a.find(ctx, bson.D{field("_id", bson.D{field("$in", some)}), field("unit", a.Book.Unit)}); err != nil {
			return err
		}
	}
	return nil
}

// end compares.
func (a *audit) end(ctx context.Context) error {
	now, err := a.readBook(ctx)
	if err != nil {
		return err
	}
	given := func(n int) bool { return n > a.book.N && n <= now.N } // since the audit began
	owners := map[int]workflow.RecordID{}
	for _, l := range a.lines {
		owners[l.Number] = l.Record
		if given(l.Number) {
			continue
		}
		if err := a.line(l); err != nil {
			return err
		}
	}
	a.Count(a.book.N, a.book.LastDate)
	for _, r := range a.records {
		if r.Number > 0 && r.in(a.Book) && !given(r.Number) && owners[r.Number] != r.ID {
			a.Unknown(r.ID, r.Number)
		}
	}
	return nil
}

func (r *stored) in(b workflow.BookKey) bool { return r.Year == b.Year && r.Series == b.Series }

func (a *audit) line(l *line) error {
	e, err := l.entry()
	if err != nil {
		return err
	}
	found := workflow.AuditLine{
		Number: l.Number, Record: l.Record, Void: l.Void != "", Date: e.Date.String(), Reference: e.Reference.String(), Lost: true,
	}
	if r := a.records[l.Record]; r != nil {
		var shown workflow.Summary
		if err := codec.Decode(r.Summary, &shown); err != nil {
			return err
		}
		found.Lost, found.Has, found.Shows = false, r.Number, shown.Number().String()
		found.In = workflow.BookKey{Unit: a.Book.Unit, Year: r.Year, Series: r.Series}
	}
	a.Line(found)
	return nil
}
