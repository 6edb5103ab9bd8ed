package storetest

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"vanthu/documents"
	"vanthu/workflow"
)

var records = []promise{
	{"Create/EveryFieldComesBack", func(t *testing.T, s Backend) {
		want := full()
		created(t, s, want)
		same(t, "record", stored(t, s, want), full())
	}},
	{"Create/HugeTextComesBack", func(t *testing.T, s Backend) {
		want := plain(1)
		want.Document.Body = documents.Body{{Type: documents.Paragraph, Text: documents.Text{{Text: strings.Repeat("Đường ", 40_000)}}}}
		created(t, s, want)
		same(t, "record", stored(t, s, want), want)
	}},
	{"Create/EveryLetterComesBack", func(t *testing.T, s Backend) {
		const letters = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ"
		want := about(1, letters+strings.ToUpper(letters)+`"'\<>&%_{}$.`)
		created(t, s, want)
		same(t, "abstract", stored(t, s, want).Document.Abstract, want.Document.Abstract)
	}},
	{"Create/TimesAreUTCMilliseconds", func(t *testing.T, s Backend) {
		want := plain(1)
		created(t, s, want)
		page, err := s.List(t.Context(), home, workflow.Query{})
		must(t, err)
		for _, got := range []time.Time{stored(t, s, want).Updated, page.Items[0].Updated} {
			if !got.Equal(morning) || got.Location() != time.UTC {
				t.Errorf("got time %v, want %v", got, morning)
			}
		}
	}},
	{"Create/NilComesBackNil", func(t *testing.T, s Backend) {
		want := &workflow.Record{ID: id(1), Unit: home, Version: 1}
		created(t, s, want)
		same(t, "record", stored(t, s, want), want)
	}},
	{"Create/EmptyComesBackWithoutElements", func(t *testing.T, s Backend) {
		want := plain(1)
		want.Tasks, want.Revisions, want.Consignments = []workflow.Task{}, []workflow.Revision{}, []workflow.Consignment{}
		want.Document.Recipients, want.Document.Body = []documents.Recipient{}, documents.Body{}
		created(t, s, want)
		if diff := cmp.Diff(want, stored(t, s, want), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("record (-want +got):\n%s", diff)
		}
	}},
	{"Create/TwiceExists", func(t *testing.T, s Backend) {
		want := created(t, s, plain(1))
		wantKind(t, "second", s.Create(t.Context(), about(1, "khác")), documents.ErrExists)
		same(t, "record", stored(t, s, want), want)
	}},
	{"Create/ParallelCallsHaveOneWinner", func(t *testing.T, s Backend) {
		errs := together(32, func(int) error { return s.Create(t.Context(), plain(1)) })
		oneWinner(t, "create", errs, documents.ErrExists)
	}},
	{"Create/OnlyTheFirstVersion", func(t *testing.T, s Backend) {
		if err := s.Create(t.Context(), next(plain(1), "submit")); err == nil {
			t.Error("version 2 was created")
		}
	}},
	{"Create/WhatCouldNotComeBackIsRefused", func(t *testing.T, s Backend) {
		r := plain(1)
		r.Document.Reference.Symbol = "BC-UBND" // a symbol without a number has no text form
		wantKind(t, "create", s.Create(t.Context(), r), documents.ErrInvalid)
		_, err := s.Get(t.Context(), home, id(1))
		wantKind(t, "get", err, documents.ErrNotFound)
	}},
	{"Create/KeepsItsOwnCopy", func(t *testing.T, s Backend) {
		given := created(t, s, plain(1))
		given.History[0].Name = "changed by the caller"
		same(t, "record", stored(t, s, given), plain(1))
	}},
	{"Get/UnknownNotFound", func(t *testing.T, s Backend) {
		_, err := s.Get(t.Context(), home, id(1))
		wantKind(t, "get", err, documents.ErrNotFound)
	}},
}

var swaps = []promise{
	{"Swap/StoresTheWholeRecord", func(t *testing.T, s Backend) {
		created(t, s, plain(1))
		want := full()
		want.Version = 2
		must(t, s.Swap(t.Context(), want, 1))
		same(t, "record", stored(t, s, want), want)
	}},
	{"Swap/StaleVersionConflicts", func(t *testing.T, s Backend) {
		first := created(t, s, plain(1))
		second := next(first, "submit")
		must(t, s.Swap(t.Context(), second, 1))
		stale := next(first, "refuse")
		wantKind(t, "stale", s.Swap(t.Context(), stale, 1), documents.ErrConflict)
		ahead := next(next(second, "approve"), "approve")
		wantKind(t, "from a version to come", s.Swap(t.Context(), ahead, 3), documents.ErrConflict)
		same(t, "record", stored(t, s, first), second)
	}},
	{"Swap/VersionFollows", func(t *testing.T, s Backend) {
		r := created(t, s, plain(1))
		if err := s.Swap(t.Context(), next(next(r, "submit"), "submit"), 1); err == nil {
			t.Error("version 3 was stored after 1")
		}
		if err := s.Swap(t.Context(), r, 1); err == nil {
			t.Error("version 1 was stored after 1")
		}
	}},
	{"Swap/UnknownNotFound", func(t *testing.T, s Backend) {
		wantKind(t, "swap", s.Swap(t.Context(), next(plain(1), "submit"), 1), documents.ErrNotFound)
	}},
	{"Swap/ParallelCallsHaveOneWinner", func(t *testing.T, s Backend) {
		r := created(t, s, plain(1))
		for range long(50) {
			errs := together(32, func(i int) error {
				n := next(r, "revise")
				n.Document.Place = string(id(i))
				return s.Swap(t.Context(), n, r.Version)
			})
			oneWinner(t, "swap", errs, documents.ErrConflict)
			r = stored(t, s, r)
			if winner := winnerOf(errs); r.Document.Place != string(id(winner)) {
				t.Fatalf("stored is %q, but the winner was %d", r.Document.Place, winner)
			}
		}
		if want := workflow.Version(long(50) + 1); r.Version != want {
			t.Errorf("got version %d, want %d", r.Version, want)
		}
	}},
}

// winnerOf returns the index of the first nil error, or -1.
func winnerOf(errs []error) int {
	for i, err := range errs {
		if err == nil {
			return i
		}
	}
	return -1
}
