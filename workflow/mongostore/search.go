package mongostore

import (
	"context"
	"slices"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/codec"
)

// A search asks two sources. The words of most records stand in an index of
// their own (catchup.go). Those of records whose text has just changed do not
// yet: they are marked stale in the same write that changed them, are few in a
// unit, and are read whole (docs/adr/0009-mongodb-words-afterwards.md).

// How many records with the words are read whole and sorted to find the newest:
// a handful without more ado, some when the newest records of the unit do not
// have the words. When more have them, the newest records are looked through:
// every so many of them one will have the words.
const (
	handful   = 30
	fewFound  = 1000
	maxLooked = 800 // records that are looked through at a time
)

// search returns the first n records of a rank after a place.
func (l *listing) search(ctx context.Context, rank workflow.Rank, after workflow.PageEnd, n int) ([]listed, error) {
	found, err := l.indexed(ctx, rank, after, n)
	if err != nil {
		return nil, err
	}
	for _, d := range l.fresh {
		if d.rank == rank && (after.ID == "" || l.order.compare(d, listed{ID: after.ID, Updated: after.Key}) > 0) {
			found = append(found, d)
		}
	}
	slices.SortFunc(found, l.order.compare)
	return found[:min(n, len(found))], nil
}

// readFresh reads the records whose words the index has not yet, and keeps
// those that answer.
func (l *listing) readFresh(ctx context.Context) error {
	if len(l.terms) == 0 {
		return nil
	}
	filter := bson.D{field("unit", l.unit), field("stale", bson.D{field("$gt", 0)})}
	filter = append(filter, l.filter()...)
	if len(l.desks) > 0 {
		filter = append(filter, field("desk", bson.D{field("$in", l.desks)}))
	}
	l.fresh = map[workflow.RecordID]listed{}
	return each(ctx, l.s, query{recordsColl, filter, nil}, func(d *listed) error {
		ok, err := l.answers(d)
		if ok {
			l.fresh[d.ID] = *d
		}
		return err
	})
}

// answers looks up the terms in the record itself, and gives it its rank.
func (l *listing) answers(d *listed) (ok bool, err error) {
	r := new(workflow.Record)
	if err := codec.Decode(d.Body, r); err != nil {
		return false, err
	}
	d.Body = ""
	d.rank, ok = l.terms.rank(searchedWords(r))
	return ok, nil
}

// indexed returns at least the first n records of a rank after a place whose
// words the index has, if there are so many.
func (l *listing) indexed(ctx context.Context, rank workflow.Rank, after workflow.PageEnd, n int) ([]listed, error) {
	w := &walk{listing: l, rank: rank, with: l.with(rank), after: after, n: n, step: 2 * n}
	for _, most := range []int{handful, max(handful, l.s.few)} {
		few, err := w.narrow(ctx, most)
		if err != nil {
			return nil, err
		}
		if few {
			break
		}
		if err := w.look(ctx); err != nil || w.ended() {
			return w.found, err
		}
	}
	for !w.ended() {
		if err := w.look(ctx); err != nil {
			return nil, err
		}
	}
	return w.found, nil
}

// A walk looks through the records of a listing, newest first.
type walk struct {
	*listing
	rank  workflow.Rank
	with  bson.D // finds the words of those wanted; nil when only those are looked at
	among bson.D // what is looked at, nil for all
	after workflow.PageEnd
	n     int // how many are wanted
	step  int // how many are looked at next
	found []listed
	over  bool
}

func (w *walk) ended() bool { return w.over || len(w.found) >= w.n }

// narrow has the walk look at nothing but the records with the words, when
// those are not more than most, and reports whether it does.
func (w *walk) narrow(ctx context.Context, most int) (bool, error) {
	ids, err := w.ids(ctx, w.with, most+1)
	if err != nil || len(ids) > most {
		return false, err
	}
	w.over = len(ids) == 0
	w.among, w.with = bson.D{field("_id", bson.D{field("$in", ids)})}, nil
	return true, nil
}

// look takes the next step.
func (w *walk) look(ctx context.Context) error {
	some, err := w.newest(ctx, w.among, w.after, w.step)
	if err != nil {
		return err
	}
	if w.over = len(some) < w.step; len(some) > 0 {
		w.after = w.end(&some[len(some)-1])
	}
	if some, err = w.confirmed(ctx, w.rank, w.with, some); err != nil {
		return err
	}
	w.found, w.step = append(w.found, some...), min(2*w.step, maxLooked)
	return nil
}

// with finds the words of all records that may be of a rank.
func (l *listing) with(rank workflow.Rank) bson.D {
	filter := bson.D{field("unit", l.unit), field("words", bson.D{field("$all", l.terms.keys(rank))})}
	if rank == workflow.Folded && l.terms.sure() {
		filter = append(filter, field("$nor", bson.A{bson.D{field("words", bson.D{field("$all", l.terms.keys(workflow.Spelled))})}}))
	}
	return filter
}

// ids returns the _ids of up to limit records whose words filter finds.
func (l *listing) ids(ctx context.Context, filter bson.D, limit int) ([]string, error) {
	type doc struct {
		ID string `bson:"_id"`
	}
	var ids []string
	opts := options.Find().SetLimit(int64(limit)).SetProjection(bson.D{field("_id", 1)})
	err := each(ctx, l.s, query{wordsColl, filter, opts}, func(d *doc) error {
		ids = append(ids, d.ID)
		return nil
	})
	return ids, err
}

// confirmed returns those of the records that are of a rank: that have the
// words that with finds, if there is one, and the terms in their text, if words
// do not tell. A record that is stale by now is only believed by its text.
func (l *listing) confirmed(ctx context.Context, rank workflow.Rank, with bson.D, some []listed) ([]listed, error) {
	some = slices.DeleteFunc(some, func(d listed) bool { _, known := l.fresh[d.ID]; return known })
	if len(some) > 0 && with != nil {
		have, err := l.ids(ctx, append(bson.D{l.among(some)}, with...), 0)
		if err != nil {
			return nil, err
		}
		known := make(map[string]bool, len(have))
		for _, id := range have {
			known[id] = true
		}
		some = slices.DeleteFunc(some, func(d listed) bool { return d.Stale == nil && !known[l.id(d)] })
	}
	unsure := slices.DeleteFunc(slices.Clone(some), func(d listed) bool { return d.Stale == nil && l.terms.sure() })
	if len(unsure) == 0 {
		return ranked(some, rank), nil
	}
	texts, err := l.texts(ctx, unsure)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(ranked(some, rank), func(d listed) bool {
		if d.Stale == nil && l.terms.sure() {
			return false
		}
		got, ok := texts[d.ID]
		return !ok || got != rank
	}), nil
}

// texts reads records whole and returns the ranks of those that answer.
func (l *listing) texts(ctx context.Context, some []listed) (map[workflow.RecordID]workflow.Rank, error) {
	ranks := map[workflow.RecordID]workflow.Rank{}
	opts := options.Find().SetProjection(bson.D{field("_id", 0), field("id", 1), field("body", 1)})
	err := each(ctx, l.s, query{recordsColl, bson.D{l.among(some), field("unit", l.unit)}, opts}, func(d *listed) error {
		ok, err := l.answers(d)
		if ok {
			ranks[d.ID] = d.rank
		}
		return err
	})
	return ranks, err
}

func ranked(all []listed, rank workflow.Rank) []listed {
	for i := range all {
		all[i].rank = rank
	}
	return all
}

// among finds some records by their _ids.
func (l *listing) among(some []listed) bson.E {
	ids := make([]string, len(some))
	for i, d := range some {
		ids[i] = l.id(d)
	}
	return field("_id", bson.D{field("$in", ids)})
}

func (l *listing) id(d listed) string { return recordID(l.unit, d.ID) }

// recordID returns the _id of a record and of its words.
func recordID(unit documents.UnitID, id workflow.RecordID) string {
	return join(string(unit), string(id))
}
