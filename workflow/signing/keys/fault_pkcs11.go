//go:build pkcs11 && cgo

package keys

import (
	"errors"

	"github.com/miekg/pkcs11"

	"vanthu/workflow"
)

// tokenFault tells a wrong PIN from a token that cannot be reached.
func tokenFault(err error) error {
	var code pkcs11.Error
	if errors.As(err, &code) {
		switch code {
		case pkcs11.CKR_PIN_INCORRECT, pkcs11.CKR_PIN_INVALID, pkcs11.CKR_PIN_LEN_RANGE:
			return refuse(workflow.RuleKeyPassword, "")
		case pkcs11.CKR_PIN_LOCKED:
			return refuse(workflow.RuleKeyToken, "mã PIN đã bị khóa")
		}
	}
	return errors.Join(unavailable(workflow.RuleKeyToken, ""), err)
}
