package auth

import (
	"context"
	"errors"
	"fmt"

	"vanthu/documents"
)

// SetPassword gives a person of the administrator's unit a new password and
// ends the person's sessions. ErrForbidden, ErrNotFound, FieldErrors.
func (a *Auth) SetPassword(ctx context.Context, by *documents.Account, id documents.AccountID, password string) error {
	if _, err := a.Account(ctx, by, id); err != nil {
		return err
	}
	if err := checkPassword(id, password); err != nil {
		return err
	}
	return a.replacePassword(ctx, id, password)
}

// A PasswordChange is of one's own password. Address is where it comes from.
type PasswordChange struct{ Old, New, Address string }

// ChangePassword gives the person a new password, if the old one is right, and
// ends all the person's sessions. FieldErrors; *Paused, as a login.
func (a *Auth) ChangePassword(ctx context.Context, by *documents.Account, c PasswordChange) error {
	if err := checkPassword(by.ID, c.New); err != nil {
		return err
	}
	_, _, err := a.prove(ctx, by.ID, Attempt{Password: c.Old, Address: c.Address})
	if errors.Is(err, ErrLogin) {
		return documents.FieldErrors{{Field: "old", Rule: documents.RulePasswordMistaken}}
	}
	if err != nil {
		return err
	}
	return a.replacePassword(ctx, by.ID, c.New)
}

// replacePassword keeps the password, then ends the sessions of the old one.
func (a *Auth) replacePassword(ctx context.Context, id documents.AccountID, password string) error {
	encoded, err := a.hasher.hash(ctx, password)
	if err != nil {
		return err
	}
	if err := a.c.Vault.SetCredential(ctx, id, encoded); err != nil {
		return fmt.Errorf("keep the password of %s: %w", id, err)
	}
	if err := a.c.Vault.DropSessions(ctx, id); err != nil {
		return fmt.Errorf("end the sessions of %s: %w", id, err)
	}
	return nil
}
