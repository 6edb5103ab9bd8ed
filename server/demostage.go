package main

import (
	"cmp"
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
)

// The days of the demo: the question comes, the report is drafted, and gets its number
// and goes.
var (
	arrivedOn    = documents.Date{Year: 2025, Month: time.November, Day: 20}
	draftedOn    = documents.Date{Year: 2025, Month: time.November, Day: 24}
	registeredOn = documents.Date{Year: 2025, Month: time.November, Day: 25}
)

// between is how long an act of the demo comes after the one before.
const between = 30 * time.Minute

// A stage plays the demo and writes what it makes.
type stage struct {
	life  // of the report
	env   env
	pair  *demoPair
	came  life // of the document that the report answers
	there life // of the report, at the agency that it goes to
	clock *demoClock
	out   string
	roots string // whom the ward trusts; "" where nothing is signed as a file
	files int

	told  map[*life]int // events
	heard int           // statuses
}

func newStage(e env, out string, pair *demoPair, clock *demoClock) *stage {
	e.now = clock.now
	s := &stage{env: e, out: out, pair: pair, clock: clock, told: map[*life]int{}}
	s.engine, s.dir = pair.ward.engine, pair.ward.store
	s.came.engine, s.came.dir = s.engine, s.dir
	s.there.engine, s.there.dir = pair.dept.engine, pair.dept.store
	return s
}

// play is the whole life of the report: what asks for it comes, it is written and
// issued, the receiver settles it, the question is settled, all is filed.
func (s *stage) play(ctx context.Context) error {
	s.introduce()
	if err := issueList(ctx, s.pair.ward.house); err != nil {
		return err
	}
	for _, part := range [...]func(context.Context) error{s.asked, s.report, s.send, s.received, s.answered, s.filed, s.papers} {
		if err := part(ctx); err != nil {
			return err
		}
	}
	return nil
}

// asked has văn thư enter the document that asks for the report, and those who direct
// say who answers it.
func (s *stage) asked(ctx context.Context) error {
	a := demoArrivals(s.engine.Today())[0]
	acts := a.acts
	a.acts = nil
	var err error
	if a.receipt.Files, err = questionFile(a.receipt); err != nil {
		return err
	}
	if s.came.record, err = bring(ctx, s.pair.ward.house, a); err != nil {
		return err
	}
	s.tell(&s.pair.ward, &s.came)
	for _, m := range acts {
		if err := s.happen(ctx, &s.pair.ward, &s.came, m); err != nil {
			return err
		}
	}
	return nil
}

// happen does one act on a document that came and prints what came of it.
func (s *stage) happen(ctx context.Context, at *demoOffice, l *life, m arrivalAct) error {
	s.clock.add(between)
	if err := l.reload(ctx, m.who); err != nil {
		return err
	}
	act := l.act
	if m.act.Action == noteProgress {
		act = l.progress
	}
	if err := act(ctx, m.who, m.act); err != nil {
		return err
	}
	s.tell(at, l)
	if err := s.pair.exchange(ctx); err != nil {
		return err
	}
	return s.hear(ctx)
}

// report drafts the report and does every move of its life up to its number.
func (s *stage) report(ctx context.Context) error {
	doc, err := sampleReport()
	if err != nil {
		return err
	}
	s.clock.set(draftedOn)
	if err := s.begin(ctx, demoLife()[0].who, unfinished(doc), workflow.Link{Kind: workflow.Answers, Record: s.came.record.ID}); err != nil {
		return err
	}
	if err := s.leave(ctx); err != nil {
		return err
	}
	for _, m := range demoLife() {
		s.clock.add(between)
		if m.action == "register" {
			s.clock.set(registeredOn)
		}
		if err := s.step(ctx, m, doc); err != nil {
			return err
		}
		if err := s.leave(ctx); err != nil {
			return err
		}
		if s.roots != "" && m.action == "register" {
			if err := s.seal(ctx); err != nil {
				return err
			}
		}
	}
	return nil
}

// step does one move; what is revised becomes doc.
func (s *stage) step(ctx context.Context, m move, doc documents.Document) error {
	if m.action == reviseDraft {
		return s.revise(ctx, m.who, doc)
	}
	if s.roots != "" && m.action == "sign" {
		return s.electronically(ctx, m)
	}
	return s.do(ctx, m)
}

// unfinished returns doc as its first draft was: without the last numbered
// proposal.
func unfinished(doc documents.Document) documents.Document {
	for i := len(doc.Body) - 1; i >= 0; i-- {
		if doc.Body[i].Type == documents.Item {
			doc.Body = slices.Delete(slices.Clone(doc.Body), i, i+1)
			break
		}
	}
	return doc
}

// leave prints the line of the last act on the report and writes the DOCX as it is now.
func (s *stage) leave(ctx context.Context) error {
	docx, err := s.engine.Docx(ctx, s.record)
	if err != nil {
		return err
	}
	s.files++
	name := fmt.Sprintf("%02d-%s.docx", s.files, s.record.State)
	if err := writeWhole(filepath.Join(s.out, name), docx); err != nil {
		return err
	}
	last := s.record.History[len(s.record.History)-1]
	for i := len(s.record.History) - 1; last.By == "" && i > 0; i-- { // the program's own acts belong to the person's before
		last = s.record.History[i-1]
	}
	s.say(&s.pair.ward, "%s\n    %s: %s", workflow.SayEvent(last), cmp.Or(s.engine.FlowOf(s.record).Path(last), s.engine.FlowOf(s.record).Text(last.To)), name)
	return nil
}
