package cms

import (
	"bytes"
	"crypto"
	_ "crypto/sha1" //nolint:gosec // old signatures are read, none is made
	_ "crypto/sha512"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/smallstep/pkcs7"
)

// ErrForm says that what should be a signature cannot be read.
var ErrForm = errors.New("no readable signature")

// ErrDigest says that the content is not what was signed.
var ErrDigest = errors.New("the content was changed")

// A Message is signed data as read: ours, or others', in BER as well.
type Message struct {
	Signer       *x509.Certificate
	Certificates []*x509.Certificate
	Hash         crypto.Hash // of the content
	Content      []byte      // nil where it stands elsewhere
	SigningTime  time.Time   // as claimed; CAdES in a PDF has none
	Token        []byte      // a time stamp over Signature; may be nil
	Signature    []byte

	algorithm  Algorithm
	attributes []attribute
}

var hashes = []struct {
	oid  asn1.ObjectIdentifier
	hash crypto.Hash
}{{oidSHA1, crypto.SHA1}, {oidSHA256, crypto.SHA256}, {oidSHA384, crypto.SHA384}, {oidSHA512, crypto.SHA512}}

func hashOf(oid asn1.ObjectIdentifier) (crypto.Hash, error) {
	for _, h := range hashes {
		if h.oid.Equal(oid) {
			return h.hash, nil
		}
	}
	return 0, fmt.Errorf("%w: digest %v", ErrForm, oid)
}

// Parse reads signed data of one signer. What stands after it is passed over: a
// PDF reserves more room than it needs. more are certificates that the signer's
// may be among, where the data lacks it. Its error is ErrForm.
func Parse(data []byte, more ...*x509.Certificate) (*Message, error) {
	if first := new(asn1.RawValue); len(data) > 1 && data[1] != 0x80 { // not of indefinite length
		if _, err := asn1.Unmarshal(data, first); err != nil {
			return nil, fmt.Errorf("%w: %w", ErrForm, err)
		}
		data = first.FullBytes
	}
	p7, err := pkcs7.Parse(data)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrForm, err)
	}
	if len(p7.Signers) != 1 {
		return nil, fmt.Errorf("%w: %d signers", ErrForm, len(p7.Signers))
	}
	signer := p7.Signers[0]
	m := &Message{Certificates: p7.Certificates, Content: p7.Content, Signature: signer.EncryptedDigest}
	for _, c := range slices.Concat(more, p7.Certificates) {
		if c.SerialNumber.Cmp(signer.IssuerAndSerialNumber.SerialNumber) == 0 && bytes.Equal(c.RawIssuer, signer.IssuerAndSerialNumber.IssuerName.FullBytes) {
			m.Signer = c
		}
	}
	if m.Signer == nil {
		return nil, fmt.Errorf("%w: no certificate of the signer", ErrForm)
	}
	if m.Hash, err = hashOf(signer.DigestAlgorithm.Algorithm); err != nil {
		return nil, err
	}
	if m.algorithm, err = algorithmOf(signer.DigestEncryptionAlgorithm); err != nil {
		return nil, err
	}
	for _, a := range signer.AuthenticatedAttributes {
		m.attributes = append(m.attributes, attribute{a.Type, a.Value})
	}
	m.value(oidSigningTime, &m.SigningTime)
	for _, a := range signer.UnauthenticatedAttributes {
		if a.Type.Equal(oidToken) {
			m.Token = a.Value.Bytes
		}
	}
	return m, nil
}

// algorithmOf knows the identifiers that stand in signatures; the hash is that
// of the content in all of them.
func algorithmOf(id pkix.AlgorithmIdentifier) (Algorithm, error) {
	rsa, ecdsa := asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1}, asn1.ObjectIdentifier{1, 2, 840, 10045}
	switch oid := id.Algorithm; {
	case oid.Equal(oidPSS):
		return PSS, nil
	case len(oid) == 7 && oid[:6].Equal(rsa):
		return RSA, nil
	case len(oid) > 4 && oid[:4].Equal(ecdsa):
		return ECDSA, nil
	}
	return "", fmt.Errorf("%w: algorithm %v", ErrForm, id.Algorithm)
}

// value reads a signed attribute of one value, if it is there.
func (m *Message) value(oid asn1.ObjectIdentifier, into any) bool {
	for _, a := range m.attributes {
		if a.Type.Equal(oid) {
			rest, err := asn1.Unmarshal(a.Values.Bytes, into)
			return err == nil && len(rest) == 0
		}
	}
	return false
}

// Verify makes sure that the signer signed the content with this digest, by
// m.Hash. Its errors are ErrDigest, ErrSignature and ErrForm.
func (m *Message) Verify(digest []byte) error {
	if len(m.attributes) == 0 {
		return check(m.Signer.PublicKey, signed{m.algorithm, m.Hash, digest, m.Signature})
	}
	var said []byte
	if !m.value(oidDigest, &said) {
		return fmt.Errorf("%w: no digest", ErrForm)
	}
	if !bytes.Equal(said, digest) {
		return ErrDigest
	}
	if err := m.checkCertificate(); err != nil {
		return err
	}
	// DER sorts a set; some programs sign it as it is written.
	sorted, err := asn1.MarshalWithParams(m.attributes, "set")
	if err != nil {
		return fmt.Errorf("%w: %w", ErrForm, err)
	}
	if m.checkAttributes(sorted) == nil {
		return nil
	}
	written, err := asn1.Marshal(m.attributes) // a SEQUENCE keeps the order; only its tag differs
	if err != nil {
		return fmt.Errorf("%w: %w", ErrForm, err)
	}
	written[0] = asn1.TagSet | 0x20
	return m.checkAttributes(written)
}

func (m *Message) checkAttributes(der []byte) error {
	h := m.Hash.New()
	h.Write(der)
	return check(m.Signer.PublicKey, signed{m.algorithm, m.Hash, h.Sum(nil), m.Signature})
}

// checkCertificate makes sure that the certificate the signer named is the one
// that is there, where he named one by a SHA-256.
func (m *Message) checkCertificate() error {
	var id struct {
		Certs []asn1.RawValue
		Rest  []asn1.RawValue `asn1:"optional"`
	}
	if !m.value(oidCertificate2, &id) || len(id.Certs) == 0 {
		return nil
	}
	var first asn1.RawValue
	if _, err := asn1.Unmarshal(id.Certs[0].Bytes, &first); err != nil {
		return fmt.Errorf("%w: %w", ErrForm, err)
	}
	if first.Tag != asn1.TagOctetString {
		return nil // another hash than the usual one is named first
	}
	h := crypto.SHA256.New()
	h.Write(m.Signer.Raw)
	if !bytes.Equal(h.Sum(nil), first.Bytes) {
		return ErrSignature
	}
	return nil
}

// WithToken returns the signed data with a time stamp over its signature. It
// is for signatures as this package makes them; of others it is ErrForm.
func WithToken(data, token []byte) ([]byte, error) {
	m, err := Parse(data)
	if err != nil {
		return nil, err
	}
	set, err := asn1.MarshalWithParams(m.attributes, "set")
	if err != nil || m.Hash != crypto.SHA256 || m.checkAttributes(set) != nil {
		return nil, fmt.Errorf("%w: not made here", ErrForm)
	}
	chain := append([]*x509.Certificate{m.Signer}, slices.DeleteFunc(slices.Clone(m.Certificates), m.Signer.Equal)...)
	s := SignedData{Chain: chain, Algorithm: m.algorithm, Attributes: set, Signature: m.Signature, Token: token}
	return s.Marshal()
}
