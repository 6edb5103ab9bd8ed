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
		due, t.touched = nil, true
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

// tasks makes the outbox hold the tasks of r, which had some before or not:
// those left out have ended, those that stay keep their lease.
func (t *tx) tasks(r *workflow.Record, had bool) error {
	var held map[string]workflow.Task
	if had {
		var err error
		if held, err = t.held(r); err != nil {
			return err
		}
	}
	for _, task := range r.Tasks {
		if held[task.ID] != task {
			err := t.exec(`INSERT INTO outbox (unit, record, task, kind, due) VALUES (?, ?, ?, ?, ?)
				ON CONFLICT DO UPDATE SET kind = excluded.kind, due = excluded.due`,
				r.Unit, r.ID, task.ID, task.Kind, task.Due.UnixMilli())
			if err != nil {
				return err
			}
		}
		delete(held, task.ID)
	}
	for id := range held {
		if err := t.exec(`DELETE FROM outbox WHERE unit = ? AND record = ? AND task = ?`, r.Unit, r.ID, id); err != nil {
			return err
		}
	}
	return nil
}

// held returns the tasks that the outbox has of r, by their ids.
func (t *tx) held(r *workflow.Record) (map[string]workflow.Task, error) {
	held := map[string]workflow.Task{}
	err := t.rows(`SELECT task, kind, due FROM outbox WHERE unit = ? AND record = ?`, []any{r.Unit, r.ID}, func(rows *sql.Rows) error {
		var task workflow.Task
		var at int64
		err := rows.Scan(&task.ID, &task.Kind, &at)
		task.Due = time.UnixMilli(at).UTC()
		held[task.ID] = task
		return err
	})
	return held, err
}
