//go:build unix

package faults_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
)

// A ledger is what the stores have acknowledged.
type ledger struct {
	lock    sync.Mutex
	stored  map[int]bool
	numbers map[int]int // by record
	voided  map[int]bool
	twice   []int // records that were acknowledged two numbers
	last    int   // the last record of all
}

func newLedger() *ledger {
	return &ledger{stored: map[int]bool{}, numbers: map[int]int{}, voided: map[int]bool{}}
}

// note takes what was told of a record.
func (l *ledger) note(n, what int) {
	l.lock.Lock()
	defer l.lock.Unlock()
	l.last = max(l.last, n)
	switch what {
	case stored:
		l.stored[n] = true
	case voided:
		l.voided[n] = true
	default:
		if _, known := l.numbers[n]; known {
			l.twice = append(l.twice, n)
		}
		l.numbers[n] = what
	}
}

// settle holds the store to what it has acknowledged, after the fault: the
// sweep ends what was left, then nothing is missing, nothing is there twice, and
// work goes on. It returns how many lines the book had after the sweep.
func (l *ledger) settle(t *testing.T, sys *system) int {
	t.Helper()
	s := open(t, sys.address)
	left := sys.left(t)
	sweep(t, sys, s)
	lines := entries(t, s)
	for _, n := range l.twice {
		t.Errorf("record %d was given two numbers", n)
	}
	for n, number := range l.numbers {
		if number > len(lines) || lines[number-1].Record != recordID(n) {
			t.Errorf("number %d was acknowledged for record %d and is lost", number, n)
		} else if l.voided[n] && lines[number-1].Void == "" {
			t.Errorf("number %d was acknowledged to be void and is not", number)
		}
	}
	reach(t, s, lines)
	went := l.goOn(t, s, lines)
	t.Logf("acknowledged: %d records, %d numbers, %d voids; left half done: %d; lines: %d; registered afterwards: %d",
		len(l.stored), len(l.numbers), len(l.voided), left, len(lines), went)
	return len(lines)
}

// sweep lets the worker come by, as it does every few seconds, until nothing is
// left and the words of all records are written.
func sweep(t *testing.T, sys *system, s store) {
	t.Helper()
	later := time.Now().Add(time.Hour)
	for end := time.Now().Add(2 * time.Minute); ; {
		for range 2 { // what two visits see under way is ended, or as much of it as there is time for
			_, err := s.LeaseDue(t.Context(), later, later, 1)
			if !errors.Is(err, documents.ErrUnavailable) {
				must(t, err)
			}
		}
		left := sys.left(t)
		if left == 0 {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("%d acts are still under way", left)
		}
	}
}

// entries returns the lines of the book after holding them to an audit, to
// their count and to one line for each record.
func entries(t *testing.T, s store) []workflow.Entry {
	t.Helper()
	found, err := s.Audit(t.Context(), book)
	must(t, err)
	if len(found) > 0 {
		t.Errorf("the audit found %q", found)
	}
	lines, err := s.Entries(t.Context(), book, 0, 1<<20)
	must(t, err)
	seen := map[workflow.RecordID]bool{}
	for i, l := range lines {
		if l.Number != i+1 || seen[l.Record] {
			t.Errorf("line %d has number %d, record %s seen before: %v", i+1, l.Number, l.Record, seen[l.Record])
		}
		seen[l.Record] = true
	}
	return lines
}

// reach opens each record that stands in the book, and searches some 200 by
// their numbers.
func reach(t *testing.T, s store, lines []workflow.Entry) {
	t.Helper()
	stride := len(lines)/long(200) + 1
	together(8, len(lines), func(i int) {
		l := lines[i]
		r, err := s.Get(t.Context(), ward, l.Record)
		if err != nil || r.Document.Reference != l.Reference {
			t.Errorf("record %s of number %d: error %v", l.Record, l.Number, err)
		}
		if i%stride != 0 {
			return
		}
		page, err := s.List(t.Context(), ward, workflow.Query{Text: l.Reference.String()})
		if err != nil || len(page.Items) != 1 || page.Items[0].ID != l.Record {
			t.Errorf("search of %s found %d records, want %s; error %v", l.Reference, len(page.Items), l.Record, err)
		}
	})
}

// goOn registers the records that are stored and have no number, and returns
// how many.
func (l *ledger) goOn(t *testing.T, s store, lines []workflow.Entry) int {
	t.Helper()
	entered := map[workflow.RecordID]bool{}
	for _, line := range lines {
		entered[line.Record] = true
	}
	went := 0
	for n := range l.stored {
		if entered[recordID(n)] {
			continue
		}
		if _, err := s.Register(t.Context(), registration(draft(n)), 1); err != nil {
			t.Errorf("record %d, stored and without a number, cannot be registered: %v", n, err)
		}
		went++
	}
	if got := len(entries(t, s)); got != len(lines)+went {
		t.Errorf("the book has %d lines, want %d", got, len(lines)+went)
	}
	return went
}

// together does n things, some at a time.
func together(atOnce, n int, do func(i int)) {
	var wait sync.WaitGroup
	for k := range atOnce {
		wait.Go(func() {
			for i := k; i < n; i += atOnce {
				do(i)
			}
		})
	}
	wait.Wait()
}
