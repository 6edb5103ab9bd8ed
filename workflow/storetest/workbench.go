package storetest

import (
	"context"
	"testing"

	"vanthu/documents"
	"vanthu/workflow"
)

// typed returns what the drafter has typed at its nth save.
func typed(save int64) *workflow.Scratch {
	return &workflow.Scratch{
		ScratchKey: workflow.ScratchKey{Unit: home, Record: id(1), By: "chuyenvien"}, Base: 3, Save: save, At: seconds(int(save)),
		Fields: map[string][]string{"abstract": {"Đang gõ\r\n“dở” <&>"}, "recipients": {"Sở Nội vụ", ""}},
	}
}

// held returns a hold of record 1 until some seconds after the morning.
func held(by documents.AccountID, until int) workflow.Hold {
	return workflow.Hold{Unit: home, Record: id(1), By: by, Name: "Người " + string(by), Until: seconds(until)}
}

// take takes a hold at some seconds after the morning.
func take(t *testing.T, s Backend, h workflow.Hold, at int) workflow.Hold {
	t.Helper()
	got, err := s.Hold(t.Context(), h, seconds(at), false)
	must(t, err)
	return got
}

var workbenches = []promise{
	{"Scratch/ComesBackAsTyped", func(t *testing.T, s Backend) {
		must(t, s.KeepScratch(t.Context(), typed(1)))
		must(t, s.KeepScratch(t.Context(), typed(2)))
		got, err := s.Scratch(t.Context(), typed(1).ScratchKey)
		must(t, err)
		same(t, "scratch", got, typed(2))
	}},
	{"Scratch/AnotherTabConflicts", func(t *testing.T, s Backend) {
		must(t, s.KeepScratch(t.Context(), typed(1)))
		wantKind(t, "first again", s.KeepScratch(t.Context(), typed(1)), documents.ErrConflict)
		wantKind(t, "one left out", s.KeepScratch(t.Context(), typed(3)), documents.ErrConflict)
		errs := together(16, func(int) error { return s.KeepScratch(t.Context(), typed(2)) })
		oneWinner(t, "second", errs, documents.ErrConflict)
	}},
	{"Scratch/IsOnesOwn", func(t *testing.T, s Backend) {
		must(t, s.KeepScratch(t.Context(), typed(1)))
		for _, key := range []workflow.ScratchKey{{Unit: other, Record: id(1), By: "chuyenvien"}, {Unit: home, Record: id(2), By: "chuyenvien"}, {Unit: home, Record: id(1), By: "vanthu"}} {
			_, err := s.Scratch(t.Context(), key)
			wantKind(t, "read", err, documents.ErrNotFound)
			must(t, s.DropScratch(t.Context(), key))
		}
		_, err := s.Scratch(t.Context(), typed(1).ScratchKey)
		must(t, err)
	}},
	{"Scratch/DroppedIsGoneAndMayBegin", func(t *testing.T, s Backend) {
		must(t, s.KeepScratch(t.Context(), typed(1)))
		must(t, s.DropScratch(t.Context(), typed(1).ScratchKey))
		_, err := s.Scratch(t.Context(), typed(1).ScratchKey)
		wantKind(t, "read", err, documents.ErrNotFound)
		wantKind(t, "going on", s.KeepScratch(t.Context(), typed(2)), documents.ErrConflict)
		must(t, s.KeepScratch(t.Context(), typed(1)))
	}},
	{"Scratch/ReopeningKeepsItAndTheHold", func(t *testing.T, s Backend) {
		must(t, s.KeepScratch(t.Context(), typed(1)))
		take(t, s, held("a", 60), 0)
		again := s.Reopen(t)
		t.Cleanup(func() { _ = again.Close() })
		got, err := again.Scratch(t.Context(), typed(1).ScratchKey)
		must(t, err)
		same(t, "scratch", got, typed(1))
		same(t, "holder", take(t, again, held("b", 70), 10), held("a", 60))
	}},
	{"Hold/FirstHasItUntilItEnds", func(t *testing.T, s Backend) {
		same(t, "first", take(t, s, held("a", 60), 0), held("a", 60))
		same(t, "second, too early", take(t, s, held("b", 70), 10), held("a", 60))
		same(t, "renewed", take(t, s, held("a", 90), 30), held("a", 90))
		same(t, "second, after the end", take(t, s, held("b", 150), 90), held("b", 150))
	}},
	{"Hold/TakenOver", func(t *testing.T, s Backend) {
		take(t, s, held("a", 60), 0)
		got, err := s.Hold(t.Context(), held("b", 70), seconds(10), true)
		must(t, err)
		same(t, "taken over", got, held("b", 70))
		same(t, "the first again", take(t, s, held("a", 80), 20), held("b", 70))
	}},
	{"Hold/ParallelCallsAgree", func(t *testing.T, s Backend) {
		got := make([]workflow.Hold, 16)
		for _, err := range together(len(got), func(i int) (err error) {
			got[i], err = s.Hold(t.Context(), held(documents.AccountID(rune('a'+i)), 60), seconds(0), false)
			return err
		}) {
			must(t, err)
		}
		for _, h := range got {
			same(t, "holder", h, got[0])
		}
	}},
	{"Hold/LetGoByItsHolderOnly", func(t *testing.T, s Backend) {
		take(t, s, held("a", 60), 0)
		must(t, s.LetGo(t.Context(), held("b", 60)))
		same(t, "still held", take(t, s, held("b", 60), 1), held("a", 60))
		must(t, s.LetGo(t.Context(), held("a", 60)))
		same(t, "free", take(t, s, held("b", 60), 1), held("b", 60))
	}},
}

// workbenchCalls are the methods of the workbench, for the promises that hold
// for every call.
var workbenchCalls = []call{
	{"Scratch", func(ctx context.Context, s Backend) error {
		_, err := s.Scratch(ctx, typed(1).ScratchKey)
		return err
	}},
	{"KeepScratch", func(ctx context.Context, s Backend) error { return s.KeepScratch(ctx, typed(2)) }},
	{"DropScratch", func(ctx context.Context, s Backend) error { return s.DropScratch(ctx, typed(1).ScratchKey) }},
	{"Hold", func(ctx context.Context, s Backend) error {
		_, err := s.Hold(ctx, held("b", 60), seconds(0), true)
		return err
	}},
	{"LetGo", func(ctx context.Context, s Backend) error { return s.LetGo(ctx, held("a", 60)) }},
}
