package sqlitestore

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"
	"strings"

	"vanthu/documents"
	"vanthu/workflow"
)

// List returns a page of summaries; see workflow.Records. A text without any
// word finds nothing.
func (s *Store) List(ctx context.Context, unit documents.UnitID, q workflow.Query) (workflow.Page, error) {
	l, err := newListing(unit, q)
	if err != nil {
		return workflow.Page{}, err
	}
	tx, err := s.reads.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return workflow.Page{}, fmt.Errorf("list records of %s: %w", unit, s.readError(ctx, err))
	}
	defer func() { _ = tx.Rollback() }()
	page, err := l.page(ctx, tx)
	if err != nil {
		return workflow.Page{}, fmt.Errorf("list records of %s: %w", unit, s.readError(ctx, err))
	}
	return page, nil
}

// A listing is one call of List: its query, read.
type listing struct {
	unit  documents.UnitID
	query workflow.Query
	limit int
	after place
	terms terms
	ranks []int // those still to be listed
}

// Ranks of a record in a listing, best first. Without a text all are spelled.
const (
	spelled = iota // has the text as it was typed
	folded         // has it without its marks
)

func newListing(unit documents.UnitID, q workflow.Query) (*listing, error) {
	l := &listing{unit: unit, query: q, limit: q.Limit, ranks: []int{spelled}}
	if l.limit == 0 {
		l.limit = workflow.DefaultPage
	}
	if l.limit < 1 || l.limit > workflow.MaxPage {
		return nil, &documents.FieldError{Field: "limit", Rule: documents.RuleFieldType, Got: fmt.Sprintf("số từ 1 đến %d", workflow.MaxPage)}
	}
	if text := strings.TrimSpace(q.Text); text != "" {
		l.ranks = nil
		if terms, ok := parseTerms(text); ok {
			l.terms, l.ranks = terms, []int{spelled, folded}
		}
	}
	if q.After == "" {
		return l, nil
	}
	var ok bool
	if l.after, ok = parsePlace(q.After); !ok {
		return nil, &documents.FieldError{Field: "after", Rule: documents.RuleFieldType, Got: "đúng chỗ mà trang trước đã cho"}
	}
	for len(l.ranks) > 0 && l.ranks[0] < l.after.rank {
		l.ranks = l.ranks[1:]
	}
	return l, nil
}

// page collects the records, rank by rank, and one more to know whether there
// is a next page.
func (l *listing) page(ctx context.Context, q queryer) (workflow.Page, error) {
	var page workflow.Page
	var places []place
	for _, rank := range l.ranks {
		query, args := l.sql(rank, l.limit+1-len(page.Items))
		rows, err := q.QueryContext(ctx, query, args...)
		err = each(rows, err, func(rows *sql.Rows) error {
			at := place{rank: rank}
			var body []byte
			var item workflow.Summary
			if err := rows.Scan(&at.updated, &at.id, &body); err != nil {
				return err
			}
			if err := decode(body, &item); err != nil {
				return err
			}
			page.Items, places = append(page.Items, item), append(places, at)
			return nil
		})
		if err != nil {
			return workflow.Page{}, err
		}
		if len(page.Items) > l.limit {
			page.Items, page.Next = page.Items[:l.limit], places[l.limit-1].String()
			break
		}
	}
	return page, nil
}

// sql returns the query for up to n records of one rank. It picks them in an
// index, and only then reads their rows.
func (l *listing) sql(rank, n int) (query string, args []any) {
	var b strings.Builder
	where := func(condition string, values ...any) {
		b.WriteString(condition)
		args = append(args, values...)
	}
	b.WriteString(`SELECT updated, id, summary FROM records WHERE rid IN (SELECT rid FROM `)
	if l.terms.exact != "" {
		// search first, then the small index: its rows are many to a page
		where(`search CROSS JOIN records INDEXED BY records_found ON rid = search.rowid WHERE search MATCH ?
			AND search.rowid BETWEEN (SELECT no << 32 FROM clusters WHERE unit = ?)
			AND (SELECT (no << 32) + 0xffffffff FROM clusters WHERE unit = ?)`,
			l.terms.match(rank == spelled), l.unit, l.unit)
	} else {
		where(`records WHERE unit = ?`, l.unit)
	}
	if l.query.State != "" {
		where(` AND state = ?`, l.query.State)
	}
	if len(l.query.Desks) > 0 {
		where(` AND desk <> '' AND desk IN (?`+strings.Repeat(`, ?`, len(l.query.Desks)-1)+`)`, anys(l.query.Desks)...)
	}
	if l.after.id != "" && l.after.rank == rank {
		where(` AND (updated, id) < (?, ?)`, l.after.updated, l.after.id)
	}
	where(` ORDER BY updated DESC, id DESC LIMIT ?) ORDER BY updated DESC, id DESC`, n)
	return b.String(), args
}

func anys[T any](values []T) []any {
	out := make([]any, len(values))
	for i, v := range values {
		out[i] = v
	}
	return out
}

// A place is where a page ended: "0-1763999999999-01JD…".
type place struct {
	rank    int
	updated int64
	id      workflow.RecordID
}

func (p place) String() string { return fmt.Sprintf("%d-%d-%s", p.rank, p.updated, p.id) }

func parsePlace(s string) (p place, ok bool) {
	parts := strings.SplitN(s, "-", 3)
	if len(parts) != 3 || parts[2] == "" {
		return place{}, false
	}
	rank, err := strconv.Atoi(parts[0])
	if err != nil || rank < spelled || rank > folded {
		return place{}, false
	}
	updated, err := strconv.ParseInt(parts[1], 10, 64)
	return place{rank, updated, workflow.RecordID(parts[2])}, err == nil
}
