// Package trial makes keys to try the program with: a root of its own, a
// certificate authority below it, a person, an agency, a receiver and a
// time-stamp authority. Nobody trusts them who does not choose to.
package trial

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"io"
	"math/big"
	"net/http"
	"time"

	pkcs12 "software.sslmate.com/src/go-pkcs12"

	"vanthu/workflow/signing"
	"vanthu/workflow/signing/cms"
)

// An Authority gives certificates.
type Authority struct {
	Root, Middle *x509.Certificate
	ListAt       string // address of the list of revoked certificates, in those given from now on

	rootKey, middleKey crypto.Signer
	now                time.Time
	revoked            []x509.RevocationListEntry
}

// years is how long the certificates are valid.
const years = 5

// New makes an authority whose certificates are valid from an hour before now.
func New(now time.Time) (*Authority, error) {
	a := &Authority{now: now.UTC().Truncate(time.Second)}
	var err error
	if a.rootKey, err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader); err != nil {
		return nil, err
	}
	if a.middleKey, err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader); err != nil {
		return nil, err
	}
	root, err := a.template("Vanthu - CA gốc dùng thử", x509.KeyUsageCertSign|x509.KeyUsageCRLSign)
	if err != nil {
		return nil, err
	}
	if a.Root, err = issue(root, root, a.rootKey.Public(), a.rootKey); err != nil {
		return nil, err
	}
	middle, err := a.template("Vanthu - CA dùng thử", x509.KeyUsageCertSign|x509.KeyUsageCRLSign)
	if err != nil {
		return nil, err
	}
	a.Middle, err = issue(middle, a.Root, a.middleKey.Public(), a.rootKey)
	return a, err
}

func (a *Authority) template(name string, use x509.KeyUsage) (*x509.Certificate, error) {
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 120))
	c := &x509.Certificate{
		SerialNumber: serial, Subject: pkix.Name{CommonName: name, Country: []string{"VN"}},
		NotBefore: a.now.Add(-time.Hour), NotAfter: a.now.AddDate(years, 0, 0), KeyUsage: use,
		IsCA: use&x509.KeyUsageCertSign != 0, BasicConstraintsValid: true,
	}
	if a.ListAt != "" {
		c.CRLDistributionPoints = []string{a.ListAt}
	}
	return c, err
}

func issue(c, above *x509.Certificate, public crypto.PublicKey, key crypto.Signer) (*x509.Certificate, error) {
	der, err := x509.CreateCertificate(rand.Reader, c, above, public, key)
	if err != nil {
		return nil, err
	}
	return x509.ParseCertificate(der)
}

// RSA returns a key of 2048 bits for a name.
func (a *Authority) RSA(name string) (*signing.LocalKey, error) {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return nil, err
	}
	return a.local(name, key)
}

// ECDSA returns a key on P-256 for a name; it is made in no time.
func (a *Authority) ECDSA(name string) (*signing.LocalKey, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	return a.local(name, key)
}

func (a *Authority) local(name string, key crypto.Signer) (*signing.LocalKey, error) {
	c, err := a.template(name, x509.KeyUsageDigitalSignature|x509.KeyUsageContentCommitment)
	if err != nil {
		return nil, err
	}
	return a.chain(c, key)
}

func (a *Authority) chain(c *x509.Certificate, key crypto.Signer) (*signing.LocalKey, error) {
	leaf, err := issue(c, a.Middle, key.Public(), a.middleKey)
	return &signing.LocalKey{Signer: key, Certificates: []*x509.Certificate{leaf, a.Middle, a.Root}}, err
}

// PKCS12 returns a key as a .p12 file.
func PKCS12(k *signing.LocalKey, password string) ([]byte, error) {
	return pkcs12.Modern.Encode(k.Signer, k.Certificates[0], k.Certificates[1:], password)
}

// Revoke takes back a certificate.
func (a *Authority) Revoke(c *x509.Certificate, at time.Time) {
	a.revoked = append(a.revoked, x509.RevocationListEntry{SerialNumber: c.SerialNumber, RevocationTime: at})
}

// Lists returns the revocation lists of both authorities, as DER.
func (a *Authority) Lists(now time.Time) (lists [][]byte, err error) {
	for _, by := range []struct {
		cert *x509.Certificate
		key  crypto.Signer
		list []x509.RevocationListEntry
	}{{a.Middle, a.middleKey, a.revoked}, {a.Root, a.rootKey, nil}} {
		der, err := x509.CreateRevocationList(rand.Reader, &x509.RevocationList{
			Number: big.NewInt(now.Unix()), ThisUpdate: now.Add(-time.Minute), NextUpdate: now.AddDate(0, 1, 0), RevokedCertificateEntries: by.list,
		}, by.cert, by.key)
		if err != nil {
			return nil, err
		}
		lists = append(lists, der)
	}
	return lists, nil
}

// maxRequest is how long a request for a time stamp may be.
const maxRequest = 1 << 16

// TimeStamps returns a time-stamp authority (RFC 3161 over HTTP) whose clock is
// now.
func (a *Authority) TimeStamps(now func() time.Time) (http.Handler, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	c, err := a.template("Vanthu - dấu thời gian dùng thử", x509.KeyUsageDigitalSignature)
	if err != nil {
		return nil, err
	}
	// The use must be the only one and critical (RFC 3161, 2.3).
	use, err := asn1.Marshal([]asn1.ObjectIdentifier{{1, 3, 6, 1, 5, 5, 7, 3, 8}})
	if err != nil {
		return nil, err
	}
	c.ExtraExtensions = []pkix.Extension{{Id: asn1.ObjectIdentifier{2, 5, 29, 37}, Critical: true, Value: use}}
	stamps, err := a.chain(c, key)
	if err != nil {
		return nil, err
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		request, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxRequest))
		if err == nil {
			var answer []byte
			if answer, err = cms.Answer(request, stamps.Certificates, key, now()); err == nil {
				w.Header().Set("Content-Type", "application/timestamp-reply")
				w.Write(answer) //nolint:errcheck // who asked is gone
				return
			}
		}
		http.Error(w, err.Error(), http.StatusBadRequest)
	}), nil
}
