package auth

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"sync"

	"vanthu/documents"
)

// setup is the one-time set-up of an installation without an administrator.
// Only the hash of its token is kept, in the memory of this server; a restart
// makes another.
type setup struct {
	mu   sync.Mutex
	hash []byte // nil when there is nothing to set up
}

// A Start is the first office of an installation and its administrator, who
// may have other roles too.
type Start struct {
	Unit     documents.Unit
	Account  documents.Account
	Password string
}

// FirstStart returns the one-time set-up token when nobody can administer this
// installation yet, else "". It is valid until it is used or the server stops.
func (a *Auth) FirstStart(ctx context.Context) (string, error) {
	done, err := a.administered(ctx)
	if err != nil || done {
		return "", err
	}
	token := base64.RawURLEncoding.EncodeToString(random(tokenSize))
	sum := sha256.Sum256([]byte(token))
	a.setup.mu.Lock()
	defer a.setup.mu.Unlock()
	a.setup.hash = sum[:]
	return token, nil
}

// NeedsSetUp reports whether SetUp is still to be done on this server.
func (a *Auth) NeedsSetUp(ctx context.Context) (bool, error) {
	a.setup.mu.Lock()
	defer a.setup.mu.Unlock()
	return a.open(ctx)
}

// SetUp makes the first unit and its administrator. ErrNotFound when there is
// nothing to set up, ErrSetup for a wrong token, FieldErrors. What a crash
// left of it can be done again: it is done once the administrator can log in.
func (a *Auth) SetUp(ctx context.Context, token string, s Start) (*documents.Account, error) {
	a.setup.mu.Lock()
	defer a.setup.mu.Unlock()
	open, err := a.open(ctx)
	if err != nil {
		return nil, err
	}
	if !open {
		return nil, fmt.Errorf("set up: %w", documents.ErrNotFound)
	}
	sum := sha256.Sum256([]byte(token))
	if subtle.ConstantTimeCompare(sum[:], a.setup.hash) != 1 {
		return nil, ErrSetup
	}
	if err := s.check(); err != nil {
		return nil, err
	}
	if err := a.c.Directory.PutUnit(ctx, &s.Unit); err != nil {
		return nil, fmt.Errorf("store unit %s: %w", s.Unit.ID, err)
	}
	if err := a.Put(ctx, &s.Account, s.Password); err != nil {
		return nil, err
	}
	a.setup.hash = nil
	return &s.Account, nil
}

// open reports whether there is still something to set up. Another server may
// have done it.
func (a *Auth) open(ctx context.Context) (bool, error) {
	if a.setup.hash == nil {
		return false, nil
	}
	done, err := a.administered(ctx)
	if done {
		a.setup.hash = nil
	}
	return err == nil && !done, err
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
