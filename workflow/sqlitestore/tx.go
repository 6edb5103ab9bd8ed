package sqlitestore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"vanthu/workflow"
)

// A tx runs statements on the writer's connection. Statements are prepared
// once; they carry no context, for an interrupted one would roll back the
// requests of others too.
type tx struct {
	conn    *sql.Conn
	stmts   map[string]*sql.Stmt
	touched bool // by the request that runs: it wrote, or a statement failed
	late    late
	owed    int // about how many rows search is behind with
}

// late is what the requests of a transaction leave to be written at its end,
// once for all of them.
type late struct {
	books map[workflow.BookKey]*count
	rows  []int64 // whose words search does not have
}

// errTouched means that a request failed after it had written something.
var errTouched = errors.New("a request failed in its middle")

// group does all requests in one transaction. An error means that none was
// done; the answers are each request's own. Nearly all requests that fail do so
// before they write, and then there is nothing to undo. When one fails later,
// all are done again, each in a savepoint of its own.
func (t *tx) group(requests []*request) ([]error, error) {
	answers, err := t.transact(requests, t.together)
	if errors.Is(err, errTouched) {
		return t.transact(requests, t.apart)
	}
	return answers, err
}

// transact runs do for each request. What do calls fatal undoes all.
func (t *tx) transact(requests []*request, do func(*request) (answer, fatal error)) (answers []error, err error) {
	t.late = late{books: map[workflow.BookKey]*count{}}
	if err := patiently(func() error { return t.exec(`BEGIN IMMEDIATE`) }); err != nil {
		return nil, err
	}
	for _, r := range requests {
		answer, err := do(r)
		if err != nil {
			return nil, t.rollback(err)
		}
		answers = append(answers, answer)
	}
	if err := t.finish(); err != nil {
		return nil, t.rollback(err)
	}
	if err := t.exec(`COMMIT`); err != nil {
		return nil, t.rollback(err)
	}
	return answers, nil
}

// together does a request among others.
func (t *tx) together(r *request) (answer, fatal error) {
	t.touched = false
	if answer = r.do(t); answer != nil && t.touched {
		return nil, errTouched
	}
	return answer, nil
}

// apart does a request in a savepoint and undoes it when it fails. fatal means
// that the whole transaction is lost, as SQLite does on a full disk.
func (t *tx) apart(r *request) (answer, fatal error) {
	if err := t.exec(`SAVEPOINT request`); err != nil {
		return nil, err
	}
	if answer = r.do(t); answer == nil {
		answer = t.finish()
	}
	if answer != nil {
		t.late = late{books: map[workflow.BookKey]*count{}}
		if err := t.exec(`ROLLBACK TO request`); err != nil {
			return nil, errors.Join(answer, err)
		}
	}
	return answer, t.exec(`RELEASE request`)
}

// finish writes what is late.
func (t *tx) finish() error {
	for book, c := range t.late.books {
		err := t.exec(`UPDATE books SET last = ?, last_date = ? WHERE unit = ? AND year = ? AND series = ?`,
			append([]any{c.last, c.date.String()}, key(book)...)...)
		if err != nil {
			return err
		}
	}
	clear(t.late.books)
	return t.behind()
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
	t.touched = true
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
	err = stmt.QueryRowContext(context.Background(), args...).Scan(into...)
	t.touched = t.touched || err != nil && !errors.Is(err, sql.ErrNoRows)
	return err
}

// rows calls scan for each row of a query, which may write, too.
func (t *tx) rows(query string, args []any, scan func(*sql.Rows) error) error {
	stmt, err := t.prepare(query) //nolint:sqlclosecheck // kept for the next time; close closes it
	if err != nil {
		return err
	}
	rows, err := stmt.QueryContext(context.Background(), args...)
	err = each(rows, err, scan)
	t.touched = t.touched || err != nil
	return err
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
