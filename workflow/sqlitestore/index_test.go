package sqlitestore_test

import (
	"errors"
	"testing"

	"vanthu/workflow"
)

// TestSearchSeesWhatAnotherWrote: two servers on one file, where neither knows
// what the other has not given to search yet.
func TestSearchSeesWhatAnotherWrote(t *testing.T) {
	dir := t.TempDir()
	one, two := open(t, dir), open(t, dir)
	t.Cleanup(func() { must(t, errors.Join(one.Close(), two.Close())) })
	for n := range long(20) {
		enter(t, one, n+1)
		findsAll(t, two, lines(t, two)[n:])
	}
}

// TestSearchGoesOnBesideADamagedRecord: a record that nobody can read any more
// is not found, and keeps nobody from finding the others.
func TestSearchGoesOnBesideADamagedRecord(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	t.Cleanup(func() { must(t, s.Close()) })
	enter(t, s, 1)
	enter(t, s, 2)
	findsAll(t, s, lines(t, s))
	edit(t, dir, `UPDATE records SET body = '{' WHERE number = 1; INSERT INTO unsearched SELECT rid FROM records`)
	page, err := s.List(t.Context(), ward, workflow.Query{Text: "chuyển đổi số"})
	must(t, err)
	if len(page.Items) != 1 || page.Items[0].ID != recordID(2) {
		t.Errorf("found %v, want the second record alone", page.Items)
	}
}

// TestSearchLearnsByItself: what nobody searches for is given to search, too.
func TestSearchLearnsByItself(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	t.Cleanup(func() { must(t, s.Close()) })
	enter(t, s, 1)
	for ask(t, dir, `SELECT count(*) FROM unsearched`) != "0" { // go test ends it that never learns
	}
	if got := ask(t, dir, `SELECT count(*) FROM search WHERE search MATCH '"01 bc ubnd"'`); got != "1" {
		t.Errorf("found %s rows, want 1", got)
	}
}

// TestOpenLetsSearchLearnAnew: a database from before search knew the units of
// its rows.
func TestOpenLetsSearchLearnAnew(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	enter(t, s, 1)
	must(t, s.Close())
	edit(t, dir, beforeBench+`DROP TABLE search; DROP TABLE unsearched; PRAGMA user_version = 4;
		CREATE VIRTUAL TABLE search USING fts5 (folded, exact, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0');
		INSERT INTO search (rowid, folded, exact) SELECT rid, 'bao cao', 'báo cáo' FROM records`)
	s = open(t, dir)
	t.Cleanup(func() { must(t, s.Close()) })
	findsAll(t, s, lines(t, s))
}
