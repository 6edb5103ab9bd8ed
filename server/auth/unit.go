package auth

import (
	"context"
	"fmt"

	"vanthu/documents"
)

// Unit returns the person's unit with its settings.
func (a *Auth) Unit(ctx context.Context, by *documents.Account) (*documents.Unit, error) {
	unit, err := a.c.Directory.Unit(ctx, by.Unit)
	if err != nil {
		return nil, fmt.Errorf("read unit %s: %w", by.Unit, err)
	}
	return unit, nil
}

// ChangeUnit stores what the administrator's unit says of itself and how it
// works; documents that are on their way keep what they took over from it.
// ErrForbidden, FieldErrors.
func (a *Auth) ChangeUnit(ctx context.Context, by *documents.Account, unit *documents.Unit) error {
	if err := mustAdmin(by); err != nil {
		return err
	}
	stored, err := a.Unit(ctx, by)
	if err != nil {
		return err
	}
	unit.ID, unit.Seal = by.Unit, stored.Seal
	people, err := a.people(ctx, unit.ID)
	if err != nil {
		return err
	}
	faults := append(unit.Check(), homeless(unit, people)...)
	if faults, err = a.sameCode(ctx, unit, faults); err != nil {
		return err
	}
	if err := faults.Err(); err != nil {
		return err
	}
	if err := a.c.Directory.PutUnit(ctx, unit); err != nil {
		return fmt.Errorf("store unit %s: %w", unit.ID, err)
	}
	return nil
}

// sameCode adds the fault of an identifier that another office of the installation has:
// what comes for it could not be told apart.
func (a *Auth) sameCode(ctx context.Context, unit *documents.Unit, faults documents.FieldErrors) (documents.FieldErrors, error) {
	if unit.Code == "" {
		return faults, nil
	}
	ids, err := a.c.Vault.UnitIDs(ctx)
	if err != nil {
		return nil, fmt.Errorf("list the units: %w", err)
	}
	for _, id := range ids {
		if id == unit.ID {
			continue
		}
		other, err := a.c.Directory.Unit(ctx, id)
		if err != nil {
			return nil, fmt.Errorf("read unit %s: %w", id, err)
		}
		if other.Code == unit.Code {
			return append(faults, &documents.FieldError{Field: "code", Rule: documents.RuleTwice, Got: unit.Code}), nil
		}
	}
	return faults, nil
}

// homeless names each division that people belong to, and each issuer they
// have a seat in, that unit lacks.
func homeless(unit *documents.Unit, people []documents.Account) documents.FieldErrors {
	var out documents.FieldErrors
	told := map[string]bool{"": true}
	tell := func(field, symbol string, there bool) {
		if !there && !told[symbol] {
			told[symbol] = true
			out = append(out, &documents.FieldError{Field: field, Rule: documents.RuleDivisionUsed, Got: symbol})
		}
	}
	for _, p := range people {
		_, there := unit.Division(p.Division)
		tell("divisions", p.Division, there)
		for _, s := range p.Also {
			tell("issuers", s.In, unit.HasPart(s.In))
		}
	}
	return out
}
