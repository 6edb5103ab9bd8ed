package workflow

import (
	"context"
	"errors"
	"fmt"
	"time"

	"vanthu/documents"
)

// deliver makes one attempt to deliver the letter that a task is of. The attempt is
// written down first, so that a recall knows what may have left.
func (e *Engine) deliver(ctx context.Context, r *Record, t Task) (*Record, error) {
	if !r.waits(t) {
		return e.adjust(ctx, r, func(next *Record) { next.Tasks = without(next.Tasks, t.ID) })
	}
	if c, _ := r.letter(t); t.Kind == RecallLetter && c.Sending.State == Waiting { // what is recalled goes first
		return e.adjust(ctx, r, func(next *Record) {
			next.Tasks = put(next.Tasks, Task{ID: t.ID, Kind: t.Kind, Due: next.Updated.Add(pauses[0])})
		})
	}
	begun := 0
	r, err := e.adjust(ctx, r, func(next *Record) {
		if begun = 0; next.waits(t) {
			_, d := next.letter(t)
			d.Attempts++
			begun = d.Attempts
		}
	})
	if err != nil || begun == 0 {
		return r, err
	}
	receipt, why := e.carry(ctx, r, t)
	if why != nil && errors.Is(ctx.Err(), context.Canceled) { // the server stops: the lease brings it again
		return nil, why
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), settleTime) // what is known by now is kept
	defer cancel()
	r, err = e.settle(ctx, r, t, func(c *Consignment, d *Delivery, now time.Time) {
		if d.State != Waiting || d.Attempts != begun { // people, or the receiver, decided meanwhile
			return
		}
		if why != nil {
			d.missed(why, attempts[t.Kind], now)
			return
		}
		d.came(Sent, now)
		if d.Receipt = receipt; t.Kind == SendLetter {
			c.Sent = now
		}
	})
	if err != nil || why != nil {
		return nil, errors.Join(why, err)
	}
	return r, nil
}

// settleTime is how long the result of an attempt may take to be written.
const settleTime = 10 * time.Second

// waits reports whether the letter of a task has still to be delivered.
func (r *Record) waits(t Task) bool {
	_, d := r.letter(t)
	return d != nil && d.State == Waiting
}

// carry hands the letter of a task to its courier.
func (e *Engine) carry(ctx context.Context, r *Record, t Task) (string, error) {
	unit, err := e.d.Directory.Unit(ctx, r.Unit)
	if err != nil {
		return "", fmt.Errorf("read unit %s: %w", r.Unit, err)
	}
	l := &Letter{ID: t.ID, Record: r, From: unit.Agency()}
	medium, err := e.address(ctx, l, t)
	if err != nil {
		return "", err
	}
	courier := e.d.Couriers[medium]
	if courier == nil {
		return "", Undelivered(RuleSendNoChannel, SayChannel(string(medium)))
	}
	receipt, err := courier.Deliver(ctx, l)
	if err != nil {
		return "", fmt.Errorf("send %s: %w", t.ID, err)
	}
	return receipt, nil
}

// address says in a letter to whom it goes and what it is, and returns how it goes.
func (e *Engine) address(ctx context.Context, l *Letter, t Task) (documents.Medium, error) {
	r := l.Record
	c, _ := r.letter(t)
	if c == nil {
		l.answer(t)
		return documents.ByEdXML, nil
	}
	l.Errand, l.Address, l.At = Issuing, c.Address, c.Handed
	l.To = documents.Agency{ID: c.Agency, Unit: r.Unit, Name: c.Recipient, Code: c.Code}
	if t.Kind == RecallLetter {
		last := r.last(recalled)
		l.Errand, l.Text, l.At = Recalling, last.Comment, last.At
		return documents.Medium(c.Channel), nil
	}
	return documents.Medium(c.Channel), e.announce(ctx, l)
}

// last returns the newest event of an action.
func (r *Record) last(action Action) (ev Event) {
	for _, other := range r.History {
		if other.Action == action {
			ev = other
		}
	}
	return ev
}

// settle changes one letter, its task and the desk of r, whatever happens to the
// rest of r meanwhile.
func (e *Engine) settle(ctx context.Context, r *Record, t Task, change func(*Consignment, *Delivery, time.Time)) (*Record, error) {
	unit, err := e.d.Directory.Unit(ctx, r.Unit)
	if err != nil {
		return nil, fmt.Errorf("read unit %s: %w", r.Unit, err)
	}
	return e.adjust(ctx, r, func(next *Record) {
		c, d := next.letter(t)
		if d == nil {
			return
		}
		change(c, d, next.Updated)
		next.follow(Task{ID: t.ID, Kind: t.Kind}, d)
		next.Desk = e.FlowOf(next).deskFor(next, unit)
	})
}

// follow makes the task of a letter what the letter wants now.
func (r *Record) follow(t Task, d *Delivery) {
	if t.Due = d.Next; d.State == Waiting {
		r.Tasks = put(r.Tasks, t)
	} else {
		r.Tasks = without(r.Tasks, t.ID)
	}
}

// put returns tasks with t in the place of the one of its ID.
func put(tasks []Task, t Task) []Task { return append(without(tasks, t.ID), t) }

// swapTries is how often a change of the program is made anew because others wrote
// the record. More is trouble that time mends: the task comes again.
const swapTries = 100

// adjust changes r in the name of the program, without a line in its history. Others
// who write it meanwhile do not undo the change: it is made anew on what they wrote.
func (e *Engine) adjust(ctx context.Context, r *Record, change func(*Record)) (*Record, error) {
	for range swapTries {
		next := e.next(r, &program, Event{})
		if next.History = r.History; r.Incoming != nil {
			next.changed()
		}
		change(next)
		err := e.d.Records.Swap(ctx, next, r.Version)
		if err == nil {
			return next, nil
		}
		if !errors.Is(err, documents.ErrConflict) {
			return nil, fmt.Errorf("write document %s: %w", r.ID, err)
		}
		if r, err = e.d.Records.Get(ctx, r.Unit, r.ID); err != nil {
			return nil, fmt.Errorf("read the document anew: %w", err)
		}
	}
	return nil, fmt.Errorf("write document %s: %w", r.ID, documents.ErrConflict)
}
