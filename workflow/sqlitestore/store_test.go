package sqlitestore_test

import (
	"database/sql"
	"errors"
	"path/filepath"
	"testing"

	"vanthu/workflow"
	"vanthu/workflow/sqlitestore"
	"vanthu/workflow/storetest"
)

func open(t *testing.T, dir string) *sqlitestore.Store {
	t.Helper()
	s, err := sqlitestore.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestContract(t *testing.T) {
	storetest.Run(t, func(t *testing.T) storetest.Backend {
		t.Helper()
		return backend(t, t.TempDir())
	})
}

// backend opens the store in dir. It declares no crash points: an act is one
// transaction. kill_test.go kills the process in it.
func backend(t *testing.T, dir string) storetest.Backend {
	t.Helper()
	s := open(t, dir)
	return storetest.Backend{
		Records: s, Books: s, Outbox: s, Directory: s, Templates: s, Workbench: s, Cabinet: s, Notes: s, Moving: s, Store: s, Powers: s, AddressBook: s, Units: s, Credentials: s, Sessions: s, Closer: s,
		Reopen: func(t *testing.T) storetest.Backend {
			t.Helper()
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			return backend(t, dir)
		},
		Damage: func(t *testing.T, book workflow.BookKey, d storetest.Damage) {
			t.Helper()
			edit(t, dir, damages[d], book.Unit, book.Year, book.Series)
		},
	}
}

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

// edit runs a statement behind the store's back, as another program would.
func edit(t *testing.T, dir, query string, args ...any) {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(dir, "vanthu.db")+"?_busy_timeout=10000")
	must(t, err)
	_, err = db.ExecContext(t.Context(), query, args...)
	must(t, errors.Join(err, db.Close()))
}
