package cms

import (
	"bytes"
	"crypto"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"fmt"
	"math/big"
	"time"
)

type imprint struct {
	Algorithm pkix.AlgorithmIdentifier
	Digest    []byte
}

type stampRequest struct {
	Version     int
	Imprint     imprint
	Policy      asn1.ObjectIdentifier `asn1:"optional"`
	Nonce       *big.Int              `asn1:"optional"`
	Certificate bool                  `asn1:"optional"`
}

type stampResponse struct {
	Status struct {
		Status int
		Text   []asn1.RawValue `asn1:"optional"`
		Why    asn1.BitString  `asn1:"optional"`
	}
	Token asn1.RawValue `asn1:"optional"`
}

type accuracy struct {
	Seconds int `asn1:"optional"`
	Millis  int `asn1:"optional,tag:0"`
	Micros  int `asn1:"optional,tag:1"`
}

type tstInfo struct {
	Version  int
	Policy   asn1.ObjectIdentifier
	Imprint  imprint
	Serial   *big.Int
	Time     asn1.RawValue
	Accuracy accuracy      `asn1:"optional"`
	Ordering bool          `asn1:"optional"`
	Nonce    *big.Int      `asn1:"optional"`
	TSA      asn1.RawValue `asn1:"optional,tag:0"`
	More     asn1.RawValue `asn1:"optional,tag:1"`
}

// StampRequest returns the request for a time stamp over a SHA-256, and the
// nonce that the answer must have.
func StampRequest(digest []byte) (request []byte, nonce *big.Int, err error) {
	if nonce, err = rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 62)); err != nil {
		return nil, nil, err
	}
	request, err = asn1.Marshal(stampRequest{
		Version: 1, Nonce: nonce, Certificate: true,
		Imprint: imprint{pkix.AlgorithmIdentifier{Algorithm: oidSHA256, Parameters: asn1.NullRawValue}, digest},
	})
	return request, nonce, err
}

// StampToken returns the token in an answer to a request over a SHA-256. Its
// errors are those of ParseToken.
func StampToken(response, digest []byte, nonce *big.Int) ([]byte, error) {
	var r stampResponse
	if _, err := asn1.Unmarshal(response, &r); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrForm, err)
	}
	if r.Status.Status > 1 || len(r.Token.FullBytes) == 0 {
		return nil, fmt.Errorf("%w: the authority refused with status %d", ErrForm, r.Status.Status)
	}
	stamp, err := ParseToken(r.Token.FullBytes)
	if err != nil {
		return nil, err
	}
	if !stamp.covers(digest, crypto.SHA256) || stamp.nonce == nil || stamp.nonce.Cmp(nonce) != 0 {
		return nil, ErrDigest
	}
	return r.Token.FullBytes, nil
}

// A Stamp is a time stamp that was read and whose signature is right. Whether
// its authority is trusted is for the caller.
type Stamp struct {
	Time         time.Time
	Signer       *x509.Certificate
	Certificates []*x509.Certificate

	hash   crypto.Hash
	digest []byte
	nonce  *big.Int
}

// ParseToken reads a token; more is as in Parse. Its errors are ErrForm,
// ErrDigest and ErrSignature.
func ParseToken(token []byte, more ...*x509.Certificate) (*Stamp, error) {
	m, err := Parse(token, more...)
	if err != nil {
		return nil, err
	}
	var kind asn1.ObjectIdentifier
	var info tstInfo
	if !m.value(oidContentType, &kind) || !kind.Equal(oidTSTInfo) {
		return nil, fmt.Errorf("%w: no time stamp", ErrForm)
	}
	if _, err := asn1.Unmarshal(m.Content, &info); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrForm, err)
	}
	h := m.Hash.New()
	h.Write(m.Content)
	if err := m.Verify(h.Sum(nil)); err != nil {
		return nil, err
	}
	s := &Stamp{Signer: m.Signer, Certificates: m.Certificates, digest: info.Imprint.Digest, nonce: info.Nonce}
	if s.hash, err = hashOf(info.Imprint.Algorithm.Algorithm); err != nil {
		return nil, err
	}
	if s.Time, err = time.Parse("20060102150405.999999999Z", string(info.Time.Bytes)); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrForm, err)
	}
	return s, nil
}

// Covers reports whether the stamp is over data.
func (s *Stamp) Covers(data []byte) bool {
	h := s.hash.New()
	h.Write(data)
	return s.covers(h.Sum(nil), s.hash)
}

// Hash is the hash by which the stamp covers something.
func (s *Stamp) Hash() crypto.Hash { return s.hash }

// CoversDigest reports whether the stamp is over what has this digest by Hash.
func (s *Stamp) CoversDigest(digest []byte) bool { return s.covers(digest, s.hash) }

func (s *Stamp) covers(digest []byte, hash crypto.Hash) bool {
	return s.hash == hash && bytes.Equal(s.digest, digest)
}

// Answer is the other side: what a time-stamp authority answers to a request.
// It is for trying the program out.
func Answer(request []byte, chain []*x509.Certificate, key crypto.Signer, now time.Time) ([]byte, error) {
	var r stampRequest
	if _, err := asn1.Unmarshal(request, &r); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrForm, err)
	}
	content, err := asn1.Marshal(tstInfo{
		Version: 1, Policy: asn1.ObjectIdentifier{1, 3, 6, 1, 4, 1, 32473, 1}, Imprint: r.Imprint, Serial: r.Nonce, Nonce: r.Nonce,
		Time: asn1.RawValue{Tag: asn1.TagGeneralizedTime, Bytes: now.UTC().AppendFormat(nil, "20060102150405Z")},
	})
	if err != nil {
		return nil, err
	}
	digest := sha256.Sum256(content)
	set, err := attributes(oidTSTInfo, digest[:], chain[0])
	if err != nil {
		return nil, err
	}
	algorithm, err := AlgorithmOf(chain[0], false)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(set)
	signature, err := key.Sign(rand.Reader, sum[:], crypto.SHA256)
	if err != nil {
		return nil, err
	}
	token, err := (&SignedData{Chain: chain, Algorithm: algorithm, Attributes: set, Signature: signature, content: content}).Marshal()
	if err != nil {
		return nil, err
	}
	return asn1.Marshal(stampResponse{Token: asn1.RawValue{FullBytes: token}})
}
