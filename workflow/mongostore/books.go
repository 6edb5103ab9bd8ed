package mongostore

import (
	"context"
	"fmt"
	"strconv"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/codec"
)

// Register gives the next number of a book; see workflow.Books. Its steps: the
// claim in the record, the number and its owner in the book, the line, the
// record with its number. ErrExists also stands for a reference that another
// book of the year gave already (Điều 15).
func (s *Store) Register(ctx context.Context, r *workflow.Record, from workflow.Version) (*workflow.Record, error) {
	if err := workflow.Registrable(r, from); err != nil {
		return nil, err
	}
	c, err := newClaim(toRegister, r.Numbered(1)) // a symbol without a number has no text form
	if err != nil {
		return nil, err
	}
	c.Year, c.Series, c.Seen = r.Day().Year, r.Series, s.numbers.seen(r.Book())
	s.live.add(c.Token)
	defer s.live.drop(c.Token)
	var result *workflow.Record
	err = s.act(ctx, "register", r, func(ctx context.Context) error {
		if err := s.claim(ctx, r, c, bson.D{field("entry", noEntry())}, hasNumber); err != nil {
			return err
		}
		result, err = s.number(ctx, c)
		return err
	})
	if err != nil {
		return nil, err
	}
	return result, nil
}

// Void marks the number of a record void; see workflow.Books. The line is the
// one of the number that is stored, whatever r says of it. Its steps: the claim
// in the record, the mark on the line, the next record.
func (s *Store) Void(ctx context.Context, r *workflow.Record, from workflow.Version, reason string) error {
	if err := workflow.Voidable(r, from, reason); err != nil {
		return err
	}
	c, err := newClaim(toVoid, r)
	if err != nil {
		return err
	}
	c.Reason = reason
	s.live.add(c.Token)
	defer s.live.drop(c.Token)
	return s.act(ctx, "void number of", r, func(ctx context.Context) error {
		err := s.claim(ctx, r, c, bson.D{field("entry", bson.D{field("$gt", "")})}, hasNoNumber)
		if err != nil {
			return err
		}
		return s.strike(ctx, c)
	})
}

func newClaim(kind string, next *workflow.Record) (*claim, error) {
	body, err := codec.Encode(next)
	return &claim{Token: newToken(), Kind: kind, Next: body}, err
}

// noEntry matches the records without a number that stands.
func noEntry() bson.D { return bson.D{field("$in", bson.A{nil, ""})} }

func hasNumber(old *stored) error {
	if old.Entry != "" {
		return fmt.Errorf("it has number %d: %w", old.Number, documents.ErrExists)
	}
	return nil
}

func hasNoNumber(old *stored) error {
	if old.Entry == "" {
		return errNoNumber()
	}
	return nil
}

// bookID returns the _id of a book.
func bookID(b workflow.BookKey) string { return join(string(b.Unit), strconv.Itoa(b.Year), b.Series) }

// lineID returns the _id of a line.
func lineID(e *workflow.Entry) string { return join(bookID(e.Book), strconv.Itoa(e.Number)) }

// byBook finds what belongs to a book.
func byBook(b workflow.BookKey) bson.D {
	return bson.D{field("unit", b.Unit), field("year", b.Year), field("series", b.Series)}
}

// symbol returns a reference without its number: what makes it one of many
// with that number (Điều 15).
func symbol(r documents.Reference) string { return r.Suffix + "/" + r.Symbol }

// A line is an entry as its document has it.
type line struct {
	Number int               `bson:"number"`
	Record workflow.RecordID `bson:"record"`
	Series string            `bson:"series"`
	Symbol string            `bson:"symbol"`
	Void   string            `bson:"void"`
	Body   string            `bson:"body"`
}

func (l *line) entry() (workflow.Entry, error) {
	var e workflow.Entry
	err := codec.Decode(l.Body, &e)
	e.Void = l.Void
	return e, err
}

// Entries returns lines of a book; see workflow.Books.
func (s *Store) Entries(ctx context.Context, book workflow.BookKey, after, limit int) ([]workflow.Entry, error) {
	if limit <= 0 {
		return nil, ctx.Err()
	}
	return s.entries(ctx, book, field("number", bson.D{field("$gt", after)}), int64(limit))
}

// Voided returns the lines of a book that are void; see workflow.Books.
func (s *Store) Voided(ctx context.Context, book workflow.BookKey) ([]workflow.Entry, error) {
	return s.entries(ctx, book, field("void", bson.D{field("$gt", "")}), 0)
}

// entries returns up to limit lines of a book, all for 0, of which which is true.
func (s *Store) entries(ctx context.Context, book workflow.BookKey, which bson.E, limit int64) ([]workflow.Entry, error) {
	var entries []workflow.Entry
	opts := options.Find().SetSort(bson.D{field("number", 1)}).SetLimit(limit)
	err := each(ctx, s, query{entriesColl, append(byBook(book), which), opts}, func(l *line) error {
		e, err := l.entry()
		entries = append(entries, e)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read entries of book %s: %w", bookID(book), err)
	}
	return entries, nil
}

// Series returns the books of a year; see workflow.Books.
func (s *Store) Series(ctx context.Context, unit documents.UnitID, year int) ([]workflow.BookKey, error) {
	var books []workflow.BookKey
	filter := bson.D{field("unit", unit), field("year", year), field("n", bson.D{field("$gt", 0)})}
	opts := options.Find().SetSort(bson.D{field("series", 1)}).SetProjection(bson.D{field("series", 1)})
	err := each(ctx, s, query{booksColl, filter, opts}, func(b *book) error {
		books = append(books, workflow.BookKey{Unit: unit, Year: year, Series: b.Series})
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read books of %d of %s: %w", year, unit, err)
	}
	return books, nil
}
