package workflow

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"vanthu/documents"
)

// How long a worker may take over one task, how often it looks for more, and
// how many it takes at a time.
const (
	leaseTime = time.Minute
	workPause = 2 * time.Second
	leaseSize = 64
)

// handCount is how many tasks are done at a time: they mostly wait for the
// disk. While more people than that are in the middle of an act it is one at a
// time, for what is left to do afterwards can wait and people cannot.
const handCount = 8

// finishers do the work that a recorded step left to be done afterwards, and
// return the record as it is then. Each may run twice or at the same time as
// another and still come to one result.
var finishers = map[string]func(*Engine, context.Context, *Record, Task) (*Record, error){
	MakeFinalFile: (*Engine).makeFinal,
	MakeOriginal:  (*Engine).makeOriginal,
	MakeArchival:  (*Engine).makeArchival,
	LinkBack:      (*Engine).writeBacks,
	VoidHeld:      (*Engine).voidHeld,
	SendLetter:    (*Engine).deliver,
	RecallLetter:  (*Engine).deliver,
	TellLetter:    (*Engine).deliver,
}

// slow are the kinds of tasks that nobody is kept waiting for.
var slow = map[string]bool{MakeOriginal: true, MakeArchival: true, SendLetter: true, RecallLetter: true, TellLetter: true}

// far are those that wait for a machine of others: they have hands of their own, so that
// one that does not answer holds up nothing but letters.
var far = map[string]bool{SendLetter: true, RecallLetter: true, TellLetter: true}

// farCount is how many of those are done at a time, and farTime how long one may take,
// with its waiting for a hand: less than its lease, so that it ends before it comes
// again.
const (
	farCount = 16
	farTime  = leaseTime - 10*time.Second
)

// Work does due tasks until ctx ends: those that acts left to it at once, what
// a crash left when it looks next. report is told of every task that could not
// be done; it stays due and is tried again after its lease.
func (e *Engine) Work(ctx context.Context, report func(Due, error)) {
	tick := time.NewTicker(workPause)
	defer tick.Stop()
	defer e.away.Wait()
	for {
		n, err := e.work(ctx, report)
		if ctx.Err() != nil {
			return
		}
		if err != nil {
			report(Due{}, err)
		}
		if n == leaseSize { // there may be more
			continue
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		case <-e.left:
		}
	}
}

// WorkOnce does tasks that are due now, as many as a worker takes at a time.
func (e *Engine) WorkOnce(ctx context.Context, report func(Due, error)) error {
	_, err := e.work(ctx, report)
	e.away.Wait()
	return err
}

// work leases due tasks, does several at a time, and returns how many it had. Those
// that are far it only begins.
func (e *Engine) work(ctx context.Context, report func(Due, error)) (int, error) {
	now := e.now()
	due, err := e.d.Outbox.LeaseDue(ctx, now, now.Add(leaseTime), leaseSize)
	if err != nil {
		return 0, fmt.Errorf("lease due tasks: %w", err)
	}
	faults := make([]error, len(due))
	var all sync.WaitGroup
	for i, d := range due {
		if far[d.Task.Kind] {
			e.away.Go(func() { e.finishFar(ctx, d, report) })
			continue
		}
		e.hands <- struct{}{}
		all.Go(func() {
			defer func() { <-e.hands }()
			faults[i] = e.finish(ctx, d)
		})
		if e.crowded() {
			all.Wait()
		}
	}
	all.Wait()
	for i, err := range faults {
		if err != nil && ctx.Err() == nil {
			report(due[i], err)
		}
	}
	return len(due), nil
}

// finishFar does a task that is far, once there is a hand for it.
func (e *Engine) finishFar(ctx context.Context, d Due, report func(Due, error)) {
	soon, cancel := context.WithTimeout(ctx, farTime)
	defer cancel()
	select {
	case <-soon.Done():
		return
	case e.wires <- struct{}{}:
	}
	defer func() { <-e.wires }()
	if err := e.finish(soon, d); err != nil && ctx.Err() == nil {
		report(d, err)
	}
}

// finish does one task. One that lost a race is done by who won it, or is
// still due and comes again.
func (e *Engine) finish(ctx context.Context, d Due) error {
	r, err := e.d.Records.Get(ctx, d.Unit, d.Record)
	if err != nil {
		return fmt.Errorf("read document %s: %w", d.Record, err)
	}
	if _, err := e.do(ctx, r, d.Task); err != nil && !errors.Is(err, documents.ErrConflict) {
		return err
	}
	return nil
}

// do does one task of r and returns r as it is then.
func (e *Engine) do(ctx context.Context, r *Record, t Task) (*Record, error) {
	finisher, ok := finishers[t.Kind]
	if !ok {
		return nil, fmt.Errorf("task %q of document %s has no finisher", t.Kind, r.ID)
	}
	return finisher(e, ctx, r, t)
}

// finishNow does the tasks of a record that was just stored, so that the
// person sees the end of the act, and returns the record as it is then. What
// cannot be done now, and all of it when many act at the same time, is left to
// Work.
func (e *Engine) finishNow(ctx context.Context, r *Record) *Record {
	if len(r.Tasks) == 0 {
		return r
	}
	if e.crowded() {
		e.leave()
		return r
	}
	e.hands <- struct{}{}
	defer func() { <-e.hands }()
	for _, t := range r.Tasks {
		if slow[t.Kind] {
			e.leave()
			continue
		}
		now, err := e.do(ctx, r, t)
		if errors.Is(err, documents.ErrConflict) {
			now, err = e.d.Records.Get(ctx, r.Unit, r.ID) // Work was first
		}
		if err != nil {
			return r
		}
		r = now
	}
	return r
}

// crowded reports whether more people act than there are hands.
func (e *Engine) crowded() bool { return e.acting.Load() > handCount }

// leave tells Work that there is something for it.
func (e *Engine) leave() {
	select {
	case e.left <- struct{}{}:
	default: // it was told already
	}
}

// makeFinal renders the file with number and date from the record, with the
// template version that the signatory saw, and swaps in its hash.
func (e *Engine) makeFinal(ctx context.Context, r *Record, _ Task) (*Record, error) {
	if !slices.ContainsFunc(r.Tasks, func(t Task) bool { return t.ID == MakeFinalFile }) {
		return r, nil
	}
	file, err := e.makeFile(ctx, r)
	if err != nil {
		return nil, err
	}
	ev := Event{Action: finalFiled, From: r.State, To: r.State, Seen: r.Version, File: file.Hash}
	next := e.next(r, &program, ev)
	next.Final = file
	next.Tasks = without(next.Tasks, MakeFinalFile)
	if err := e.d.Records.Swap(ctx, next, r.Version); err != nil {
		return nil, fmt.Errorf("add the numbered file of document %s: %w", r.ID, err)
	}
	return next, nil
}

// program stands in the history for what nobody asked for by hand.
var program = documents.Account{Name: "Vanthu"}
