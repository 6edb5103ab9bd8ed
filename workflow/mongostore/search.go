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

// How many records with the words are read and sorted to find the newest: some
// without more ado, more when the newest records of the unit do not have the
// words. When still more have them, the newest records are looked through: every
// so many of them one will have the words. The index tells in no time which
// records have the words, and to look for them in the words of one is ten times
// as much work, so that the first is worth trying far.
const (
	someFound = 200
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
		if d.rank == rank && l.follow(d, after) {
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
	filter := l.all(field("stale", bson.D{field("$gt", 0)}))
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
	w := &walk{listing: l, rank: rank, keys: l.keyring(rank), after: after, n: n, step: min(2*n, maxLooked)}
	for _, most := range l.s.few {
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
	keys  *keyring // of those wanted; nil when only those are looked at
	among []listed // without keys: what is left to be looked at
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
	ids, err := w.ids(ctx, w.keys.filter(w.unit), most+1)
	if err != nil || len(ids) > most {
		return false, err
	}
	w.keys = nil
	if w.over = len(ids) == 0; w.over {
		w.none = w.none || w.rank == workflow.Spelled
		return true, nil
	}
	w.among, err = w.those(ctx, ids, w.after)
	return true, err
}

// look takes the next step.
func (w *walk) look(ctx context.Context) error {
	some, err := w.next(ctx)
	if err != nil {
		return err
	}
	if w.over = len(some) < w.step; len(some) > 0 {
		w.after = w.end(&some[len(some)-1])
	}
	if some, err = w.confirmed(ctx, w.rank, w.keys, some); err != nil {
		return err
	}
	w.found, w.step = append(w.found, some...), min(2*w.step, maxLooked)
	return nil
}

// next returns the records that are looked at next.
func (w *walk) next(ctx context.Context) ([]listed, error) {
	if w.keys != nil {
		return w.newest(ctx, w.after, w.step)
	}
	n := min(w.step, len(w.among))
	some := w.among[:n:n]
	w.among = w.among[n:]
	return some, nil
}

// keyring returns the keys of all texts that may be of a rank. That none is
// spelled so need not be asked of each again.
func (l *listing) keyring(rank workflow.Rank) *keyring {
	k := l.terms.keyring(rank)
	if l.none {
		k.lacks = nil
	}
	return k
}

// those returns the records after a place that have one of these _ids. They are
// sorted here: a server that keeps records packed unpacks each once more for
// every key that it sorts by.
func (l *listing) those(ctx context.Context, ids []string, after workflow.PageEnd) ([]listed, error) {
	opts := options.Find().SetBatchSize(int32(len(ids)) + 1).SetProjection(listedFields())
	all, err := l.s.listed(ctx, query{recordsColl, l.all(field("_id", bson.D{field("$in", ids)})), opts})
	all = slices.DeleteFunc(all, func(d listed) bool { return !l.follow(d, after) })
	slices.SortFunc(all, l.order.compare)
	return all, err
}

// ids returns the _ids of up to limit records whose words filter finds.
func (l *listing) ids(ctx context.Context, filter bson.D, limit int) ([]string, error) {
	type doc struct {
		ID string `bson:"_id"`
	}
	var ids []string
	opts := options.Find().SetLimit(int64(limit)).SetBatchSize(int32(limit) + 1).SetProjection(bson.D{field("_id", 1)})
	err := each(ctx, l.s, query{wordsColl, filter, opts}, func(d *doc) error {
		ids = append(ids, d.ID)
		return nil
	})
	return ids, err
}

// confirmed returns those of the records that are of a rank: that have the
// keys, if there are any, and the terms in their text, if keys do not tell. A
// record that is stale by now is only believed by its text.
func (l *listing) confirmed(ctx context.Context, rank workflow.Rank, keys *keyring, some []listed) ([]listed, error) {
	some = slices.DeleteFunc(some, func(d listed) bool { _, known := l.fresh[d.ID]; return known })
	if len(some) > 0 && keys != nil {
		have, err := l.having(ctx, keys, some)
		if err != nil {
			return nil, err
		}
		some = slices.DeleteFunc(some, func(d listed) bool { return d.Stale == nil && !have[l.id(d)] })
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

// having returns the _ids of those of the records whose words have the keys. It
// reads all their words: a server without the index at hand needs ten times as
// long to look for keys in them as to hand them over.
func (l *listing) having(ctx context.Context, keys *keyring, some []listed) (map[string]bool, error) {
	type doc struct {
		ID    string        `bson:"_id"`
		Words bson.RawValue `bson:"words"`
	}
	have := make(map[string]bool, len(some))
	opts := options.Find().SetProjection(bson.D{field("words", 1)}).SetBatchSize(int32(len(some)) + 1)
	err := each(ctx, l.s, query{wordsColl, bson.D{l.among(some), field("unit", l.unit)}, opts}, func(d *doc) error {
		have[d.ID] = keys.fit(d.Words.Value)
		return nil
	})
	return have, err
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
