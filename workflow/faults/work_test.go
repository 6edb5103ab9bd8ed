//go:build unix

package faults_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
)

const ward documents.UnitID = "duc-pho"

// book is where all records are registered.
var book = workflow.BookKey{Unit: ward, Year: 2025, Series: "BC"}

func recordID(n int) workflow.RecordID { return workflow.RecordID(fmt.Sprintf("01JD%022d", n)) }

// draft returns the nth record as Create wants it.
func draft(n int) *workflow.Record {
	at := time.Date(2025, time.November, 25, 1, 2, 3, 0, time.UTC)
	return &workflow.Record{
		ID: recordID(n), Unit: ward, Version: 1, Mode: workflow.Paper, State: "draft", Desk: "chuyenvien", Drafter: "chuyenvien",
		Document: documents.Document{
			Kind: documents.Report, Abstract: fmt.Sprintf("Báo cáo thứ %d", n),
			Issuer: documents.Issuer{Name: "Ủy ban nhân dân phường Đức Phổ", Symbol: "UBND"},
		},
		History: []workflow.Event{{At: at, By: "chuyenvien", Action: "create", To: "draft"}},
		Created: at, Updated: at,
	}
}

// next returns the version after r, changed by the clerk.
func next(r *workflow.Record, action workflow.Action) *workflow.Record {
	n := *r
	n.Version++
	n.History = append(slices.Clone(r.History), workflow.Event{At: r.Updated, By: "vanthu", Action: action, From: r.State, To: r.State})
	return &n
}

// registration returns the next version of r as Register wants it.
func registration(r *workflow.Record) *workflow.Record {
	n := next(r, "register")
	n.Series = book.Series
	n.Document.Date = documents.Date{Year: book.Year, Month: time.November, Day: 25}
	n.Document.Reference.Symbol = "BC-UBND"
	return n
}

// The clerks of one process, and how many records one voids of.
const (
	clerks    = 16
	voidEvery = 5
)

// What is told of a record beside its number.
const (
	stored = 0  // it is stored
	voided = -1 // its number is void
)

// work is a server with its clerks at work for ever. It writes a line for each
// thing that the store has acknowledged.
func work(address string, from int, out io.Writer) error {
	ctx, stop := context.WithCancelCause(context.Background())
	defer stop(nil)
	s, err := connect(ctx, address)
	for errors.Is(err, documents.ErrUnavailable) { // a start can meet any fault, too
		s, err = connect(ctx, address)
	}
	if err != nil {
		return err
	}
	var lock sync.Mutex
	say := func(n, what int) {
		lock.Lock()
		defer lock.Unlock()
		if _, err := fmt.Fprintf(out, "%d %d.\n", n, what); err != nil {
			stop(err)
		}
	}
	var wait sync.WaitGroup
	for clerk := range clerks {
		wait.Go(func() {
			for n := from + clerk; ctx.Err() == nil; n += clerks {
				if err := live(ctx, s, n, say); err != nil {
					stop(err)
				}
			}
		})
	}
	wait.Wait()
	return errors.Join(context.Cause(ctx), s.Close())
}

// live gives the nth record its life. The same clerks in another process may be
// first with each step; what has no certain answer is not told.
func live(ctx context.Context, s store, n int, say func(n, what int)) error {
	err := s.Create(ctx, draft(n))
	if err == nil {
		say(n, stored)
	} else if !expected(err) {
		return err
	}
	r, err := s.Register(ctx, registration(draft(n)), 1)
	if err != nil {
		return unexpected(err)
	}
	say(n, r.Document.Reference.Number)
	if n%voidEvery != 0 {
		return nil
	}
	if err := s.Void(ctx, next(r, "cancel"), r.Version, "hủy"); err != nil {
		return unexpected(err)
	}
	say(n, voided)
	return nil
}

// expected reports whether a clerk can get this answer under fault: another was
// first, or the store does not answer (and the record may not be there, then).
func expected(err error) bool {
	return slices.ContainsFunc([]error{documents.ErrExists, documents.ErrConflict, documents.ErrUnavailable, documents.ErrNotFound},
		func(kind error) bool { return errors.Is(err, kind) })
}

func unexpected(err error) error {
	if expected(err) {
		return nil
	}
	return err
}
