package workflow

import (
	"context"
	"fmt"
	"slices"

	"vanthu/documents"
)

// outcomeNoted is the act on a consignment; it moves nothing.
const outcomeNoted Action = "note_outcome"

// A ConsignmentNote says what became of the sending to one recipient, and on
// which day. What was returned has a reason.
type ConsignmentNote struct {
	Seen        Version
	Consignment string
	Outcome     Outcome
	On          documents.Date
	Reason      string
}

// outcomeTexts are what people call the outcomes.
var outcomeTexts = map[Outcome]string{Received: "đã nhận", Returned: "trả lại"}

// SayOutcome returns an outcome in words.
func SayOutcome(o Outcome) string { return outcomeTexts[o] }

// NoteOutcome records what văn thư knows of a sending. It may be noted anew, as
// when what was returned is received at last. *Stale, *Refusal, FieldErrors;
// ErrNotFound for a consignment that is not there.
func (e *Engine) NoteOutcome(ctx context.Context, by *documents.Account, id RecordID, n ConsignmentNote) (*Record, error) {
	n.Reason = documents.OneLine(n.Reason)
	if err := documents.RefuseSecret("reason", n.Reason); err != nil {
		return nil, err
	}
	a := amendment{id: id, seen: n.Seen, ev: Event{Action: outcomeNoted}, may: notesOutcomes}
	return e.amend(ctx, by, a, func(next *Record) error {
		i := slices.IndexFunc(next.Consignments, func(c Consignment) bool { return c.ID == n.Consignment })
		if i < 0 {
			return fmt.Errorf("consignment %s: %w", n.Consignment, documents.ErrNotFound)
		}
		c := &next.Consignments[i]
		if err := n.check(c, e.Today()); err != nil {
			return err
		}
		c.Outcome, c.On, c.Reason = n.Outcome, n.On, n.Reason
		next.History[len(next.History)-1].Comment = c.Recipient + ": " + c.said()
		return nil
	})
}

// notesOutcomes: văn thư sends and hears what became of it (Điều 18).
func notesOutcomes(_ *Record, _ *documents.Unit, by *documents.Account) bool {
	return by.Has(documents.Clerk)
}

// check names what a note lacks.
func (n ConsignmentNote) check(c *Consignment, today documents.Date) error {
	var faults documents.FieldErrors
	fault := func(field string, rule documents.Rule, got string) {
		faults = append(faults, &documents.FieldError{Field: field, Rule: rule, Got: got})
	}
	if outcomeTexts[n.Outcome] == "" {
		fault("outcome", documents.RuleRequired, "")
	}
	switch sent := documents.DateOf(c.Sent.In(Zone)); {
	case n.On.IsZero():
		fault("on", documents.RuleRequired, "")
	case today.Before(n.On):
		fault("on", RuleDateFuture, n.On.Short())
	case c.Sent.IsZero() || n.On.Before(sent):
		fault("on", RuleBeforeSent, sent.Short())
	}
	if n.Outcome == Returned && n.Reason == "" {
		fault("reason", RuleReason, "")
	}
	return faults.Err()
}

// said is the outcome of a consignment as a part of a sentence.
func (c *Consignment) said() string {
	text := outcomeTexts[c.Outcome] + " ngày " + c.On.Short()
	if c.Reason != "" {
		text += ", " + c.Reason
	}
	return text
}
