package sqlitestore

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
)

// versions are the schema files in order; the version of a database is the
// number of those it has had. A file that was released is never changed.
//
//go:embed schema/*.sql
var versions embed.FS

// applicationID marks our databases: "VANT".
const applicationID = 0x56414e54

// ErrForeign means that the file is a database, but not one of ours.
var ErrForeign = errors.New("not a database of this program")

// ErrNewer means that a newer program wrote the database.
var ErrNewer = errors.New("written by a newer program")

// schemaFiles returns the scripts in order.
func schemaFiles() ([]string, error) {
	entries, err := versions.ReadDir("schema")
	if err != nil {
		return nil, err
	}
	var scripts []string
	for _, e := range entries {
		script, err := versions.ReadFile("schema/" + e.Name())
		if err != nil {
			return nil, err
		}
		scripts = append(scripts, string(script))
	}
	return scripts, nil
}

// migrate brings db up to date in one transaction; two processes may try at
// once.
func migrate(ctx context.Context, db *sql.DB) error {
	scripts, err := schemaFiles()
	if err != nil {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	have, err := schemaVersion(ctx, tx, len(scripts))
	if err != nil || have == len(scripts) {
		return err
	}
	for i := have; i < len(scripts); i++ {
		if _, err := tx.ExecContext(ctx, scripts[i]); err != nil {
			return fmt.Errorf("bring schema to version %d: %w", i+1, err)
		}
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", len(scripts))); err != nil {
		return err
	}
	return tx.Commit()
}

// queryer is what a database, a connection and a transaction have in common.
type queryer interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// schemaVersion returns the version of a database, 0 for an empty one. It
// returns ErrForeign or ErrNewer when this program, that knows version known,
// must not touch it.
func schemaVersion(ctx context.Context, q queryer, known int) (int, error) {
	var version, app, tables int
	err := q.QueryRowContext(ctx, `SELECT user_version, application_id, (SELECT count(*) FROM sqlite_schema)
		FROM pragma_user_version, pragma_application_id`).Scan(&version, &app, &tables)
	switch {
	case err != nil:
		return 0, err
	case version == 0 && tables == 0:
		return 0, nil
	case app != applicationID:
		return 0, ErrForeign
	case version > known:
		return 0, fmt.Errorf("schema %d, this program knows %d: %w", version, known, ErrNewer)
	}
	return version, nil
}
