package auth

import (
	"context"
	"errors"
	"fmt"

	"vanthu/documents"
	"vanthu/workflow"
)

// Accounts returns the people of the administrator's unit in order of their
// ids. ErrForbidden for anybody else.
func (a *Auth) Accounts(ctx context.Context, by *documents.Account) ([]documents.Account, error) {
	if err := mustAdmin(by); err != nil {
		return nil, err
	}
	return a.people(ctx, by.Unit)
}

func (a *Auth) people(ctx context.Context, unit documents.UnitID) ([]documents.Account, error) {
	all, err := a.c.Directory.Accounts(ctx, unit)
	if err != nil {
		return nil, fmt.Errorf("list the accounts of %s: %w", unit, err)
	}
	return all, nil
}

// Account returns one of the administrator's unit. ErrForbidden, ErrNotFound.
func (a *Auth) Account(ctx context.Context, by *documents.Account, id documents.AccountID) (*documents.Account, error) {
	if err := mustAdmin(by); err != nil {
		return nil, err
	}
	account, err := a.c.Directory.Account(ctx, id)
	if err == nil && account.Unit != by.Unit {
		err = documents.ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("look for account %s: %w", id, err)
	}
	return account, nil
}

// Add makes an account in the administrator's unit, with its first password.
// ErrForbidden, ErrExists, FieldErrors.
func (a *Auth) Add(ctx context.Context, by, account *documents.Account, password string) error {
	if err := mustAdmin(by); err != nil {
		return err
	}
	account.Unit, account.Key = by.Unit, nil // a key is bound in an act of its own
	if err := a.checkAccount(ctx, account, checkPassword(account.ID, password)); err != nil {
		return err
	}
	_, err := a.c.Directory.Account(ctx, account.ID)
	if err == nil {
		err = documents.ErrExists
	}
	if !errors.Is(err, documents.ErrNotFound) {
		return fmt.Errorf("add account %s: %w", account.ID, err)
	}
	return a.Put(ctx, account, password)
}

// Put stores an account and its password, without asking who wants it: for
// the program itself. FieldErrors for a weak password, ErrExists when the id
// belongs to another unit.
func (a *Auth) Put(ctx context.Context, account *documents.Account, password string) error {
	if err := checkPassword(account.ID, password); err != nil {
		return err
	}
	if err := a.c.Directory.PutAccount(ctx, account); err != nil {
		return fmt.Errorf("store account %s: %w", account.ID, err)
	}
	return a.replacePassword(ctx, account.ID, password)
}

// Change stores what is known of a person of the administrator's unit. Without
// a role the person cannot log in any more. ErrForbidden, ErrNotFound,
// FieldErrors; ErrNotAllowed when administrators would shut themselves out.
func (a *Auth) Change(ctx context.Context, by, account *documents.Account) error {
	stored, err := a.Account(ctx, by, account.ID)
	if err != nil {
		return err
	}
	if account.ID == by.ID && !account.Has(documents.Admin) {
		return &workflow.Refusal{Action: administer, Rule: workflow.RuleOwnAdmin, Kind: documents.ErrNotAllowed}
	}
	account.Unit, account.Key = by.Unit, stored.Key
	if err := a.checkAccount(ctx, account, nil); err != nil {
		return err
	}
	if err := a.c.Directory.PutAccount(ctx, account); err != nil {
		return fmt.Errorf("store account %s: %w", account.ID, err)
	}
	return nil
}

// checkAccount returns also as FieldErrors together with what is wrong with
// account in its unit.
func (a *Auth) checkAccount(ctx context.Context, account *documents.Account, also error) error {
	unit, err := a.c.Directory.Unit(ctx, account.Unit)
	if err != nil {
		return fmt.Errorf("read unit %s: %w", account.Unit, err)
	}
	return faultsOf(account, unit, also)
}

func faultsOf(account *documents.Account, unit *documents.Unit, also error) error {
	faults := account.Check()
	if _, ok := unit.Division(account.Division); !ok && account.Division != "" {
		faults = append(faults, &documents.FieldError{
			Field: "division", Rule: workflow.RuleDivisionUnknown, Got: account.Division,
		})
	}
	for i, s := range account.Also {
		if s.In != "" && !unit.HasPart(s.In) {
			faults = append(faults, &documents.FieldError{Field: fmt.Sprintf("also[%d].in", i), Rule: workflow.RuleDivisionUnknown, Got: s.In})
		}
	}
	if more := (documents.FieldErrors)(nil); errors.As(also, &more) {
		faults = append(faults, more...)
	}
	return faults.Err()
}

// administer is what keeping the office's people and settings is called in a
// refusal.
const administer workflow.Action = "administer"

// mustAdmin refuses who does not keep the office's accounts and settings.
func mustAdmin(by *documents.Account) error {
	if by.Has(documents.Admin) {
		return nil
	}
	return &workflow.Refusal{Action: administer, Rule: workflow.RuleNotAdmin, Kind: documents.ErrForbidden}
}
