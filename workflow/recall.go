package workflow

import (
	"context"
	"fmt"

	"vanthu/documents"
)

// The acts of the flow on what was issued (Điều 18): văn thư takes it back, or the
// program knows of another in its place.
const (
	recalled   Action = "recall"
	superseded Action = "replace"
)

// askBack asks each receiver that the program sent the document to for it. Where
// nothing has left, nothing will; papers văn thư asks for herself.
func askBack(r *Record, s situation) {
	for i := range r.Consignments {
		c := &r.Consignments[i]
		switch {
		case c.Sending.State == Waiting && !c.Sending.left():
			c.Sending.came(Settled, s.now)
			r.follow(letterTask(SendLetter, c), &c.Sending)
		case c.sent():
			c.Recall.start(s.now)
			r.follow(letterTask(RecallLetter, c), &c.Recall)
		}
	}
}

// sent reports whether the program carries what goes to the receiver.
func (c *Consignment) sent() bool { return way{medium: documents.Medium(c.Channel)}.sends() }

// errands are what a document is sent as that is linked to an older one.
var errands = map[LinkKind]Errand{Replaces: Replacing, Corrects: Updating}

// announce says in a letter which older documents its document replaces or corrects.
func (e *Engine) announce(ctx context.Context, l *Letter) error {
	for _, link := range l.Record.Links {
		errand, ok := errands[link.Kind]
		if !ok || l.Errand == Replacing && errand != Replacing {
			continue
		}
		old, err := e.d.Records.Get(ctx, l.Record.Unit, link.Record)
		if err != nil {
			return fmt.Errorf("read the older document %s: %w", link.Record, err)
		}
		if old.Document.Reference.IsZero() || old.Incoming != nil {
			continue
		}
		if l.Errand != errand {
			l.Errand, l.About = errand, nil
		}
		l.About = append(l.About, old.DocumentID(l.From.Code))
	}
	return nil
}

// supersede moves r on where the flow says that another takes its place.
func (e *Engine) supersede(ctx context.Context, r *Record, by Link) {
	if by.Kind != linkTexts[Replaces].back {
		return
	}
	step, err := e.FlowOf(r).Step(ctx, r.State, superseded)
	if err != nil { // it has no place that could be taken
		return
	}
	last := &r.History[len(r.History)-1]
	r.State, last.Action, last.To, last.Article = step.To, superseded, step.To, step.Article
}
