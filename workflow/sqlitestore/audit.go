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
	a := &audit{ctx: ctx, q: tx, BookAudit: workflow.BookAudit{Book: book}}
	for _, check := range []func() error{a.lines, a.count, a.records} {
		if err := check(); err != nil {
			return nil, fmt.Errorf("audit book %s of %d of %s: %w", book.Series, book.Year, book.Unit, s.readError(ctx, err))
		}
	}
	return a.Found, nil
}

// An audit gives one book to a BookAudit, row by row.
type audit struct {
	workflow.BookAudit
	ctx context.Context
	q   queryer
}

// lines reads the entries in order, each beside the record it names and what lists show
// of it, which is short.
func (a *audit) lines() error {
	rows, err := a.q.QueryContext(a.ctx, `SELECT e.number, e.record, e.void <> '', e.reference, e.body ->> '$.date',
			r.id IS NULL, coalesce(r.year, 0), coalesce(r.series, ''), coalesce(r.number, 0), coalesce(l.summary ->> '$.came.number', l.summary ->> '$.reference', '')
		FROM entries e LEFT JOIN records r ON r.unit = e.unit AND r.id = e.record LEFT JOIN listed l ON l.rid = r.rid
		WHERE e.unit = ? AND e.year = ? AND e.series = ? ORDER BY e.number`, key(a.Book)...)
	return each(rows, err, func(rows *sql.Rows) error {
		l := workflow.AuditLine{In: workflow.BookKey{Unit: a.Book.Unit}}
		err := rows.Scan(&l.Number, &l.Record, &l.Void, &l.Reference, &l.Date, &l.Lost, &l.In.Year, &l.In.Series, &l.Has, &l.Shows)
		if err != nil {
			return err
		}
		a.Line(l)
		return nil
	})
}

// count reads the book's own count.
func (a *audit) count() error {
	var last int
	var date string
	err := a.q.QueryRowContext(a.ctx, `SELECT last, last_date FROM books WHERE unit = ? AND year = ? AND series = ?`, key(a.Book)...).
		Scan(&last, &date)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	a.Count(last, date)
	return nil
}

// records looks for numbered records that the book does not know.
func (a *audit) records() error {
	rows, err := a.q.QueryContext(a.ctx, `SELECT r.id, r.number FROM records r WHERE r.unit = ? AND r.year = ? AND r.series = ? AND r.number > 0
		AND NOT EXISTS (SELECT 1 FROM entries e WHERE e.unit = r.unit AND e.year = r.year AND e.series = r.series
			AND e.number = r.number AND e.record = r.id) ORDER BY r.number`, key(a.Book)...)
	return each(rows, err, func(rows *sql.Rows) error {
		var id workflow.RecordID
		var n int
		if err := rows.Scan(&id, &n); err != nil {
			return err
		}
		a.Unknown(id, n)
		return nil
	})
}
