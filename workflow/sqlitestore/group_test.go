package sqlitestore_test

import (
	"errors"
	"sync"
	"testing"

	"vanthu/documents"
)

// TestFailuresAmongOthers: requests that share a commit and fail in their
// middle, after they took a number, leave no gap and take nobody with them.
func TestFailuresAmongOthers(t *testing.T) {
	s := open(t, t.TempDir())
	t.Cleanup(func() { must(t, s.Close()) })
	n := long(200)
	for k := range n {
		must(t, s.Create(t.Context(), draft(k)))
	}
	errs := make([]error, n)
	var clerks sync.WaitGroup
	for k := range n {
		clerks.Go(func() {
			r := registration(draft(k))
			if k%2 == 1 {
				r.Series = "BC2" // whose references the other book gives, too
			}
			_, errs[k] = s.Register(t.Context(), r, 1)
		})
	}
	clerks.Wait()
	done := 0
	for _, err := range errs {
		if err == nil {
			done++
		} else if !errors.Is(err, documents.ErrExists) {
			t.Errorf("got error %v, want %v", err, documents.ErrExists)
		}
	}
	other := book
	other.Series = "BC2"
	found, err := s.Audit(t.Context(), other)
	must(t, err)
	more, err := s.Entries(t.Context(), other, 0, n)
	must(t, err)
	if got := len(lines(t, s)) + len(more); got != done || len(found) > 0 {
		t.Errorf("%d lines for %d acknowledged; the audit found %q", got, done, found)
	}
	for k, err := range errs {
		r, e := s.Get(t.Context(), ward, recordID(k))
		must(t, e)
		if (err == nil) != (r.Document.Reference.Number > 0) {
			t.Errorf("record %d has number %d, register said %v", k, r.Document.Reference.Number, err)
		}
	}
}
