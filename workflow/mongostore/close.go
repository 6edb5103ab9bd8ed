package mongostore

import (
	"context"
	"fmt"

	"go.mongodb.org/mongo-driver/v2/bson"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/codec"
)

// Book returns how far a book has come; see workflow.Books.
func (s *Store) Book(ctx context.Context, key workflow.BookKey) (*workflow.BookEnd, error) {
	b, err := s.bookOf(ctx, key)
	if err != nil {
		return nil, fmt.Errorf("read book %s: %w", bookID(key), err)
	}
	return bookEnd(key, b)
}

// bookOf returns the document of a book that has a number; ErrNotFound.
func (s *Store) bookOf(ctx context.Context, key workflow.BookKey) (*book, error) {
	b := new(book)
	return b, s.one(ctx, booksColl, append(byBook(key), field("_id", bookID(key)), field("n", bson.D{field("$gt", 0)})), b)
}

func bookEnd(key workflow.BookKey, b *book) (*workflow.BookEnd, error) {
	last, err := documents.ParseDate(b.LastDate)
	if err != nil {
		return nil, fmt.Errorf("read last date of book: %w", err)
	}
	end := &workflow.BookEnd{Book: key, Last: b.N, LastDate: last}
	if b.Closing != "" {
		end.Closing = new(workflow.Closing)
		err = codec.Decode(b.Closing, end.Closing)
	}
	return end, err
}

// CloseBook closes a book; see workflow.Books. It is one write of the document that
// also gives the numbers, so that a number is given before or not at all; an act that
// has one by then comes to its end.
func (s *Store) CloseBook(ctx context.Context, key workflow.BookKey, c workflow.Closing) error {
	closing, err := closingText(&c)
	if err != nil {
		return err
	}
	err = s.write(ctx, func(ctx context.Context) error {
		open := append(byBook(key), field("_id", bookID(key)), field("n", bson.D{field("$gt", 0), field("$eq", c.Last)}),
			field("closing", bson.D{field("$in", bson.A{nil, ""})}))
		done, err := s.update(ctx, booksColl, open, set(field("closing", closing)))
		if err != nil || done {
			return err
		}
		b, err := s.bookOf(ctx, key)
		switch {
		case err != nil:
			return err
		case b.Closing == closing: // by us, whose answer was lost
			return nil
		case b.Closing != "":
			return documents.ErrExists
		}
		return documents.ErrConflict
	})
	if err != nil {
		return fmt.Errorf("close book %s: %w", bookID(key), err)
	}
	return nil
}

// closingText is a closing as it is kept, "" for none.
func closingText(c *workflow.Closing) (string, error) {
	if c == nil {
		return "", nil
	}
	return codec.Encode(c)
}
