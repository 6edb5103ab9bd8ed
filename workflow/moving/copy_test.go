package moving_test

import (
	"context"
	"errors"
	"testing"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/moving"
)

// copied runs a copy that must be done.
func copied(t *testing.T, c moving.Copy) moving.Report {
	t.Helper()
	report, err := c.Run(t.Context())
	must(t, err)
	return report
}

func TestCopyProvesBothSides(t *testing.T) {
	t.Parallel()
	eachWay(t, func(t *testing.T, from, to store) {
		t.Helper()
		fill(t, from, 1200)
		report := copied(t, moving.Copy{From: from, To: to, Of: "a"})
		if len(report.Faults) > 0 || len(report.Sums) != len(workflow.Parts()) {
			t.Errorf("got %+v", report)
		}
		counts := map[workflow.Part]int{}
		sums := map[string]bool{}
		for _, sum := range report.Sums {
			counts[sum.Part] = sum.Count
			sums[sum.SHA256] = true
		}
		if counts[workflow.RecordPart] != 1200 || counts[workflow.EntryPart] != 1200 || counts[workflow.BookPart] != 1 || counts[workflow.UnitPart] != 1 {
			t.Errorf("counted %v", counts)
		}
		if len(sums) != 7 { // one for each part, and that of all empty ones
			t.Errorf("sums %v", sums)
		}
		if n := numbersOf(t, to); n != 1200 {
			t.Errorf("%d lines", n)
		}
		next, err := enter(t.Context(), to, 5000)
		must(t, err)
		if next.Document.Reference.Number != 1201 {
			t.Errorf("next number is %d", next.Document.Reference.Number)
		}
	})
}

func TestCopyGoesOnWhereItWas(t *testing.T) {
	t.Parallel()
	eachWay(t, func(t *testing.T, from, to store) {
		t.Helper()
		fill(t, from, 1200)
		cut := errors.New("power cut")
		for _, at := range []struct {
			part workflow.Part
			nth  int
		}{{workflow.RecordPart, 3}, {workflow.EntryPart, 2}, {workflow.UnitPart, 1}} {
			c := moving.Copy{From: from, To: meddler{store: to, brings: nth(at.part, at.nth, func() error { return cut })}, Of: "a"}
			_, err := c.Run(t.Context())
			wantError(t, "cut off", err, cut)
			unfinished, err := moving.Unfinished(t.Context(), to)
			must(t, err)
			if !unfinished {
				t.Error("a copy that was cut off is not said to be unfinished")
			}
		}
		carried := map[workflow.Part]int{}
		copied(t, moving.Copy{From: from, To: to, Of: "a", Tell: func(p moving.Progress) { carried[p.Part] = max(carried[p.Part], p.Carried) }})
		if carried[workflow.RecordPart] != 0 || carried[workflow.EntryPart] != 0 || carried[workflow.UnitPart] != 1 {
			t.Errorf("the last run carried %v", carried)
		}
		if n := numbersOf(t, to); n != 1200 {
			t.Errorf("%d lines", n)
		}
		unfinished, err := moving.Unfinished(t.Context(), to)
		must(t, err)
		if unfinished {
			t.Error("a finished copy is said to be unfinished")
		}
	})
}

func TestCopyCancelled(t *testing.T) {
	t.Parallel()
	from, to := openSQLite(t, t.TempDir()), openSQLite(t, t.TempDir())
	fill(t, from, 700)
	ctx, stop := context.WithCancel(t.Context())
	_, err := moving.Copy{From: from, To: to, Of: "a", Tell: func(moving.Progress) { stop() }}.Run(ctx)
	wantError(t, "stopped", err, context.Canceled)
	copied(t, moving.Copy{From: from, To: to, Of: "a"})
}

func TestCopyNoticesThatTheSourceWorks(t *testing.T) {
	t.Parallel()
	work := func(t *testing.T, s store) func() error {
		t.Helper()
		return func() error { _, err := enter(context.Background(), s, 9); return err }
	}
	for name, meddle := range map[string]func(t *testing.T, m *meddler){
		"WhileRecordsAreCarried": func(t *testing.T, m *meddler) { t.Helper(); m.reads = nth(workflow.BookPart, 1, work(t, m.store)) },
		"WhileUnitsAreCarried":   func(t *testing.T, m *meddler) { t.Helper(); m.reads = nth(workflow.UnitPart, 2, work(t, m.store)) },
		"AfterRecordsWereCompared": func(t *testing.T, m *meddler) {
			t.Helper()
			m.reads = nth(workflow.AccountPart, 2, func() error { return m.Create(context.Background(), draft(9)) })
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			from, to := meddler{store: openSQLite(t, t.TempDir())}, openSQLite(t, t.TempDir())
			fill(t, from, 5)
			meddle(t, &from)
			_, err := moving.Copy{From: from, To: to, Of: "a"}.Run(t.Context())
			wantError(t, "first run", err, moving.ErrBusy)
			copied(t, moving.Copy{From: from, To: to, Of: "a"}) // it rests now
			if n, err := to.Count(t.Context(), workflow.RecordPart); n != 6 || err != nil {
				t.Errorf("%d records, %v", n, err)
			}
		})
	}
}

func TestCopyRefusesWhatIsTaken(t *testing.T) {
	t.Parallel()
	from, to := openSQLite(t, t.TempDir()), openSQLite(t, t.TempDir())
	_, err := moving.Copy{From: from, To: to, Of: "a"}.Run(t.Context())
	wantError(t, "from nothing", err, moving.ErrEmpty)
	fill(t, from, 3)
	must(t, to.PutUnit(t.Context(), &documents.Unit{ID: "pho-vinh"}))
	_, err = moving.Copy{From: from, To: to, Of: "a"}.Run(t.Context())
	wantError(t, "onto another office", err, moving.ErrTaken)
	_, err = moving.Copy{From: from, To: from, Of: "a"}.Run(t.Context())
	wantError(t, "onto itself", err, moving.ErrTaken)

	begun := openSQLite(t, t.TempDir())
	cut := errors.New("power cut")
	c := moving.Copy{From: from, To: meddler{store: begun, brings: nth(workflow.EntryPart, 1, func() error { return cut })}, Of: "a"}
	_, err = c.Run(t.Context())
	wantError(t, "cut off", err, cut)
	_, err = moving.Copy{From: from, To: begun, Of: "b"}.Run(t.Context())
	wantError(t, "onto the copy of another", err, moving.ErrTaken)
	if n, err := to.Count(t.Context(), workflow.RecordPart); n != 0 || err != nil {
		t.Errorf("%d records came to the other office, %v", n, err)
	}
}

func TestCopyAgainOnlyCompares(t *testing.T) {
	t.Parallel()
	eachWay(t, func(t *testing.T, from, to store) {
		t.Helper()
		fill(t, from, 3)
		copied(t, moving.Copy{From: from, To: to, Of: "a"})
		copied(t, moving.Copy{From: from, To: meddler{store: to, brings: func(workflow.Part) error { return errors.New("brought") }}, Of: "a"})
		r, err := enter(t.Context(), to, 9)
		must(t, err)
		_, err = moving.Copy{From: from, To: to, Of: "a"}.Run(t.Context())
		wantError(t, "after work on the target", err, moving.ErrUsed)
		wantDifference(t, err, moving.Difference{Part: workflow.RecordPart, Place: workflow.Place{Unit: ward, Key: string(r.ID)}, Side: moving.Target})
		if n := numbersOf(t, to); n != 4 {
			t.Errorf("%d lines", n)
		}
	})
}

func TestCopyNamesWhatDiffers(t *testing.T) {
	t.Parallel()
	from, to := openSQLite(t, t.TempDir()), openSQLite(t, t.TempDir())
	fill(t, from, 3)
	// What is compared is changed in the target just before.
	spoiled := meddler{store: to}
	spoiled.reads = nth(workflow.RecordPart, 2, func() error {
		r := draft(2)
		r.Document.Abstract = "khác"
		return to.Bring(context.Background(), workflow.RecordPart, []workflow.Item{workflow.NewItem(r)})
	})
	_, err := moving.Copy{From: from, To: spoiled, Of: "a"}.Run(t.Context())
	wantDifference(t, err, moving.Difference{Part: workflow.RecordPart, Place: workflow.Place{Unit: ward, Key: string(recordID(2))}, Side: moving.Both})
	copied(t, moving.Copy{From: from, To: to, Of: "a"})
}

func TestCopyKeepsFaultsOfTheSource(t *testing.T) {
	t.Parallel()
	from, to := openSQLite(t, t.TempDir()), openSQLite(t, t.TempDir())
	fill(t, from, 3)
	end := workflow.NewItem(&workflow.BookEnd{Book: book, Last: 4, LastDate: documents.Date{Year: 2025, Month: 11, Day: 25}})
	must(t, from.Bring(t.Context(), workflow.BookPart, []workflow.Item{end}))
	if report := copied(t, moving.Copy{From: from, To: to, Of: "a"}); len(report.Faults) != 1 {
		t.Errorf("faults %q", report.Faults)
	}
}

func TestCopyStopsAtADamagedRecord(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	from, to := openSQLite(t, dir), openSQLite(t, t.TempDir())
	fill(t, from, 700)
	damage(t, dir, recordID(600))
	_, err := moving.Copy{From: from, To: to, Of: "a"}.Run(t.Context())
	var bad *workflow.BadItem
	if !errors.As(err, &bad) || bad.Part != workflow.RecordPart || bad.Place.Key != string(recordID(600)) {
		t.Errorf("got %v", err)
	}
	if unfinished, err := moving.Unfinished(t.Context(), to); !unfinished || err != nil {
		t.Errorf("unfinished: %v, %v", unfinished, err)
	}
}

func TestCopyDoesWhatIsFirst(t *testing.T) {
	t.Parallel()
	from, to := openSQLite(t, t.TempDir()), openSQLite(t, t.TempDir())
	fill(t, from, 3)
	full := errors.New("disk full")
	_, err := moving.Copy{From: from, To: to, Of: "a", First: func(context.Context) error { return full }}.Run(t.Context())
	wantError(t, "first", err, full)
	if n, err := to.Count(t.Context(), workflow.RecordPart); n != 0 || err != nil {
		t.Errorf("%d records, %v", n, err)
	}
}

func TestNameOf(t *testing.T) {
	t.Parallel()
	a, b := openSQLite(t, t.TempDir()), openSQLite(t, t.TempDir())
	first, err := moving.NameOf(t.Context(), a)
	must(t, err)
	again, err := moving.NameOf(t.Context(), a)
	must(t, err)
	other, err := moving.NameOf(t.Context(), b)
	must(t, err)
	if first != again || first == other || len(first) < 20 {
		t.Errorf("%q, %q, %q", first, again, other)
	}
}
