package moving_test

import (
	"database/sql"
	"errors"
	"path/filepath"
	"testing"

	"vanthu/workflow"
)

// eachWay runs a test from each kind of store to each.
func eachWay(t *testing.T, test func(t *testing.T, from, to store)) {
	t.Helper()
	t.Run("SQLiteToSQLite", func(t *testing.T) {
		t.Parallel()
		test(t, openSQLite(t, t.TempDir()), openSQLite(t, t.TempDir()))
	})
}

// damage spoils the JSON of a record behind the store's back.
func damage(t *testing.T, dir string, id workflow.RecordID) {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(dir, "vanthu.db")+"?_busy_timeout=10000")
	must(t, err)
	_, err = db.ExecContext(t.Context(), `UPDATE records SET body = substr(body, 1, 200) WHERE id = ?`, id)
	must(t, errors.Join(err, db.Close()))
}
