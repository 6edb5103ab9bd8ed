package mongostore_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/mongostore"
)

// An act is one that writes, on a fresh record.
type act struct {
	name    string
	prepare func(t *testing.T, s *mongostore.Store, n int) *workflow.Record
	do      func(t *testing.T, s *mongostore.Store, r *workflow.Record) error
	want    workflow.Version
}

func created(t *testing.T, s *mongostore.Store, n int) *workflow.Record {
	t.Helper()
	must(t, s.Create(t.Context(), draft(n)))
	return draft(n)
}

// entered creates the nth record and gives it a number.
func entered(t *testing.T, s *mongostore.Store, n int) *workflow.Record {
	t.Helper()
	r, err := s.Register(t.Context(), registration(created(t, s, n)), 1)
	must(t, err)
	return r
}

// next returns the version after r, changed by action.
func next(r *workflow.Record, action workflow.Action) *workflow.Record {
	n := *r
	n.Version++
	n.History = append(append([]workflow.Event(nil), r.History...), workflow.Event{At: r.Updated, By: "vanthu", Action: action, To: r.State})
	return &n
}

var acts = []act{
	{"Create", func(_ *testing.T, _ *mongostore.Store, n int) *workflow.Record { return draft(n) },
		func(t *testing.T, s *mongostore.Store, r *workflow.Record) error { return s.Create(t.Context(), r) }, 1},
	{"Swap", created, func(t *testing.T, s *mongostore.Store, r *workflow.Record) error {
		return s.Swap(t.Context(), next(r, "submit"), r.Version)
	}, 2},
	{"Register", created, func(t *testing.T, s *mongostore.Store, r *workflow.Record) error {
		got, err := s.Register(t.Context(), registration(r), r.Version)
		if err == nil && got.Document.Reference.Number == 0 {
			return errors.New("no number")
		}
		return err
	}, 2},
	{"Void", entered, func(t *testing.T, s *mongostore.Store, r *workflow.Record) error {
		return s.Void(t.Context(), next(r, "cancel"), r.Version, "hủy")
	}, 3},
}

// TestLostWordsAreNotDenied: the connection breaks at each write of each act,
// before or after the server did it. The act is done, and says so.
func TestLostWordsAreNotDenied(t *testing.T) {
	t.Parallel()
	direct := fresh(t)
	p, uri := newProxy(t, direct)
	s := open(t, uri)
	entered(t, s, 1) // the book is there
	n := 1
	for _, a := range acts {
		for _, what := range []loses{loseRequest, loseAnswer} {
			for at := 1; ; at++ {
				n++
				name := fmt.Sprintf("%s, write %d, loss %d", a.name, at, what)
				r := a.prepare(t, s, n)
				p.arm(at, what)
				err := a.do(t, s, r)
				if !p.disarm() {
					must(t, err)
					break
				}
				if err != nil {
					t.Errorf("%s: %v", name, err)
				}
				got, err := s.Get(t.Context(), ward, r.ID)
				must(t, err)
				if got.Version != a.want {
					t.Errorf("%s: version %d is stored, want %d", name, got.Version, a.want)
				}
			}
		}
	}
	lines(t, s)
}

// TestServerGone: what cannot be told is unavailable, not a conflict and not
// denied.
func TestServerGone(t *testing.T) {
	t.Parallel()
	p, uri := newProxy(t, fresh(t))
	s := open(t, uri+"&serverSelectionTimeoutMS=2000")
	s.SetPatience(time.Second)
	r := created(t, s, 1)
	p.close()
	for name, err := range map[string]error{
		"swap": s.Swap(t.Context(), next(r, "submit"), 1),
		"get":  func() error { _, err := s.Get(t.Context(), ward, r.ID); return err }(),
	} {
		if !errors.Is(err, documents.ErrUnavailable) {
			t.Errorf("%s: got error %v, want %v", name, err, documents.ErrUnavailable)
		}
	}
}
