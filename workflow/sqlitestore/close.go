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

// Book returns how far a book has come; see workflow.Books.
func (s *Store) Book(ctx context.Context, book workflow.BookKey) (*workflow.BookEnd, error) {
	b := &workflow.BookEnd{Book: book}
	var date, closing string
	err := s.scan(ctx, `SELECT last, last_date, closing FROM books WHERE unit = ? AND year = ? AND series = ? AND last > 0`,
		key(book), &b.Last, &date, &closing)
	if err == nil {
		err = b.LastDate.UnmarshalText([]byte(date))
	}
	if err == nil && closing != "" {
		b.Closing = new(workflow.Closing)
		err = codec.Decode([]byte(closing), b.Closing)
	}
	if err != nil {
		return nil, fmt.Errorf("read book %s of %d of %s: %w", book.Series, book.Year, book.Unit, err)
	}
	return b, nil
}

// CloseBook closes a book; see workflow.Books. It is one transaction of the one writer,
// as Register is, so that a number is given before or not at all.
func (s *Store) CloseBook(ctx context.Context, book workflow.BookKey, c workflow.Closing) error {
	closing, err := closingText(&c)
	if err != nil {
		return err
	}
	err = s.write(ctx, func(t *tx) error { return t.closeBook(book, c.Last, closing) })
	if err != nil {
		return fmt.Errorf("close book %s of %d of %s: %w", book.Series, book.Year, book.Unit, err)
	}
	return nil
}

func (t *tx) closeBook(book workflow.BookKey, last int, closing string) error {
	var old string
	err := t.row(`SELECT closing FROM books WHERE unit = ? AND year = ? AND series = ?`, key(book), &old)
	if errors.Is(err, sql.ErrNoRows) {
		return documents.ErrNotFound
	}
	if err != nil {
		return err
	}
	c, err := t.count(book)
	switch {
	case err != nil:
		return err
	case c.last == 0:
		return documents.ErrNotFound
	case old == closing:
		return nil
	case old != "":
		return documents.ErrExists
	case c.last != last:
		return documents.ErrConflict
	}
	c.closed = true
	return t.exec(`UPDATE books SET closing = ? WHERE unit = ? AND year = ? AND series = ?`, append([]any{closing}, key(book)...)...)
}

// closingText is a closing as it is kept, "" for none.
func closingText(c *workflow.Closing) (string, error) {
	if c == nil {
		return "", nil
	}
	body, err := codec.Encode(c)
	return body, err
}
