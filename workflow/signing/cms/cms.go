// Package cms writes and reads the signatures that stand in a PDF: CMS signed
// data as CAdES wants it (ETSI EN 319 122: the signing certificate is signed
// too, the time is not claimed), and time-stamp tokens (RFC 3161).
package cms

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"fmt"
	"math/big"
)

// object identifiers.
var (
	oidData         = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 1}
	oidSignedData   = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 2}
	oidContentType  = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 3}
	oidDigest       = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 4}
	oidSigningTime  = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 5}
	oidCertificate2 = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 47}
	oidToken        = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 14}
	oidTSTInfo      = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 1, 4}
	oidSHA1         = asn1.ObjectIdentifier{1, 3, 14, 3, 2, 26}
	oidSHA256       = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 1}
	oidSHA384       = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 2}
	oidSHA512       = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 3}
	oidMGF1         = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 8}
	oidRSA          = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 1}
	oidPSS          = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 10}
	oidECDSA256     = asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3, 2}
)

// An Algorithm is how a key signs. All sign a SHA-256.
type Algorithm string

// The algorithms.
const (
	RSA   Algorithm = "rsa"   // PKCS#1 v1.5, what every reader knows
	PSS   Algorithm = "pss"   // RSASSA-PSS
	ECDSA Algorithm = "ecdsa" // on a curve of 256 bits or more
)

// ErrKey says that a certificate's key is of a kind or size that may not sign:
// RSA from 2048 bits and ECDSA from 256 may.
var ErrKey = errors.New("no key to sign with")

// ErrSignature says that a signature is not of the key and the text it should
// be of.
var ErrSignature = errors.New("wrong signature")

// AlgorithmOf returns how the key of a certificate signs; pss for RSA.
func AlgorithmOf(cert *x509.Certificate, pss bool) (Algorithm, error) {
	switch key := cert.PublicKey.(type) {
	case *rsa.PublicKey:
		if key.N.BitLen() < 2048 {
			return "", ErrKey
		}
		if pss {
			return PSS, nil
		}
		return RSA, nil
	case *ecdsa.PublicKey:
		if key.Curve.Params().BitSize >= 256 {
			return ECDSA, nil
		}
	}
	return "", ErrKey
}

// identifier returns the identifier of the algorithm.
func (a Algorithm) identifier() (pkix.AlgorithmIdentifier, error) {
	switch a {
	case RSA:
		return pkix.AlgorithmIdentifier{Algorithm: oidRSA, Parameters: asn1.NullRawValue}, nil
	case ECDSA:
		return pkix.AlgorithmIdentifier{Algorithm: oidECDSA256}, nil
	}
	hash := pkix.AlgorithmIdentifier{Algorithm: oidSHA256, Parameters: asn1.NullRawValue}
	inner, err := asn1.Marshal(hash)
	if err != nil {
		return pkix.AlgorithmIdentifier{}, err
	}
	parameters, err := asn1.Marshal(pssParameters{
		Hash: hash, MGF: pkix.AlgorithmIdentifier{Algorithm: oidMGF1, Parameters: asn1.RawValue{FullBytes: inner}}, Salt: sha256.Size,
	})
	return pkix.AlgorithmIdentifier{Algorithm: oidPSS, Parameters: asn1.RawValue{FullBytes: parameters}}, err
}

type pssParameters struct {
	Hash pkix.AlgorithmIdentifier `asn1:"explicit,tag:0,optional"`
	MGF  pkix.AlgorithmIdentifier `asn1:"explicit,tag:1,optional"`
	Salt int                      `asn1:"explicit,tag:2,optional,default:20"`
}

// Check makes sure that signature is of digest by the key of cert. Its error is
// ErrSignature.
func (a Algorithm) Check(cert *x509.Certificate, digest, signature []byte) error {
	return check(cert.PublicKey, signed{a, crypto.SHA256, digest, signature})
}

// signed is a signature over a digest.
type signed struct {
	algorithm Algorithm
	hash      crypto.Hash
	digest    []byte
	signature []byte
}

func check(public crypto.PublicKey, s signed) error {
	switch key := public.(type) {
	case *rsa.PublicKey:
		if s.algorithm == PSS && rsa.VerifyPSS(key, s.hash, s.digest, s.signature, nil) == nil ||
			s.algorithm == RSA && rsa.VerifyPKCS1v15(key, s.hash, s.digest, s.signature) == nil {
			return nil
		}
	case *ecdsa.PublicKey:
		if s.algorithm == ECDSA && ecdsa.VerifyASN1(key, s.digest, s.signature) {
			return nil
		}
	}
	return ErrSignature
}

// attribute is one signed or unsigned attribute.
type attribute struct {
	Type   asn1.ObjectIdentifier
	Values asn1.RawValue
}

func newAttribute(oid asn1.ObjectIdentifier, value []byte) attribute {
	return attribute{oid, asn1.RawValue{Class: asn1.ClassUniversal, Tag: asn1.TagSet, IsCompound: true, Bytes: value}}
}

type issuerAndSerial struct {
	Issuer asn1.RawValue
	Serial *big.Int
}

// essCertID names a certificate by its hash; SHA-256 is what is meant when
// none is said.
type essCertID struct {
	Hash   []byte
	Issuer essIssuer
}

type essIssuer struct {
	Names  []asn1.RawValue
	Serial *big.Int
}

// Attributes returns the attributes that are signed, as a DER SET: the kind and
// digest of the content and which certificate signs.
func Attributes(digest []byte, cert *x509.Certificate) ([]byte, error) {
	return attributes(oidData, digest, cert)
}

func attributes(content asn1.ObjectIdentifier, digest []byte, cert *x509.Certificate) ([]byte, error) {
	hash := sha256.Sum256(cert.Raw)
	name := asn1.RawValue{Class: asn1.ClassContextSpecific, Tag: 4, IsCompound: true, Bytes: cert.RawIssuer}
	id := struct{ Certs []essCertID }{[]essCertID{{hash[:], essIssuer{[]asn1.RawValue{name}, cert.SerialNumber}}}}
	var set []attribute
	for _, row := range []struct {
		oid   asn1.ObjectIdentifier
		value any
	}{{oidContentType, content}, {oidDigest, digest}, {oidCertificate2, id}} {
		der, err := asn1.Marshal(row.value)
		if err != nil {
			return nil, fmt.Errorf("signed attributes: %w", err)
		}
		set = append(set, newAttribute(row.oid, der))
	}
	return asn1.MarshalWithParams(set, "set")
}

// SignedData is a signature and what belongs to it. Content is nil where it
// stands elsewhere, as in a PDF.
type SignedData struct {
	Chain      []*x509.Certificate // the signer's first
	Algorithm  Algorithm
	Attributes []byte // as Attributes returns them
	Signature  []byte
	Token      []byte // a time stamp over Signature; may be nil
	content    []byte
}

type contentInfo struct {
	Type    asn1.ObjectIdentifier
	Content asn1.RawValue `asn1:"explicit,tag:0,optional"`
}

type signedData struct {
	Version      int
	Digests      []pkix.AlgorithmIdentifier `asn1:"set"`
	Content      contentInfo
	Certificates asn1.RawValue `asn1:"optional"`
	Signers      []signerInfo  `asn1:"set"`
}

type signerInfo struct {
	Version    int
	Signer     issuerAndSerial
	Digest     pkix.AlgorithmIdentifier
	Attributes asn1.RawValue
	Algorithm  pkix.AlgorithmIdentifier
	Signature  []byte
	Unsigned   []attribute `asn1:"set,optional,omitempty,tag:1"`
}

// Marshal returns the signed data as DER.
func (s *SignedData) Marshal() ([]byte, error) {
	algorithm, err := s.Algorithm.identifier()
	if err != nil {
		return nil, err
	}
	var set asn1.RawValue
	if _, err := asn1.Unmarshal(s.Attributes, &set); err != nil {
		return nil, fmt.Errorf("signed attributes: %w", err)
	}
	leaf, sha := s.Chain[0], pkix.AlgorithmIdentifier{Algorithm: oidSHA256}
	signer := signerInfo{
		Version: 1, Signer: issuerAndSerial{asn1.RawValue{FullBytes: leaf.RawIssuer}, leaf.SerialNumber}, Digest: sha,
		Attributes: asn1.RawValue{Class: asn1.ClassContextSpecific, Tag: 0, IsCompound: true, Bytes: set.Bytes},
		Algorithm:  algorithm, Signature: s.Signature,
	}
	if s.Token != nil {
		signer.Unsigned = []attribute{newAttribute(oidToken, s.Token)}
	}
	var certificates []byte
	for _, c := range s.Chain {
		certificates = append(certificates, c.Raw...)
	}
	data := signedData{
		Version: 1, Digests: []pkix.AlgorithmIdentifier{sha}, Content: contentInfo{Type: oidData}, Signers: []signerInfo{signer},
		Certificates: asn1.RawValue{Class: asn1.ClassContextSpecific, Tag: 0, IsCompound: true, Bytes: certificates},
	}
	if s.content != nil {
		octets, err := asn1.Marshal(s.content)
		if err != nil {
			return nil, err
		}
		data.Version, data.Content = 3, contentInfo{oidTSTInfo, asn1.RawValue{Class: asn1.ClassContextSpecific, Tag: 0, IsCompound: true, Bytes: octets}}
	}
	inner, err := asn1.Marshal(data)
	if err != nil {
		return nil, fmt.Errorf("signed data: %w", err)
	}
	return asn1.Marshal(contentInfo{oidSignedData, asn1.RawValue{Class: asn1.ClassContextSpecific, Tag: 0, IsCompound: true, Bytes: inner}})
}
