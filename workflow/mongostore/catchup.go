package mongostore

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/codec"
)

// The words of a record stand in a document of their own with the record's _id,
// so that an act writes a small document and not some hundred keys. A write that
// changes the text marks the record stale in the same step; its words are
// written once the text has been at rest for a while, by whoever comes first.
// Until then a search reads the record itself, so that nobody waits for it and
// a crash leaves nothing to be mended.

// atRest is how long after its last change a text is taken for finished.
const atRest = 30 * time.Second

// A stint is how many records one writer catches up with at a time; a crew is how
// many writers there are when somebody waits for them. Most of the work is the
// server's, key by key, and it does one request on one core.
const (
	stint = 100
	crew  = 4
)

// A laggard is a record whose words are not written.
type laggard struct {
	Key     string           `bson:"_id"`
	Unit    documents.UnitID `bson:"unit"`
	Version int64            `bson:"version"`
	Text    string           `bson:"text"`
	Body    string           `bson:"body"`

	words []string // to be written
	wrote string   // the write that the words that stand are of; "" without any
}

func (l *laggard) key(more ...bson.E) bson.D {
	return byID(l.Key, append([]bson.E{field("unit", l.Unit)}, more...)...)
}

// CatchUp writes the words of all records whose text was last changed before
// then, and returns how many they were. Nothing depends on it but the speed of
// searches, and the store does it on the side by itself (LeaseDue); it is for
// who has just brought many records.
func (s *Store) CatchUp(ctx context.Context, then time.Time) (int, error) {
	all := 0
	for {
		n, err := s.catchUp(ctx, then.UnixMilli(), crew)
		if all += n; err != nil || n == 0 {
			return all, err
		}
	}
}

// catchUp writes the words of some records, those first that are stale for
// longest, with so many writers, and returns how many.
func (s *Store) catchUp(ctx context.Context, before int64, writers int) (int, error) {
	var late []*laggard
	broken := s.write(ctx, func(ctx context.Context) (err error) {
		late, err = s.laggards(ctx, bson.D{field("stale", bson.D{field("$gt", 0), field("$lt", before)})}, writers*stint)
		return err
	})
	n, err := s.index(ctx, late)
	if err = errors.Join(err, broken); err != nil {
		return 0, fmt.Errorf("write the words of records: %w", err)
	}
	return n, nil
}

// index writes the words of records, each stint by a writer of its own, takes
// the marks off, and returns how many these words are.
func (s *Store) index(ctx context.Context, late []*laggard) (int, error) {
	token := newToken()
	var done atomic.Int64
	var writers sync.WaitGroup
	failed := make([]error, (len(late)+stint-1)/stint)
	for i := range failed {
		some := late[i*stint : min(len(late), (i+1)*stint)]
		writers.Go(func() {
			n := 0
			failed[i] = s.write(ctx, func(ctx context.Context) (err error) {
				if err = s.writeWords(ctx, some, token); err == nil {
					n, err = s.freshen(ctx, some, token)
				}
				return err
			})
			done.Add(int64(n))
		})
	}
	writers.Wait()
	return int(done.Load()), errors.Join(failed...)
}

// laggards reads the first records that are stale, and what last wrote their
// words. That is read first, so that nobody can write newer words unseen. With an
// error there may be records that it does not touch.
func (s *Store) laggards(ctx context.Context, stale bson.D, limit int) ([]*laggard, error) {
	var ids, units bson.A
	opts := options.Find().SetSort(bson.D{field("stale", 1)}).SetLimit(int64(limit)).SetProjection(bson.D{field("unit", 1)})
	err := each(ctx, s, query{recordsColl, stale, opts}, func(l *laggard) error {
		ids, units = append(ids, l.Key), append(units, l.Unit)
		return nil
	})
	if len(ids) == 0 || err != nil {
		return nil, err
	}
	these := bson.D{field("_id", bson.D{field("$in", ids)}), field("unit", bson.D{field("$in", units)})}
	writes, err := s.writesOf(ctx, these)
	if err != nil {
		return nil, err
	}
	var late []*laggard
	var broken []error
	opts = options.Find().SetProjection(bson.D{field("unit", 1), field("version", 1), field("text", 1), field("body", 1)})
	err = each(ctx, s, query{recordsColl, slices.Concat(these, stale), opts}, func(l *laggard) error {
		r := new(workflow.Record)
		if err := codec.Decode(l.Body, r); err != nil {
			broken = append(broken, fmt.Errorf("record %s: %w", l.Key, err))
			return nil
		}
		l.words, l.wrote = searchKeys(searchedWords(r)), writes[l.Key]
		late = append(late, l)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return late, errors.Join(broken...)
}

// writesOf returns which write the words that filter finds are of.
func (s *Store) writesOf(ctx context.Context, filter bson.D) (map[string]string, error) {
	type doc struct {
		Key   string `bson:"_id"`
		Wrote string `bson:"wrote"`
	}
	writes := map[string]string{}
	opts := options.Find().SetProjection(bson.D{field("wrote", 1)})
	err := each(ctx, s, query{wordsColl, filter, opts}, func(d *doc) error {
		writes[d.Key] = d.Wrote
		return nil
	})
	return writes, err
}

// writeWords writes the words of records over those that were read. Where there
// are others by now, another server has just written them.
func (s *Store) writeWords(ctx context.Context, late []*laggard, token string) error {
	var models []mongo.WriteModel
	for _, l := range late {
		words := bson.D{field("words", l.words), field("wrote", token)}
		if l.wrote == "" {
			models = append(models, mongo.NewInsertOneModel().SetDocument(l.key(words...)))
		} else {
			models = append(models, mongo.NewUpdateOneModel().SetFilter(l.key(field("wrote", l.wrote))).SetUpdate(set(words...)))
		}
	}
	_, err := s.db.Collection(wordsColl).BulkWrite(ctx, models, options.BulkWrite().SetOrdered(false))
	if alreadyThere(err) {
		return nil
	}
	return err
}

// alreadyThere reports whether a bulk write met nothing worse than documents
// that were there.
func alreadyThere(err error) bool {
	var e mongo.BulkWriteException
	return errors.As(err, &e) && e.WriteConcernError == nil &&
		!slices.ContainsFunc(e.WriteErrors, func(w mongo.BulkWriteError) bool { return !mongo.IsDuplicateKeyError(w.WriteError) })
}

// freshen takes the mark off those records that still are as they were read and
// whose words are of this write, and returns how many these words are.
func (s *Store) freshen(ctx context.Context, late []*laggard, token string) (int, error) {
	var ids, units bson.A
	for _, l := range late {
		ids, units = append(ids, l.Key), append(units, l.Unit)
	}
	ours, err := s.writesOf(ctx, bson.D{
		field("_id", bson.D{field("$in", ids)}), field("unit", bson.D{field("$in", units)}), field("wrote", token),
	})
	if len(ours) == 0 || err != nil {
		return 0, err
	}
	var models []mongo.WriteModel
	for _, l := range late {
		if _, ok := ours[l.Key]; ok {
			models = append(models, mongo.NewUpdateOneModel().SetFilter(l.key(field("version", l.Version), field("text", l.Text))).
				SetUpdate(bson.D{field("$unset", bson.D{field("stale", "")})}))
		}
	}
	_, err = s.db.Collection(recordsColl).BulkWrite(ctx, models, options.BulkWrite().SetOrdered(false))
	return len(ours), err
}
