package workflow

import (
	"context"
	"fmt"
	"slices"

	"vanthu/documents"
)

// rerouted is the act on a consignment that could not be sent; it moves nothing.
const rerouted Action = "reroute"

// A Rerouting says how a letter goes on that the program could not deliver.
type Rerouting struct {
	Seen        Version
	Consignment string
	How         Detour
	Note        string
}

// A Detour is what văn thư does about a letter that was not delivered.
type Detour string

// The detours.
const (
	Again     Detour = "again"     // by what the address book says now
	AsPaper   Detour = "paper"     // the paper, or a print of the file, goes
	Otherwise Detour = "otherwise" // it went by a way of the office's own, which the note tells
)

// detours are what people call them, as a button and as what was done.
var detours = map[Detour]struct{ do, done string }{
	Again: {"Gửi lại", "gửi lại"}, AsPaper: {"Chuyển sang gửi bản giấy", "chuyển sang gửi bản giấy"},
	Otherwise: {"Ghi là đã xử lý cách khác", "đã xử lý cách khác"},
}

// SayDetour returns what a person presses for a detour.
func SayDetour(d Detour) string { return detours[d].do }

// Detours returns what can be done about the consignment now; none while all is well.
func (c *Consignment) Detours() []Detour {
	switch {
	case c.Recall.State == Failed || !c.Recall.Troubled() && c.Recall.retries():
		return []Detour{Again, Otherwise}
	case c.Recall.Troubled():
		return []Detour{Otherwise}
	case c.Sending.State == Failed || c.Sending.retries():
		return []Detour{Again, AsPaper, Otherwise}
	case c.Sending.Troubled():
		return []Detour{AsPaper, Otherwise}
	}
	return nil
}

// retries reports whether the letter failed at least once and will be tried again.
func (d *Delivery) retries() bool { return d.State == Waiting && d.Rule != "" }

// RuleNoDetour: nothing is wrong with the consignment, or it cannot go on so.
const RuleNoDetour documents.Rule = "no_detour"

// Reroute does what văn thư decided about a letter that was not delivered. *Stale,
// *Refusal, FieldErrors; ErrNotFound for a consignment that is not there.
func (e *Engine) Reroute(ctx context.Context, by *documents.Account, id RecordID, d Rerouting) (*Record, error) {
	d.Note = documents.OneLine(d.Note)
	if err := documents.RefuseSecret("note", d.Note); err != nil {
		return nil, err
	}
	unit, err := e.d.Directory.Unit(ctx, by.Unit)
	if err != nil {
		return nil, fmt.Errorf("read unit %s: %w", by.Unit, err)
	}
	a := amendment{id: id, seen: d.Seen, ev: Event{Action: rerouted}, may: notesOutcomes}
	r, err := e.amend(ctx, by, a, func(next *Record) error {
		i := slices.IndexFunc(next.Consignments, func(c Consignment) bool { return c.ID == d.Consignment })
		if i < 0 {
			return fmt.Errorf("consignment %s: %w", d.Consignment, documents.ErrNotFound)
		}
		c := &next.Consignments[i]
		switch {
		case !slices.Contains(c.Detours(), d.How):
			return &Refusal{State: next.State, Action: rerouted, Rule: RuleNoDetour, Kind: documents.ErrNotAllowed}
		case d.How == Otherwise && d.Note == "":
			return documents.FieldErrors{{Field: "note", Rule: RuleReason}}
		}
		if err := e.detour(ctx, next, c, d.How, unit); err != nil {
			return err
		}
		next.History[len(next.History)-1].Comment = c.detoured(d)
		next.Desk = e.FlowOf(next).deskFor(next, unit)
		return nil
	})
	if err == nil {
		e.leave()
	}
	return r, err
}

// detour sends the letter in trouble on its new way.
func (e *Engine) detour(ctx context.Context, r *Record, c *Consignment, how Detour, unit *documents.Unit) error {
	now := r.Updated
	recall := c.Recall.Troubled() || c.Recall.retries()
	switch {
	case recall && how == Again:
		c.Recall.start(now)
	case recall:
		c.Recall.came(Settled, now)
	case how == Again:
		w, err := e.wayOf(ctx, r, c, unit)
		if err != nil {
			return err
		}
		c.take(w, now)
	case how == AsPaper:
		c.take(way{medium: documents.OnPaper, code: c.Code, inside: c.Inside}, now)
	default:
		if c.Sending.came(Settled, now); c.Sent.IsZero() {
			c.Sent = now
		}
	}
	r.follow(letterTask(SendLetter, c), &c.Sending)
	r.follow(letterTask(RecallLetter, c), &c.Recall)
	return nil
}

// detoured is what was decided as a sentence of the history.
func (c *Consignment) detoured(d Rerouting) string {
	text := c.Recipient + ": " + detours[d.How].done
	if d.Note != "" {
		text += ", " + d.Note
	}
	return text
}
