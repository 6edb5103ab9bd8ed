package mongostore

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"vanthu/workflow"
)

// LeaseDue hands out tasks; see workflow.Outbox. The earliest come first. It is
// what every server calls again and again, so it also carries to their end the
// acts that a server left when it died (sweep), and writes words when there is
// nothing else to do (catchUp). The workers of one process take turns: they
// would all reach for the same records.
func (s *Store) LeaseDue(ctx context.Context, now, until time.Time, limit int) ([]workflow.Due, error) {
	select {
	case s.leasing <- struct{}{}:
		defer func() { <-s.leasing }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	var due []workflow.Due
	err := s.write(ctx, func(ctx context.Context) error {
		if err := s.sweep(ctx); err != nil {
			return err
		}
		for len(due) == 0 {
			found, err := s.dueRecords(ctx, now.UnixMilli(), limit)
			if len(found) == 0 || err != nil {
				return err
			}
			for _, l := range leases(found, now.UnixMilli(), limit) {
				leased, err := s.lease(ctx, l, until.UnixMilli())
				if err != nil {
					return err
				}
				due = append(due, leased...)
			}
		}
		return nil
	})
	if err == nil && len(due) == 0 {
		_, err = s.catchUp(ctx, now.Add(-atRest).UnixMilli(), 1)
	}
	if err != nil {
		return nil, fmt.Errorf("lease due tasks: %w", err)
	}
	slices.SortFunc(due, func(a, b workflow.Due) int {
		return cmp.Or(a.Task.Due.Compare(b.Task.Due), cmp.Compare(a.Record, b.Record), cmp.Compare(a.Task.ID, b.Task.ID))
	})
	return due, nil
}

// dueRecords returns the records with the earliest tasks that are due.
func (s *Store) dueRecords(ctx context.Context, now int64, limit int) ([]*stored, error) {
	if limit <= 0 {
		return nil, nil
	}
	var found []*stored
	opts := options.Find().SetSort(ascending("due", "unit", "id")).SetLimit(int64(limit)).SetProjection(bson.D{
		field("unit", 1), field("id", 1), field("version", 1), field("leases", 1), field("tasks", 1),
	})
	err := each(ctx, s, query{recordsColl, bson.D{field("due", bson.D{field("$lte", now)})}, opts}, func(r *stored) error {
		found = append(found, r)
		return nil
	})
	return found, err
}

// A lease is what one record has for a worker.
type lease struct {
	*stored
	tasks []int // indexes of its tasks
}

// leases picks the earliest tasks of records, up to limit.
func leases(records []*stored, now int64, limit int) []lease {
	type pick struct{ record, task int }
	var picks []pick
	for i, r := range records {
		for k, t := range r.Tasks {
			if t.Due <= now && t.Lease <= now {
				picks = append(picks, pick{i, k})
			}
		}
	}
	at := func(p pick) int64 { return records[p.record].Tasks[p.task].Due }
	slices.SortStableFunc(picks, func(a, b pick) int { return cmp.Compare(at(a), at(b)) })
	all := make([]lease, len(records))
	for _, p := range picks[:min(limit, len(picks))] {
		all[p.record].stored = records[p.record]
		all[p.record].tasks = append(all[p.record].tasks, p.task)
	}
	return slices.DeleteFunc(all, func(l lease) bool { return len(l.tasks) == 0 })
}

// lease writes a lease, if the record is still as it was read, and returns the
// tasks; none when another was first. It leaves the version alone: who acts on
// the record need not know.
func (s *Store) lease(ctx context.Context, l lease, until int64) ([]workflow.Due, error) {
	var handed []workflow.Due
	after := slices.Clone(l.Tasks)
	for _, k := range l.tasks {
		t := &after[k]
		t.Lease = until
		handed = append(handed, workflow.Due{Unit: l.Unit, Record: l.ID, Task: workflow.Task{
			ID: t.ID, Kind: t.Kind, Due: time.UnixMilli(t.Due).UTC(),
		}})
	}
	filter := byRecord(l.Unit, l.ID, field("version", int64(l.Version)), field("leases", l.Leases))
	done, err := s.update(ctx, recordsColl, filter, set(field("tasks", after), field("due", due(after)), field("leases", l.Leases+1)))
	if !done {
		return nil, err
	}
	return handed, nil
}
