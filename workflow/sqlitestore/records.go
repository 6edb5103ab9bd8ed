package sqlitestore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/codec"
)

// Create stores a new record; see workflow.Records.
func (s *Store) Create(ctx context.Context, r *workflow.Record) error {
	if r.Version != 1 {
		return fmt.Errorf("create record %s: version %d is not the first", r.ID, r.Version)
	}
	row, err := newRow(r)
	if err != nil {
		return err
	}
	return s.act(ctx, "create", r, func(t *tx) error { return t.insert(row) })
}

// Get returns a record; see workflow.Records.
func (s *Store) Get(ctx context.Context, unit documents.UnitID, id workflow.RecordID) (*workflow.Record, error) {
	r, err := s.get(ctx, unit, id)
	if err != nil {
		return nil, fmt.Errorf("read record %s of %s: %w", id, unit, err)
	}
	return r, nil
}

func (s *Store) get(ctx context.Context, unit documents.UnitID, id workflow.RecordID) (*workflow.Record, error) {
	var body, text []byte
	err := s.scan(ctx, `SELECT `+whole+` FROM records r`+papers+`WHERE r.unit = ? AND r.id = ?`, []any{unit, id}, &body, &text)
	if err != nil {
		return nil, err
	}
	return join(body, text)
}

// Swap stores the next version of a record; see workflow.Records.
func (s *Store) Swap(ctx context.Context, r *workflow.Record, from workflow.Version) error {
	if err := workflow.Follows(r, from); err != nil {
		return err
	}
	row, err := newRow(r)
	if err != nil {
		return err
	}
	return s.act(ctx, "swap", r, func(t *tx) error {
		old, err := t.find(r, from)
		if err != nil {
			return err
		}
		return t.update(old, row)
	})
}

// act writes, and says in an error what was done to which record.
func (s *Store) act(ctx context.Context, verb string, r *workflow.Record, do func(*tx) error) error {
	if err := s.write(ctx, do); err != nil {
		return fmt.Errorf("%s record %s of %s: %w", verb, r.ID, r.Unit, err)
	}
	return nil
}

// load reads the one body that query selects into v.
func (s *Store) load(ctx context.Context, v any, query string, args ...any) error {
	var body []byte
	if err := s.scan(ctx, query, args, &body); err != nil {
		return err
	}
	return codec.Decode(body, v)
}

// scan reads the one row that query selects.
func (s *Store) scan(ctx context.Context, query string, args []any, into ...any) error {
	stmt, err := s.reads.prepared(ctx, query) //nolint:sqlclosecheck // kept for the next time; closing the pool closes it
	if err == nil {
		err = stmt.QueryRowContext(ctx, args...).Scan(into...)
	}
	if err != nil {
		return s.readError(ctx, err)
	}
	return nil
}

// A stored says what the table has of a record.
type stored struct {
	rid   int64
	book  workflow.BookKey
	n     int
	terms string
	paper string // digest of its text
	tasks bool   // it has some
}

// find returns what is stored of r: ErrNotFound, or ErrConflict when its
// version is not from.
func (t *tx) find(r *workflow.Record, from workflow.Version) (stored, error) {
	old := stored{book: workflow.BookKey{Unit: r.Unit}}
	var version workflow.Version
	err := t.row(`SELECT rid, version, year, series, number, terms, paper, EXISTS (SELECT 1 FROM outbox WHERE unit = ?1 AND record = ?2)
		FROM records WHERE unit = ?1 AND id = ?2`,
		[]any{r.Unit, r.ID}, &old.rid, &version, &old.book.Year, &old.book.Series, &old.n, &old.terms, &old.paper, &old.tasks)
	if err != nil {
		return old, translate(err)
	}
	if version != from {
		return old, fmt.Errorf("version %d is stored, not %d: %w", version, from, documents.ErrConflict)
	}
	return old, nil
}

// insert stores a new row at the end of its unit's cluster.
func (t *tx) insert(r *row) error {
	const next = `SELECT 1 + coalesce((SELECT max(rid) FROM records WHERE rid BETWEEN no << 32 AND (no << 32) + 0xffffffff), no << 32)
		FROM clusters WHERE unit = ?`
	var rid int64
	err := t.row(next, []any{r.Unit}, &rid)
	if errors.Is(err, sql.ErrNoRows) { // the unit's first
		if err = t.exec(`INSERT INTO clusters (unit) VALUES (?)`, r.Unit); err == nil {
			err = t.row(next, []any{r.Unit}, &rid)
		}
	}
	if err != nil {
		return err
	}
	err = t.exec(`INSERT INTO records (rid, unit, id, summary, version, state, desk, updated, year, series, number, terms, body, paper)
		VALUES (?, ?, ?, '', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, append([]any{rid, r.Unit, r.ID}, r.columns()...)...)
	if err != nil {
		return err
	}
	if err := t.keepPaper(rid, "", r.paper); err != nil {
		return err
	}
	t.late.rows = append(t.late.rows, rid)
	f := workflow.FacetsOf(r.Record)
	err = t.exec(`INSERT INTO listed (rid, unit, id, flow, state, desk, kind, drafter, updated, deadline, dated, course, topost, summary)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, append([]any{rid, r.Unit, r.ID}, r.listed(&f)...)...)
	if err != nil {
		return err
	}
	if err := t.involve(rid, f.Involved); err != nil {
		return err
	}
	return t.tasks(r.Record, false)
}

// bring stores a row, new or over the one that is there, whatever its version.
func (t *tx) bring(r *row) error {
	var old stored
	err := t.row(`SELECT rid, terms, paper, EXISTS (SELECT 1 FROM outbox WHERE unit = ?1 AND record = ?2)
		FROM records WHERE unit = ?1 AND id = ?2`, []any{r.Unit, r.ID}, &old.rid, &old.terms, &old.paper, &old.tasks)
	if errors.Is(err, sql.ErrNoRows) {
		return t.insert(r)
	}
	if err != nil {
		return err
	}
	return t.update(old, r)
}

// update stores a row over the one found. Search is touched only when its
// words changed, which few acts do. The key is left alone: naming it would make
// SQLite look for rows that refer to it.
func (t *tx) update(old stored, r *row) error {
	err := t.exec(`UPDATE records SET (version, state, desk, updated, year, series, number, terms, body, paper)
		= (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE rid = ?`, append(r.columns(), old.rid)...)
	if err != nil {
		return err
	}
	if err := t.keepPaper(old.rid, old.paper, r.paper); err != nil {
		return err
	}
	if old.terms != r.terms {
		t.late.rows = append(t.late.rows, old.rid)
	}
	f := workflow.FacetsOf(r.Record)
	err = t.exec(`UPDATE listed SET (flow, state, desk, kind, drafter, updated, deadline, dated, course, topost, summary)
		= (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE rid = ?`, append(r.listed(&f), old.rid)...)
	if err != nil {
		return err
	}
	if err := t.involve(old.rid, f.Involved); err != nil {
		return err
	}
	return t.tasks(r.Record, old.tasks)
}

// involve remembers who drafted a record or did an act on it; nobody is ever
// forgotten.
func (t *tx) involve(rid int64, accounts []documents.AccountID) error {
	list, err := codec.Encode(accounts)
	if err != nil {
		return err
	}
	return t.exec(`INSERT INTO involved (account, rid) SELECT value, ? FROM json_each(?) WHERE true ON CONFLICT DO NOTHING`, rid, list)
}
