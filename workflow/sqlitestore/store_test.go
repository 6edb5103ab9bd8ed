package sqlitestore_test

import (
	"database/sql"
	"path/filepath"
	"testing"

	"vanthu/workflow"
	"vanthu/workflow/sqlitestore"
	"vanthu/workflow/storetest"
)

// A backend is the store with what the contract's tests do to it.
type backend struct {
	*sqlitestore.Store
	dir string
}

func open(t *testing.T, dir string) backend {
	t.Helper()
	s, err := sqlitestore.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	return backend{s, dir}
}

func TestContract(t *testing.T) {
	storetest.Run(t, func(t *testing.T) storetest.Backend { return open(t, t.TempDir()) })
}

func (b backend) Reopen(t *testing.T) storetest.Backend {
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	return open(t, b.dir)
}

// CrashPoints: an act is one transaction; kill_test.go kills the process in it.
func (b backend) CrashPoints() []string { return nil }

func (b backend) CrashAt(string) {}

// damages are what a hand with an SQL shell could do.
var damages = map[storetest.Damage]string{
	storetest.LostEntry:     `DELETE FROM entries WHERE (unit, year, series, number) = (?, ?, ?, 2)`,
	storetest.CountBehind:   `UPDATE books SET last = 2 WHERE (unit, year, series) = (?, ?, ?)`,
	storetest.CountAhead:    `UPDATE books SET last = 4 WHERE (unit, year, series) = (?, ?, ?)`,
	storetest.LastDateAhead: `UPDATE books SET last_date = '2025-12-30' WHERE (unit, year, series) = (?, ?, ?)`,
	storetest.LostRecord:    `DELETE FROM records WHERE (unit, year, series, number) = (?, ?, ?, 2)`,
	storetest.OtherNumber:   `UPDATE records SET number = 9 WHERE (unit, year, series, number) = (?, ?, ?, 2)`,
	storetest.OtherRecord: `UPDATE entries SET void = 'x', record = (SELECT record FROM entries e WHERE e.series = entries.series AND number = 3)
		WHERE (unit, year, series, number) = (?, ?, ?, 2)`,
}

func (b backend) Damage(t *testing.T, book workflow.BookKey, d storetest.Damage) {
	b.exec(t, damages[d], book.Unit, book.Year, book.Series)
}

// exec runs a statement behind the store's back, as another program would.
func (b backend) exec(t *testing.T, query string, args ...any) {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(b.dir, "vanthu.db")+"?_busy_timeout=10000")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	res, err := db.ExecContext(t.Context(), query, args...)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		t.Fatalf("%s changed %d rows, error %v", query, n, err)
	}
}
