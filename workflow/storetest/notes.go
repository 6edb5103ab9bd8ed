package storetest

import (
	"context"
	"fmt"
	"testing"

	"vanthu/documents"
)

var notes = []promise{
	{"Notes/ComeBackAsChanged", func(t *testing.T, s Backend) {
		wantNote(t, s, "k", "")
		must(t, s.SwapNote(t.Context(), "k", "", "một"))
		must(t, s.SwapNote(t.Context(), "k", "một", "Đức Phổ\n\"2\""))
		wantNote(t, s, "k", "Đức Phổ\n\"2\"")
		wantNote(t, s, "K", "")
		again := s.Reopen(t)
		t.Cleanup(func() { _ = again.Close() })
		wantNote(t, again, "k", "Đức Phổ\n\"2\"")
	}},
	{"Notes/StaleSwapConflicts", func(t *testing.T, s Backend) {
		wantKind(t, "over nothing", s.SwapNote(t.Context(), "k", "một", "hai"), documents.ErrConflict)
		wantNote(t, s, "k", "")
		must(t, s.SwapNote(t.Context(), "k", "", "một"))
		wantKind(t, "as the first", s.SwapNote(t.Context(), "k", "", "hai"), documents.ErrConflict)
		wantKind(t, "over another", s.SwapNote(t.Context(), "k", "Một", "hai"), documents.ErrConflict)
		wantNote(t, s, "k", "một")
	}},
	{"Notes/OneWinnerOfMany", func(t *testing.T, s Backend) {
		for old, round := "", 0; round < long(10); round++ {
			errs := together(8, func(i int) error { return s.SwapNote(t.Context(), "k", old, fmt.Sprint(round, i)) })
			oneWinner(t, "swap", errs, documents.ErrConflict)
			now, err := s.Note(t.Context(), "k")
			must(t, err)
			old = now
		}
	}},
}

func wantNote(t *testing.T, s Backend, key, want string) {
	t.Helper()
	got, err := s.Note(t.Context(), key)
	must(t, err)
	same(t, "note "+key, got, want)
}

// noteCalls are the methods of workflow.Notes.
var noteCalls = []call{
	{"Note", func(ctx context.Context, s Backend) error { _, err := s.Note(ctx, "k"); return err }},
	{"SwapNote", func(ctx context.Context, s Backend) error { return s.SwapNote(ctx, "mới", "", "một") }},
}
