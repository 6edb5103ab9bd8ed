package sqlitestore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/codec"
)

// List returns a page of summaries; see workflow.Records. A text without any
// word finds nothing.
func (s *Store) List(ctx context.Context, unit documents.UnitID, q workflow.Query) (page workflow.Page, err error) {
	err = s.listing(ctx, unit, q, func(l *listing, tx queryer) error {
		page, err = l.page(ctx, tx)
		return err
	})
	return page, err
}

// Tally counts records; see workflow.Records.
func (s *Store) Tally(ctx context.Context, unit documents.UnitID, q workflow.Query) (n int, err error) {
	q.After = ""
	err = s.listing(ctx, unit, q, func(l *listing, tx queryer) error {
		n, err = l.tally(ctx, tx)
		return err
	})
	return n, err
}

// Courses counts records by their courses; see workflow.Records.
func (s *Store) Courses(ctx context.Context, unit documents.UnitID, year int) ([]workflow.CourseCount, error) {
	var all []workflow.CourseCount
	rows, err := s.reads.QueryContext(ctx, `SELECT course, count(*) FROM listed WHERE unit = ? AND course <> '' AND course >= ? AND course < ?
		GROUP BY course ORDER BY course`, unit, workflow.CourseYear(year), workflow.CourseYear(year+1))
	err = each(rows, err, func(rows *sql.Rows) error {
		var c workflow.CourseCount
		err := rows.Scan(&c.Course, &c.N)
		all = append(all, c)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("count records of %d of %s: %w", year, unit, s.readError(ctx, err))
	}
	return all, nil
}

// listing reads q and has do ask it: a text in one transaction, for it asks more
// than once; what has none by one of few queries.
func (s *Store) listing(ctx context.Context, unit documents.UnitID, q workflow.Query, do func(*listing, queryer) error) error {
	l, err := newListing(unit, q)
	if err != nil {
		return err
	}
	ask := func(q queryer) error {
		l.size = s.sizes
		if err := l.find(ctx, q); err != nil {
			return err
		}
		return do(l, q)
	}
	if l.terms.exact == "" {
		err = ask(kept{s.reads})
	} else {
		err = s.searching(ctx, l.unit, ask)
	}
	if err == nil || errors.Is(err, sql.ErrNoRows) { // the unit has no record yet
		return nil
	}
	return fmt.Errorf("list records of %s: %w", unit, s.readError(ctx, err))
}

// searching has ask ask once search knows all words of the unit.
func (s *Store) searching(ctx context.Context, unit documents.UnitID, ask func(queryer) error) error {
	if err := s.catchUp(ctx, unit); err != nil {
		return fmt.Errorf("bring search up to date: %w", err)
	}
	tx, err := s.reads.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	in := &keptIn{Tx: tx, of: s.reads}
	defer in.end(ctx)
	return ask(in)
}

// A listing is one call of List: its query, read.
type listing struct {
	unit  documents.UnitID
	no    cluster // of the unit, where search is asked
	query workflow.Query
	order order
	limit int
	after workflow.PageEnd
	terms terms
	ranks []workflow.Rank // those still to be listed
	size  sizes
	few   bool     // the person asked for is involved in few records
	flows []string // that the unit's ended records are of, where no one is asked for

	counts bool // the records are counted, in any order
}

// Sizes are where one way to a list gives way to another.
type sizes struct {
	// few is how many records of a person are sorted to list the newest. When
	// there are more, the newest of the unit are looked through: every so many of
	// them is one of his.
	few int
	// newest is among how many of the newest records words are looked for first.
	newest int
	// most is up to how many of the newest they are looked for, where some were there.
	most int
}

func usualSizes() sizes { return sizes{few: 300, newest: 250, most: 10_000} }

func newListing(unit documents.UnitID, q workflow.Query) (*listing, error) {
	limit, after, err := q.Bounds()
	if err != nil {
		return nil, err
	}
	l := &listing{unit: unit, query: q, order: orders[q.Order()], limit: limit, after: after, ranks: []workflow.Rank{workflow.Spelled}}
	if strings.TrimSpace(q.Text) != "" {
		l.ranks = nil
		if terms, ok := parseTerms(q.Text); ok {
			l.terms, l.ranks = terms, []workflow.Rank{workflow.Spelled, workflow.Folded}
		}
	}
	if len(q.Desks) > 0 {
		l.query.Desks = slices.DeleteFunc(slices.Clone(q.Desks), func(d workflow.Desk) bool { return d == "" }) // what has ended waits nowhere
		slices.Sort(l.query.Desks)
		if l.query.Desks = slices.Compact(l.query.Desks); len(l.query.Desks) == 0 {
			l.ranks = nil
		}
	}
	for len(l.ranks) > 0 && l.ranks[0] < l.after.Rank {
		l.ranks = l.ranks[1:]
	}
	return l, nil
}

// find looks up what the picks depend on: the unit's number where search is
// asked, and whether the person asked for is involved in few records.
func (l *listing) find(ctx context.Context, q queryer) error {
	if l.query.Flow == "" && l.byFlow() != "" {
		if err := l.findFlows(ctx, q); err != nil {
			return err
		}
	}
	if l.terms.exact != "" {
		return q.QueryRowContext(ctx, `SELECT no FROM clusters WHERE unit = ?`, l.unit).Scan(&l.no)
	}
	if l.query.Involved == "" || l.query.Waits() || l.order.column != "updated" {
		return nil
	}
	n := 0
	err := q.QueryRowContext(ctx, `SELECT count(*) FROM (SELECT 1 FROM involved WHERE account = ? LIMIT +?)`, l.query.Involved, l.size.few+1).Scan(&n)
	l.few = n <= l.size.few
	return err
}

// findFlows looks up the flows of the index that begins with them: it goes from each
// to the next one.
func (l *listing) findFlows(ctx context.Context, q queryer) error {
	part := ` AND desk = ''`
	if l.order.column == "dated" {
		part = ` AND dated > 0`
	}
	next := `SELECT min(listed.flow) FROM listed INDEXED BY ` + l.byFlow() + ` WHERE unit = ?1` + part
	rows, err := q.QueryContext(ctx, `WITH RECURSIVE flows (flow) AS (
		`+next+` UNION ALL SELECT (`+next+` AND listed.flow > flows.flow) FROM flows WHERE flows.flow IS NOT NULL
	) SELECT flow FROM flows WHERE flow IS NOT NULL`, l.unit)
	return each(rows, err, func(rows *sql.Rows) error {
		var flow string
		err := rows.Scan(&flow)
		l.flows = append(l.flows, flow)
		return err
	})
}

// A found is a record of a page, and where it stands in the list.
type found struct {
	item workflow.Summary
	at   workflow.PageEnd
}

// page collects the records, rank by rank, and one more to know whether there
// is a next page.
func (l *listing) page(ctx context.Context, q queryer) (workflow.Page, error) {
	var all []found
	for _, rank := range l.ranks {
		some, err := l.first(ctx, q, rank, l.limit+1-len(all))
		if err != nil {
			return workflow.Page{}, err
		}
		if all = append(all, some...); len(all) > l.limit {
			break
		}
	}
	var page workflow.Page
	if len(all) > l.limit {
		all = all[:l.limit]
		page.Next = all[l.limit-1].at.String()
	}
	for _, f := range all {
		page.Items = append(page.Items, f.item)
	}
	return page, nil
}

// first returns the first n records of a rank. Words that many records have are
// among the newest soon enough, or among as many more of them as their share says; only
// those that are not are looked for in all.
func (l *listing) first(ctx context.Context, q queryer, rank workflow.Rank, n int) ([]found, error) {
	if l.terms.exact != "" && l.ofOffice() {
		for most := max(l.size.newest, 4*n); most <= l.size.most; {
			some, err := l.read(ctx, q, rank, l.amongNewest(rank, n, most))
			if err != nil || len(some) == n {
				return some, err
			}
			if len(some) == 0 {
				break
			}
			most = max(2*most*n/len(some), 4*most)
		}
	}
	return l.read(ctx, q, rank, l.best(rank, n))
}

// read returns what a pick finds.
func (l *listing) read(ctx context.Context, q queryer, rank workflow.Rank, p *pick) (all []found, err error) {
	rows, err := q.QueryContext(ctx, p.String(), p.args...)
	err = each(rows, err, func(rows *sql.Rows) error {
		f := found{at: workflow.PageEnd{Rank: rank}}
		var body []byte
		if err := rows.Scan(&f.at.Key, &f.at.ID, &body); err != nil {
			return err
		}
		if err := codec.Decode(body, &f.item); err != nil {
			return err
		}
		all = append(all, f)
		return nil
	})
	return all, err
}

// tally counts the records of all ranks.
func (l *listing) tally(ctx context.Context, q queryer) (int, error) {
	l.counts = true
	all := 0
	for _, rank := range l.ranks {
		p := l.count(rank, workflow.MaxTally-all)
		var n int
		if err := q.QueryRowContext(ctx, p.String(), p.args...).Scan(&n); err != nil {
			return 0, err
		}
		all += n
	}
	return all, nil
}
