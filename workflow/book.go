package workflow

import (
	"context"
	"errors"
	"fmt"

	"vanthu/documents"
)

// keepBook is what keeping the address book is called in a refusal.
const keepBook Action = "keep_book"

// Agencies returns a page of the address book of the person's unit.
func (e *Engine) Agencies(ctx context.Context, by *documents.Account, q BookQuery) ([]documents.Agency, error) {
	page, err := e.d.Book.Agencies(ctx, by.Unit, q)
	if err != nil {
		return nil, fmt.Errorf("search the address book of %s: %w", by.Unit, err)
	}
	return page, nil
}

// Agency returns an entry of the address book; ErrNotFound.
func (e *Engine) Agency(ctx context.Context, by *documents.Account, id documents.AgencyID) (*documents.Agency, error) {
	a, err := e.d.Book.Agency(ctx, by.Unit, id)
	if err != nil {
		return nil, fmt.Errorf("read agency %s: %w", id, err)
	}
	return a, nil
}

// AddAgency stores a new entry; without an id it is given one. ErrForbidden for
// who keeps no address book, ErrExists, FieldErrors.
func (e *Engine) AddAgency(ctx context.Context, by *documents.Account, a *documents.Agency) error {
	if err := mustKeepBook(by); err != nil {
		return err
	}
	taken, err := there(e.d.Book.Agency(ctx, by.Unit, a.ID))
	if err != nil {
		return fmt.Errorf("look for agency %s: %w", a.ID, err)
	}
	if err := e.newID((*string)(&a.ID), taken); err != nil {
		return err
	}
	return e.putAgency(ctx, by, a)
}

// ChangeAgency stores what is new of an entry. ErrForbidden, ErrNotFound,
// FieldErrors.
func (e *Engine) ChangeAgency(ctx context.Context, by *documents.Account, a *documents.Agency) error {
	if err := mustKeepBook(by); err != nil {
		return err
	}
	if _, err := e.Agency(ctx, by, a.ID); err != nil {
		return err
	}
	return e.putAgency(ctx, by, a)
}

func (e *Engine) putAgency(ctx context.Context, by *documents.Account, a *documents.Agency) error {
	a.Unit = by.Unit
	faults := a.Check()
	for _, other := range [...]struct {
		field string
		id    documents.AgencyID
	}{{"parent", a.Parent}, {"successor", a.Successor}} {
		more, err := e.strangeAgency(ctx, by.Unit, other.field, other.id)
		if err != nil {
			return err
		}
		faults = append(faults, more...)
	}
	if err := faults.Err(); err != nil {
		return err
	}
	if err := e.d.Book.PutAgency(ctx, a); err != nil {
		return fmt.Errorf("store agency %s: %w", a.ID, err)
	}
	return nil
}

// strangeAgency names the field when the book has no such entry.
func (e *Engine) strangeAgency(ctx context.Context, unit documents.UnitID, field string, id documents.AgencyID) (documents.FieldErrors, error) {
	if id == "" {
		return nil, nil
	}
	found, err := there(e.d.Book.Agency(ctx, unit, id))
	if err != nil {
		return nil, fmt.Errorf("look for agency %s: %w", id, err)
	}
	if !found {
		return documents.FieldErrors{{Field: field, Rule: documents.RuleAgencyUnknown, Got: string(id)}}, nil
	}
	return nil, nil
}

// Groups returns the groups of the person's unit.
func (e *Engine) Groups(ctx context.Context, by *documents.Account) ([]documents.Group, error) {
	all, err := e.d.Book.Groups(ctx, by.Unit)
	if err != nil {
		return nil, fmt.Errorf("read the groups of %s: %w", by.Unit, err)
	}
	return all, nil
}

// AddGroup stores a new group; without an id it is given one. ErrForbidden,
// ErrExists, FieldErrors.
func (e *Engine) AddGroup(ctx context.Context, by *documents.Account, g *documents.Group) error {
	if err := mustKeepBook(by); err != nil {
		return err
	}
	taken, err := there(e.d.Book.Group(ctx, by.Unit, g.ID))
	if err != nil {
		return fmt.Errorf("look for group %s: %w", g.ID, err)
	}
	if err := e.newID((*string)(&g.ID), taken); err != nil {
		return err
	}
	return e.putGroup(ctx, by, g)
}

// ChangeGroup stores what is new of a group. ErrForbidden, ErrNotFound,
// FieldErrors.
func (e *Engine) ChangeGroup(ctx context.Context, by *documents.Account, g *documents.Group) error {
	if err := mustKeepBook(by); err != nil {
		return err
	}
	if _, err := e.d.Book.Group(ctx, by.Unit, g.ID); err != nil {
		return fmt.Errorf("read group %s: %w", g.ID, err)
	}
	return e.putGroup(ctx, by, g)
}

func (e *Engine) putGroup(ctx context.Context, by *documents.Account, g *documents.Group) error {
	g.Unit = by.Unit
	faults := g.Check()
	for i, id := range g.Members {
		more, err := e.strangeAgency(ctx, by.Unit, fmt.Sprintf("members[%d]", i), id)
		if err != nil {
			return err
		}
		faults = append(faults, more...)
	}
	if err := faults.Err(); err != nil {
		return err
	}
	if err := e.d.Book.PutGroup(ctx, g); err != nil {
		return fmt.Errorf("store group %s: %w", g.ID, err)
	}
	return nil
}

// mustKeepBook refuses who is neither văn thư nor an administrator.
func mustKeepBook(by *documents.Account) error {
	if by.Has(documents.Clerk) || by.Has(documents.Admin) {
		return nil
	}
	return &Refusal{Action: keepBook, Rule: RuleNotKeeper, Kind: documents.ErrForbidden}
}

// there tells from a reading whether the thing is there.
func there[T any](_ *T, err error) (bool, error) {
	if errors.Is(err, documents.ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}
