package sqlitestore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"vanthu/workflow"
)

// Audit compares a book with its entries and records; see workflow.Books. It
// reads them as they were at one moment.
func (s *Store) Audit(ctx context.Context, book workflow.BookKey) ([]string, error) {
	tx, err := s.reads.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, fmt.Errorf("audit book: %w", s.readError(ctx, err))
	}
	defer func() { _ = tx.Rollback() }()
	a := &audit{ctx: ctx, q: tx, book: book}
	for _, check := range []func() error{a.lines, a.count, a.records} {
		if err := check(); err != nil {
			return nil, fmt.Errorf("audit book %s of %d of %s: %w", book.Series, book.Year, book.Unit, s.readError(ctx, err))
		}
	}
	return a.found, nil
}

// An audit collects what is wrong with one book.
type audit struct {
	ctx      context.Context
	q        queryer
	book     workflow.BookKey
	found    []string
	number   int    // of the last line read
	lastDate string // the latest of the lines read
}

func (a *audit) report(format string, args ...any) {
	a.found = append(a.found, fmt.Sprintf("Sổ %s năm %d: ", a.book.Series, a.book.Year)+fmt.Sprintf(format, args...))
}

// A line is an entry beside the record it names.
type line struct {
	number              int
	record, void, date  string
	reference           string
	year, n             sql.NullInt64
	series, recordShown sql.NullString
}

// lines reads the entries in order: each number must follow the one before and
// belong to the record it names.
func (a *audit) lines() error {
	rows, err := a.q.QueryContext(a.ctx, `SELECT e.number, e.record, e.void, e.reference, e.body ->> '$.date',
			r.year, r.series, r.number, r.body ->> '$.document.reference'
		FROM entries e LEFT JOIN records r ON r.unit = e.unit AND r.id = e.record
		WHERE e.unit = ? AND e.year = ? AND e.series = ? ORDER BY e.number`, key(a.book)...)
	return each(rows, err, func(rows *sql.Rows) error {
		var l line
		err := rows.Scan(&l.number, &l.record, &l.void, &l.reference, &l.date, &l.year, &l.series, &l.n, &l.recordShown)
		if err != nil {
			return err
		}
		a.line(l)
		return nil
	})
}

func (a *audit) line(l line) {
	for a.number++; a.number < l.number; a.number++ {
		a.report("thiếu số %02d.", a.number)
	}
	if l.date < a.lastDate {
		a.report("số %02d có ngày %s, trước ngày của số liền trước.", l.number, l.date)
	}
	a.lastDate = max(a.lastDate, l.date)
	switch {
	case !l.n.Valid:
		a.report("số %02d ghi cho văn bản %s, nhưng không có văn bản này.", l.number, l.record)
	case l.void != "": // its record may have been given another number since
	case int(l.n.Int64) != l.number || int(l.year.Int64) != a.book.Year || l.series.String != a.book.Series ||
		l.recordShown.String != l.reference:
		a.report("số %02d ghi %s cho văn bản %s, nhưng văn bản mang số %q.", l.number, l.reference, l.record, l.recordShown.String)
	}
}

// count compares the book's own count with its entries.
func (a *audit) count() error {
	var last int
	var date string
	err := a.q.QueryRowContext(a.ctx, `SELECT last, last_date FROM books WHERE unit = ? AND year = ? AND series = ?`, key(a.book)...).
		Scan(&last, &date)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	if last != a.number {
		a.report("số cuối của sổ là %02d, nhưng dòng cuối là số %02d.", last, a.number)
	}
	if date != a.lastDate {
		a.report("ngày cuối của sổ là %s, nhưng dòng cuối đề ngày %s.", date, a.lastDate)
	}
	return nil
}

// records looks for numbered records that the book does not know.
func (a *audit) records() error {
	rows, err := a.q.QueryContext(a.ctx, `SELECT r.id, r.number FROM records r WHERE r.unit = ? AND r.year = ? AND r.series = ? AND r.number > 0
		AND NOT EXISTS (SELECT 1 FROM entries e WHERE e.unit = r.unit AND e.year = r.year AND e.series = r.series
			AND e.number = r.number AND e.record = r.id) ORDER BY r.number`, key(a.book)...)
	return each(rows, err, func(rows *sql.Rows) error {
		var id string
		var n int
		if err := rows.Scan(&id, &n); err != nil {
			return err
		}
		a.report("văn bản %s mang số %02d, nhưng sổ không ghi.", id, n)
		return nil
	})
}
