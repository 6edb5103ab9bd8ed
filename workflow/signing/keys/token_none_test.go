//go:build !pkcs11 || !cgo

package keys_test

import (
	"errors"
	"testing"

	"vanthu/workflow"
	"vanthu/workflow/signing/keys"
)

func TestNoTokens(t *testing.T) {
	t.Parallel()
	_, err := keys.OpenToken(keys.Token{})
	refused(t, err, workflow.RuleKeyToken)
	if !errors.Is(err, keys.ErrNoTokens) {
		t.Errorf("%v, want %v", err, keys.ErrNoTokens)
	}
}
