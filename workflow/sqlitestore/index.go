package sqlitestore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/codec"
)

// Search learns the words of a record after the act that wrote them, for that
// takes longer than all else of the act (docs/adr/0012-search-after-the-act.md).
// The act only notes, in its transaction, that search is behind with the row.
// The writer makes up for it when nobody writes, and whoever searches has it do
// so first for his unit: no committed word is ever missed.
const (
	calm      = 20 * time.Millisecond // without a write, before the writer turns to search
	batch     = 64                    // rows that search learns in one request
	maxBehind = 4096                  // rows that search may be behind with in a storm of writes
)

// behind notes which rows search does not have the words of.
func (t *tx) behind() error {
	if len(t.late.rows) == 0 {
		return nil
	}
	list, err := codec.Encode(t.late.rows)
	if err != nil {
		return err
	}
	n, err := t.change(`INSERT INTO unsearched (rid) SELECT value FROM json_each(?) WHERE true ON CONFLICT DO NOTHING`, list)
	t.owed += int(n)
	t.late.rows = nil
	return err
}

// catchUp has search learn the words of the rows it is behind with, among rids.
func (t *tx) catchUp(rids []int64) error {
	for _, rid := range rids {
		n, err := t.change(`DELETE FROM unsearched WHERE rid = ?`, rid)
		if err != nil {
			return err
		}
		if n == 0 { // another was first
			continue
		}
		t.owed = max(0, t.owed-1)
		if err := t.learn(rid); err != nil {
			return fmt.Errorf("search the words of row %d: %w", rid, err)
		}
	}
	return nil
}

// learn replaces the words that search has of a row. Of one that is gone, or
// that nobody can read any more, it has none.
func (t *tx) learn(rid int64) error {
	if err := t.exec(`DELETE FROM search WHERE rowid = ?`, rid); err != nil {
		return err
	}
	var body, text []byte
	err := t.row(`SELECT `+whole+` FROM records r`+papers+`WHERE r.rid = ?`, []any{rid}, &body, &text)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	r, err := join(body, text)
	if err != nil {
		return nil //nolint:nilerr // who reads the record is told of it; the others must be found
	}
	words := strings.Join(documents.Words(workflow.Searchable(r)), " ")
	return t.exec(`INSERT INTO search (rowid, unit, folded, exact) VALUES (?, ?, ?, ?)`,
		rid, cluster(rid>>32).word(), documents.Fold(words), spelled(words))
}

// tidy lets search catch up by up to n rows and reports whether it is behind
// with more. What fails is tried again after the next write or search.
func (w *writer) tidy(n int) (more bool) {
	var rids []int64
	err := w.tx.rows(`SELECT rid FROM unsearched LIMIT ?`, []any{n}, func(rows *sql.Rows) error {
		var rid int64
		err := rows.Scan(&rid)
		rids = append(rids, rid)
		return err
	})
	if err != nil || len(rids) == 0 {
		w.tx.owed = 0
		return false
	}
	r := &request{do: func(t *tx) error { return t.catchUp(rids) }, done: make(chan error, 1)}
	w.commit([]*request{r})
	return <-r.done == nil
}

// catchUp returns when search has all words that the unit's records had when
// it was called.
func (s *Store) catchUp(ctx context.Context, unit documents.UnitID) error {
	var rids []int64
	rows, err := kept{s.reads}.QueryContext(ctx, `SELECT rid FROM unsearched JOIN clusters
		ON rid BETWEEN no << 32 AND (no << 32) + 0xffffffff WHERE unit = ?`, unit)
	err = each(rows, err, func(rows *sql.Rows) error {
		var rid int64
		err := rows.Scan(&rid)
		rids = append(rids, rid)
		return err
	})
	if err != nil {
		return s.readError(ctx, err)
	}
	for some := range slices.Chunk(rids, batch) {
		if err := s.write(ctx, func(t *tx) error { return t.catchUp(some) }); err != nil {
			return err
		}
	}
	return nil
}
