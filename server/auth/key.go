package auth

import (
	"context"
	"fmt"

	"vanthu/documents"
)

// BindKey gives a person of the administrator's unit a key to sign with, nil for
// none. What was signed before stays signed. ErrForbidden, ErrNotFound.
func (a *Auth) BindKey(ctx context.Context, by *documents.Account, id documents.AccountID, key *documents.SigningKey) error {
	account, err := a.Account(ctx, by, id)
	if err != nil {
		return err
	}
	account.Key = key
	if err := a.c.Directory.PutAccount(ctx, account); err != nil {
		return fmt.Errorf("bind a key to %s: %w", id, err)
	}
	return nil
}

// BindSeal gives the administrator's unit what it seals its electronic documents
// with, nil for nothing. ErrForbidden.
func (a *Auth) BindSeal(ctx context.Context, by *documents.Account, seal *documents.Seal) error {
	if err := mustAdmin(by); err != nil {
		return err
	}
	unit, err := a.Unit(ctx, by)
	if err != nil {
		return err
	}
	unit.Seal = seal
	if err := a.c.Directory.PutUnit(ctx, unit); err != nil {
		return fmt.Errorf("bind a seal to %s: %w", unit.ID, err)
	}
	return nil
}
