package workflow

import (
	"context"
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"vanthu/documents"
)

//go:embed reservation.md
var reservationTable string

// reservation is the flow of numbers that are held back, from reservation.md. Such a
// number takes the way of all numbers and is void from then on, so that both stores
// keep it as safe as any: what a crash leaves between the two is in the outbox.
func reservation() (*Flow, error) { return ParseFlow(ReservationFlow, reservationTable) }

// VoidHeld is the kind of the task that makes a number void that was held back.
const VoidHeld = "void_held"

const (
	askHold    Action = "ask_hold"
	holdNumber Action = "hold"
	voidedHeld Action = "void_held"
)

// heldPrefix begins the reason of a void line whose number was held back.
const heldPrefix = "Giữ số: "

// HeldBack reports whether the number of a line was held back (giữ số): never given to
// a document.
func (e *Entry) HeldBack() bool { return strings.HasPrefix(e.Void, heldPrefix) }

// maxHeld is how many numbers are held back at a time.
const maxHeld = 20

// A Reservation asks for numbers to be held back in the book of a kind, and for a
// công văn, whose symbol names it, of a division.
type Reservation struct {
	Kind     documents.Kind
	Issuer   string // symbol; "" is the office's own
	Division string // symbol; "" is that of who asks
	Count    int
	Reason   string
}

// Reserve holds numbers back: each is a void line with the reason, of today, that no
// document ever gets. It returns their references. *Refusal for who keeps no books and
// when the book refuses; FieldErrors.
func (e *Engine) Reserve(ctx context.Context, by *documents.Account, ask Reservation) ([]documents.Reference, error) {
	ask.Reason = documents.OneLine(ask.Reason)
	if err := mustKeepRegisters(by, holdNumber, documents.Clerk); err != nil {
		return nil, err
	}
	if err := documents.RefuseSecret("reason", ask.Reason); err != nil {
		return nil, err
	}
	unit, err := e.d.Directory.Unit(ctx, by.Unit)
	if err != nil {
		return nil, fmt.Errorf("read unit %s: %w", by.Unit, err)
	}
	doc, err := ask.document(unit, by)
	if err != nil {
		return nil, err
	}
	var given []documents.Reference
	for range ask.Count {
		r, err := e.reserve(ctx, by, doc, ask.Reason)
		if err != nil {
			return given, err
		}
		given = append(given, r.Document.Reference)
	}
	return given, nil
}

// document is what stands for a number that is held back.
func (ask *Reservation) document(unit *documents.Unit, by *documents.Account) (documents.Document, error) {
	var faults documents.FieldErrors
	fault := func(wrong bool, field string, rule documents.Rule) {
		if wrong {
			faults = append(faults, &documents.FieldError{Field: field, Rule: rule, Article: articleNumber})
		}
	}
	if ask.Issuer == "" {
		ask.Issuer = unit.Issuer.Symbol
	}
	if ask.Division == "" {
		ask.Division = by.Division
	}
	issuer, known := unit.Issuing(ask.Issuer)
	division, there := unit.Division(ask.Division)
	fault(ask.Kind.Name() == "", "kind", documents.RuleKind)
	fault(!known, "issuer", documents.RuleIssuerUnknown)
	fault(!there, "division", RuleDivisionUnknown)
	fault(ask.Count < 1 || ask.Count > maxHeld, "count", RuleHeldCount)
	fault(ask.Reason == "", "reason", RuleReason)
	fault(len(ask.Reason) > maxNote, "reason", documents.RuleTooLong)
	return documents.Document{
		Kind: ask.Kind, Issuer: issuer, Abstract: heldPrefix + ask.Reason,
		Drafting: documents.Drafting{Division: division.Name, Symbol: division.Symbol},
	}, faults.Err()
}

// reserve holds one number back.
func (e *Engine) reserve(ctx context.Context, by *documents.Account, doc documents.Document, reason string) (*Record, error) {
	unit, err := e.d.Directory.Unit(ctx, by.Unit)
	if err != nil {
		return nil, fmt.Errorf("read unit %s: %w", by.Unit, err)
	}
	r, err := e.begin(ctx, by, beginning{flow: e.d.Flows.Named(ReservationFlow), unit: unit, doc: doc, act: askHold})
	if err != nil {
		return nil, err
	}
	done, err := e.Act(ctx, by, r.ID, Act{Action: holdNumber, Comment: reason, Seen: r.Version})
	if err != nil { // nothing is held back: do not leave the question on the desk
		_, _ = e.Act(ctx, by, r.ID, Act{Action: "drop", Comment: Say(err).Detail, Seen: r.Version})
	}
	return done, err
}

// awaitVoid has the number made void.
func awaitVoid(r *Record, s situation) {
	r.Tasks = append(without(r.Tasks, VoidHeld), Task{ID: VoidHeld, Kind: VoidHeld, Due: s.now})
}

// voidHeld makes a number void that was held back, with the reason it was held for.
func (e *Engine) voidHeld(ctx context.Context, r *Record, t Task) (*Record, error) {
	if !slices.ContainsFunc(r.Tasks, func(have Task) bool { return have.ID == t.ID }) {
		return r, nil
	}
	number := r.Number().String()
	next := e.next(r, &program, Event{Action: voidedHeld, From: r.State, To: r.State, Seen: r.Version, Number: number})
	next.Tasks = without(next.Tasks, t.ID)
	if err := e.d.Books.Void(ctx, next, r.Version, r.Document.Abstract); err != nil {
		return nil, fmt.Errorf("make number %s void: %w", number, err)
	}
	return next, nil
}
