//go:build pkcs11 && cgo

package keys_test

import (
	"crypto/x509"
	"testing"

	"github.com/ThalesGroup/crypto11"

	"vanthu/workflow/signing/keys"
)

// putCertificate puts the certificate of its key on a token.
func putCertificate(t *testing.T, at keys.Token, c *x509.Certificate) {
	t.Helper()
	token, err := crypto11.Configure(&crypto11.Config{Path: at.Module, TokenLabel: at.Token, Pin: at.PIN})
	must(t, err)
	must(t, token.ImportCertificateWithLabel([]byte{0xa1}, []byte(at.Key), c))
	must(t, token.Close())
}
