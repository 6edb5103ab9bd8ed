//go:build pkcs11 && cgo

package keys

import (
	"crypto"
	"crypto/x509"
	"errors"
	"fmt"

	"github.com/ThalesGroup/crypto11"

	"vanthu/workflow"
	"vanthu/workflow/signing"
)

// A TokenKey is a key on a PKCS#11 token or HSM. Close it.
type TokenKey struct {
	signing.LocalKey
	context *crypto11.Context
}

// OpenToken opens a key by the label that it and its certificate have.
// *workflow.Refusal of RuleKeyToken, RuleKeyPassword, RuleKeyNone,
// RuleKeySeveral and RuleKeyUnfit.
func OpenToken(t Token) (*TokenKey, error) {
	context, err := crypto11.Configure(&crypto11.Config{Path: t.Module, TokenLabel: t.Token, Pin: t.PIN})
	if err != nil {
		return nil, tokenFault(err)
	}
	k, err := findKey(context, t.Key)
	if err != nil {
		return nil, errors.Join(err, context.Close())
	}
	return k, nil
}

func findKey(context *crypto11.Context, label string) (*TokenKey, error) {
	pairs, err := context.FindKeyPairs(nil, []byte(label))
	if err != nil {
		return nil, tokenFault(err)
	}
	leaf, err := context.FindCertificate(nil, []byte(label), nil)
	if err != nil {
		return nil, tokenFault(err)
	}
	switch {
	case len(pairs) == 0 || leaf == nil:
		return nil, refuse(workflow.RuleKeyNone, label)
	case len(pairs) > 1:
		return nil, refuse(workflow.RuleKeySeveral, label)
	}
	public, ok := pairs[0].Public().(interface{ Equal(x crypto.PublicKey) bool })
	if !ok || !public.Equal(leaf.PublicKey) {
		return nil, refuse(workflow.RuleKeyUnfit, label)
	}
	return &TokenKey{signing.LocalKey{Signer: pairs[0], Certificates: []*x509.Certificate{leaf}}, context}, nil
}

// Close gives the token back.
func (t *TokenKey) Close() error {
	if err := t.context.Close(); err != nil {
		return fmt.Errorf("close the token: %w", err)
	}
	return nil
}
