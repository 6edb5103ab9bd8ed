package workflow

import (
	"context"
	"slices"

	"vanthu/documents"
)

// deadlineSet is the act on a deadline; it moves nothing.
const deadlineSet Action = "set_deadline"

// A DeadlineChange is the day by which a document is to be issued from now on,
// none for no deadline, and why.
type DeadlineChange struct {
	Seen   Version
	Day    documents.Date
	Reason string
}

// SetDeadline changes the deadline of a record on its way: whoever has it may, and
// the head of the drafting unit; that of a draft is written in it. *Stale,
// *Refusal; FieldErrors for a day that is over.
func (e *Engine) SetDeadline(ctx context.Context, by *documents.Account, id RecordID, c DeadlineChange) (*Record, error) {
	c.Reason = documents.OneLine(c.Reason)
	if err := documents.RefuseSecret("comment", c.Reason); err != nil {
		return nil, err
	}
	if !c.Day.IsZero() && c.Day.Before(e.Today()) {
		return nil, documents.FieldErrors{{Field: "deadline", Rule: RuleDeadlinePast, Got: c.Day.Short()}}
	}
	a := amendment{id: id, seen: c.Seen, ev: Event{Action: deadlineSet}, may: setsDeadline}
	return e.amend(ctx, by, a, func(next *Record) error {
		if e.FlowOf(next).Editable(next.State) {
			return &Refusal{State: next.State, Action: deadlineSet, Rule: RuleNoSuchAct, Kind: documents.ErrNotAllowed}
		}
		next.History[len(next.History)-1].Comment = sayDeadline(next.Document.Deadline, c)
		next.Document.Deadline = c.Day
		return nil
	})
}

// MaySetDeadline reports whether the person may change the deadline of r now.
func (e *Engine) MaySetDeadline(by *documents.Account, r *Record) bool {
	return !e.FlowOf(r).Editable(r.State) && setsDeadline(r, nil, by)
}

func setsDeadline(r *Record, _ *documents.Unit, by *documents.Account) bool {
	desks := DesksOf(by)
	return by.Unit == r.Unit && r.Desk != "" && (slices.Contains(desks, r.Desk) || slices.Contains(desks, headOf(r.Document.Drafting.Symbol)))
}

// sayDeadline says from what to what, and why: "từ 01/12/2025 thành 05/12/2025: chờ
// số liệu".
func sayDeadline(old documents.Date, c DeadlineChange) string {
	day := func(d documents.Date) string {
		if d.IsZero() {
			return "không có hạn"
		}
		return d.Short()
	}
	said := "từ " + day(old) + " thành " + day(c.Day)
	if c.Reason != "" {
		said += ": " + c.Reason
	}
	return said
}
