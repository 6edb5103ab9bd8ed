package workflow

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"vanthu/documents"
)

// A Link joins a record to another of the unit. A new document has it from its
// creation; the other record has the way back once the new one was sent.
type Link struct {
	Kind   LinkKind `json:"kind"`
	Record RecordID `json:"record"`
	Text   string   `json:"text"` // what people call the other record
}

// A LinkKind says what a record is to the other.
type LinkKind string

// The kinds that a new document may have.
const (
	Answers  LinkKind = "answers"
	Corrects LinkKind = "corrects" // công văn đính chính (Điều 18 khoản 3)
	Replaces LinkKind = "replaces" // (Điều 18 khoản 3)
	CopyOf   LinkKind = "copy_of"  // bản sao (Điều 25)
)

// linkTexts are the kinds in words, and what the other record is then.
var linkTexts = map[LinkKind]struct {
	text string
	back LinkKind // "" of the way back itself
}{
	Answers: {"Trả lời", "answered_by"}, Corrects: {"Đính chính", "corrected_by"}, Replaces: {"Thay thế", "replaced_by"}, CopyOf: {"Bản sao của", "copied_by"},
	"answered_by": {text: "Được trả lời bằng"}, "corrected_by": {text: "Được đính chính bằng"}, "replaced_by": {text: "Được thay thế bằng"}, "copied_by": {text: "Được sao thành"},
}

// SayLink returns what a record is to the other in words: "Trả lời".
func SayLink(k LinkKind) string { return linkTexts[k].text }

// Linked returns the links of r that are of a kind.
func (r *Record) Linked(kind LinkKind) []Link {
	return slices.DeleteFunc(slices.Clone(r.Links), func(l Link) bool { return l.Kind != kind })
}

// checkLinks returns the links with their texts. ErrNotFound for a record that is
// not there, ErrInvalid for a kind that no new document has.
func (e *Engine) checkLinks(ctx context.Context, by *documents.Account, links []Link) ([]Link, error) {
	var out []Link
	for _, l := range links {
		if linkTexts[l.Kind].back == "" {
			return nil, &documents.FieldError{Field: "links", Rule: documents.RuleFieldType}
		}
		other, err := e.Get(ctx, by, l.Record)
		if err != nil {
			return nil, err
		}
		l.Text = other.Title()
		out = append(out, l)
	}
	return out, nil
}

// LinkTo returns a link to the record of the unit with id; ErrNotFound.
func (e *Engine) LinkTo(ctx context.Context, unit documents.UnitID, kind LinkKind, id RecordID) (Link, error) {
	r, err := e.d.Records.Get(ctx, unit, id)
	if err != nil {
		return Link{}, fmt.Errorf("read document %s: %w", id, err)
	}
	return Link{Kind: kind, Record: id, Text: r.Title()}, nil
}

// Title is what people call a record where it is one of many: its kind with number
// and symbol, and of whom and from which day it is; its abstract before that.
func (r *Record) Title() string {
	d := &r.Document
	if c := d.Copy; c.Form != "" {
		if c.Reference.IsZero() || c.Reference.Number == 0 {
			return c.Form.Name() + " " + d.Citation()
		}
		return c.Form.Name() + " số " + c.Reference.String() + " " + d.Citation()
	}
	notation := d.Reference.String()
	if r.Incoming != nil {
		notation = r.Incoming.Notation
	}
	if notation == "" {
		return r.KindName() + ": " + documents.OneLine(d.Abstract)
	}
	text := r.KindName() + " số " + notation
	if !d.Date.IsZero() {
		text += " ngày " + d.Date.Short()
	}
	if r.Incoming != nil {
		text += " của " + d.Issuer.Name
	}
	return text
}

// LinkBack is the kind of the task that writes the way back of a record's links.
const LinkBack = "link_back"

// linkBack has the way back written.
func linkBack(r *Record, s situation) {
	if len(r.forward()) > 0 {
		r.Tasks = append(without(r.Tasks, LinkBack), Task{ID: LinkBack, Kind: LinkBack, Due: s.now})
	}
}

// forward returns the links that have a way back.
func (r *Record) forward() []Link {
	return slices.DeleteFunc(slices.Clone(r.Links), func(l Link) bool { return linkTexts[l.Kind].back == "" })
}

// writeBacks writes the way back into each record that r links to, and ends the
// task. What stands there already is left alone.
func (e *Engine) writeBacks(ctx context.Context, r *Record, t Task) (*Record, error) {
	for _, l := range r.forward() {
		back := Link{Kind: linkTexts[l.Kind].back, Record: r.ID, Text: r.Title()}
		if err := e.writeBack(ctx, r.Unit, l.Record, back); err != nil {
			return nil, err
		}
	}
	next := e.next(r, &program, Event{})
	next.History, next.Tasks = r.History, without(next.Tasks, t.ID)
	return e.swapped(ctx, next, r)
}

// maxRaces is how often a small change of another record is tried anew when others
// write it at the same time.
const maxRaces = 10

// writeBack adds a link to the record with id.
func (e *Engine) writeBack(ctx context.Context, unit documents.UnitID, id RecordID, back Link) error {
	for range maxRaces {
		r, err := e.d.Records.Get(ctx, unit, id)
		if err != nil {
			return fmt.Errorf("read document %s: %w", id, err)
		}
		if slices.ContainsFunc(r.Links, func(l Link) bool { return l.Kind == back.Kind && l.Record == back.Record }) {
			return nil
		}
		next := e.next(r, &program, Event{
			Action: linked, From: r.State, To: r.State, Seen: r.Version, Comment: SayLink(back.Kind) + " " + back.Text,
		})
		next.Links = append(next.Links, back)
		e.supersede(ctx, next, back)
		if err = e.d.Records.Swap(ctx, next, r.Version); !errors.Is(err, documents.ErrConflict) {
			return err
		}
	}
	return fmt.Errorf("link document %s back: %w", id, documents.ErrConflict)
}
