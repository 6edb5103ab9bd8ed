//go:build unix

package faults_test

import (
	"errors"
	"math/rand/v2"
	"sync"
	"testing"

	"vanthu/documents"
	"vanthu/workflow/mongostore"
)

// writers is how many number at once.
const writers = 200

var errDied = errors.New("the process died")

// press sends a registration of each of n records three times, over the
// servers in turn, by as many writers at once. It returns what was acknowledged.
func press(t *testing.T, sys *system, servers []store, n int) *ledger {
	t.Helper()
	told, direct := newLedger(), open(t, sys.address)
	together(16, n, func(i int) {
		if err := direct.Create(t.Context(), draft(i)); err != nil {
			t.Errorf("create record %d: %v", i, err)
		}
		told.note(i, stored)
	})
	var lock sync.Mutex
	answers := map[string]int{}
	together(writers, 3*n, func(i int) {
		r, err := servers[i%len(servers)].Register(t.Context(), registration(draft(i/3)), 1)
		answer := "acknowledged"
		switch {
		case err == nil:
			told.note(i/3, r.Document.Reference.Number)
		case errors.Is(err, errDied):
			answer = "died"
		case errors.Is(err, documents.ErrConflict), errors.Is(err, documents.ErrExists):
			answer = "another was first"
		case errors.Is(err, documents.ErrUnavailable):
			answer = "unavailable"
		default:
			t.Errorf("record %d: %v", i/3, err)
		}
		lock.Lock()
		defer lock.Unlock()
		answers[answer]++
	})
	t.Logf("%d requests: %v", 3*n, answers)
	return told
}

// TestDiedBetweenSteps: servers die between all steps of the acts of 200
// writers. An act that was begun is ended, by whoever comes.
func TestDiedBetweenSteps(t *testing.T) {
	sys := mongodb(t)
	var lock sync.Mutex
	died := map[string]int{}
	servers := make([]store, 2)
	for i := range servers {
		s, err := mongostore.Open(t.Context(), sys.address)
		must(t, err)
		t.Cleanup(func() { must(t, s.Close()) })
		s.OnStep(func(point string) error {
			if rand.IntN(4) > 0 {
				return nil
			}
			lock.Lock()
			defer lock.Unlock()
			died[point]++
			return errDied
		})
		servers[i] = store{s, s, s, s}
	}
	n := long(writers)
	lines := press(t, sys, servers, n).settle(t, sys)
	if lines != n {
		t.Errorf("%d of %d acts were ended", lines, n)
	}
	for _, point := range mongostore.CrashPoints() {
		if died[point] == 0 {
			t.Errorf("no act died where it was %s", point)
		}
	}
	t.Logf("died: %v", died)
}

// TestConnectionCut: connections break in the middle of a request or of its
// answer under the load of 200 writers.
func TestConnectionCut(t *testing.T) {
	sys := mongodb(t)
	p, uri := newCutter(t, sys.address)
	servers := []store{open(t, uri), open(t, uri)}
	p.left.Store(int64(long(100)))
	told := press(t, sys, servers, long(writers))
	told.settle(t, sys)
	if len(told.numbers) == 0 || p.requests.Load()+p.answers.Load() == 0 {
		t.Errorf("%d numbers were acknowledged, want some", len(told.numbers))
	}
	t.Logf("cut in a request: %d, in an answer: %d", p.requests.Load(), p.answers.Load())
}
