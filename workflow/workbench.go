package workflow

import (
	"context"
	"errors"
	"fmt"
	"time"

	"vanthu/documents"
)

// Workbench keeps what is being written: texts that were typed and not yet
// saved, and who is writing which record. Nothing of it is part of a record.
type Workbench interface {
	// Scratch returns what a person has typed into a record; ErrNotFound.
	Scratch(ctx context.Context, key ScratchKey) (*Scratch, error)
	// KeepScratch stores s when the stored one is still at save s.Save-1, or
	// there is none and s.Save is 1. ErrConflict when it is not: the person
	// types at two places.
	KeepScratch(ctx context.Context, s *Scratch) error
	// DropScratch forgets it; no error when there is none.
	DropScratch(ctx context.Context, key ScratchKey) error
	// Hold gives h.Record to h.By until h.Until when nobody else holds it at
	// now, or whoever does when over; it returns the hold that stands then.
	Hold(ctx context.Context, h Hold, now time.Time, over bool) (Hold, error)
	// LetGo ends the hold of a person; no error when there is none.
	LetGo(ctx context.Context, h Hold) error
}

// A ScratchKey names what one person has typed into one record.
type ScratchKey struct {
	Unit   documents.UnitID    `json:"unit"`
	Record RecordID            `json:"record"`
	By     documents.AccountID `json:"by"`
}

// A Scratch is a form as it was typed and not yet saved, so that closing a tab,
// a session that ended or a cut network loses nothing.
type Scratch struct {
	ScratchKey
	Base   Version             `json:"base"` // of the record, when the typing began
	Save   int64               `json:"save"` // counts the saves, from 1
	Fields map[string][]string `json:"fields"`
	At     time.Time           `json:"at"`
}

// A Hold says who is writing a record, until when unless it is renewed.
type Hold struct {
	Unit   documents.UnitID    `json:"unit"`
	Record RecordID            `json:"record"`
	By     documents.AccountID `json:"by"`
	Name   string              `json:"name"`
	Until  time.Time           `json:"until"`
}

// holdTime is how long a hold lasts: a browser renews it while somebody types,
// and a dead one keeps others out no longer than this.
const holdTime = 2 * time.Minute

// A Draft is a record on its writer's desk: as saved, with what the person has
// typed since, if anything, and who is writing it now.
type Draft struct {
	Record  *Record
	Scratch *Scratch // nil when nothing is typed that is not saved
	Hold    Hold
}

// Mine reports whether the person may write now.
func (d *Draft) Mine(by *documents.Account) bool { return d.Hold.By == by.ID }

// Open takes a draft for the person to write, unless another is at it; with
// over it is taken from whoever is. *Refusal for who may not write it.
func (e *Engine) Open(ctx context.Context, by *documents.Account, id RecordID, over bool) (*Draft, error) {
	r, err := e.Get(ctx, by, id)
	if err != nil {
		return nil, err
	}
	if err := e.mayWrite(by, r); err != nil {
		return nil, err
	}
	d := &Draft{Record: r}
	if d.Hold, err = e.hold(ctx, by, id, over); err != nil {
		return nil, err
	}
	d.Scratch, err = e.d.Workbench.Scratch(ctx, ScratchKey{by.Unit, id, by.ID})
	if err != nil && !errors.Is(err, documents.ErrNotFound) {
		return nil, fmt.Errorf("read what was typed into %s: %w", id, err)
	}
	return d, nil
}

// hold takes or renews the hold of a record.
func (e *Engine) hold(ctx context.Context, by *documents.Account, id RecordID, over bool) (Hold, error) {
	now := e.now()
	h, err := e.d.Workbench.Hold(ctx, Hold{by.Unit, id, by.ID, by.Name, now.Add(holdTime)}, now, over)
	if err != nil {
		return h, fmt.Errorf("hold document %s: %w", id, err)
	}
	return h, nil
}

// mayWrite refuses who is neither the drafter nor another drafter of the same
// division, and what is no draft any more.
func (e *Engine) mayWrite(by *documents.Account, r *Record) error {
	colleague := by.Has(documents.Drafter) && by.Division == r.Document.Drafting.Symbol
	if r.Drafter != by.ID && !colleague {
		return &Refusal{State: r.State, Action: revised, Rule: RuleNotYours, Article: "Điều 10", Kind: documents.ErrForbidden}
	}
	if !e.FlowOf(r).Editable(r.State) {
		return &Refusal{State: r.State, Action: revised, Rule: RuleNotDraft, Article: "Điều 10", Kind: documents.ErrNotAllowed}
	}
	return nil
}

// KeepTyped stores what the person has typed into a draft, and renews the hold.
// save is the number of the save this one follows, 0 for the first; it returns
// the new one. ErrConflict when the person types at another place too; a
// *Refusal with RuleHeld when another took the draft over; FieldErrors with
// RuleSecret, and then nothing is stored.
func (e *Engine) KeepTyped(ctx context.Context, by *documents.Account, s Scratch) (int64, error) {
	for name, values := range s.Fields {
		for _, v := range values {
			if err := documents.RefuseSecret(name, v); err != nil {
				return 0, err
			}
		}
	}
	r, err := e.Get(ctx, by, s.Record)
	if err != nil {
		return 0, err
	}
	if err := e.mayWrite(by, r); err != nil {
		return 0, err
	}
	if err := e.mustHold(ctx, by, r); err != nil {
		return 0, err
	}
	s.ScratchKey = ScratchKey{by.Unit, s.Record, by.ID}
	s.Save++
	s.At = e.now()
	if err := e.d.Workbench.KeepScratch(ctx, &s); err != nil {
		return 0, fmt.Errorf("keep what was typed into %s: %w", s.Record, err)
	}
	return s.Save, nil
}

// mustHold renews the person's hold, or says who has the draft.
func (e *Engine) mustHold(ctx context.Context, by *documents.Account, r *Record) error {
	h, err := e.hold(ctx, by, r.ID, false)
	if err != nil {
		return err
	}
	if h.By != by.ID {
		return &Refusal{State: r.State, Action: revised, Rule: RuleHeld, Got: h.Name, Kind: documents.ErrNotAllowed}
	}
	return nil
}

// Forget drops what the person has typed and not saved, and lets others write.
func (e *Engine) Forget(ctx context.Context, by *documents.Account, id RecordID) error {
	err := errors.Join(
		e.d.Workbench.DropScratch(ctx, ScratchKey{by.Unit, id, by.ID}),
		e.d.Workbench.LetGo(ctx, Hold{Unit: by.Unit, Record: id, By: by.ID}))
	if err != nil {
		return fmt.Errorf("forget what was typed into %s: %w", id, err)
	}
	return nil
}
