package sqlitestore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// A tx runs statements on the writer's connection. Statements are prepared
// once; they carry no context, for an interrupted one would roll back the
// requests of others too.
type tx struct {
	conn  *sql.Conn
	stmts map[string]*sql.Stmt
	found []found // for search, at the end of the transaction
}

// group does all requests in one transaction. An error means that none was
// done; the answers are each request's own.
func (t *tx) group(requests []*request) (answers []error, err error) {
	t.found = t.found[:0]
	if err := patiently(func() error { return t.exec(`BEGIN IMMEDIATE`) }); err != nil {
		return nil, err
	}
	for _, r := range requests {
		answer, err := t.attempt(r.do)
		if err != nil {
			return nil, t.rollback(err)
		}
		answers = append(answers, answer)
	}
	if err := t.writeFound(); err != nil {
		return nil, t.rollback(err)
	}
	if err := t.exec(`COMMIT`); err != nil {
		return nil, t.rollback(err)
	}
	return answers, nil
}

// attempt runs do in a savepoint and undoes it when it fails. fatal means that
// the whole transaction is lost, as SQLite does on a full disk.
func (t *tx) attempt(do func(*tx) error) (answer, fatal error) {
	if err := t.exec(`SAVEPOINT request`); err != nil {
		return nil, err
	}
	before := len(t.found)
	if answer = do(t); answer != nil {
		t.found = t.found[:before]
		if err := t.exec(`ROLLBACK TO request`); err != nil {
			return nil, errors.Join(answer, err)
		}
	}
	return answer, t.exec(`RELEASE request`)
}

// rollback ends the transaction, if SQLite has not yet, and returns err. Its
// own error says only that there was none left to end.
func (t *tx) rollback(err error) error {
	_ = t.exec(`ROLLBACK`)
	return err
}

// exec runs a statement.
func (t *tx) exec(query string, args ...any) error {
	_, err := t.change(query, args...)
	return err
}

// change runs a statement and returns how many rows it changed.
func (t *tx) change(query string, args ...any) (int64, error) {
	stmt, err := t.prepare(query) //nolint:sqlclosecheck // kept for the next time; close closes it
	if err != nil {
		return 0, err
	}
	res, err := stmt.ExecContext(context.Background(), args...)
	if err != nil {
		return 0, fmt.Errorf("run %.40q: %w", query, err)
	}
	return res.RowsAffected()
}

// row scans the one row of a query; sql.ErrNoRows when there is none.
func (t *tx) row(query string, args []any, into ...any) error {
	stmt, err := t.prepare(query) //nolint:sqlclosecheck // kept for the next time; close closes it
	if err != nil {
		return err
	}
	return stmt.QueryRowContext(context.Background(), args...).Scan(into...)
}

// rows calls scan for each row of a query.
func (t *tx) rows(query string, args []any, scan func(*sql.Rows) error) error {
	stmt, err := t.prepare(query) //nolint:sqlclosecheck // kept for the next time; close closes it
	if err != nil {
		return err
	}
	rows, err := stmt.QueryContext(context.Background(), args...)
	return each(rows, err, scan)
}

func (t *tx) prepare(query string) (*sql.Stmt, error) {
	if stmt, ok := t.stmts[query]; ok {
		return stmt, nil
	}
	stmt, err := t.conn.PrepareContext(context.Background(), query)
	if err != nil {
		return nil, fmt.Errorf("prepare %.40q: %w", query, err)
	}
	t.stmts[query] = stmt
	return stmt, nil
}

// close gives the connection back; closing the database reports its errors.
func (t *tx) close() {
	for _, stmt := range t.stmts {
		_ = stmt.Close()
	}
	_ = t.conn.Close()
}

// each calls scan for each of rows and closes them. err is that of the query.
func each(rows *sql.Rows, err error, scan func(*sql.Rows) error) error {
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}
