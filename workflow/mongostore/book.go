package mongostore

import (
	"context"
	"errors"
	"fmt"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"vanthu/documents"
	"vanthu/workflow"
)

// keptOwners is how many owners a book keeps at least. It begins to forget the
// older ones at three times as many.
const keptOwners = 64

// A book is the document of one book. A number and the act that owns it are
// one write, so that asking again gives the same number. An owner is forgotten
// when its line is in (trim), and never before.
type book struct {
	Series   string  `bson:"series"`
	N        int     `bson:"n"`         // the last number
	LastDate string  `bson:"last_date"` // of the last number
	Low      int     `bson:"low"`       // the owners of all numbers above it are in Owners
	Owners   []owner `bson:"owners"`
	Closing  string  `bson:"closing"` // workflow.Closing as JSON; "" while it is open
}

type owner struct {
	N      int               `bson:"n"`
	Act    string            `bson:"act"`
	Record workflow.RecordID `bson:"record"`
}

// answer says what a book has for an ask after it was asked.
func (b *book) answer(a *ask) (int, error) {
	for _, o := range b.Owners {
		if o.Act == a.act {
			return o.N, nil
		}
	}
	if b.Low > a.seen {
		return 0, errForgotten
	}
	if b.Closing != "" {
		return 0, &refused{workflow.BookClosed(a.next)}
	}
	if a.next.Day().String() < b.LastDate {
		last, err := documents.ParseDate(b.LastDate)
		if err != nil {
			return 0, fmt.Errorf("read last date of book: %w", err)
		}
		return 0, &refused{workflow.BeforeLast(a.next, last)}
	}
	return 0, &refused{fmt.Errorf("another book gave its reference: %w", documents.ErrExists)}
}

// give takes the numbers of a group in one write and returns the book after it.
func (s *Store) give(ctx context.Context, key workflow.BookKey, group []*ask) (*book, error) {
	byDate(group)
	if err := s.findTaken(ctx, key, group); err != nil {
		return nil, err
	}
	byID := append(byBook(key), field("_id", bookID(key)))
	c := s.db.Collection(booksColl)
	for {
		b := new(book)
		err := c.FindOneAndUpdate(ctx, byID, giving(group), options.FindOneAndUpdate().SetReturnDocument(options.After)).Decode(b)
		if !errors.Is(err, mongo.ErrNoDocuments) {
			return b, translate(err)
		}
		// the first number of the year; insert and try again, never upsert: two at once can lose one
		_, err = c.InsertOne(ctx, append(byID, field("n", 0), field("last_date", ""), field("low", 0), field("owners", bson.A{}), field("closing", "")))
		if err != nil && !mongo.IsDuplicateKeyError(err) {
			return nil, translate(err)
		}
	}
}

// giving is the update that gives each of a group the next number: but not to
// who is an owner already, nor to who may be one that was forgotten, nor in a closed
// book, nor before the last date, nor with a reference that another book gave.
func giving(group []*ask) bson.A {
	asks := make(bson.A, len(group))
	for i, a := range group {
		asks[i] = bson.D{
			field("act", a.act), field("record", a.next.ID), field("date", a.next.Day().String()),
			field("seen", a.seen), field("taken", append([]int{}, a.taken...)),
		}
	}
	n := bson.D{field("$add", bson.A{"$$value.n", 1})}
	passes := bson.D{field("$or", bson.A{
		bson.D{field("$in", bson.A{"$$this.act", "$$value.owners.act"})},
		bson.D{field("$gt", bson.A{"$low", "$$this.seen"})},
		bson.D{field("$gt", bson.A{"$closing", ""})},
		bson.D{field("$lt", bson.A{"$$this.date", "$$value.last_date"})},
		bson.D{field("$in", bson.A{n, "$$this.taken"})},
	})}
	own := bson.D{field("n", n), field("act", "$$this.act"), field("record", "$$this.record")}
	given := bson.D{field("$reduce", bson.D{
		field("input", literal(asks)),
		field("initialValue", bson.D{field("n", "$n"), field("last_date", "$last_date"), field("owners", "$owners")}),
		field("in", bson.D{field("$cond", bson.A{passes, "$$value", bson.D{
			field("n", n), field("last_date", "$$this.date"),
			field("owners", bson.D{field("$concatArrays", bson.A{"$$value.owners", bson.A{own}})}),
		}})}),
	})}
	return bson.A{
		set(field("given", given)),
		set(field("n", "$given.n"), field("last_date", "$given.last_date"), field("owners", "$given.owners")),
		bson.D{field("$unset", "given")},
	}
}

// findTaken tells a group which numbers other books of the year gave with the
// same symbol: number and symbol are unique in the year (Điều 15).
func (s *Store) findTaken(ctx context.Context, key workflow.BookKey, group []*ask) error {
	bySymbol := map[string][]*ask{}
	least := group[0].seen
	for _, a := range group {
		sym := symbol(a.next.Number())
		bySymbol[sym] = append(bySymbol[sym], a)
		least = min(least, a.seen)
	}
	symbols := make(bson.A, 0, len(bySymbol))
	for sym := range bySymbol {
		symbols = append(symbols, sym)
	}
	filter := bson.D{
		field("unit", key.Unit), field("year", key.Year), field("symbol", bson.D{field("$in", symbols)}),
		field("series", bson.D{field("$ne", key.Series)}), field("number", bson.D{field("$gt", least)}),
	}
	opts := options.Find().SetProjection(bson.D{field("symbol", 1), field("number", 1)})
	return each(ctx, s, query{entriesColl, filter, opts}, func(l *line) error {
		for _, a := range bySymbol[l.Symbol] {
			a.taken = append(a.taken, l.Number)
		}
		return nil
	})
}

// trim lets a book forget the owners whose lines are in, when it has many. It
// is done after some later number when it cannot be done now.
func (s *Store) trim(ctx context.Context, key workflow.BookKey, b *book) {
	if len(b.Owners) < 3*keptOwners {
		return
	}
	low := b.N - keptOwners
	written, err := s.db.Collection(entriesColl).CountDocuments(ctx,
		append(byBook(key), field("number", bson.D{field("$gt", b.Low), field("$lte", low)})))
	if err != nil || written != int64(low-b.Low) {
		return
	}
	keep := bson.D{field("$filter", bson.D{
		field("input", "$owners"), field("as", "this"), field("cond", bson.D{field("$gt", bson.A{"$$this.n", low})}),
	})}
	_, _ = s.update(ctx, booksColl, append(byBook(key), field("_id", bookID(key)), field("low", b.Low)),
		bson.A{set(field("low", low), field("owners", keep))})
}
