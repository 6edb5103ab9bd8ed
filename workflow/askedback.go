package workflow

import (
	"context"
	"fmt"
	"slices"

	"vanthu/documents"
)

// An AskingBack is a recall of a document that came, as its message says it.
type AskingBack struct {
	Unit       documents.UnitID
	Organ      string // identifier of the sender
	DocumentID string
	AskedBack
}

// The acts of a recall that the tables do not have: the sender asks, and is refused.
const (
	askedFor  Action = "asked_back"
	keptBack  Action = "keep"
	givenBack Action = "give_back" // of the table
)

// AskBack keeps that the sender of a document asks for it back; văn thư answers him.
// Who asks again is not answered twice. What has ended here without him is given back at
// once. ErrNotFound for what never came; FieldErrors.
func (e *Engine) AskBack(ctx context.Context, a AskingBack) error {
	a.Reason = documents.OneLine(a.Reason)
	if err := documents.RefuseSecret("reason", a.Reason); err != nil {
		return err
	}
	r, err := e.d.Records.Get(ctx, a.Unit, ArrivedID(a.Organ, a.DocumentID))
	if err != nil {
		return fmt.Errorf("read the document that is asked back: %w", err)
	}
	unit, err := e.d.Directory.Unit(ctx, a.Unit)
	if err != nil {
		return fmt.Errorf("read unit %s: %w", a.Unit, err)
	}
	if r.Incoming.AskedBack != nil {
		return nil
	}
	_, err = e.adjust(ctx, r, func(next *Record) {
		if next.Incoming.AskedBack != nil {
			return
		}
		asked := a.AskedBack
		asked.Answered, next.Incoming.AskedBack = "", &asked
		next.History = append(slices.Clip(next.History), Event{
			At: next.Updated, Name: program.Name, Action: askedFor, From: next.State, To: next.State, Comment: a.Reason, Seen: next.Version - 1, Article: "Điều 18 khoản 4",
		})
		if _, err := e.FlowOf(next).Step(ctx, next.State, givenBack); err != nil {
			asked.Answered = agreedStatus
			next.owe(agreedStatus, "", next.Updated)
		}
		next.Desk = e.FlowOf(next).deskFor(next, unit)
	})
	if err == nil {
		e.leave()
	}
	return err
}

// A Keeping says why a document is not given back to its sender.
type Keeping struct {
	Seen   Version
	Reason string
}

// Keep refuses to give back a document that its sender asked back, and has him told. It
// is văn thư's act. *Stale, *Refusal, FieldErrors.
func (e *Engine) Keep(ctx context.Context, by *documents.Account, id RecordID, k Keeping) (*Record, error) {
	k.Reason = documents.OneLine(k.Reason)
	if err := documents.RefuseSecret("reason", k.Reason); err != nil {
		return nil, err
	}
	unit, err := e.d.Directory.Unit(ctx, by.Unit)
	if err != nil {
		return nil, fmt.Errorf("read unit %s: %w", by.Unit, err)
	}
	a := amendment{id: id, seen: k.Seen, ev: Event{Action: keptBack, Comment: k.Reason, Article: "Điều 18 khoản 4"}, may: notesOutcomes}
	r, err := e.amend(ctx, by, a, func(next *Record) error {
		switch {
		case next.Incoming == nil || !next.Incoming.AskedBack.Asks():
			return &Refusal{State: next.State, Action: keptBack, Rule: RuleNotAsked, Kind: documents.ErrNotAllowed}
		case k.Reason == "":
			return documents.FieldErrors{{Field: "reason", Rule: RuleReason}}
		}
		in := next.changed()
		asked := *in.AskedBack
		asked.Answered, in.AskedBack = statusRefused, &asked
		next.owe(statusRefused, k.Reason, next.Updated)
		next.Desk = e.FlowOf(next).deskFor(next, unit)
		return nil
	})
	if err == nil {
		e.leave()
	}
	return r, err
}
