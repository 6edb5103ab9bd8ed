package workflow

import (
	"fmt"
	"time"

	"vanthu/documents"
)

// What both stores ask before they give a number or void one.

// articleNumber is where the law has numbers and their order.
const articleNumber = "Điều 15"

// Follows refuses a version that leaves a hole in the count of writes.
func Follows(r *Record, from Version) error {
	if r.Version != from+1 {
		return fmt.Errorf("write record %s: version %d does not follow %d", r.ID, r.Version, from)
	}
	return nil
}

// Registrable refuses a record that cannot stand in a book; ErrInvalid.
func Registrable(r *Record, from Version) error {
	switch {
	case len(r.History) == 0:
		return fmt.Errorf("register record %s: it has no event", r.ID)
	case r.Day().IsZero():
		return &documents.FieldError{Field: "date", Rule: documents.RuleRequired, Article: articleNumber}
	case r.Series == "":
		return &documents.FieldError{Field: "series", Rule: documents.RuleRequired, Article: articleNumber}
	case r.Number().Suffix != "": // 10a puts a document between two that are there
		return &documents.FieldError{Field: "reference", Rule: RuleNoSuffix, Article: articleNumber, Got: r.Number().Suffix}
	}
	return Follows(r, from)
}

// A Closing (đóng sổ) is the end of a book: what its cover says, and who said that
// there is no more of it (Điều 16 khoản 2; Phụ lục IV).
type Closing struct {
	Last   int                 `json:"last"` // the last number
	From   documents.Date      `json:"from"` // the day of the first one
	To     documents.Date      `json:"to"`
	Volume string              `json:"volume,omitempty"` // quyển số
	Note   string              `json:"note,omitempty"`
	By     documents.AccountID `json:"by"`
	Name   string              `json:"name"`
	At     time.Time           `json:"at"`
}

// BookClosed returns the refusal of a record whose book is closed.
func BookClosed(r *Record) *Refusal {
	act := r.History[len(r.History)-1]
	return &Refusal{
		State: act.From, Action: act.Action, Rule: RuleBookClosed,
		Article: articleNumber, Got: fmt.Sprintf("%s năm %d", r.Series, r.Book().Year), Kind: documents.ErrNotAllowed,
	}
}

// Voidable refuses a void without a reason; ErrInvalid.
func Voidable(r *Record, from Version, reason string) error {
	if reason == "" {
		return &documents.FieldError{Field: "reason", Rule: RuleReason}
	}
	return Follows(r, from)
}

// BeforeLast returns the refusal of a record whose date is before the book's
// last one, for it would put the book out of order.
func BeforeLast(r *Record, last documents.Date) *Refusal {
	act := r.History[len(r.History)-1]
	return &Refusal{
		State: act.From, Action: act.Action, Rule: RuleDateBeforeLast,
		Article: articleNumber, Got: last.Short(), Kind: documents.ErrNotAllowed,
	}
}
