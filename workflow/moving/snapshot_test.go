package moving_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/moving"
)

func silent(moving.Progress) {}

// snapshot takes one, which must be without fault, and returns how many numbers
// it has.
func snapshot(t *testing.T, from moving.Store, to store) int {
	t.Helper()
	faults, err := moving.Snapshot(t.Context(), from, to, silent)
	must(t, err)
	for _, f := range faults {
		t.Error(f)
	}
	return numbersOf(t, to)
}

// record returns a record of a snapshot, nil when it has none.
func record(t *testing.T, s store, n int) *workflow.Record {
	t.Helper()
	items, err := s.Items(t.Context(), workflow.RecordPart, workflow.Place{Unit: ward, Key: string(recordID(n - 1))}, 1)
	must(t, err)
	if len(items) == 0 || items[0].Key != string(recordID(n)) {
		return nil
	}
	return items[0].Value.(*workflow.Record)
}

func TestSnapshotOfAStoreAtRest(t *testing.T) {
	t.Parallel()
	from, to := openSQLite(t, t.TempDir()), openSQLite(t, t.TempDir())
	fill(t, from, 1200)
	if n := snapshot(t, from, to); n != 1200 {
		t.Errorf("%d numbers", n)
	}
}

// TestSnapshotWhileOthersWork: what happens at a certain moment of a snapshot.
func TestSnapshotWhileOthersWork(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	register := func(s store, n int) error {
		_, err := s.Register(ctx, registration(draft(n)), 1)
		return err
	}
	again := func(s store, n, version int) error {
		r := draft(n)
		r.Version = workflow.Version(version)
		_, err := s.Register(ctx, registration(r), r.Version)
		return err
	}
	void := func(s store, n int) error {
		r := registration(draft(n)).Numbered(n + 1)
		_, err := cancel(ctx, s, r)
		return err
	}
	for _, c := range []struct {
		name    string
		part    workflow.Part // before the first page of which
		do      func(s store) error
		numbers int
		check   func(t *testing.T, to store)
	}{
		{"ARecordGetsItsNumberAfterItWasRead", workflow.BookPart, func(s store) error { return register(s, 100) }, 4, func(t *testing.T, to store) {
			t.Helper()
			if r := record(t, to, 100); r.Document.Reference.Number != 4 || r.Version != 2 {
				t.Errorf("got %+v", r)
			}
		}},
		{"ARecordComesWithItsNumberAfterAllWereRead", workflow.BookPart, func(s store) error {
			_, err := enter(ctx, s, 200)
			return err
		}, 4, func(t *testing.T, to store) {
			t.Helper()
			if record(t, to, 200) == nil {
				t.Error("the record is not there")
			}
		}},
		{"ANumberIsGivenAfterTheBookWasRead", workflow.EntryPart, func(s store) error { return register(s, 100) }, 3, func(t *testing.T, to store) {
			t.Helper()
			if r := record(t, to, 100); r.Version != 1 {
				t.Errorf("got %+v", r)
			}
		}},
		{"ANumberIsVoidedAfterItsRecordWasRead", workflow.EntryPart, func(s store) error { return void(s, 2) }, 3, func(t *testing.T, to store) {
			t.Helper()
			if r := record(t, to, 2); r.Version != 3 {
				t.Errorf("got %+v", r)
			}
		}},
		{"ARecordIsNumberedAnewBeyondTheBook", workflow.EntryPart, func(s store) error {
			if err := void(s, 2); err != nil {
				return err
			}
			if err := register(s, 100); err != nil {
				return err
			}
			return again(s, 2, 3)
		}, 5, func(t *testing.T, to store) {
			t.Helper()
			if r := record(t, to, 2); r.Document.Reference.Number != 5 {
				t.Errorf("got %+v", r)
			}
		}},
		{"AnAccountComesWithWhatNamesIt", workflow.AccountPart, func(s store) error {
			return s.PutUnit(ctx, &documents.Unit{ID: "pho-vinh"})
		}, 3, func(t *testing.T, to store) {
			t.Helper()
			if n, err := to.Count(ctx, workflow.UnitPart); n != 2 || err != nil {
				t.Errorf("%d units, %v", n, err)
			}
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			from, to := meddler{store: openSQLite(t, t.TempDir())}, openSQLite(t, t.TempDir())
			fill(t, from, 3)
			must(t, from.Create(ctx, draft(100)))
			from.reads = nth(c.part, 1, func() error { return c.do(from.store) })
			if n := snapshot(t, from, to); n != c.numbers {
				t.Errorf("%d numbers, want %d", n, c.numbers)
			}
			c.check(t, to)
		})
	}
}

// TestSnapshotBetweenTwoLines: a record has its line on one page, is voided and
// gets another on the next.
func TestSnapshotBetweenTwoLines(t *testing.T) {
	t.Parallel()
	from, to := meddler{store: openSQLite(t, t.TempDir())}, openSQLite(t, t.TempDir())
	fill(t, from, 600)
	old := registration(draft(7)).Numbered(8)
	from.reads = nth(workflow.EntryPart, 2, func() error {
		voided, err := cancel(t.Context(), from.store, old)
		if err != nil {
			return err
		}
		_, err = from.Register(t.Context(), registration(voided), voided.Version)
		return err
	})
	// The book is read when the number is given already.
	end := workflow.NewItem(&workflow.BookEnd{Book: book, Last: 601, LastDate: old.Document.Date})
	far := farBook{from, end}
	if n := snapshot(t, far, to); n != 601 {
		t.Errorf("%d numbers", n)
	}
	if r := record(t, to, 7); r.Document.Reference.Number != 601 {
		t.Errorf("got %+v", r)
	}
}

// farBook is a store whose book is read later than the snapshot thinks.
type farBook struct {
	meddler
	end workflow.Item
}

func (f farBook) Items(ctx context.Context, part workflow.Part, after workflow.Place, limit int) ([]workflow.Item, error) {
	if part == workflow.BookPart && after == (workflow.Place{}) {
		return []workflow.Item{f.end}, nil
	}
	return f.meddler.Items(ctx, part, after, limit)
}

// TestSnapshotsUnderLoad: clerks work at random while snapshots are taken; each
// is one that could have been.
func TestSnapshotsUnderLoad(t *testing.T) {
	t.Parallel()
	from := openSQLite(t, t.TempDir())
	fill(t, from, 100)
	ctx, stop := context.WithCancel(t.Context())
	var clerks sync.WaitGroup
	for c := range 4 {
		clerks.Go(func() { clerk(ctx, t, from, 1_000_000*(c+1)) })
	}
	for range long(3) {
		to := openSQLite(t, t.TempDir())
		snapshot(t, from, to)
		voidsAgree(t, to)
	}
	stop()
	clerks.Wait()
}

// clerk registers, cancels and registers anew until ctx ends, a hundred times as
// fast as a person. Without a rest a slow machine would never have read what four
// of them write.
func clerk(ctx context.Context, t *testing.T, s store, first int) {
	t.Helper()
	chance := rand.New(rand.NewPCG(uint64(first), 30))
	for n := first; ctx.Err() == nil; n++ {
		time.Sleep(20 * time.Millisecond)
		err := s.PutAccount(context.Background(), &documents.Account{ID: documents.AccountID(fmt.Sprint("nguoi", n)), Unit: ward})
		r := draft(n)
		r.Drafter = documents.AccountID(fmt.Sprint("nguoi", n))
		if err == nil {
			err = s.Create(context.Background(), r)
		}
		for range chance.IntN(3) {
			if err == nil {
				r, err = s.Register(context.Background(), registration(r), r.Version)
			}
			if err == nil {
				r, err = cancel(context.Background(), s, r)
			}
		}
		if err == nil {
			_, err = s.Register(context.Background(), registration(r), r.Version)
		}
		if err != nil {
			t.Error(err)
			return
		}
	}
}

// voidsAgree holds that each record of a snapshot and its line are of the same
// time, and that who drafted it is there.
func voidsAgree(t *testing.T, s store) {
	t.Helper()
	people := map[string]bool{"vanthu": true, "chuyenvien": true}
	for _, i := range all(t, s, workflow.AccountPart) {
		people[i.Key] = true
	}
	live := map[workflow.RecordID]int{}
	for _, i := range all(t, s, workflow.EntryPart) {
		if e := i.Value.(*workflow.Entry); e.Void == "" {
			live[e.Record] = e.Number
		}
	}
	for _, i := range all(t, s, workflow.RecordPart) {
		r := i.Value.(*workflow.Record)
		if !people[string(r.Drafter)] {
			t.Errorf("record %s was drafted by %s, who is not there", r.ID, r.Drafter)
		}
		registered := r.History[len(r.History)-1].Action == "register"
		if n, numbered := live[r.ID]; registered != numbered || numbered && n != r.Document.Reference.Number {
			t.Errorf("record %s of version %d has number %d, its line that stands is %d", r.ID, r.Version, r.Document.Reference.Number, n)
		}
	}
}

// all returns the things of a part.
func all(t *testing.T, s store, part workflow.Part) []workflow.Item {
	t.Helper()
	items, err := s.Items(t.Context(), part, workflow.Place{}, 1<<30)
	must(t, err)
	return items
}

// A turning store lets something happen once it has read the entries, before whoever
// asked has them.
type turning struct {
	store
	then func()
}

func (s *turning) Items(ctx context.Context, part workflow.Part, after workflow.Place, limit int) ([]workflow.Item, error) {
	items, err := s.store.Items(ctx, part, after, limit)
	if part == workflow.EntryPart && len(items) > 0 && s.then != nil {
		s.then()
		s.then = nil
	}
	return items, err
}

// TestVoidedWhileItsLineWasRead: a record with an older line that is void is read
// again for that one; by then its new number is void too, which the line at hand
// does not say yet.
func TestVoidedWhileItsLineWasRead(t *testing.T) {
	t.Parallel()
	ctx, from := t.Context(), openSQLite(t, t.TempDir())
	fill(t, from, 1)
	r := draft(500)
	must(t, from.Create(ctx, r))
	again := func(r *workflow.Record) *workflow.Record {
		r, err := from.Register(ctx, registration(r), r.Version)
		must(t, err)
		return r
	}
	r, err := cancel(ctx, from, again(r))
	must(t, err)
	r = again(r)
	to := openSQLite(t, t.TempDir())
	snapshot(t, &turning{from, func() {
		_, err := cancel(ctx, from, r)
		must(t, err)
	}}, to)
	voidsAgree(t, to)
}
