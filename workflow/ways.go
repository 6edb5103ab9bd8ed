package workflow

import (
	"context"
	"time"

	"vanthu/documents"
)

// A way is how a consignment goes: the channel, and the receiver's address on it.
type way struct {
	medium  documents.Medium
	address string
	code    string
	inside  bool // to a part of the office itself
}

// ways returns how each consignment of r goes: by the first channel of its receiver in
// the address book that this installation has, else as before there were channels.
func (e *Engine) ways(ctx context.Context, r *Record, unit *documents.Unit) (map[string]way, error) {
	all := map[string]way{}
	for i := range r.Consignments {
		c := &r.Consignments[i]
		w, err := e.wayOf(ctx, r, c, unit)
		if err != nil {
			return nil, err
		}
		all[c.ID] = w
	}
	return all, nil
}

// wayOf looks at the receiver as the address book has it today, its successor where
// there is one.
func (e *Engine) wayOf(ctx context.Context, r *Record, c *Consignment, unit *documents.Unit) (way, error) {
	self := way{medium: documents.Medium(r.Mode)}
	if c.Agency == "" {
		return self, nil
	}
	book := nameFiller{book: e.d.Book, unit: r.Unit, day: e.Today()}
	a, err := book.current(ctx, c.Agency)
	if err != nil || a == nil {
		return self, err
	}
	self.code, self.inside = a.Code, a.Level == documents.Internal
	for _, ch := range a.Channels {
		if ch.Medium == documents.OnPaper {
			break
		}
		if e.d.Couriers[ch.Medium] == nil || ch.Medium == documents.ByEdXML && (unit.Code == "" || a.Code == "") {
			continue
		}
		return way{ch.Medium, ch.Address, a.Code, self.inside}, nil
	}
	return self, nil
}

// sends reports whether the program carries what goes this way.
func (w way) sends() bool {
	return w.medium == documents.ByEdXML || w.medium == documents.ByMail || w.medium == documents.ByFolder
}

// take sends the consignment on its way: now by hand, or soon by the program.
func (c *Consignment) take(w way, now time.Time) {
	c.Channel, c.Address, c.Code, c.Inside = string(w.medium), w.address, w.code, w.inside
	if w.sends() {
		c.Sending.start(now)
		return
	}
	c.Sent = now
	c.Sending.came(Sent, now)
}
