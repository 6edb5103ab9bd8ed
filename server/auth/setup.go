package auth

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
)

// The one-time set-up of an installation without an administrator. Its tokens
// are kept as sessions of nobody, so that each of several servers takes those
// that the others printed. Whoever begins it notes what he makes, so that no
// two make an office each.
const (
	setupPrefix  = "set-up:" // before a token, so that its key is no login's
	setupLife    = 7 * 24 * time.Hour
	foundingNote = "founding"
	setUp        = workflow.Action("set_up") // in a refusal
)

// setup is what this server knows of it.
type setup struct {
	open atomic.Bool // it may still have to be done
	mu   sync.Mutex  // one after the other
}

// A Start is the first office of an installation and its administrator, who
// may have other roles too.
type Start struct {
	Unit     documents.Unit
	Account  documents.Account
	Password string
}

// FirstStart returns a set-up token when nobody can administer this
// installation yet, else "". Any server on the same store takes it, for a week
// and until the set-up is done.
func (a *Auth) FirstStart(ctx context.Context) (string, error) {
	done, err := a.administered(ctx)
	if err != nil || done {
		return "", err
	}
	token := base64.RawURLEncoding.EncodeToString(random(tokenSize))
	session := documents.Session{Key: keyOf(setupPrefix + token), Expires: a.now().Add(setupLife)}
	if err := a.c.Vault.PutSession(ctx, session); err != nil {
		return "", fmt.Errorf("keep the set-up token: %w", err)
	}
	a.setup.open.Store(true)
	return token, nil
}

// NeedsSetUp reports whether SetUp is still to be done on this server.
func (a *Auth) NeedsSetUp(ctx context.Context) (bool, error) {
	if !a.setup.open.Load() {
		return false, nil
	}
	done, err := a.administered(ctx)
	if done { // perhaps by another server
		a.setup.open.Store(false)
	}
	return err == nil && !done, err
}

// SetUp makes the first unit and its administrator. ErrNotFound when there is
// nothing to set up, ErrSetup for a wrong token, FieldErrors, ErrExists when
// another began to make another office. What a crash left of it can be done
// again: it is done once the administrator can log in.
func (a *Auth) SetUp(ctx context.Context, token string, s Start) (*documents.Account, error) {
	a.setup.mu.Lock()
	defer a.setup.mu.Unlock()
	needed, err := a.NeedsSetUp(ctx)
	if err != nil {
		return nil, err
	}
	if !needed {
		return nil, fmt.Errorf("set up: %w", documents.ErrNotFound)
	}
	_, err = a.c.Vault.Session(ctx, keyOf(setupPrefix+token), a.now())
	if errors.Is(err, documents.ErrNotFound) {
		return nil, ErrSetup
	}
	if err != nil {
		return nil, fmt.Errorf("look for the set-up token: %w", err)
	}
	if err := s.check(); err != nil {
		return nil, err
	}
	if err := a.found(ctx, string(s.Unit.ID)+"/"+string(s.Account.ID)); err != nil {
		return nil, err
	}
	s.Unit.Seal, s.Account.Key = nil, nil // keys are bound later, once somebody can be asked
	if err := a.c.Directory.PutUnit(ctx, &s.Unit); err != nil {
		return nil, fmt.Errorf("store unit %s: %w", s.Unit.ID, err)
	}
	if err := a.Put(ctx, &s.Account, s.Password); err != nil {
		return nil, err
	}
	a.setup.open.Store(false)
	return &s.Account, a.c.Vault.DropSessions(ctx, "")
}

// found notes which unit and administrator are made. ErrExists when others are.
func (a *Auth) found(ctx context.Context, office string) error {
	err := a.c.Notes.SwapNote(ctx, foundingNote, "", office)
	if !errors.Is(err, documents.ErrConflict) {
		return err
	}
	noted, err := a.c.Notes.Note(ctx, foundingNote)
	if err == nil && noted != office {
		err = &workflow.Refusal{Action: setUp, Rule: workflow.RuleFounded, Got: noted, Kind: documents.ErrExists}
	}
	return err
}

// check makes the account the administrator of the unit and returns what is
// wrong with either, under "unit." and "account.".
func (s *Start) check() error {
	s.Account.Unit = s.Unit.ID
	if !s.Account.Has(documents.Admin) {
		s.Account.Roles = append(slices.Clone(s.Account.Roles), documents.Admin)
	}
	faults := under("unit.", s.Unit.Check())
	faults = append(faults, under("account.", faultsOf(&s.Account, &s.Unit, nil))...)
	return append(faults, under("", checkPassword(s.Account.ID, s.Password))...).Err()
}

// under returns the field errors of err with prefix before each field.
func under(prefix string, err error) documents.FieldErrors {
	var faults, out documents.FieldErrors
	if !errors.As(err, &faults) {
		return nil
	}
	for _, f := range faults {
		named := *f
		named.Field = prefix + f.Field
		out = append(out, &named)
	}
	return out
}

// administered reports whether somebody can log in as an administrator.
func (a *Auth) administered(ctx context.Context) (bool, error) {
	units, err := a.c.Vault.UnitIDs(ctx)
	if err != nil {
		return false, fmt.Errorf("list the units: %w", err)
	}
	for _, unit := range units {
		people, err := a.people(ctx, unit)
		if err != nil {
			return false, err
		}
		for _, p := range people {
			if !p.Has(documents.Admin) {
				continue
			}
			_, err := a.c.Vault.Credential(ctx, p.ID)
			if !errors.Is(err, documents.ErrNotFound) {
				return err == nil, err
			}
		}
	}
	return false, nil
}
