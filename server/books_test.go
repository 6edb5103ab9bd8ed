package main

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
)

// TestProveFindsADifference: a book that would leave a number out is named with what
// is wrong, and the command says so to whoever called it.
func TestProveFindsADifference(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	store, err := openStore(t.Context(), place{folder: folder})
	if err != nil {
		t.Fatal(err)
	}
	book := workflow.BookKey{Unit: "duc-pho", Year: 2025, Series: "BC"}
	for part, value := range map[workflow.Part]any{
		workflow.UnitPart: &documents.Unit{ID: "duc-pho"},
		workflow.BookPart: &workflow.BookEnd{Book: book, Last: 4, LastDate: documents.Date{Year: 2025, Month: 11, Day: 25}},
	} {
		if err := store.Bring(t.Context(), part, []workflow.Item{workflow.NewItem(value)}); err != nil {
			t.Fatal(err)
		}
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	e := env{[]string{"books", "prove", "-data", folder}, func(string) string { return "" }, &out, func() time.Time { return time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC) }}
	err = e.run(t.Context())
	if code := report(io.Discard, err); code != 1 {
		t.Errorf("exit code %d, want 1: %v", code, err)
	}
	for _, want := range []string{"duc-pho 2025 BC: số 01–04, chưa đóng: 2 chỗ sai\n", "số cuối của sổ là 04, nhưng dòng cuối là số 00.", "1 sổ, 1 sổ có chỗ sai."} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("it does not say %q:\n%s", want, out.String())
		}
	}
}
