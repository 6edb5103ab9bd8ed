package sqlitestore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/codec"
)

// Register gives the next number of a book; see workflow.Books. It is one
// transaction. ErrExists also stands for a reference that another book of the
// year gave already (Điều 15).
func (s *Store) Register(ctx context.Context, r *workflow.Record, from workflow.Version) (*workflow.Record, error) {
	if err := workflow.Registrable(r, from); err != nil {
		return nil, err
	}
	form, err := newForm(r)
	if err != nil {
		return nil, err
	}
	var numbered *workflow.Record
	err = s.act(ctx, "register", r, func(t *tx) error {
		old, err := t.find(r, from)
		if err != nil {
			return err
		}
		n, err := t.number(r)
		if err != nil {
			return err
		}
		numbered = r.Numbered(n)
		if err := t.update(old, form.filled(numbered)); err != nil {
			return err
		}
		return t.enter(workflow.NewEntry(numbered))
	})
	if err != nil {
		return nil, err
	}
	return numbered, nil
}

// A count says how far a book has come.
type count struct {
	last   int
	date   documents.Date
	closed bool
}

// number takes the next number of r's book, unless it is closed. A date before that
// of the last number would put the book out of order.
func (t *tx) number(r *workflow.Record) (int, error) {
	c, err := t.count(r.Book())
	if err != nil {
		return 0, err
	}
	if c.closed {
		return 0, workflow.BookClosed(r)
	}
	if r.Day().Before(c.date) {
		return 0, workflow.BeforeLast(r, c.date)
	}
	t.touched = true
	c.last, c.date = c.last+1, r.Day()
	return c.last, nil
}

// count returns how far a book has come in this transaction, which writes it
// at its end. A new book is written at once, for its lines refer to it.
func (t *tx) count(book workflow.BookKey) (*count, error) {
	if c, ok := t.late.books[book]; ok {
		return c, nil
	}
	c := &count{}
	var date string
	err := t.row(`SELECT last, last_date, closing <> '' FROM books WHERE unit = ? AND year = ? AND series = ?`, key(book), &c.last, &date, &c.closed)
	if errors.Is(err, sql.ErrNoRows) {
		err = t.exec(`INSERT INTO books (unit, year, series, last, last_date) VALUES (?, ?, ?, 0, '')`, key(book)...)
	}
	if err != nil {
		return nil, err
	}
	if err := c.date.UnmarshalText([]byte(date)); err != nil {
		return nil, fmt.Errorf("read last date of book: %w", err)
	}
	t.late.books[book] = c
	return c, nil
}

const putBook = `INSERT INTO books (unit, year, series, last, last_date, closing) VALUES (?, ?, ?, ?, ?, ?)
	ON CONFLICT DO UPDATE SET last = excluded.last, last_date = excluded.last_date, closing = excluded.closing`

// enter writes a line of a book.
func (t *tx) enter(e workflow.Entry) error {
	body, err := codec.Encode(e)
	if err != nil {
		return err
	}
	return t.exec(`INSERT INTO entries (unit, year, series, number, reference, record, body) VALUES (?, ?, ?, ?, ?, ?, ?)`,
		append(key(e.Book), e.Number, e.Reference.String(), e.Record, body)...)
}

// Void marks the number of a record void; see workflow.Books. The line is the
// one of the number that is stored, whatever r says of it.
func (s *Store) Void(ctx context.Context, r *workflow.Record, from workflow.Version, reason string) error {
	if err := workflow.Voidable(r, from, reason); err != nil {
		return err
	}
	row, err := newRow(r)
	if err != nil {
		return err
	}
	return s.act(ctx, "void number of", r, func(t *tx) error {
		old, err := t.find(r, from)
		if err != nil {
			return err
		}
		n, err := t.change(`UPDATE entries SET void = ? WHERE unit = ? AND year = ? AND series = ? AND number = ? AND record = ? AND void = ''`,
			append(append([]any{reason}, key(old.book)...), old.n, r.ID)...)
		if err != nil {
			return err
		}
		if n == 0 {
			return fmt.Errorf("it has no number to void: %w", documents.ErrNotFound)
		}
		return t.update(old, row)
	})
}

// Entries returns lines of a book; see workflow.Books.
func (s *Store) Entries(ctx context.Context, book workflow.BookKey, after, limit int) ([]workflow.Entry, error) {
	return s.entries(ctx, book, `SELECT body, void FROM entries WHERE unit = ? AND year = ? AND series = ? AND number > ?
		ORDER BY number LIMIT +?`, after, max(limit, 0))
}

// Voided returns the lines of a book that are void; see workflow.Books.
func (s *Store) Voided(ctx context.Context, book workflow.BookKey) ([]workflow.Entry, error) {
	return s.entries(ctx, book, `SELECT body, void FROM entries WHERE unit = ? AND year = ? AND series = ? AND void <> '' ORDER BY number`)
}

// entries returns the lines of a book that a query finds, which asks for more beside it.
func (s *Store) entries(ctx context.Context, book workflow.BookKey, query string, more ...any) ([]workflow.Entry, error) {
	var entries []workflow.Entry
	rows, err := s.reads.QueryContext(ctx, query, append(key(book), more...)...)
	err = each(rows, err, func(rows *sql.Rows) error {
		var e workflow.Entry
		var body []byte
		var void string
		if err := rows.Scan(&body, &void); err != nil {
			return err
		}
		if err := codec.Decode(body, &e); err != nil {
			return err
		}
		e.Void = void
		entries = append(entries, e)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read entries of book %s of %d of %s: %w", book.Series, book.Year, book.Unit, s.readError(ctx, err))
	}
	return entries, nil
}

// Series returns the books of a year; see workflow.Books.
func (s *Store) Series(ctx context.Context, unit documents.UnitID, year int) ([]workflow.BookKey, error) {
	var books []workflow.BookKey
	rows, err := s.reads.QueryContext(ctx, `SELECT series FROM books WHERE unit = ? AND year = ? ORDER BY series`, unit, year)
	err = each(rows, err, func(rows *sql.Rows) error {
		book := workflow.BookKey{Unit: unit, Year: year}
		if err := rows.Scan(&book.Series); err != nil {
			return err
		}
		books = append(books, book)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read books of %d of %s: %w", year, unit, s.readError(ctx, err))
	}
	return books, nil
}

// key returns the columns that name a book.
func key(b workflow.BookKey) []any { return []any{b.Unit, b.Year, b.Series} }
