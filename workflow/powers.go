package workflow

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"vanthu/documents"
)

// keepPowers is what keeping authorities and absences is called in a refusal.
const keepPowers Action = "keep_powers"

// powers are all that decides who may sign in the unit.
func (e *Engine) powers(ctx context.Context, unit *documents.Unit) (*documents.Powers, error) {
	people, err := e.d.Directory.Accounts(ctx, unit.ID)
	if err != nil {
		return nil, fmt.Errorf("read the people of %s: %w", unit.ID, err)
	}
	authorities, err := e.d.Powers.Authorities(ctx, unit.ID)
	if err != nil {
		return nil, fmt.Errorf("read the authorities of %s: %w", unit.ID, err)
	}
	absences, err := e.d.Powers.Absences(ctx, unit.ID)
	if err != nil {
		return nil, fmt.Errorf("read the absences of %s: %w", unit.ID, err)
	}
	return &documents.Powers{People: people, Divisions: unit.Divisions, Authorities: authorities, Absences: absences}, nil
}

// Authorities returns the authorities of the person's unit.
func (e *Engine) Authorities(ctx context.Context, by *documents.Account) ([]documents.Authority, error) {
	all, err := e.d.Powers.Authorities(ctx, by.Unit)
	if err != nil {
		return nil, fmt.Errorf("read the authorities of %s: %w", by.Unit, err)
	}
	return all, nil
}

// Absences returns the absences of the person's unit.
func (e *Engine) Absences(ctx context.Context, by *documents.Account) ([]documents.Absence, error) {
	all, err := e.d.Powers.Absences(ctx, by.Unit)
	if err != nil {
		return nil, fmt.Errorf("read the absences of %s: %w", by.Unit, err)
	}
	return all, nil
}

// AddAuthority stores a new authority of the administrator's unit; without an
// id it is given one. ErrForbidden, ErrExists, FieldErrors.
func (e *Engine) AddAuthority(ctx context.Context, by *documents.Account, a *documents.Authority) error {
	if err := mustAdmin(by, keepPowers); err != nil {
		return err
	}
	all, err := e.Authorities(ctx, by)
	if err != nil {
		return err
	}
	if err := e.newID((*string)(&a.ID), slices.ContainsFunc(all, sameAuthority(a.ID))); err != nil {
		return err
	}
	return e.putAuthority(ctx, by, a)
}

// ChangeAuthority stores what is new of an authority; one is ended by its last
// day. ErrForbidden, ErrNotFound, FieldErrors.
func (e *Engine) ChangeAuthority(ctx context.Context, by *documents.Account, a *documents.Authority) error {
	if err := mustAdmin(by, keepPowers); err != nil {
		return err
	}
	all, err := e.Authorities(ctx, by)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(all, sameAuthority(a.ID)) {
		return fmt.Errorf("change authority %s: %w", a.ID, documents.ErrNotFound)
	}
	return e.putAuthority(ctx, by, a)
}

func sameAuthority(id documents.AuthorityID) func(documents.Authority) bool {
	return func(a documents.Authority) bool { return a.ID == id }
}

func (e *Engine) putAuthority(ctx context.Context, by *documents.Account, a *documents.Authority) error {
	a.Unit = by.Unit
	unit, err := e.d.Directory.Unit(ctx, by.Unit)
	if err != nil {
		return fmt.Errorf("read unit %s: %w", by.Unit, err)
	}
	faults := append(a.Check(), strangeParts(a, unit)...)
	if a.Account != "" {
		holder, more, err := e.colleague(ctx, by, a.Account)
		if err != nil {
			return err
		}
		faults = append(faults, more...)
		if holder != nil && len(faults) == 0 {
			faults = append(faults, a.Fits(holder)...)
		}
	}
	if err := faults.Err(); err != nil {
		return err
	}
	if err := e.d.Powers.PutAuthority(ctx, a); err != nil {
		return fmt.Errorf("store authority %s: %w", a.ID, err)
	}
	return nil
}

// strangeParts names the seats and fields of a that the unit does not have.
func strangeParts(a *documents.Authority, unit *documents.Unit) documents.FieldErrors {
	var out documents.FieldErrors
	ask := func(field, symbol string) {
		if symbol != "" && !unit.HasPart(symbol) {
			out = append(out, &documents.FieldError{Field: field, Rule: RuleDivisionUnknown, Got: symbol})
		}
	}
	ask("for.in", a.For.In)
	ask("seat.in", a.Seat.In)
	for i, f := range a.Fields {
		ask(fmt.Sprintf("fields[%d]", i), f)
	}
	return out
}

// colleague returns the account of the person's unit, or the fault that there
// is none.
func (e *Engine) colleague(ctx context.Context, by *documents.Account, id documents.AccountID) (*documents.Account, documents.FieldErrors, error) {
	a, err := e.d.Directory.Account(ctx, id)
	switch {
	case errors.Is(err, documents.ErrNotFound), err == nil && a.Unit != by.Unit:
		return nil, documents.FieldErrors{{Field: "account", Rule: RuleSignerUnknown, Article: "Điều 13", Got: string(id)}}, nil
	case err != nil:
		return nil, nil, fmt.Errorf("read account %s: %w", id, err)
	}
	return a, nil, nil
}

// AddAbsence stores a new absence of somebody in the administrator's unit.
// ErrForbidden, ErrExists, FieldErrors.
func (e *Engine) AddAbsence(ctx context.Context, by *documents.Account, a *documents.Absence) error {
	if err := mustAdmin(by, keepPowers); err != nil {
		return err
	}
	all, err := e.Absences(ctx, by)
	if err != nil {
		return err
	}
	if err := e.newID((*string)(&a.ID), slices.ContainsFunc(all, sameAbsence(a.ID))); err != nil {
		return err
	}
	return e.putAbsence(ctx, by, a)
}

// ChangeAbsence stores what is new of an absence. ErrForbidden, ErrNotFound,
// FieldErrors.
func (e *Engine) ChangeAbsence(ctx context.Context, by *documents.Account, a *documents.Absence) error {
	if err := mustAdmin(by, keepPowers); err != nil {
		return err
	}
	all, err := e.Absences(ctx, by)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(all, sameAbsence(a.ID)) {
		return fmt.Errorf("change absence %s: %w", a.ID, documents.ErrNotFound)
	}
	return e.putAbsence(ctx, by, a)
}

func sameAbsence(id documents.AbsenceID) func(documents.Absence) bool {
	return func(a documents.Absence) bool { return a.ID == id }
}

func (e *Engine) putAbsence(ctx context.Context, by *documents.Account, a *documents.Absence) error {
	a.Unit = by.Unit
	_, more, err := e.colleague(ctx, by, a.Account)
	if err != nil {
		return err
	}
	if err := append(a.Check(), more...).Err(); err != nil {
		return err
	}
	if err := e.d.Powers.PutAbsence(ctx, a); err != nil {
		return fmt.Errorf("store absence %s: %w", a.ID, err)
	}
	return nil
}

// newID gives an id to what has none and refuses one that is taken.
func (e *Engine) newID(id *string, taken bool) error {
	if taken {
		return fmt.Errorf("add %s: %w", *id, documents.ErrExists)
	}
	if *id != "" {
		return nil
	}
	made, err := newULID(e.now())
	*id = strings.ToLower(made)
	return err
}

// mustAdmin refuses who does not keep the office's people and rights.
func mustAdmin(by *documents.Account, what Action) error {
	if by.Has(documents.Admin) {
		return nil
	}
	return &Refusal{Action: what, Rule: RuleNotAdmin, Kind: documents.ErrForbidden}
}

// A Signing is how one person would sign a document: the signatory, or why not.
// Of who is only away, both.
type Signing struct {
	Account   *documents.Account
	Signatory documents.Signatory
	Against   *documents.FieldError // nil when the person may sign
}

// Signatories returns for everybody of the unit who signs how that would be,
// for a document of the issuer, kind, authorship and division of doc. Those who
// may sign come first.
func (e *Engine) Signatories(ctx context.Context, by *documents.Account, doc documents.Document, day documents.Date) ([]Signing, error) {
	unit, err := e.d.Directory.Unit(ctx, by.Unit)
	if err != nil {
		return nil, fmt.Errorf("read unit %s: %w", by.Unit, err)
	}
	if err := fillIssuer(&doc, unit).Err(); err != nil {
		return nil, err
	}
	powers, err := e.powers(ctx, unit)
	if err != nil {
		return nil, err
	}
	var out []Signing
	for i := range powers.People {
		if a := &powers.People[i]; a.Has(documents.Signer) {
			s := Signing{Account: a}
			s.Signatory, err = documents.Sign(documents.Question{Document: &doc, Signer: a, On: day, Powers: powers})
			errors.As(err, &s.Against)
			out = append(out, s)
		}
	}
	slices.SortStableFunc(out, func(a, b Signing) int { return rank(a) - rank(b) })
	return out, nil
}

func rank(s Signing) int {
	switch {
	case s.Against == nil:
		return 0
	case s.Signatory.Account != "":
		return 1
	}
	return 2
}
