package sqlitestore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"vanthu/documents"
	"vanthu/workflow"
)

// Register gives the next number of a book; see workflow.Books. It is one
// transaction. ErrExists also stands for a reference that another book of the
// year gave already (Điều 15).
func (s *Store) Register(ctx context.Context, r *workflow.Record, from workflow.Version) (*workflow.Record, error) {
	if err := registrable(r, from); err != nil {
		return nil, err
	}
	var numbered *workflow.Record
	err := s.act(ctx, "register", r, func(t *tx) error {
		old, err := t.find(r, from)
		if err != nil {
			return err
		}
		n, err := t.number(r)
		if err != nil {
			return err
		}
		numbered = r.Numbered(n)
		row, err := newRow(numbered)
		if err != nil {
			return err
		}
		if err := t.update(old, row); err != nil {
			return err
		}
		return t.enter(workflow.NewEntry(numbered))
	})
	if err != nil {
		return nil, err
	}
	return numbered, nil
}

// registrable refuses a record that cannot stand in a book.
func registrable(r *workflow.Record, from workflow.Version) error {
	switch {
	case len(r.History) == 0:
		return fmt.Errorf("register record %s: it has no event", r.ID)
	case r.Document.Date.IsZero():
		return &documents.FieldError{Field: "date", Rule: documents.RuleRequired, Article: articleNumber}
	case r.Series == "":
		return &documents.FieldError{Field: "series", Rule: documents.RuleRequired, Article: articleNumber}
	}
	return follows(r, from)
}

// articleNumber is where the law has numbers and their order.
const articleNumber = "Điều 15"

// number takes the next number of r's book. A date before that of the last
// number would put the book out of order.
func (t *tx) number(r *workflow.Record) (int, error) {
	book, date := r.Book(), r.Document.Date.String()
	var last int
	var lastDate documents.Date
	var stored string
	err := t.row(`SELECT last, last_date FROM books WHERE unit = ? AND year = ? AND series = ?`, key(book), &last, &stored)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return 0, err
	}
	if err := lastDate.UnmarshalText([]byte(stored)); err != nil {
		return 0, fmt.Errorf("read last date of book: %w", err)
	}
	if r.Document.Date.Before(lastDate) {
		act := r.History[len(r.History)-1]
		return 0, &workflow.Refusal{
			State: act.From, Action: act.Action, Rule: workflow.RuleDateBeforeLast,
			Article: articleNumber, Got: lastDate.Short(), Kind: documents.ErrNotAllowed,
		}
	}
	err = t.exec(`INSERT INTO books (unit, year, series, last, last_date) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET last = excluded.last, last_date = excluded.last_date`,
		append(key(book), last+1, date)...)
	return last + 1, err
}

// enter writes a line of a book.
func (t *tx) enter(e workflow.Entry) error {
	body, err := encode(e)
	if err != nil {
		return err
	}
	return t.exec(`INSERT INTO entries (unit, year, series, number, reference, record, body) VALUES (?, ?, ?, ?, ?, ?, ?)`,
		append(key(e.Book), e.Number, e.Reference.String(), e.Record, body)...)
}

// Void marks the number of a record void; see workflow.Books. The line is the
// one of the number that is stored, whatever r says of it.
func (s *Store) Void(ctx context.Context, r *workflow.Record, from workflow.Version, reason string) error {
	if reason == "" {
		return &documents.FieldError{Field: "reason", Rule: workflow.RuleReason}
	}
	if err := follows(r, from); err != nil {
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
	var entries []workflow.Entry
	rows, err := s.reads.QueryContext(ctx, `SELECT body, void FROM entries WHERE unit = ? AND year = ? AND series = ? AND number > ?
		ORDER BY number LIMIT ?`, append(key(book), after, max(limit, 0))...)
	err = each(rows, err, func(rows *sql.Rows) error {
		var e workflow.Entry
		var body []byte
		var void string
		if err := rows.Scan(&body, &void); err != nil {
			return err
		}
		if err := decode(body, &e); err != nil {
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
