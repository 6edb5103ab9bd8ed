package mongostore_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/mongostore"
)

var errDied = errors.New("the process died")

// crash makes the next act of s end at a point, as if its process had died.
func crash(s *mongostore.Store, at string) {
	s.OnStep(func(point string) error {
		if point == at {
			return errDied
		}
		return nil
	})
}

// sweeps lets the worker of s come by twice, as it does every few seconds.
func sweeps(t *testing.T, s *mongostore.Store) {
	t.Helper()
	for range 2 {
		_, err := s.LeaseDue(t.Context(), time.Time{}, time.Time{}, 1)
		must(t, err)
	}
}

// TestTwoServers: two servers give the numbers of one book at once, and some
// clerks press the button on both.
func TestTwoServers(t *testing.T) {
	t.Parallel()
	uri := fresh(t)
	servers := []*mongostore.Store{open(t, uri), open(t, uri)}
	const n = 120
	for k := range n {
		must(t, servers[k%2].Create(t.Context(), draft(k)))
	}
	var wait sync.WaitGroup
	errs := make([]error, 2*n)
	for i := range 2 * n {
		wait.Go(func() { _, errs[i] = servers[i%2].Register(t.Context(), registration(draft(i/2)), 1) })
	}
	wait.Wait()
	for k := range n {
		one, two := errs[2*k], errs[2*k+1]
		if (one == nil) == (two == nil) || !errors.Is(errors.Join(one, two), documents.ErrConflict) {
			t.Errorf("record %d: got %v and %v, want one number and one conflict", k, one, two)
		}
	}
	for i, l := range lines(t, servers[0]) {
		if l.Number != i+1 {
			t.Errorf("line %d has number %d", i+1, l.Number)
		}
	}
}

// TestSweepEndsWhatAServerLeft: a server dies between any two steps, and the
// worker of another ends the act.
func TestSweepEndsWhatAServerLeft(t *testing.T) {
	t.Parallel()
	uri := fresh(t)
	dying, other := open(t, uri), open(t, uri)
	voided, n := 0, 0
	for _, point := range mongostore.CrashPoints() {
		n++
		r := created(t, dying, n)
		crash(dying, point)
		if _, err := dying.Register(t.Context(), registration(r), 1); !errors.Is(err, errDied) {
			t.Fatalf("%s: got error %v, want %v", point, err, errDied)
		}
		if got, err := other.Get(t.Context(), ward, r.ID); err != nil || got.Version != 1 {
			t.Errorf("%s: version %d, error %v before the sweep, want the first", point, got.Version, err)
		}
		sweeps(t, other)
		got, err := other.Get(t.Context(), ward, r.ID)
		must(t, err)
		if got.Version != 2 || got.Document.Reference.Number != n {
			t.Errorf("%s: version %d, number %d after the sweep, want 2 and %d", point, got.Version, got.Document.Reference.Number, n)
		}
		if err := dying.Void(t.Context(), next(got, "cancel"), 2, "hủy"); err == nil {
			continue // a void does not come by there
		}
		voided++
		sweeps(t, other)
		got, err = other.Get(t.Context(), ward, r.ID)
		must(t, err)
		if got.Version != 3 {
			t.Errorf("%s: version %d after the sweep of a void, want 3", point, got.Version)
		}
	}
	if voided != 2 {
		t.Errorf("%d voids were cut off, want 2", voided)
	}
	for _, l := range lines(t, other) {
		if l.Void != "hủy" {
			t.Errorf("number %d is not void", l.Number)
		}
	}
}

// TestRefusedIsTakenBack: what cannot be done leaves the record free, also when
// the server that began it died.
func TestRefusedIsTakenBack(t *testing.T) {
	t.Parallel()
	uri := fresh(t)
	s := open(t, uri)
	entered(t, s, 1)
	early := registration(created(t, s, 2))
	early.Document.Date.Day--
	crash(s, "claimed")
	_, err := s.Register(t.Context(), early, 1)
	if !errors.Is(err, errDied) {
		t.Fatalf("got error %v, want %v", err, errDied)
	}
	other := open(t, uri)
	sweeps(t, other)
	_, err = other.Register(t.Context(), early, 1)
	var refusal *workflow.Refusal
	if !errors.As(err, &refusal) || refusal.Rule != workflow.RuleDateBeforeLast {
		t.Errorf("got error %v, want the refusal of its date", err)
	}
	must(t, other.Swap(t.Context(), next(draft(2), "withdraw"), 1))
	if got := lines(t, other); len(got) != 1 {
		t.Errorf("got %d lines, want 1", len(got))
	}
}

// TestForgottenOwner: a book has forgotten whom it gave a number, and an act of
// so long ago asks again.
func TestForgottenOwner(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		point string // where the act was cut off
		want  int    // its number, while the book is at 3
	}{{"claimed", 4}, {"entered", 2}} {
		t.Run(row.point, func(t *testing.T) {
			t.Parallel()
			uri := fresh(t)
			s, other := open(t, uri), open(t, uri)
			entered(t, other, 1)
			crash(s, row.point)
			_, err := s.Register(t.Context(), registration(created(t, s, 2)), 1)
			if !errors.Is(err, errDied) {
				t.Fatalf("got error %v, want %v", err, errDied)
			}
			for n := 3; len(lines2(t, other)) < 3; n++ {
				entered(t, other, n)
			}
			forget(t, uri)
			sweeps(t, other)
			got, err := other.Get(t.Context(), ward, recordID(2))
			must(t, err)
			if got.Document.Reference.Number != row.want {
				t.Errorf("got number %d, want %d", got.Document.Reference.Number, row.want)
			}
			lines(t, other)
		})
	}
}

// lines2 returns the lines as they are, acts under way or not.
func lines2(t *testing.T, s *mongostore.Store) []workflow.Entry {
	t.Helper()
	entries, err := s.Entries(t.Context(), book, 0, 100)
	must(t, err)
	return entries
}

// forget makes the book forget all owners, as it does in time.
func forget(t *testing.T, uri string) {
	t.Helper()
	id := fmt.Sprintf("%s/%d/%s", book.Unit, book.Year, book.Series)
	res, err := raw(t, uri).Collection("books").UpdateOne(t.Context(), bson.D{{Key: "_id", Value: id}, {Key: "n", Value: 3}},
		bson.D{{Key: "$set", Value: bson.D{{Key: "low", Value: 3}, {Key: "owners", Value: bson.A{}}}}})
	must(t, err)
	if res.ModifiedCount != 1 {
		t.Fatal("there is no such book")
	}
}
