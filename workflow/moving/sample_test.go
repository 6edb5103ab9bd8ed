package moving_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"testing"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/moving"
	"vanthu/workflow/sqlitestore"
)

// A store is one that the tests fill and read beside moving it.
type store interface {
	moving.Store
	Create(ctx context.Context, r *workflow.Record) error
	Register(ctx context.Context, r *workflow.Record, from workflow.Version) (*workflow.Record, error)
	Void(ctx context.Context, r *workflow.Record, from workflow.Version, reason string) error
	PutUnit(ctx context.Context, u *documents.Unit) error
	PutAccount(ctx context.Context, a *documents.Account) error
	SetCredential(ctx context.Context, id documents.AccountID, encoded string) error
}

// openSQLite opens the store in dir.
func openSQLite(t *testing.T, dir string) store {
	t.Helper()
	s, err := sqlitestore.Open(t.Context(), dir)
	must(t, err)
	t.Cleanup(func() { must(t, s.Close()) })
	return s
}

const ward documents.UnitID = "duc-pho"

// book is where the records of these tests are registered.
var book = workflow.BookKey{Unit: ward, Year: 2025, Series: "BC"}

func recordID(n int) workflow.RecordID { return workflow.RecordID(fmt.Sprintf("01JD%022d", n)) }

// draft returns the nth record as Create wants it.
func draft(n int) *workflow.Record {
	at := time.Date(2025, time.November, 25, 1, 2, 3, 0, time.UTC).Add(time.Duration(n) * time.Second)
	return &workflow.Record{
		ID: recordID(n), Unit: ward, Version: 1, Mode: workflow.Paper, State: "draft", Desk: "chuyenvien", Drafter: "chuyenvien",
		Document: documents.Document{Kind: documents.Report, Abstract: fmt.Sprintf("Báo cáo thứ %d", n)},
		History:  []workflow.Event{{At: at, By: "chuyenvien", Action: "create", To: "draft"}},
		Created:  at, Updated: at,
	}
}

// registration returns the next version of r as Register wants it.
func registration(r *workflow.Record) *workflow.Record {
	n := after(r, "register")
	n.Series, n.Document.Date = book.Series, documents.Date{Year: book.Year, Month: time.November, Day: 25}
	n.Document.Reference = documents.Reference{Symbol: "BC-UBND"}
	return n
}

// after returns the version after r.
func after(r *workflow.Record, action workflow.Action) *workflow.Record {
	n := *r
	n.Version++
	n.Updated = r.Updated.Add(time.Second)
	n.History = append(append([]workflow.Event(nil), r.History...), workflow.Event{At: n.Updated, By: "vanthu", Action: action})
	return &n
}

// enter creates the nth record and gives it a number.
func enter(ctx context.Context, s store, n int) (*workflow.Record, error) {
	if err := s.Create(ctx, draft(n)); err != nil {
		return nil, err
	}
	return s.Register(ctx, registration(draft(n)), 1)
}

// cancel makes the number of a record void and returns the record.
func cancel(ctx context.Context, s store, r *workflow.Record) (*workflow.Record, error) {
	next := after(r, "cancel")
	return next, s.Void(ctx, next, r.Version, "Sai nơi nhận.")
}

// fill stores n records with numbers, one of them void, and who works with them.
func fill(t *testing.T, s store, n int) {
	t.Helper()
	must(t, s.PutUnit(t.Context(), &documents.Unit{ID: ward, Place: "Đức Phổ"}))
	must(t, s.PutAccount(t.Context(), &documents.Account{ID: "vanthu", Unit: ward, Name: "Đỗ Thị Mai"}))
	must(t, s.SetCredential(t.Context(), "vanthu", "$argon2id$"))
	for k := range n {
		r, err := enter(t.Context(), s, k)
		must(t, err)
		if k == 1 {
			_, err = cancel(t.Context(), s, r)
			must(t, err)
		}
	}
}

// numbersOf holds a store's book to an audit and returns how many numbers it
// gave.
func numbersOf(t *testing.T, s moving.Store) int {
	t.Helper()
	found, err := s.Audit(t.Context(), book)
	must(t, err)
	for _, sentence := range found {
		t.Error(sentence)
	}
	n, err := s.Count(t.Context(), workflow.EntryPart)
	must(t, err)
	return n
}

// A meddler lets a test do something in the middle: before each reading or
// writing of a part.
type meddler struct {
	store
	reads, brings func(part workflow.Part) error
}

func (m meddler) Items(ctx context.Context, part workflow.Part, after workflow.Place, limit int) ([]workflow.Item, error) {
	if m.reads != nil {
		if err := m.reads(part); err != nil {
			return nil, err
		}
	}
	return m.store.Items(ctx, part, after, limit)
}

func (m meddler) Bring(ctx context.Context, part workflow.Part, items []workflow.Item) error {
	if m.brings != nil {
		if err := m.brings(part); err != nil {
			return err
		}
	}
	return m.store.Bring(ctx, part, items)
}

// nth returns a function that calls do when it is called with part for the nth
// time, from 1.
func nth(part workflow.Part, n int, do func() error) func(workflow.Part) error {
	calls := 0
	return func(got workflow.Part) error {
		if got != part {
			return nil
		}
		if calls++; calls == n {
			return do()
		}
		return nil
	}
}

func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

func wantError(t *testing.T, what string, err error, kinds ...error) {
	t.Helper()
	for _, kind := range kinds {
		if !errors.Is(err, kind) {
			t.Errorf("%s: got error %v, want %v", what, err, kind)
		}
	}
}

// wantDifference fails unless err names that thing.
func wantDifference(t *testing.T, err error, want moving.Difference) {
	t.Helper()
	var got *moving.Difference
	if !errors.As(err, &got) || *got != want {
		t.Errorf("got error %v, want the difference %+v", err, want)
	}
}

// long returns n, or ten times n in a long run.
func long(n int) int {
	if os.Getenv("VANTHU_LONG") != "" {
		return 10 * n
	}
	return n
}
