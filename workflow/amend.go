package workflow

import (
	"context"
	"slices"

	"vanthu/documents"
)

// An amendment says which record is changed without moving it, what its history
// says of it, and who may.
type amendment struct {
	id   RecordID
	seen Version
	ev   Event
	may  func(r *Record, unit *documents.Unit, by *documents.Account) bool
}

// amend changes a record that stays where it is. *Stale, *Refusal, and what change
// returns.
func (e *Engine) amend(ctx context.Context, by *documents.Account, a amendment, change func(*Record) error) (*Record, error) {
	r, unit, err := e.load(ctx, by, a.id, a.seen)
	if err != nil {
		return nil, err
	}
	a.seen = r.Version
	if !a.may(r, unit, by) {
		return nil, &Refusal{State: r.State, Action: a.ev.Action, Rule: RuleNotYours, Kind: documents.ErrForbidden}
	}
	a.ev.From, a.ev.To, a.ev.Seen = r.State, r.State, a.seen
	next := e.next(r, by, a.ev)
	if err := change(next); err != nil {
		return nil, err
	}
	if err := e.d.Records.Swap(ctx, next, a.seen); err != nil {
		return nil, e.explain(ctx, by.Unit, a.id, a.seen, err)
	}
	return next, nil
}

// has reports whether the person may do any step of r now.
func (e *Engine) has(r *Record, unit *documents.Unit, by *documents.Account) bool {
	return slices.ContainsFunc(e.FlowOf(r).From(r.State), func(s Step) bool { return mayDo(s, r, unit, by) })
}
