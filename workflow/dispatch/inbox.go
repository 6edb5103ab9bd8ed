// Package dispatch takes in the messages that other agencies send: documents, recalls
// and statuses, whoever brought them.
package dispatch

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/dispatch/edxml"
)

// An Inbox takes messages in for the offices of an installation.
type Inbox struct {
	Engine    *workflow.Engine
	Directory workflow.Directory
	Units     func(context.Context) ([]documents.UnitID, error)
}

// A Partner is who brings messages. Organs are the identifiers it may bring them from;
// none is a connector, which answers for all.
type Partner struct {
	Name   string
	Organs []string
}

// The errors of what cannot be taken in, beside those of edxml and of the engine.
var (
	ErrReceiver = errors.New("no office here has that identifier")
	ErrSender   = errors.New("the sender is none of the partner's")
)

// Take takes in a message and returns what it is called here. One that came before is
// taken in vain. ErrReceiver, ErrSender, *edxml.Refused; FieldErrors for what must not be
// here; documents.ErrNotFound where it is about a document that is not here.
func (b *Inbox) Take(ctx context.Context, from Partner, file []byte) (string, error) {
	m, err := edxml.Read(file)
	if err != nil {
		return "", err
	}
	if len(from.Organs) > 0 && !slices.Contains(from.Organs, m.From.ID) {
		return "", fmt.Errorf("message of %q by %s: %w", m.From.ID, from.Name, ErrSender)
	}
	switch {
	case m.Kind == edxml.Report && m.Status == edxml.AskedBack:
		return m.Answers[0].ID, b.askBack(ctx, m, asking(m, m.Answers[0].ID, "status"))
	case m.Kind == edxml.Report:
		return m.Answers[0].ID, b.hear(ctx, m)
	case m.Kind == edxml.Recall:
		id := m.Business.ID
		if id == "" {
			id = m.ID
		}
		return id, b.askBack(ctx, m, asking(m, id, "recall"))
	default:
		return m.ID, b.arrive(ctx, m)
	}
}

// units returns the offices here that have one of the identifiers; all for none.
func (b *Inbox) units(ctx context.Context, codes []string) (found []documents.UnitID, err error) {
	ids, err := b.Units(ctx)
	if err != nil {
		return nil, fmt.Errorf("list the units: %w", err)
	}
	for _, id := range ids {
		unit, err := b.Directory.Unit(ctx, id)
		if err != nil {
			return nil, fmt.Errorf("read unit %s: %w", id, err)
		}
		if unit.Code != "" && (len(codes) == 0 || slices.Contains(codes, unit.Code)) {
			found = append(found, id)
		}
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("message to %q: %w", codes, ErrReceiver)
	}
	return found, nil
}

// hear hands a status to the office that sent the document.
func (b *Inbox) hear(ctx context.Context, m *edxml.Message) error {
	of := m.Answers[0]
	units, err := b.units(ctx, []string{of.Organ})
	if err != nil {
		return err
	}
	return b.Engine.Hear(ctx, workflow.Report{
		Unit: units[0], From: m.From.ID, DocumentID: of.ID, Reference: of.Code, Date: of.Date,
		Mark: workflow.Mark{Code: string(m.Status), At: m.At, By: m.Staff.Name, Text: said(m)},
	})
}

// said is what a status says beyond its name.
func said(m *edxml.Message) string {
	if m.Description == m.Status.Name() {
		return ""
	}
	return m.Description
}

func asking(m *edxml.Message, id, how string) workflow.AskingBack {
	reason := m.Business.Reason
	if m.Kind == edxml.Report {
		reason = said(m)
	}
	return workflow.AskingBack{Organ: m.From.ID, DocumentID: id, AskedBack: workflow.AskedBack{At: m.At, Reason: reason, How: how}}
}

// askBack asks every office here that has the document for it.
func (b *Inbox) askBack(ctx context.Context, m *edxml.Message, a workflow.AskingBack) error {
	var to []string
	for _, organ := range m.To {
		to = append(to, organ.ID)
	}
	units, err := b.units(ctx, to)
	if err != nil {
		return err
	}
	there := false
	for _, a.Unit = range units {
		err := b.Engine.AskBack(ctx, a)
		if err != nil && !errors.Is(err, documents.ErrNotFound) {
			return err
		}
		there = there || err == nil
	}
	if !there {
		return fmt.Errorf("document %q of %q: %w", a.DocumentID, a.Organ, documents.ErrNotFound)
	}
	return nil
}
