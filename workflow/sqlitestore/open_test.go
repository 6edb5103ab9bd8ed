package sqlitestore_test

import (
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"vanthu/documents"
	"vanthu/workflow/sqlitestore"
)

// integrity returns what SQLite says of the database in dir.
func integrity(t *testing.T, dir string) string {
	t.Helper()
	return ask(t, dir, `PRAGMA integrity_check`)
}

// ask returns the one value of a query.
func ask(t *testing.T, dir, query string) string {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(dir, "vanthu.db"))
	must(t, err)
	var value string
	err = db.QueryRowContext(t.Context(), query).Scan(&value)
	must(t, errors.Join(err, db.Close()))
	return value
}

func TestOpenMakesTheFolder(t *testing.T) {
	for _, name := range []string{"a/b", "with space", "50%", "a?b#c", "Đức Phổ"} {
		dir := filepath.Join(t.TempDir(), filepath.FromSlash(name))
		s := open(t, dir)
		enter(t, s, 1)
		must(t, s.Close())
		if _, err := os.Stat(filepath.Join(dir, "vanthu.db")); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestOpenSetsWhatDurabilityNeeds(t *testing.T) {
	dir := t.TempDir()
	must(t, open(t, dir).Close())
	if got := ask(t, dir, `PRAGMA journal_mode`); got != "wal" {
		t.Errorf("journal mode is %s, want wal", got)
	}
	scripts, err := os.ReadDir("schema")
	must(t, err)
	if got := ask(t, dir, `PRAGMA user_version`); got != strconv.Itoa(len(scripts)) {
		t.Errorf("schema version is %s, want %d", got, len(scripts))
	}
}

// TestOpenBringsVersionOneUpToDate: a database from before the address book.
func TestOpenBringsVersionOneUpToDate(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	enter(t, s, 1)
	must(t, s.Close())
	old, err := sql.Open("sqlite", filepath.Join(dir, "vanthu.db"))
	must(t, err)
	_, err = old.ExecContext(t.Context(), beforeBench+`DROP TABLE cards; DROP TABLE templates; DROP TABLE notes; DROP TABLE unsearched; PRAGMA user_version = 1`)
	must(t, errors.Join(err, old.Close()))

	s = open(t, dir)
	t.Cleanup(func() { must(t, s.Close()) })
	must(t, s.PutGroup(t.Context(), &documents.Group{ID: "cac-so", Unit: "x"}))
	if got := lines(t, s); len(got) != 1 {
		t.Errorf("got %d lines, want the one from before", len(got))
	}
}

func TestOpenRefuses(t *testing.T) {
	for _, row := range []struct {
		name, spoil string
		want        error
	}{
		{"ANewerSchema", `PRAGMA user_version = 99`, sqlitestore.ErrNewer},
		{"AnotherProgram", `PRAGMA application_id = 7`, sqlitestore.ErrForeign},
	} {
		t.Run(row.name, func(t *testing.T) {
			dir := t.TempDir()
			must(t, open(t, dir).Close())
			edit(t, dir, row.spoil)
			_, err := sqlitestore.Open(t.Context(), dir)
			if !errors.Is(err, row.want) || !strings.Contains(err.Error(), dir) {
				t.Errorf("got error %v, want %v with the file's name", err, row.want)
			}
		})
	}
	t.Run("ADatabaseWithoutOurMark", func(t *testing.T) {
		dir := t.TempDir()
		edit(t, dir, `CREATE TABLE other (x)`)
		if _, err := sqlitestore.Open(t.Context(), dir); !errors.Is(err, sqlitestore.ErrForeign) {
			t.Errorf("got error %v, want %v", err, sqlitestore.ErrForeign)
		}
	})
}

func TestOpenAtOnce(t *testing.T) {
	dir := t.TempDir()
	errs := make(chan error)
	for n := range 8 {
		go func() {
			s, err := sqlitestore.Open(t.Context(), dir)
			if err == nil {
				err = errors.Join(s.Create(t.Context(), draft(n)), s.Close())
			}
			errs <- err
		}()
	}
	for range 8 {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
}

func TestUnknownErrorIsInternal(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	t.Cleanup(func() { must(t, s.Close()) })
	edit(t, dir, `CREATE TRIGGER full BEFORE INSERT ON units BEGIN SELECT RAISE(ABORT, 'no'); END`)
	err := s.PutUnit(t.Context(), &documents.Unit{ID: "x"})
	if err == nil || errors.Is(err, documents.ErrExists) || errors.Is(err, documents.ErrUnavailable) {
		t.Errorf("an error of no kind: got %v", err)
	}
	must(t, s.Create(t.Context(), draft(1))) // the writer goes on
}

// TestFullDisk: a database that may not grow.
func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	t.Cleanup(func() { must(t, s.Close()) })
	enter(t, s, 1)
	must(t, s.Limit(t.Context(), 60))
	var err error
	n := 2
	for ; err == nil && n < 10_000; n++ {
		err = s.Create(t.Context(), draft(n))
	}
	if !errors.Is(err, documents.ErrUnavailable) {
		t.Fatalf("got error %v, want %v", err, documents.ErrUnavailable)
	}
	must(t, s.Limit(t.Context(), 1_000_000))
	enter(t, s, n)
	if got := lines(t, s); len(got) != 2 {
		t.Errorf("got %d lines, want 2", len(got))
	}
}
