package keys

import (
	"context"
	"crypto/x509"
	"maps"
	"slices"
	"strings"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/signing"
)

// Services are the places of keys that an office uses, by their kind. Its people
// name themselves there as USER or USER/SERIAL; on the token they name the key.
type Services struct {
	Accounts map[documents.KeyKind]Account // KeySmart and KeyMySign
	First    bool                          // MySign by its first interface
	Token    *Token                        // of KeyToken; nil for none

	Look     time.Duration // between two looks for a confirmation
	Patience time.Duration // how long a person is waited for
}

// Kinds returns the places that there are.
func (s *Services) Kinds() []documents.KeyKind {
	kinds := slices.Sorted(maps.Keys(s.Accounts))
	if s.Token != nil {
		kinds = append(kinds, documents.KeyToken)
	}
	return kinds
}

// Chain returns the certificate of a key and those above it that its place has.
func (s *Services) Chain(ctx context.Context, key documents.SigningKey, secret string) (chain []*x509.Certificate, err error) {
	err = s.with(key, secret, func(k signing.Key) error {
		chain, err = k.Chain(ctx)
		return err
	})
	return chain, err
}

// Sign has a key sign, and waits for the person.
func (s *Services) Sign(ctx context.Context, key documents.SigningKey, secret string, jobs []signing.Job) (values [][]byte, err error) {
	ctx, cancel := context.WithTimeout(ctx, s.Patience)
	defer cancel()
	err = s.with(key, secret, func(k signing.Key) error {
		values, err = Await(ctx, k, jobs, s.Look)
		return err
	})
	return values, err
}

// with opens a key, uses it and closes it.
func (s *Services) with(key documents.SigningKey, secret string, use func(signing.Key) error) error {
	if key.Kind == documents.KeyToken && s.Token != nil {
		at := *s.Token
		at.Key, at.PIN = key.Name, secret
		token, err := OpenToken(at)
		if err != nil {
			return err
		}
		return closing(token, use(token))
	}
	account, ok := s.Accounts[key.Kind]
	if !ok {
		return unavailable(workflow.RuleKeyElsewhere, "")
	}
	account.User, account.Serial, _ = strings.Cut(key.Name, "/")
	switch {
	case key.Kind == documents.KeySmart:
		return used(NewSmartCA, account, use)
	case s.First:
		return used(NewMySign1, account, use)
	default:
		return used(NewMySign, account, use)
	}
}

// used opens a key with a service and uses it.
func used[K signing.Key](open func(Account) (K, error), a Account, use func(signing.Key) error) error {
	key, err := open(a)
	if err != nil {
		return err
	}
	return use(key)
}

// closing gives a token back; what was done with it stands all the same.
func closing(token *TokenKey, err error) error {
	if err != nil {
		_ = token.Close() // err says more
		return err
	}
	return token.Close()
}
