package sqlitestore_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/documents"
	"vanthu/workflow"
)

// next returns the version after r, with a text of the given paragraphs.
func next(r *workflow.Record, text ...string) *workflow.Record {
	after := *r
	after.Version++
	after.Document.Body = nil
	for _, line := range text {
		after.Document.Body = append(after.Document.Body, documents.Block{Type: documents.Paragraph, Text: documents.Text{{Text: line}}})
	}
	return &after
}

// TestTextIsWrittenWhenItChanges: an act that only moves a document on leaves the
// row of its text alone; one that changes the text, even to none, is seen.
func TestTextIsWrittenWhenItChanges(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	t.Cleanup(func() { must(t, s.Close()) })
	r := draft(1)
	must(t, s.Create(t.Context(), r))
	const mark = "dấu cho biết hàng này không bị ghi lại"
	swap := func(after *workflow.Record) {
		t.Helper()
		must(t, s.Swap(t.Context(), after, r.Version))
		r = after
	}
	hasLines := func(want ...string) {
		t.Helper()
		stored, err := s.Get(t.Context(), ward, r.ID)
		must(t, err)
		var got []string
		for _, b := range stored.Document.Body {
			got = append(got, b.Text.Plain())
		}
		if !slices.Equal(got, want) {
			t.Errorf("text %q, want %q", got, want)
		}
	}
	swap(next(r, "một", "hai"))
	hasLines("một", "hai")
	edit(t, dir, `UPDATE papers SET body = replace(body, 'hai', ?)`, mark)
	swap(next(r, "một", "hai")) // the same text: its row stays as it was marked
	hasLines("một", mark)
	swap(next(r, "một", "ba"))
	hasLines("một", "ba")
	swap(next(r))
	hasLines()
	swap(next(r, "bốn"))
	hasLines("bốn")
}

// TestOpenReadsTextsOfAnOldDatabase: one from before texts had rows of their own.
func TestOpenReadsTextsOfAnOldDatabase(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	registered := enter(t, s, 1)
	must(t, s.Create(t.Context(), draft(2)))
	must(t, s.Close())
	edit(t, dir, beforePapers)
	s = open(t, dir)
	t.Cleanup(func() { must(t, s.Close()) })
	for _, want := range []*workflow.Record{registered, draft(2)} {
		got, err := s.Get(t.Context(), ward, want.ID)
		must(t, err)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", want.ID, diff)
		}
	}
	findsAll(t, s, lines(t, s))
	after := next(draft(2), "ba lần bảy")
	must(t, s.Swap(t.Context(), after, 1))
	got, err := s.Get(t.Context(), ward, after.ID)
	must(t, err)
	if diff := cmp.Diff(after, got); diff != "" {
		t.Errorf("after the next act (-want +got):\n%s", diff)
	}
	if n := ask(t, dir, `SELECT count(*) FROM papers`); n != "1" {
		t.Errorf("%s texts lie apart, want that of the record that was written", n)
	}
}
