package workflow

import (
	"context"

	"vanthu/documents"
)

// A Bringing is a file that văn thư adds to a document that came, as the scan of a
// paper that was registered first.
type Bringing struct {
	Seen Version
	File Brought
}

// AddReceived adds it. What bears a mark of secrecy is refused and not kept. *Stale,
// *Refusal, FieldErrors.
func (e *Engine) AddReceived(ctx context.Context, by *documents.Account, id RecordID, b Bringing) (*Record, error) {
	r, err := e.Get(ctx, by, id)
	if err != nil {
		return nil, err
	}
	if r.Incoming == nil || !by.Has(documents.Clerk) {
		return nil, &Refusal{State: r.State, Action: brought, Rule: RuleNotReceiver, Article: "Điều 21", Kind: documents.ErrForbidden}
	}
	in := Receipt{Source: r.Incoming.Source, Files: []Brought{b.File}}
	if err := e.examineFiles(ctx, &in); err != nil {
		return nil, err
	}
	kept, err := e.keepReceived(ctx, r.Unit, in.Files[0])
	if err != nil {
		return nil, err
	}
	a := amendment{id: id, seen: b.Seen, ev: Event{Action: brought, File: kept.File, Article: "Điều 21"}, may: func(r *Record, _ *documents.Unit, by *documents.Account) bool {
		return by.Has(documents.Clerk) && !e.FlowOf(r).final(r.State)
	}}
	return e.amend(ctx, by, a, func(next *Record) error {
		came := next.changed()
		came.Files = append(came.Files, kept)
		return nil
	})
}
