package workflow

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"vanthu/documents"
)

// Act does one act on the record with id in the person's name and returns the
// record as stored afterwards. Errors: ErrNotFound; *Stale when the record is
// no longer the version seen; *Refusal when the flow, a guard or the person's
// place is against it; documents.FieldErrors for what was given with it.
func (e *Engine) Act(ctx context.Context, by *documents.Account, id RecordID, act Act) (*Record, error) {
	e.acting.Add(1)
	defer e.acting.Add(-1)
	act.Comment = documents.Clean(act.Comment)
	if err := documents.RefuseSecret("comment", act.Comment); err != nil {
		return nil, err
	}
	r, unit, err := e.load(ctx, by, id, act.Seen)
	if err != nil {
		return nil, err
	}
	if act.Seen = r.Version; act.Direction != nil {
		if act.Direction, err = e.direction(ctx, unit, *act.Direction); err != nil {
			return nil, err
		}
	}
	step, err := e.FlowOf(r).Step(ctx, r.State, act.Action)
	if err != nil {
		return nil, err
	}
	s := situation{Act: act, step: step, record: r, unit: unit, actor: by, now: e.now(), today: e.Today(), prints: e.Prints(), archives: e.Archives()}
	if err := e.admit(ctx, &s); err != nil {
		return nil, err
	}
	if err := e.prepare(ctx, &s); err != nil {
		return nil, err
	}
	stored, err := e.commit(ctx, e.after(&s), &s)
	if err != nil {
		return nil, e.explain(ctx, by.Unit, id, act.Seen, err)
	}
	return e.finishNow(ctx, stored), nil
}

// admit asks whether the act may be done.
func (e *Engine) admit(ctx context.Context, s *situation) error {
	if err := e.inform(ctx, s); err != nil {
		return err
	}
	return s.allowed()
}

// allowed asks who may, then every guard of the step.
func (s *situation) allowed() error {
	if !mayDo(s.step, s.record, s.unit, s.actor) {
		return s.refuse(RuleNotYours, documents.ErrForbidden)
	}
	for _, name := range s.step.Guards {
		if err := guards[name].check(*s); err != nil {
			return err
		}
	}
	return nil
}

// inform looks up what the step's guards and effects ask for.
func (e *Engine) inform(ctx context.Context, s *situation) (err error) {
	if slices.ContainsFunc(s.step.Guards, func(name string) bool { return guards[name].powers }) ||
		slices.ContainsFunc(s.step.Effects, func(name string) bool { return effects[name].powers }) {
		if s.powers, err = e.powers(ctx, s.unit); err != nil {
			return err
		}
	}
	if slices.ContainsFunc(s.step.Effects, func(name string) bool { return effects[name].ways }) {
		s.ways, err = e.ways(ctx, s.record, s.unit)
	}
	return err
}

// prepare makes what the step's effects need. Files come before the record
// that names them: one that no record names does no harm.
func (e *Engine) prepare(ctx context.Context, s *situation) error {
	for _, name := range s.step.Effects {
		var err error
		switch effects[name].needs {
		case nothing:
		case draftFile:
			err = e.makeRound(ctx, s)
		case signedCopy, sealedScan:
			err = e.completeCopy(ctx, s)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// makeRound makes the file of a round, and keeps the document it is made from.
func (e *Engine) makeRound(ctx context.Context, s *situation) (err error) {
	if s.file, err = e.makeFile(ctx, s.record); err != nil {
		return err
	}
	s.source, err = e.keepSource(ctx, s.record)
	return err
}

// makeFile renders the record's document and stores the file.
func (e *Engine) makeFile(ctx context.Context, r *Record) (*File, error) {
	docx, used, err := e.render(ctx, r)
	if err != nil {
		return nil, err
	}
	hash, err := e.d.Blobs.Put(ctx, r.Unit, docx)
	if err != nil {
		return nil, fmt.Errorf("keep the file of document %s: %w", r.ID, err)
	}
	return &File{Hash: hash, Template: used}, nil
}

// after returns the record as it is after the step.
func (e *Engine) after(s *situation) *Record {
	ev := Event{
		Action: s.Action, From: s.step.From, To: s.step.To, Comment: s.Comment,
		Article: s.step.Article, Seen: s.Seen,
	}
	if s.file != nil {
		ev.File = s.file.Hash
	} else if shown := s.record.Shown(); shown != nil {
		ev.File = shown.Hash
	}
	next := e.next(s.record, s.actor, ev)
	next.State = s.step.To
	for _, name := range s.step.Effects {
		effects[name].apply(next, *s)
	}
	next.Desk = e.FlowOf(next).deskFor(next, s.unit)
	return next
}

// commit writes next the way the step's effects want it.
func (e *Engine) commit(ctx context.Context, next *Record, s *situation) (*Record, error) {
	how := bySwap
	for _, name := range s.step.Effects {
		how = max(how, effects[name].commit)
	}
	switch how {
	case byRegister:
		return e.register(ctx, next, s)
	case byVoid:
		next.History[len(next.History)-1].Number = next.Number().String()
		return next, e.d.Books.Void(ctx, next, s.Seen, s.Comment)
	default:
		return next, e.d.Records.Swap(ctx, next, s.Seen)
	}
}

// register has the store give the number. A reference that stands already in
// another book of the year is what a change of the series in mid-year leads to.
func (e *Engine) register(ctx context.Context, next *Record, s *situation) (*Record, error) {
	stored, err := e.d.Books.Register(ctx, next, s.Seen)
	if errors.Is(err, documents.ErrExists) {
		taken := s.refusal(RuleReferenceTaken, documents.ErrExists)
		taken.Got = next.Number().Symbol
		return nil, taken
	}
	return stored, err
}

// explain turns a lost race into what happened since.
func (e *Engine) explain(ctx context.Context, unit documents.UnitID, id RecordID, seen Version, err error) error {
	if !errors.Is(err, documents.ErrConflict) {
		return fmt.Errorf("write document %s: %w", id, err)
	}
	now, again := e.d.Records.Get(ctx, unit, id)
	if again != nil {
		return fmt.Errorf("write document %s: %w", id, err)
	}
	return stale(now, seen)
}
