package sqlitestore

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"vanthu/workflow"
)

// LeaseDue hands out tasks; see workflow.Outbox. The earliest come first.
func (s *Store) LeaseDue(ctx context.Context, now, until time.Time, limit int) ([]workflow.Due, error) {
	var due []workflow.Due
	err := s.write(ctx, func(t *tx) error {
		due = nil
		return t.rows(`UPDATE outbox SET lease = ?2 WHERE (unit, record, task) IN (
				SELECT unit, record, task FROM outbox WHERE due <= ?1 AND lease <= ?1 ORDER BY due LIMIT ?3)
			RETURNING unit, record, task, kind, due`,
			[]any{now.UnixMilli(), until.UnixMilli(), max(limit, 0)},
			func(rows *sql.Rows) error {
				var d workflow.Due
				var at int64
				err := rows.Scan(&d.Unit, &d.Record, &d.Task.ID, &d.Task.Kind, &at)
				d.Task.Due = time.UnixMilli(at).UTC()
				due = append(due, d)
				return err
			})
	})
	if err != nil {
		return nil, fmt.Errorf("lease due tasks: %w", err)
	}
	slices.SortFunc(due, func(a, b workflow.Due) int {
		return cmp.Or(a.Task.Due.Compare(b.Task.Due), cmp.Compare(a.Record, b.Record), cmp.Compare(a.Task.ID, b.Task.ID))
	})
	return due, nil
}

// tasks makes the outbox hold the tasks of r: those left out have ended, those
// that stay keep their lease.
func (t *tx) tasks(r *workflow.Record) error {
	ids := make([]string, len(r.Tasks))
	for i, task := range r.Tasks {
		ids[i] = task.ID
	}
	list, err := encode(ids)
	if err != nil {
		return err
	}
	err = t.exec(`DELETE FROM outbox WHERE unit = ? AND record = ? AND task NOT IN (SELECT value FROM json_each(?))`,
		r.Unit, r.ID, list)
	if err != nil {
		return err
	}
	for _, task := range r.Tasks {
		err := t.exec(`INSERT INTO outbox (unit, record, task, kind, due) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT DO UPDATE SET kind = excluded.kind, due = excluded.due`,
			r.Unit, r.ID, task.ID, task.Kind, task.Due.UnixMilli())
		if err != nil {
			return err
		}
	}
	return nil
}
