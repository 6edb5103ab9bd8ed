package mongostore

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/codec"
)

// A bringing is a thing as it is to be stored: the document of a key with
// fields, without others, and with first where it is new.
type bringing struct{ key, fields, without, first bson.D }

// document is the thing where it is new.
func (b bringing) document() bson.D { return slices.Concat(b.key, b.fields, b.first) }

// model stores the thing whether it is new or not.
func (b bringing) model() *mongo.UpdateOneModel {
	update := set(b.fields...)
	if len(b.without) > 0 {
		update = append(update, field("$unset", b.without))
	}
	if len(b.first) > 0 {
		update = append(update, field("$setOnInsert", b.first))
	}
	return mongo.NewUpdateOneModel().SetFilter(b.key).SetUpdate(update).SetUpsert(true)
}

// Bring stores things of a part; see workflow.Moving. That is safe where nobody
// else writes them.
func (s *Store) Bring(ctx context.Context, part workflow.Part, items []workflow.Item) error {
	shelf, err := shelfOf(part)
	if err != nil {
		return err
	}
	all := make([]bringing, len(items))
	for i, item := range items {
		if all[i], err = shelf.bring(item); err != nil {
			return fmt.Errorf("bring %s of %s: %w", item.Place, part, err)
		}
	}
	if len(all) == 0 {
		return ctx.Err()
	}
	err = s.write(ctx, func(ctx context.Context) error {
		err := s.bringAll(ctx, shelf.coll, all)
		if err != nil || part != workflow.EntryPart {
			return err
		}
		return s.nameLines(ctx, items)
	})
	if err != nil {
		return fmt.Errorf("bring %s to %s of %s: %w", items[0].Place, items[len(items)-1].Place, part, err)
	}
	return nil
}

// bringAll inserts what is new, which nearly all is, and then writes over what was
// there: to do both in one request takes twice as long.
func (s *Store) bringAll(ctx context.Context, coll string, all []bringing) error {
	docs := make([]bson.D, len(all))
	for i, b := range all {
		docs[i] = b.document()
	}
	_, err := s.db.Collection(coll).InsertMany(ctx, docs, options.InsertMany().SetOrdered(false))
	if err == nil || !alreadyThere(err) {
		return err
	}
	var models []mongo.WriteModel
	for _, i := range clashes(err) {
		models = append(models, all[i].model())
	}
	_, err = s.db.Collection(coll).BulkWrite(ctx, models, options.BulkWrite().SetOrdered(false))
	return err
}

// clashes returns which of the writes of a request failed.
func clashes(err error) []int {
	var e mongo.BulkWriteException
	errors.As(err, &e)
	which := make([]int, len(e.WriteErrors))
	for i, w := range e.WriteErrors {
		which[i] = w.Index
	}
	return which
}

// nameLines lets the records know which lines of theirs stand. Those that came new
// know already (bringRecord).
func (s *Store) nameLines(ctx context.Context, lines []workflow.Item) error {
	var stand, fell []mongo.WriteModel
	known, err := s.namedLines(ctx, lines)
	if err != nil {
		return err
	}
	for _, l := range lines {
		e, _ := l.Value.(*workflow.Entry)
		id, record := lineID(e), byRecord(e.Book.Unit, e.Record)
		switch {
		case e.Void != "":
			fell = append(fell, mongo.NewUpdateOneModel().SetFilter(append(record, field("entry", id))).SetUpdate(set(field("entry", ""))))
		case !known[id]:
			stand = append(stand, mongo.NewUpdateOneModel().SetFilter(record).SetUpdate(set(field("entry", id))))
		}
	}
	if len(fell) > 0 {
		if _, err := s.db.Collection(recordsColl).BulkWrite(ctx, fell, options.BulkWrite().SetOrdered(false)); err != nil {
			return err
		}
	}
	if len(stand) == 0 {
		return nil
	}
	res, err := s.db.Collection(recordsColl).BulkWrite(ctx, stand, options.BulkWrite().SetOrdered(false))
	if err == nil && res.MatchedCount != int64(len(stand)) {
		err = fmt.Errorf("%d records of lines are not there", int64(len(stand))-res.MatchedCount)
	}
	return err
}

// namedLines returns which lines their records name.
func (s *Store) namedLines(ctx context.Context, lines []workflow.Item) (map[string]bool, error) {
	type doc struct {
		Entry string `bson:"entry"`
	}
	var ids, units bson.A
	for _, l := range lines {
		e, _ := l.Value.(*workflow.Entry)
		ids, units = append(ids, recordID(e.Book.Unit, e.Record)), append(units, e.Book.Unit)
	}
	named := map[string]bool{}
	q := query{
		recordsColl, bson.D{field("_id", bson.D{field("$in", ids)}), field("unit", bson.D{field("$in", units)})},
		options.Find().SetProjection(bson.D{field("_id", 0), field("entry", 1)}),
	}
	err := each(ctx, s, q, func(d *doc) error {
		named[d.Entry] = true
		return nil
	})
	return named, err
}

// bring gives a maker of bringings to a shelf.
func bring[T any](of func(*T) (bringing, error)) func(workflow.Item) (bringing, error) {
	return func(i workflow.Item) (bringing, error) {
		v, ok := i.Value.(*T)
		if !ok {
			return bringing{}, fmt.Errorf("it is a %T, not a %T", i.Value, v)
		}
		return of(v)
	}
}

// withBody brings v as the body of a document.
func withBody(v any, key bson.D, fields ...bson.E) (bringing, error) {
	body, err := codec.Encode(v)
	return bringing{key: key, fields: append(fields, field("body", body))}, err
}

func bringRecord(r *workflow.Record) (bringing, error) {
	doc, err := newDocument(r, newToken())
	if err != nil {
		return bringing{}, err
	}
	key := byRecord(r.Unit, r.ID)
	b := bringing{key: key, fields: doc[len(key):], without: bson.D{field("claim", "")}}
	if r.Number().Number > 0 { // its line comes after it, and says so if it does not stand
		e := workflow.NewEntry(r)
		b.first = bson.D{field("entry", lineID(&e))}
	}
	if len(r.Tasks) == 0 {
		b.without = append(b.without, field("due", ""))
	}
	return b, nil
}

// bringBook brings a book that has forgotten all its owners.
func bringBook(b *workflow.BookEnd) (bringing, error) {
	closing, err := closingText(b.Closing)
	return bringing{key: append(byBook(b.Book), field("_id", bookID(b.Book))), fields: bson.D{
		field("n", b.Last), field("last_date", b.LastDate.String()), field("low", b.Last), field("owners", bson.A{}),
		field("closing", closing),
	}}, err
}

func bringEntry(e *workflow.Entry) (bringing, error) {
	l := *e
	l.Void = "" // it has its field
	b, err := withBody(&l, append(byBook(e.Book), field("_id", lineID(e))), field("number", e.Number),
		field("symbol", symbol(e.Reference)), field("record", e.Record), field("void", e.Void))
	b.first = bson.D{field("act", newToken())}
	return b, err
}

// bringTemplate brings a template to the rank that its place says.
func bringTemplate(i workflow.Item) (bringing, error) {
	v, ok := i.Value.(*documents.TemplateVersion)
	if !ok {
		return bringing{}, fmt.Errorf("it is a %T, not a %T", i.Value, v)
	}
	rank, err := strconv.ParseInt(i.Fields()[0], 10, 64)
	if err != nil {
		return bringing{}, fmt.Errorf("its place has no rank: %w", err)
	}
	return withBody(v, byTemplate(v.Unit, v.Version), field("seq", rank), field("writes", v.Writes), field("act", newToken()))
}

func bringCredential(c *workflow.Credential) (bringing, error) {
	return bringing{key: byID(c.Account), fields: bson.D{field("encoded", c.Encoded)}}, nil
}

func bringViews(v *workflow.Views) (bringing, error) {
	return bringing{key: byID(v.Note()), fields: bson.D{field("value", v.Noted), field("act", newToken())}}, nil
}

func bringAccount(a *documents.Account) (bringing, error) {
	return withBody(a, byID(a.ID), field("unit", a.Unit))
}

func bringUnit(u *documents.Unit) (bringing, error) { return withBody(u, byID(u.ID)) }
