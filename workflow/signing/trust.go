package signing

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/x509"
	"errors"
	"slices"
	"time"

	"golang.org/x/crypto/ocsp"
)

// Trust is what a verifier goes by.
type Trust struct {
	Roots []*x509.Certificate // of the state's and of public authorities
	More  []*x509.Certificate // of authorities below them, where files lack them
	CRLs  [][]byte            // DER, beside those in the file
	Now   time.Time
}

// Standing is how a certificate stands.
type Standing string

// How certificates stand.
const (
	Trusted   Standing = "trusted"
	Untrusted Standing = "untrusted" // of no root that is trusted
	Outdated  Standing = "expired"   // not valid at the time, or no longer with no proof of the time
	Revoked   Standing = "revoked"
)

// maxPath is how long a chain of certificates may be.
const maxPath = 8

// A judge finds how certificates stand.
type judge struct {
	trust Trust
	pool  []*x509.Certificate
	crls  []*x509.RevocationList
	ocsps [][]byte
}

// newJudge makes one from what a file has and what the verifier has.
func newJudge(trust Trust, e *Evidence) *judge {
	j := &judge{trust: trust, pool: slices.Concat(trust.More, e.Certificates), ocsps: e.OCSPs}
	for _, der := range slices.Concat(trust.CRLs, e.CRLs) {
		if list, err := x509.ParseRevocationList(der); err == nil {
			j.crls = append(j.crls, list)
		}
	}
	return j
}

// A standingOf is how one certificate stands at a time.
type standingOf struct {
	standing Standing
	checked  bool // whether it was revoked is known
	weak     bool // a signature in the chain is of SHA-1
}

// of returns how a certificate stands. chain are those that came with it.
func (j *judge) of(leaf *x509.Certificate, chain []*x509.Certificate, at time.Time) standingOf {
	p := path{judge: j, more: chain, budget: 200}
	way := p.up(leaf, 0)
	if way == nil {
		return standingOf{standing: Untrusted, weak: p.weak}
	}
	out := standingOf{standing: Trusted, checked: true, weak: p.weak}
	for i, c := range way {
		if at.Before(c.NotBefore) || at.After(c.NotAfter) {
			out.standing = Outdated
		}
		if i+1 == len(way) {
			break
		}
		revoked, known := j.revoked(c, way[i+1], at)
		out.checked = out.checked && known
		if revoked {
			return standingOf{Revoked, true, p.weak}
		}
	}
	return out
}

// A path is a way from a certificate to a root.
type path struct {
	judge  *judge
	more   []*x509.Certificate
	budget int // signatures to be checked: files may be made to cost time
	weak   bool
}

// up returns the certificates from c to a trusted root, nil if there is no way.
func (p *path) up(c *x509.Certificate, depth int) []*x509.Certificate {
	if slices.ContainsFunc(p.judge.trust.Roots, c.Equal) {
		return []*x509.Certificate{c}
	}
	if depth == maxPath {
		return nil
	}
	for _, above := range slices.Concat(p.judge.trust.Roots, p.more, p.judge.pool) {
		if !bytes.Equal(above.RawSubject, c.RawIssuer) || above.Equal(c) || p.budget == 0 {
			continue
		}
		p.budget--
		ok, weak := issued(c, above)
		if !ok {
			continue
		}
		if way := p.up(above, depth+1); way != nil {
			p.weak = p.weak || weak
			return append([]*x509.Certificate{c}, way...)
		}
	}
	return nil
}

// issued reports whether above signed c. The standard library refuses SHA-1;
// old chains have it, so it is checked here and called weak.
func issued(c, above *x509.Certificate) (ok, weak bool) {
	err := c.CheckSignatureFrom(above)
	if insecure := x509.InsecureAlgorithmError(0); !errors.As(err, &insecure) {
		return err == nil, false
	}
	if above.BasicConstraintsValid && !above.IsCA {
		return false, true
	}
	h := crypto.SHA1.New()
	h.Write(c.RawTBSCertificate)
	switch key := above.PublicKey.(type) {
	case *rsa.PublicKey:
		return rsa.VerifyPKCS1v15(key, crypto.SHA1, h.Sum(nil), c.Signature) == nil, true
	case *ecdsa.PublicKey:
		return ecdsa.VerifyASN1(key, h.Sum(nil), c.Signature), true
	}
	return false, true
}

// revoked reports whether a certificate was revoked at a time, and whether
// anything is known of it.
func (j *judge) revoked(c, issuer *x509.Certificate, at time.Time) (revoked, known bool) {
	for _, list := range j.crls {
		if !bytes.Equal(list.RawIssuer, issuer.RawSubject) || list.CheckSignatureFrom(issuer) != nil {
			continue
		}
		known = true
		for _, e := range list.RevokedCertificateEntries {
			if e.SerialNumber.Cmp(c.SerialNumber) == 0 && !e.RevocationTime.After(at) {
				return true, true
			}
		}
	}
	for _, der := range j.ocsps {
		answer, err := ocsp.ParseResponseForCert(der, c, issuer)
		if err != nil {
			continue
		}
		known = known || answer.Status != ocsp.Unknown
		if answer.Status == ocsp.Revoked && !answer.RevokedAt.After(at) {
			return true, true
		}
	}
	return false, known
}
