package sqlitestore

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"vanthu/documents"
	"vanthu/workflow"
)

// ErrKept means that what a restore kept beside the database cannot be read.
var ErrKept = errors.New("a database kept by a restore cannot be read")

// errNoJSON says that a body is not what was written.
var errNoJSON = errors.New("it is no JSON")

// Texts calls visit with each text of each table, as it is stored and all at one
// moment, whatever it is of; see workflow/sweeping. So it does with the databases
// that restores kept beside this one: their files are only here. A
// *workflow.BadItem for a body that is no JSON, ErrKept.
func (s *Store) Texts(ctx context.Context, visit func(text []byte) error) error {
	if err := texts(ctx, s.reads.DB, visit); err != nil {
		return fmt.Errorf("read all texts: %w", s.readError(ctx, err))
	}
	kept, err := filepath.Glob(filepath.Join(s.dir, keptName("*")))
	if err != nil {
		return fmt.Errorf("look for kept databases: %w", err)
	}
	for _, name := range kept {
		if err := keptTexts(ctx, name, visit); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// keptTexts reads the database of a backup.
func keptTexts(ctx context.Context, name string, visit func(text []byte) error) (err error) {
	room, err := os.MkdirTemp(filepath.Dir(name), ".texts-*") // where there was room for it before
	if err != nil {
		return fmt.Errorf("make room for a kept database: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(room)) }()
	fresh := filepath.Join(room, FileName)
	a, err := openArchive(ctx, name, fresh)
	if err == nil {
		err = a.zip.Close()
	}
	if err == nil {
		err = with(fresh, nil, func(db *sql.DB) error { return texts(ctx, db, visit) })
	}
	if err != nil && ctx.Err() == nil {
		return fmt.Errorf("%w: %w", ErrKept, err)
	}
	return err
}

// texts reads all tables in one transaction. Those of search hold no texts.
func texts(ctx context.Context, db *sql.DB, visit func(text []byte) error) error {
	t, err := db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	defer func() { _ = t.Rollback() }() // it only reads
	var tables []string
	rows, err := t.QueryContext(ctx, `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\'`)
	err = each(rows, err, func(rows *sql.Rows) error {
		var name string
		err := rows.Scan(&name)
		tables = append(tables, name)
		return err
	})
	if err != nil {
		return err
	}
	for _, name := range tables {
		rows, err := t.QueryContext(ctx, `SELECT * FROM "`+name+`"`) //nolint:gosec // the name of a table of ours
		r := reader{table: name}
		err = each(rows, err, func(rows *sql.Rows) error {
			if err := r.read(rows); err != nil {
				return err
			}
			for _, v := range r.values {
				if err := visit(*v.(*sql.RawBytes)); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// A reader reads the rows of a table as texts.
type reader struct {
	table   string
	columns []string
	values  []any // *sql.RawBytes
}

// read reads a row, whose body must be JSON, if it has one.
func (r *reader) read(rows *sql.Rows) (err error) {
	if r.columns == nil {
		if r.columns, err = rows.Columns(); err != nil {
			return err
		}
		for range r.columns {
			r.values = append(r.values, new(sql.RawBytes))
		}
	}
	if err := rows.Scan(r.values...); err != nil {
		return err
	}
	if !slices.Contains(r.columns, "body") || json.Valid(r.value("body")) {
		return nil
	}
	at := workflow.Place{Unit: documents.UnitID(r.value("unit")), Key: string(r.value("id"))}
	if at.Key == "" {
		at.Key = string(r.value(r.columns[0]))
	}
	return &workflow.BadItem{Part: workflow.Part(r.table), Place: at, Err: errNoJSON}
}

// value returns the value of a column of the row, nil for one that there is not.
func (r *reader) value(column string) []byte {
	if at := slices.Index(r.columns, column); at >= 0 {
		return *r.values[at].(*sql.RawBytes)
	}
	return nil
}
