//go:build !pkcs11 || !cgo

package keys

import (
	"errors"

	"vanthu/workflow"
	"vanthu/workflow/signing"
)

// A TokenKey is a key on a PKCS#11 token or HSM; this program knows none.
type TokenKey struct{ signing.LocalKey }

// OpenToken returns ErrNoTokens and a *workflow.Refusal of RuleKeyToken.
func OpenToken(Token) (*TokenKey, error) {
	return nil, errors.Join(ErrNoTokens, unavailable(workflow.RuleKeyToken, "chương trình được dựng không có phần PKCS#11"))
}

// Close has nothing to give back.
func (t *TokenKey) Close() error { return nil }
