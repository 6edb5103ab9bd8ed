package storetest

import (
	"errors"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/workflow"
)

// must ends the test on an error.
func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// wantKind fails when err is not of a kind.
func wantKind(t *testing.T, what string, err, kind error) {
	t.Helper()
	if !errors.Is(err, kind) {
		t.Errorf("%s: got error %v, want %v", what, err, kind)
	}
}

// same fails when got is not want.
func same[T any](t *testing.T, what string, got, want T) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// created stores records and returns the first.
func created(t *testing.T, s Backend, rs ...*workflow.Record) *workflow.Record {
	t.Helper()
	for _, r := range rs {
		must(t, s.Create(t.Context(), r))
	}
	return rs[0]
}

// stored returns the record as the store has it.
func stored(t *testing.T, s Backend, r *workflow.Record) *workflow.Record {
	t.Helper()
	got, err := s.Get(t.Context(), r.Unit, r.ID)
	must(t, err)
	return got
}

// entries returns all lines of a book.
func entries(t *testing.T, s Backend, book workflow.BookKey) []workflow.Entry {
	t.Helper()
	got, err := s.Entries(t.Context(), book, 0, 1<<20)
	must(t, err)
	return got
}

// clean fails when the audit of a book finds something.
func clean(t *testing.T, s Backend, book workflow.BookKey) {
	t.Helper()
	found, err := s.Audit(t.Context(), book)
	must(t, err)
	for _, sentence := range found {
		t.Errorf("audit of %v: %s", book, sentence)
	}
}

// together calls do in n goroutines that start at once and returns the errors.
func together(n int, do func(i int) error) []error {
	errs := make([]error, n)
	start := make(chan struct{})
	var wait sync.WaitGroup
	for i := range n {
		wait.Go(func() {
			<-start
			errs[i] = do(i)
		})
	}
	close(start)
	wait.Wait()
	return errs
}

// oneWinner fails unless exactly one of errs is nil and all others are of kind.
func oneWinner(t *testing.T, what string, errs []error, kind error) {
	t.Helper()
	winners := 0
	for _, err := range errs {
		if err == nil {
			winners++
		} else {
			wantKind(t, what, err, kind)
		}
	}
	if winners != 1 {
		t.Errorf("%s: got %d winners, want 1", what, winners)
	}
}
