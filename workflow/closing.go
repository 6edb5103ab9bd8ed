package workflow

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"vanthu/documents"
)

// closeBook is the act that closes a book.
const closeBook Action = "close_book"

// maxNote is how long a note on a book may be, in bytes.
const maxNote = 1000

// A ClosingForm is what a person says who closes a book. Last is the last number that
// was on the screen.
type ClosingForm struct {
	Year         int
	Series       string
	Last         int
	Volume, Note string
}

// CloseBook closes a book whose year is over (Điều 15 khoản 1: numbers end on 31
// December; Điều 16 khoản 2: the register is printed and bound). *Refusal, FieldErrors,
// ErrNotFound.
func (e *Engine) CloseBook(ctx context.Context, by *documents.Account, f ClosingForm) error {
	if err := mustKeepRegisters(by, closeBook, documents.Clerk, documents.Admin); err != nil {
		return err
	}
	f.Volume, f.Note = documents.OneLine(f.Volume), documents.OneLine(f.Note)
	if err := f.check(); err != nil {
		return err
	}
	if e.Today().Before(documents.Date{Year: f.Year, Month: time.December, Day: 31}) {
		return &Refusal{Action: closeBook, Rule: RuleBookYear, Article: articleNumber, Kind: documents.ErrNotAllowed}
	}
	key := BookKey{Unit: by.Unit, Year: f.Year, Series: f.Series}
	book, err := e.d.Books.Book(ctx, key)
	if err != nil {
		return fmt.Errorf("close a book: %w", err)
	}
	first, err := e.d.Books.Entries(ctx, key, 0, 1)
	if err != nil {
		return fmt.Errorf("close a book: %w", err)
	}
	c := Closing{Last: f.Last, To: book.LastDate, Volume: f.Volume, Note: f.Note, By: by.ID, Name: by.Name, At: e.now()}
	for i := range first {
		c.From = first[i].Date
	}
	return sayClosed(e.d.Books.CloseBook(ctx, key, c), book)
}

// sayClosed says why a book was not closed.
func sayClosed(err error, b *BookEnd) error {
	refusal := &Refusal{Action: closeBook, Article: articleNumber, Kind: documents.ErrConflict}
	switch {
	case errors.Is(err, documents.ErrConflict):
		refusal.Rule, refusal.Got = RuleBookMoved, strconv.Itoa(b.Last)
	case errors.Is(err, documents.ErrExists):
		refusal.Rule, refusal.Got, refusal.Kind = RuleBookClosed, fmt.Sprintf("%s năm %d", b.Book.Series, b.Book.Year), documents.ErrExists
	default:
		return err
	}
	return refusal
}

func (f *ClosingForm) check() error {
	var faults documents.FieldErrors
	for name, text := range map[string]string{"volume": f.Volume, "note": f.Note} {
		if len(text) > maxNote {
			faults = append(faults, &documents.FieldError{Field: name, Rule: documents.RuleTooLong})
		}
		if err := documents.RefuseSecret(name, text); err != nil {
			return err
		}
	}
	return faults.Err()
}

// mustKeepRegisters refuses who has none of the roles that keep the registers.
func mustKeepRegisters(by *documents.Account, act Action, roles ...documents.Role) error {
	if slices.ContainsFunc(roles, by.Has) {
		return nil
	}
	return &Refusal{Action: act, Rule: RuleNotRegistrar, Kind: documents.ErrForbidden}
}
