package workflow

import (
	"context"
	"fmt"
	"slices"
	"time"

	"vanthu/documents"
)

// A Remark is a comment on one paragraph of a draft. It goes with the record and
// is never removed; whoever mends the paragraph marks it as done.
type Remark struct {
	ID     string              `json:"id"`
	Round  int                 `json:"round"`  // of the draft it was made on
	Anchor string              `json:"anchor"` // the paragraph on that round's page
	Quote  string              `json:"quote"`  // how the paragraph began
	Text   string              `json:"text"`
	By     documents.AccountID `json:"by"`
	Name   string              `json:"name"`
	At     time.Time           `json:"at"`
	Done   time.Time           `json:"done,omitzero"`
	DoneBy string              `json:"done_by,omitempty"` // name
}

// The acts on remarks; they move nothing.
const (
	remarked Action = "remark"
	settled  Action = "settle_remark"
)

// quoteLength is as much of a paragraph as a remark keeps, in characters.
const quoteLength = 80

// AddRemark puts a remark of the person at whose desk the record is. *Stale,
// *Refusal; FieldErrors without a text or a paragraph.
func (e *Engine) AddRemark(ctx context.Context, by *documents.Account, id RecordID, seen Version, n Remark) (*Record, error) {
	n.Text, n.Quote = documents.Clean(n.Text), excerptOf(documents.OneLine(n.Quote))
	if err := checkRemark(n); err != nil {
		return nil, err
	}
	return e.changeRemarks(ctx, by, amendment{id: id, seen: seen, ev: Event{Action: remarked, Comment: n.Text}}, func(next *Record) error {
		nid, err := newULID(next.Updated)
		if err != nil {
			return err
		}
		n.ID, n.Round, n.By, n.Name, n.At = nid, len(next.Revisions), by.ID, by.Name, next.Updated
		n.Done, n.DoneBy = time.Time{}, ""
		next.Remarks = append(next.Remarks, n)
		return nil
	})
}

// checkRemark names what a remark lacks.
func checkRemark(n Remark) error {
	var faults documents.FieldErrors
	for _, f := range [...]struct{ field, value string }{{"text", n.Text}, {"anchor", n.Anchor}} {
		if f.value == "" {
			faults = append(faults, &documents.FieldError{Field: f.field, Rule: documents.RuleRequired})
		}
		if err := documents.RefuseSecret(f.field, f.value); err != nil {
			return err
		}
	}
	return faults.Err()
}

// SettleRemark marks a remark as done. ErrNotFound, *Stale, *Refusal.
func (e *Engine) SettleRemark(ctx context.Context, by *documents.Account, id RecordID, seen Version, remark string) (*Record, error) {
	return e.changeRemarks(ctx, by, amendment{id: id, seen: seen, ev: Event{Action: settled}}, func(next *Record) error {
		i := slices.IndexFunc(next.Remarks, func(n Remark) bool { return n.ID == remark })
		if i < 0 {
			return fmt.Errorf("settle remark %s: %w", remark, documents.ErrNotFound)
		}
		next.Remarks[i].Done, next.Remarks[i].DoneBy = next.Updated, by.Name
		next.History[len(next.History)-1].Comment = next.Remarks[i].Text
		return nil
	})
}

// changeRemarks changes the remarks of a record in the name of the person who has
// it.
func (e *Engine) changeRemarks(ctx context.Context, by *documents.Account, a amendment, change func(*Record) error) (*Record, error) {
	a.may = e.has
	return e.amend(ctx, by, a, func(next *Record) error {
		next.Remarks = slices.Clone(next.Remarks)
		return change(next)
	})
}

// excerptOf is the beginning of a paragraph.
func excerptOf(s string) string {
	if r := []rune(s); len(r) > quoteLength {
		return string(r[:quoteLength]) + "…"
	}
	return s
}
