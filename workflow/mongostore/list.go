package mongostore

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/codec"
)

// List returns a page of summaries; see workflow.Records. A text without any
// word finds nothing.
func (s *Store) List(ctx context.Context, unit documents.UnitID, q workflow.Query) (workflow.Page, error) {
	l, err := s.listing(unit, q)
	if err != nil {
		return workflow.Page{}, err
	}
	page, err := l.page(ctx)
	if err != nil {
		return workflow.Page{}, fmt.Errorf("list records of %s: %w", unit, err)
	}
	return page, nil
}

// Tally counts records; see workflow.Records. Those with a text are walked as a
// list is: what a word finds is only known there.
func (s *Store) Tally(ctx context.Context, unit documents.UnitID, q workflow.Query) (int, error) {
	q.After, q.Limit = "", 0
	l, err := s.listing(unit, q)
	if err != nil {
		return 0, err
	}
	n, err := l.tally(ctx)
	if err != nil {
		return 0, fmt.Errorf("count records of %s: %w", unit, err)
	}
	return n, nil
}

// Courses counts records by their courses; see workflow.Records.
func (s *Store) Courses(ctx context.Context, unit documents.UnitID, year int) ([]workflow.CourseCount, error) {
	of := bson.D{field("unit", unit), field("course", bson.D{field("$gte", workflow.CourseYear(year)), field("$lt", workflow.CourseYear(year+1))})}
	cursor, err := s.db.Collection(recordsColl).Aggregate(ctx, bson.A{
		bson.D{field("$match", of)},
		bson.D{field("$group", bson.D{field("_id", "$course"), field("n", bson.D{field("$sum", 1)})})},
		bson.D{field("$sort", bson.D{field("_id", 1)})},
	})
	var found []struct {
		Course workflow.Course `bson:"_id"`
		N      int             `bson:"n"`
	}
	if err == nil {
		err = cursor.All(ctx, &found)
	}
	if err != nil {
		return nil, fmt.Errorf("count records of %d of %s: %w", year, unit, s.fault(ctx, err))
	}
	var all []workflow.CourseCount
	for _, c := range found {
		all = append(all, workflow.CourseCount(c))
	}
	return all, nil
}

// A listing is one call of List: its query, read.
type listing struct {
	s     *Store
	unit  documents.UnitID
	query workflow.Query
	order order
	desks []workflow.Desk // none for all
	limit int
	after workflow.PageEnd
	terms terms // none without a text
	ranks []workflow.Rank
	fresh map[workflow.RecordID]listed // records whose words the index has not yet, all of those that answer
	none  bool                         // the index has no record that has the terms as they are spelled
}

// A listed is what a listing reads of a record.
type listed struct {
	ID       workflow.RecordID `bson:"id"`
	Updated  int64             `bson:"updated"`
	Deadline int64             `bson:"deadline"`
	Dated    int64             `bson:"dated"`
	Summary  string            `bson:"summary"`
	Stale    *int64            `bson:"stale"`
	Body     string            `bson:"body"`

	rank workflow.Rank
}

// An order is the field that a list goes by, and how: 1 up, -1 down.
type order struct {
	field     string
	direction int
	key       func(*listed) int64
}

func orderOf(sort workflow.Sort) order {
	switch sort {
	case workflow.ByDeadline:
		return order{"deadline", 1, func(d *listed) int64 { return d.Deadline }}
	case workflow.ByNumber:
		return order{"dated", -1, func(d *listed) int64 { return d.Dated }}
	}
	return order{"updated", -1, func(d *listed) int64 { return d.Updated }}
}

// compare returns the order of a list within a rank.
func (o order) compare(a, b listed) int {
	return o.direction * cmp.Or(cmp.Compare(o.key(&a), o.key(&b)), cmp.Compare(a.ID, b.ID))
}

func (l *listing) end(d *listed) workflow.PageEnd {
	return workflow.PageEnd{Rank: d.rank, Key: l.order.key(d), ID: d.ID}
}

func (s *Store) listing(unit documents.UnitID, q workflow.Query) (*listing, error) {
	limit, after, err := q.Bounds()
	if err != nil {
		return nil, err
	}
	l := &listing{s: s, unit: unit, query: q, order: orderOf(q.Order()), limit: limit, after: after, ranks: []workflow.Rank{workflow.Spelled}}
	if strings.TrimSpace(q.Text) != "" {
		l.ranks = nil
		if l.terms = parseTerms(q.Text); len(l.terms) > 0 {
			l.ranks = []workflow.Rank{workflow.Spelled, workflow.Folded}
		}
	}
	if len(q.Desks) > 0 {
		l.desks = slices.DeleteFunc(slices.Clone(q.Desks), func(d workflow.Desk) bool { return d == "" }) // what has ended waits nowhere
		slices.Sort(l.desks)
		if l.desks = slices.Compact(l.desks); len(l.desks) == 0 {
			l.ranks = nil
		}
	}
	l.ranks = slices.DeleteFunc(l.ranks, func(r workflow.Rank) bool { return r < after.Rank })
	return l, nil
}

// page collects the records, rank by rank, and one more to know whether there
// is a next page.
func (l *listing) page(ctx context.Context) (workflow.Page, error) {
	if err := l.readFresh(ctx); err != nil {
		return workflow.Page{}, err
	}
	var all []listed
	for _, rank := range l.ranks {
		found, err := l.ranked(ctx, rank, l.limit+1-len(all))
		if err != nil {
			return workflow.Page{}, err
		}
		if all = append(all, found...); len(all) > l.limit {
			break
		}
	}
	var page workflow.Page
	if len(all) > l.limit {
		all = all[:l.limit]
		page.Next = l.end(&all[l.limit-1]).String()
	}
	for _, d := range all {
		var item workflow.Summary
		if err := codec.Decode(d.Summary, &item); err != nil {
			return workflow.Page{}, err
		}
		page.Items = append(page.Items, item)
	}
	return page, ctx.Err()
}

// ranked returns the first n records of a rank after the page before.
func (l *listing) ranked(ctx context.Context, rank workflow.Rank, n int) ([]listed, error) {
	after := workflow.PageEnd{}
	if l.after.Rank == rank {
		after = l.after
	}
	if len(l.terms) == 0 {
		return l.newest(ctx, after, n)
	}
	return l.search(ctx, rank, after, n)
}

// newest returns the first n records after a place. Each desk is read by
// itself, in the order of its index, which holds for all servers; there are two
// or three.
func (l *listing) newest(ctx context.Context, after workflow.PageEnd, n int) ([]listed, error) {
	filter := slices.Concat(bson.D{field("unit", l.unit)}, l.filter(), l.follows(after))
	if len(l.desks) == 0 {
		return l.read(ctx, filter, n)
	}
	var all []listed
	for _, desk := range l.desks {
		found, err := l.read(ctx, slices.Concat(filter, bson.D{field("desk", desk)}), n)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	slices.SortFunc(all, l.order.compare)
	return all[:min(n, len(all))], nil
}

// read returns the first n records that filter finds.
func (l *listing) read(ctx context.Context, filter bson.D, n int) ([]listed, error) {
	opts := options.Find().SetSort(bson.D{field(l.order.field, l.order.direction), field("id", l.order.direction)}).SetLimit(int64(n)).
		SetBatchSize(int32(n) + 1).SetProjection(listedFields())
	return l.s.listed(ctx, query{recordsColl, filter, opts})
}

// listedFields are the fields of a listed.
func listedFields() bson.D {
	return bson.D{
		field("_id", 0), field("id", 1), field("updated", 1), field("deadline", 1), field("dated", 1), field("summary", 1), field("stale", 1),
	}
}

func (s *Store) listed(ctx context.Context, q query) ([]listed, error) {
	var all []listed
	err := each(ctx, s, q, func(d *listed) error {
		all = append(all, *d)
		return nil
	})
	return all, err
}

// follow reports whether a record comes after a place in a list of changes, as
// all lists of what a text finds are.
func (l *listing) follow(d listed, after workflow.PageEnd) bool {
	return after.ID == "" || l.order.compare(d, listed{ID: after.ID, Updated: after.Key}) > 0
}

// follows finds what comes after a place, by a range that an index has and what
// has to be looked at within it.
func (l *listing) follows(after workflow.PageEnd) bson.D {
	if after.ID == "" {
		return nil
	}
	beyond := "$lt"
	if l.order.direction > 0 {
		beyond = "$gt"
	}
	key := l.order.field
	return bson.D{field("$and", bson.A{
		bson.D{field(key, bson.D{field(beyond+"e", after.Key)})},
		bson.D{field("$or", bson.A{
			bson.D{field(key, bson.D{field(beyond, after.Key)})}, bson.D{field("id", bson.D{field(beyond, after.ID)})},
		})},
	})}
}

// all finds all records of the listing that are more, too, whatever their text.
func (l *listing) all(more ...bson.E) bson.D {
	filter := slices.Concat(bson.D{field("unit", l.unit)}, more, l.filter())
	if len(l.desks) > 0 {
		filter = append(filter, field("desk", bson.D{field("$in", l.desks)}))
	}
	return filter
}

// tally counts the records of all ranks.
func (l *listing) tally(ctx context.Context) (int, error) {
	if err := l.readFresh(ctx); err != nil {
		return 0, err
	}
	all := 0
	for _, rank := range l.ranks {
		n, err := l.tallyRank(ctx, rank, workflow.MaxTally-all)
		if err != nil {
			return 0, err
		}
		if all += n; all >= workflow.MaxTally {
			break
		}
	}
	return all, nil
}

// tallyRank counts up to n records of a rank.
func (l *listing) tallyRank(ctx context.Context, rank workflow.Rank, n int) (int, error) {
	if len(l.terms) > 0 {
		found, err := l.search(ctx, rank, workflow.PageEnd{}, n)
		return len(found), err
	}
	all, err := l.s.db.Collection(recordsColl).CountDocuments(ctx, l.all(), options.Count().SetLimit(int64(n)))
	return int(all), l.s.fault(ctx, err)
}
