package workflow

import (
	"fmt"

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
	}
	return Follows(r, from)
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
