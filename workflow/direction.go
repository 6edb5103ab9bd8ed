package workflow

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"vanthu/documents"
)

// direction returns d with the names of who is to handle it. FieldErrors.
func (e *Engine) direction(ctx context.Context, unit *documents.Unit, d Direction) (*Direction, error) {
	var faults documents.FieldErrors
	name := func(field string, h *Handler) error {
		fault, err := e.nameHandler(ctx, unit, h)
		if fault != nil {
			fault.Field = field
			faults = append(faults, fault)
		}
		return err
	}
	if err := name("direction.lead", &d.Lead); err != nil {
		return nil, err
	}
	d.With = slices.DeleteFunc(slices.Clone(d.With), func(h Handler) bool {
		return h == (Handler{}) || h.Account == d.Lead.Account && h.Division == d.Lead.Division
	})
	for i := range d.With {
		if err := name(fmt.Sprintf("direction.with[%d]", i), &d.With[i]); err != nil {
			return nil, err
		}
	}
	faults = append(faults, e.checkOpinion("direction", &d.Opinion, d.Deadline)...)
	return &d, faults.Err()
}

// checkOpinion cleans an opinion and returns what is wrong with it and its deadline.
func (e *Engine) checkOpinion(field string, opinion *string, deadline documents.Date) (faults documents.FieldErrors) {
	*opinion = documents.OneLine(*opinion)
	errors.As(documents.RefuseSecret(field+".opinion", *opinion), &faults)
	if !deadline.IsZero() && deadline.Before(e.Today()) {
		faults = append(faults, &documents.FieldError{Field: field + ".deadline", Rule: RuleDeadlinePast, Got: deadline.Short()})
	}
	return faults
}

// nameHandler fills in the name of a division or a person of the unit.
func (e *Engine) nameHandler(ctx context.Context, unit *documents.Unit, h *Handler) (*documents.FieldError, error) {
	switch {
	case h.Account != "":
		a, err := e.d.Directory.Account(ctx, h.Account)
		if errors.Is(err, documents.ErrNotFound) || err == nil && a.Unit != unit.ID {
			return &documents.FieldError{Rule: RuleHandlerUnknown, Got: string(h.Account)}, nil
		}
		if err != nil {
			return nil, fmt.Errorf("read account %s: %w", h.Account, err)
		}
		h.Division, h.Name = "", a.Name
	case h.Division != "":
		d, ok := unit.Division(h.Division)
		if !ok {
			return &documents.FieldError{Rule: RuleHandlerUnknown, Got: h.Division}, nil
		}
		h.Name = d.Name
	default:
		return &documents.FieldError{Rule: documents.RuleRequired, Article: "Điều 23"}, nil
	}
	return nil, nil
}

// Handlers returns who may be given what came to handle: the divisions, then the
// people, but for those who only keep the program.
func (e *Engine) Handlers(ctx context.Context, by *documents.Account) ([]Handler, error) {
	unit, err := e.d.Directory.Unit(ctx, by.Unit)
	if err != nil {
		return nil, fmt.Errorf("read unit %s: %w", by.Unit, err)
	}
	people, err := e.d.Directory.Accounts(ctx, by.Unit)
	if err != nil {
		return nil, fmt.Errorf("read the people of %s: %w", by.Unit, err)
	}
	var out []Handler
	for _, d := range unit.Divisions {
		out = append(out, Handler{Division: d.Symbol, Name: d.Name})
	}
	for i := range people {
		if a := &people[i]; slices.ContainsFunc(a.Roles, func(r documents.Role) bool { return r != documents.Admin }) {
			out = append(out, Handler{Account: a.ID, Name: a.Name})
		}
	}
	return out, nil
}

// A Giving is whom the head of the leading division gives a document to.
type Giving struct {
	Seen     Version
	To       documents.AccountID
	Opinion  string
	Deadline documents.Date
}

// Assign gives a document that came to a person of the leading division, or to
// another one: the head does so, and whoever has it. *Stale, *Refusal, FieldErrors.
func (e *Engine) Assign(ctx context.Context, by *documents.Account, id RecordID, g Giving) (*Record, error) {
	unit, err := e.d.Directory.Unit(ctx, by.Unit)
	if err != nil {
		return nil, fmt.Errorf("read unit %s: %w", by.Unit, err)
	}
	to := Assignment{To: Handler{Account: g.To}, Opinion: g.Opinion, Deadline: g.Deadline, By: by.Name, At: e.now()}
	fault, err := e.nameHandler(ctx, unit, &to.To)
	if err != nil {
		return nil, err
	}
	faults := e.checkOpinion("direction", &to.Opinion, to.Deadline)
	if fault != nil {
		fault.Field = "direction.lead"
		faults = append(faults, fault)
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	a := amendment{id: id, seen: g.Seen, ev: Event{Action: assigned, Article: "Điều 24"}, may: e.assigns}
	return e.amend(ctx, by, a, func(next *Record) error {
		d := *next.Incoming.Direction
		d.Assigned = &to
		next.changed().Direction = &d
		if !to.Deadline.IsZero() {
			next.Document.Deadline = to.Deadline
		}
		next.History[len(next.History)-1].Comment = to.said()
		next.Desk = e.FlowOf(next).deskFor(next, unit)
		return nil
	})
}

// said is an assignment in a sentence.
func (a *Assignment) said() string {
	text := a.To.Name
	if !a.Deadline.IsZero() {
		text += "; hạn " + a.Deadline.Short()
	}
	if a.Opinion != "" {
		text += "; " + a.Opinion
	}
	return text
}

// MayAssign reports whether the person may give r to another to handle now.
func (e *Engine) MayAssign(by *documents.Account, r *Record) bool { return e.assigns(r, nil, by) }

func (e *Engine) assigns(r *Record, _ *documents.Unit, by *documents.Account) bool {
	return e.handled(r) && by.Unit == r.Unit &&
		(slices.Contains(DesksOf(by), r.Incoming.Direction.Lead.desk()) || slices.Contains(DesksOf(by), handlersDesk(r, nil)))
}

// handled reports whether r is with who handles it: the state from which it is
// settled.
func (e *Engine) handled(r *Record) bool {
	return r.Incoming != nil && r.Incoming.Direction != nil && slices.ContainsFunc(e.FlowOf(r).From(r.State), Step.Settles)
}

// A Progress is what was done so far with a document that came.
type Progress struct {
	Seen Version
	Text string
}

// NoteProgress notes it in the history: who leads it, has it or helps with it may.
// *Stale, *Refusal, FieldErrors.
func (e *Engine) NoteProgress(ctx context.Context, by *documents.Account, id RecordID, p Progress) (*Record, error) {
	p.Text = documents.OneLine(p.Text)
	if err := documents.RefuseSecret("progress", p.Text); err != nil {
		return nil, err
	}
	if p.Text == "" {
		return nil, documents.FieldErrors{{Field: "progress", Rule: documents.RuleRequired, Article: "Điều 24"}}
	}
	a := amendment{id: id, seen: p.Seen, ev: Event{Action: progressed, Comment: p.Text, Article: "Điều 24"}, may: e.progresses}
	return e.amend(ctx, by, a, func(next *Record) error {
		if !slices.ContainsFunc(next.Incoming.Told, func(t Telling) bool { return t.Code == inWorkStatus }) {
			next.owe(inWorkStatus, "", next.Updated)
		}
		return nil
	})
}

// inWorkStatus is the status of what is being handled (đang xử lý).
const inWorkStatus = "05"

// MayProgress reports whether the person may note the progress of r now.
func (e *Engine) MayProgress(by *documents.Account, r *Record) bool {
	return e.progresses(r, nil, by)
}

func (e *Engine) progresses(r *Record, _ *documents.Unit, by *documents.Account) bool {
	if !e.handled(r) || by.Unit != r.Unit {
		return false
	}
	mine := func(h Handler) bool { return slices.Contains(DesksOf(by), h.desk()) }
	d := r.Incoming.Direction
	return mine(d.Lead) || slices.Contains(DesksOf(by), handlersDesk(r, nil)) || slices.ContainsFunc(d.With, mine)
}

// LastProgress returns what was noted last, "" for nothing.
func (r *Record) LastProgress() string {
	for _, ev := range slices.Backward(r.History) {
		if ev.Action == progressed {
			return ev.Comment
		}
	}
	return ""
}
