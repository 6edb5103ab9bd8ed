package storetest

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
)

// book is the book of the tests.
func book(series string, year int) workflow.BookKey {
	return workflow.BookKey{Unit: home, Year: year, Series: series}
}

// registered creates the nth record and gives it a number in the book of
// reports.
func registered(t *testing.T, s Backend, n int) *workflow.Record {
	t.Helper()
	return entered(t, s, dated(created(t, s, plain(n)), "BC", day))
}

// entered gives a stored record a number; r is its next version.
func entered(t *testing.T, s Backend, r *workflow.Record) *workflow.Record {
	t.Helper()
	got, err := s.Register(t.Context(), r, r.Version-1)
	must(t, err)
	return got
}

var registers = []promise{
	{"Register/WhatCameHasNumbersOfItsOwn", incomingNumbers},
	{"Register/RecordAndEntryAgree", func(t *testing.T, s Backend) {
		draft := full()
		draft.Document.Reference = documents.Reference{}
		created(t, s, draft)
		want := dated(draft, "BC", day).Numbered(1)
		got, err := s.Register(t.Context(), dated(draft, "BC", day), 1)
		must(t, err)
		same(t, "returned record", got, want)
		same(t, "stored record", stored(t, s, draft), want)
		same(t, "entries", entries(t, s, book("BC", 2025)), []workflow.Entry{workflow.NewEntry(want)})
		if got.History[len(got.History)-1].Number != "01/BC-BC" {
			t.Errorf("the event says number %q", got.History[len(got.History)-1].Number)
		}
	}},
	{"Register/StaleVersionConflicts", func(t *testing.T, s Backend) {
		first := created(t, s, plain(1))
		must(t, s.Swap(t.Context(), next(first, "revise"), 1))
		_, err := s.Register(t.Context(), dated(first, "BC", day), 1)
		wantKind(t, "register", err, documents.ErrConflict)
		same(t, "number after it", registered(t, s, 2).Document.Reference.Number, 1)
	}},
	{"Register/UnknownNotFound", func(t *testing.T, s Backend) {
		_, err := s.Register(t.Context(), dated(plain(1), "BC", day), 1)
		wantKind(t, "register", err, documents.ErrNotFound)
		same(t, "number after it", registered(t, s, 2).Document.Reference.Number, 1)
	}},
	{"Register/NeedsDateAndSeries", func(t *testing.T, s Backend) {
		r := created(t, s, plain(1))
		_, err := s.Register(t.Context(), dated(r, "BC", documents.Date{}), 1)
		wantKind(t, "without a date", err, documents.ErrInvalid)
		_, err = s.Register(t.Context(), dated(r, "", day), 1)
		wantKind(t, "without a series", err, documents.ErrInvalid)
		same(t, "record", stored(t, s, r), r)
	}},
	{"Register/ParallelCallsLeaveNoGap", parallelRegisters},
	{"Register/BooksAreIndependent", func(t *testing.T, s Backend) {
		for i, key := range []workflow.BookKey{
			book("BC", 2025), book("CV", 2025), book("BC", 2026), {Unit: other, Year: 2025, Series: "BC"}, book("B", 2025),
		} {
			for k := range 3 {
				date := documents.Date{Year: key.Year, Month: time.March, Day: 1 + k}
				r := created(t, s, of(key.Unit, plain(10*i+k)))
				got, err := s.Register(t.Context(), dated(r, key.Series, date), 1)
				must(t, err)
				same(t, "number", got.Document.Reference.Number, k+1)
			}
			clean(t, s, key)
		}
	}},
	{"Register/YearStartsAtOne", func(t *testing.T, s Backend) {
		last := documents.Date{Year: 2025, Month: time.December, Day: 31}
		first := documents.Date{Year: 2026, Month: time.January, Day: 2}
		same(t, "number", entered(t, s, dated(created(t, s, plain(1)), "BC", last)).Document.Reference.Number, 1)
		same(t, "number", entered(t, s, dated(created(t, s, plain(2)), "BC", first)).Document.Reference.Number, 1)
		same(t, "old year goes on", entered(t, s, dated(created(t, s, plain(3)), "BC", last)).Document.Reference.Number, 2)
	}},
	{"Register/DateBeforeLastRefused", func(t *testing.T, s Backend) {
		registered(t, s, 1)
		early := created(t, s, plain(2))
		_, err := s.Register(t.Context(), dated(early, "BC", documents.Date{Year: 2025, Month: time.November, Day: 24}), 1)
		wantKind(t, "register", err, documents.ErrNotAllowed)
		var refusal *workflow.Refusal
		if !errors.As(err, &refusal) || refusal.Rule != workflow.RuleDateBeforeLast || refusal.Article == "" {
			t.Errorf("got %#v, want a refusal with its rule and article", refusal)
		}
		same(t, "record", stored(t, s, early), early)
		same(t, "lines", len(entries(t, s, book("BC", 2025))), 1)
		same(t, "number on the same day", registered(t, s, 3).Document.Reference.Number, 2)
		clean(t, s, book("BC", 2025))
	}},
	{"Register/SecondNumberExists", func(t *testing.T, s Backend) {
		r := registered(t, s, 1)
		_, err := s.Register(t.Context(), dated(r, "BC", day), r.Version)
		wantKind(t, "second number", err, documents.ErrExists)
		cancelled := next(r, "cancel")
		must(t, s.Void(t.Context(), cancelled, r.Version, "hủy"))
		same(t, "number after a void", entered(t, s, dated(cancelled, "BC", day)).Document.Reference.Number, 2)
		clean(t, s, book("BC", 2025))
	}},
	{"Register/ReferenceOfAnotherBookExists", func(t *testing.T, s Backend) {
		registered(t, s, 1)
		also := dated(created(t, s, plain(2)), "BC2", day)
		also.Document.Reference.Symbol = "BC-BC"
		_, err := s.Register(t.Context(), also, 1)
		wantKind(t, "the same number and symbol", err, documents.ErrExists)
		same(t, "record", stored(t, s, plain(2)), plain(2))
		books, err := s.Series(t.Context(), home, 2025)
		must(t, err)
		same(t, "books", books, []workflow.BookKey{book("BC", 2025)})
		entered(t, s, dated(created(t, s, plain(3)), "BC2", day))
		same(t, "the next one is free", entered(t, s, also).Document.Reference.Number, 2)
		clean(t, s, book("BC2", 2025))
	}},
	{"Register/CrashLeavesNoGap", crashes},
	{"Entries/PagesInOrder", func(t *testing.T, s Backend) {
		for n := range 5 {
			registered(t, s, n)
		}
		for _, page := range []struct{ after, limit, first, count int }{{0, 2, 1, 2}, {2, 2, 3, 2}, {4, 2, 5, 1}, {5, 2, 0, 0}, {0, 0, 0, 0}} {
			got, err := s.Entries(t.Context(), book("BC", 2025), page.after, page.limit)
			must(t, err)
			if len(got) != page.count || len(got) > 0 && got[0].Number != page.first {
				t.Errorf("after %d: got %v, want %d from number %d", page.after, got, page.count, page.first)
			}
		}
	}},
	{"Voided/OnlyThoseOfTheBook", func(t *testing.T, s Backend) {
		none, err := s.Voided(t.Context(), book("BC", 2025))
		must(t, err)
		same(t, "of no book", len(none), 0)
		for n := range 4 {
			registered(t, s, n)
		}
		for _, n := range []int{3, 1} {
			r := stored(t, s, plain(n))
			must(t, s.Void(t.Context(), next(r, "cancel"), r.Version, fmt.Sprint("lý do ", n)))
		}
		r := entered(t, s, dated(created(t, s, plain(9)), "QĐ", day))
		must(t, s.Void(t.Context(), next(r, "cancel"), r.Version, "sổ khác"))
		got, err := s.Voided(t.Context(), book("BC", 2025))
		must(t, err)
		all := entries(t, s, book("BC", 2025))
		same(t, "void", got, []workflow.Entry{all[1], all[3]})
		same(t, "reason", got[0].Void, "lý do 1")
	}},
	{"Series/InOrder", func(t *testing.T, s Backend) {
		for n, series := range []string{"QĐ", "BC", "CV"} {
			entered(t, s, dated(created(t, s, plain(n)), series, day))
		}
		got, err := s.Series(t.Context(), home, 2025)
		must(t, err)
		same(t, "books", got, []workflow.BookKey{book("BC", 2025), book("CV", 2025), book("QĐ", 2025)})
		got, err = s.Series(t.Context(), home, 2024)
		must(t, err)
		same(t, "books of an empty year", len(got), 0)
	}},
}

// parallelRegisters: 200 clerks at once, each pressing the button three times.
func parallelRegisters(t *testing.T, s Backend) {
	n := long(200)
	created := together(n, func(i int) error { return s.Create(t.Context(), plain(i)) })
	must(t, errors.Join(created...))
	numbers := make([]int, 3*n)
	errs := together(3*n, func(i int) error {
		r, err := s.Register(t.Context(), dated(plain(i/3), "BC", day), 1)
		if err == nil {
			numbers[i] = r.Document.Reference.Number
		}
		return err
	})
	lines := entries(t, s, book("BC", 2025))
	same(t, "lines", len(lines), n)
	for i := range n {
		three := errs[3*i : 3*i+3]
		oneWinner(t, fmt.Sprintf("record %d", i), three, documents.ErrConflict)
		winner := numbers[3*i+max(winnerOf(three), 0)]
		same(t, "stored number", stored(t, s, plain(i)).Document.Reference.Number, winner)
		if winner > 0 && winner <= len(lines) {
			same(t, "line of the number", lines[winner-1].Record, id(i))
		}
	}
	for i, line := range lines {
		same(t, "number of the line", line.Number, i+1)
	}
	clean(t, s, book("BC", 2025))
}

// crashes: what a crash between two steps left is taken up by whoever comes
// next; the number is neither lost nor given twice.
func crashes(t *testing.T, s Backend) {
	points := s.CrashPoints
	if len(points) == 0 {
		t.Log("declared: Register and Void are one step each")
	}
	for i, point := range points {
		hurt := created(t, s, plain(2*i))
		s.CrashAt(point)
		if _, err := s.Register(t.Context(), dated(hurt, "BC", day), 1); err == nil {
			t.Errorf("%s: registered in spite of the crash", point)
		}
		s = s.Reopen(t)
		t.Cleanup(func() { _ = s.Close() })
		registered(t, s, 2*i+1)
		_, err := s.Register(context.WithoutCancel(t.Context()), dated(hurt, "BC", day), 1)
		if err != nil {
			wantKind(t, point+": again", err, documents.ErrConflict)
		}
		if stored(t, s, hurt).Document.Reference.Number == 0 {
			t.Errorf("%s: the record has no number", point)
		}
		same(t, point+": lines", len(entries(t, s, book("BC", 2025))), 2*i+2)
		clean(t, s, book("BC", 2025))
	}
}

var voids = []promise{
	{"Void/LineStaysWithItsReason", func(t *testing.T, s Backend) {
		r := registered(t, s, 1)
		want := workflow.NewEntry(r)
		want.Void = "Ký nhầm thẩm quyền"
		cancelled := next(r, "cancel")
		must(t, s.Void(t.Context(), cancelled, 2, want.Void))
		same(t, "record", stored(t, s, r), cancelled)
		same(t, "entries", entries(t, s, book("BC", 2025)), []workflow.Entry{want})
		clean(t, s, book("BC", 2025))
	}},
	{"Void/NumberIsNeverGivenAgain", func(t *testing.T, s Backend) {
		registered(t, s, 1)
		last := registered(t, s, 2)
		must(t, s.Void(t.Context(), next(last, "cancel"), 2, "hủy"))
		same(t, "next number", registered(t, s, 3).Document.Reference.Number, 3)
		same(t, "lines", len(entries(t, s, book("BC", 2025))), 3)
		clean(t, s, book("BC", 2025))
	}},
	{"Void/StaleVersionConflicts", func(t *testing.T, s Backend) {
		r := registered(t, s, 1)
		must(t, s.Swap(t.Context(), next(r, "send"), 2))
		wantKind(t, "void", s.Void(t.Context(), next(r, "cancel"), 2, "hủy"), documents.ErrConflict)
		same(t, "void", entries(t, s, book("BC", 2025))[0].Void, "")
	}},
	{"Void/UnknownNotFound", func(t *testing.T, s Backend) {
		wantKind(t, "void", s.Void(t.Context(), next(plain(1), "cancel"), 1, "hủy"), documents.ErrNotFound)
	}},
	{"Void/NoNumberNotFound", func(t *testing.T, s Backend) {
		r := created(t, s, plain(1))
		wantKind(t, "void", s.Void(t.Context(), next(r, "cancel"), 1, "hủy"), documents.ErrNotFound)
		same(t, "record", stored(t, s, r), r)
	}},
	{"Void/TwiceNotFound", func(t *testing.T, s Backend) {
		r := registered(t, s, 1)
		cancelled := next(r, "cancel")
		must(t, s.Void(t.Context(), cancelled, 2, "lý do đầu"))
		wantKind(t, "void", s.Void(t.Context(), next(cancelled, "cancel"), 3, "lý do khác"), documents.ErrNotFound)
		same(t, "void", entries(t, s, book("BC", 2025))[0].Void, "lý do đầu")
	}},
	{"Void/NeedsReason", func(t *testing.T, s Backend) {
		r := registered(t, s, 1)
		wantKind(t, "void", s.Void(t.Context(), next(r, "cancel"), 2, ""), documents.ErrInvalid)
		same(t, "record", stored(t, s, r), r)
	}},
	{"Void/CrashLeavesNothingHalf", voidCrashes},
	{"Void/ParallelCallsHaveOneWinner", func(t *testing.T, s Backend) {
		r := registered(t, s, 1)
		errs := together(16, func(int) error { return s.Void(t.Context(), next(r, "cancel"), 2, "hủy") })
		oneWinner(t, "void", errs, documents.ErrConflict)
	}},
}

// voidCrashes: a void that was cut off is done or not begun, and whoever comes
// next sees to it.
func voidCrashes(t *testing.T, s Backend) {
	for i, point := range s.CrashPoints {
		r := registered(t, s, i)
		s.CrashAt(point)
		if s.Void(t.Context(), next(r, "cancel"), r.Version, "hủy") == nil {
			s.CrashAt("") // it does not come by there
			continue
		}
		s = s.Reopen(t)
		t.Cleanup(func() { _ = s.Close() })
		if err := s.Void(context.WithoutCancel(t.Context()), next(r, "cancel"), r.Version, "hủy"); err != nil {
			wantKind(t, point+": again", err, documents.ErrConflict)
		}
		same(t, point+": version", stored(t, s, r).Version, r.Version+1)
		same(t, point+": void", entries(t, s, book("BC", 2025))[i].Void, "hủy")
		clean(t, s, book("BC", 2025))
	}
}

var audits = append([]promise{
	{"Audit/EmptyBookIsClean", func(t *testing.T, s Backend) { clean(t, s, book("BC", 2025)) }},
},
	finds(LostEntry), finds(CountBehind), finds(CountAhead), finds(LostRecord),
	finds(OtherNumber), finds(LastDateAhead), finds(OtherRecord),
)

// finds is the promise that an audit of a damaged book says so, and only of
// that book.
func finds(d Damage) promise {
	return promise{"Audit/Finds " + string(d), func(t *testing.T, s Backend) {
		for n := range 3 {
			registered(t, s, n)
			entered(t, s, dated(created(t, s, plain(n+10)), "CV", day))
		}
		clean(t, s, book("BC", 2025))
		s.Damage(t, book("BC", 2025), d)
		found, err := s.Audit(t.Context(), book("BC", 2025))
		must(t, err)
		if len(found) == 0 {
			t.Errorf("%s was not found", d)
		}
		clean(t, s, book("CV", 2025))
	}}
}

// incomingNumbers gives numbers to documents that came, each of them 05/BC-UBND of
// its author, beside our own of that number.
func incomingNumbers(t *testing.T, s Backend) {
	for n := range 5 {
		registered(t, s, n)
	}
	for n := range 3 {
		got := entered(t, s, come(created(t, s, incoming(10+n)), day.Add(n)))
		same(t, "number given", got.Number(), documents.Reference{Number: n + 1, Symbol: "Đến"})
		same(t, "number on it", got.Document.Reference, documents.Reference{Number: 5, Symbol: "BC-UBND"})
		same(t, "stored", stored(t, s, incoming(10+n)), got)
		same(t, "line", entries(t, s, book("den", 2025))[n], workflow.NewEntry(got))
	}
	same(t, "by number", walk(t, s, workflow.Query{Flow: workflow.IncomingFlow, Year: 2025}), []workflow.RecordID{id(12), id(11), id(10)})
	same(t, "by the number on it", walk(t, s, workflow.Query{Flow: workflow.IncomingFlow, Text: "05/BC-UBND"}), []workflow.RecordID{id(12), id(11), id(10)})
	same(t, "by the number given", walk(t, s, workflow.Query{Text: "02/Đến"}), []workflow.RecordID{id(11)})
	_, err := s.Register(t.Context(), come(created(t, s, incoming(20)), day), 1)
	if refusal := (*workflow.Refusal)(nil); !errors.As(err, &refusal) || refusal.Rule != workflow.RuleDateBeforeLast {
		t.Errorf("a day before the last: %v", err)
	}
	faults, err := s.Audit(t.Context(), book("den", 2025))
	must(t, err)
	same(t, "faults", len(faults), 0)
}
