package workflow

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"vanthu/documents"
)

// How long a worker may take over one task, and how often it looks for more.
const (
	leaseTime = time.Minute
	workPause = 2 * time.Second
	leaseSize = 20
)

// finishers do the work that a recorded step left to be done afterwards. Each
// may run twice or at the same time as another and still come to one result.
var finishers = map[string]func(*Engine, context.Context, *Record) error{
	MakeFinalFile: (*Engine).makeFinal,
}

// Work does due tasks until ctx ends: what a crash left is found here. report is told of every task that could not be done; it stays
// due and is tried again after its lease.
func (e *Engine) Work(ctx context.Context, report func(Due, error)) {
	tick := time.NewTicker(workPause)
	defer tick.Stop()
	for {
		if err := e.WorkOnce(ctx, report); err != nil && ctx.Err() == nil {
			report(Due{}, err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// WorkOnce does the tasks that are due now.
func (e *Engine) WorkOnce(ctx context.Context, report func(Due, error)) error {
	now := e.now()
	due, err := e.d.Outbox.LeaseDue(ctx, now, now.Add(leaseTime), leaseSize)
	if err != nil {
		return fmt.Errorf("lease due tasks: %w", err)
	}
	for _, d := range due {
		if err := e.finish(ctx, d); err != nil {
			report(d, err)
		}
	}
	return nil
}

// finish does one task. One that lost a race is done by who won it, or is
// still due and comes again.
func (e *Engine) finish(ctx context.Context, d Due) error {
	r, err := e.d.Records.Get(ctx, d.Unit, d.Record)
	if err != nil {
		return fmt.Errorf("read document %s: %w", d.Record, err)
	}
	do, ok := finishers[d.Task.Kind]
	if !ok {
		return fmt.Errorf("task %q of document %s has no finisher", d.Task.Kind, d.Record)
	}
	if err := do(e, ctx, r); err != nil && !errors.Is(err, documents.ErrConflict) {
		return err
	}
	return nil
}

// finishNow does the tasks of a record that was just stored, so that the
// person sees the end of the act, and returns the record as it is then. What
// cannot be done now is left to Work.
func (e *Engine) finishNow(ctx context.Context, r *Record) *Record {
	if len(r.Tasks) == 0 {
		return r
	}
	for _, t := range r.Tasks {
		if e.finish(ctx, Due{Unit: r.Unit, Record: r.ID, Task: t}) != nil {
			return r
		}
	}
	if now, err := e.d.Records.Get(ctx, r.Unit, r.ID); err == nil {
		return now
	}
	return r
}

// makeFinal renders the file with number and date from the record, with the
// template version that the signatory saw, and swaps in its hash.
func (e *Engine) makeFinal(ctx context.Context, r *Record) error {
	if !slices.ContainsFunc(r.Tasks, func(t Task) bool { return t.ID == MakeFinalFile }) {
		return nil
	}
	file, err := e.makeFile(ctx, r)
	if err != nil {
		return err
	}
	ev := Event{Action: finalFiled, From: r.State, To: r.State, Seen: r.Version, File: file.Hash}
	next := e.next(r, &program, ev)
	next.Final = file
	next.Tasks = slices.DeleteFunc(next.Tasks, func(t Task) bool { return t.ID == MakeFinalFile })
	if err := e.d.Records.Swap(ctx, next, r.Version); err != nil {
		return fmt.Errorf("add the numbered file of document %s: %w", r.ID, err)
	}
	return nil
}

// program stands in the history for what nobody asked for by hand.
var program = documents.Account{Name: "Vanthu"}
