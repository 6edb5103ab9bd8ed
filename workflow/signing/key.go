package signing

import (
	"context"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"errors"

	pkcs12 "software.sslmate.com/src/go-pkcs12"

	"vanthu/workflow"
	"vanthu/workflow/signing/cms"
)

// A Key signs digests, wherever it is kept. A key at hand answers Start at
// once; one far away says Pending and a transaction to ask Poll for.
type Key interface {
	// Chain returns the certificate of the key and those above it.
	Chain(ctx context.Context) ([]*x509.Certificate, error)
	// Start asks for signatures over digests.
	Start(ctx context.Context, jobs []Job) (Answer, error)
	// Poll asks how a transaction stands.
	Poll(ctx context.Context, transaction string) (Answer, error)
}

// A Job is one digest to be signed, and what the person is told of it where
// they confirm.
type Job struct {
	Title     string
	Digest    []byte // SHA-256
	Algorithm cms.Algorithm
}

// An Answer is what a key says. Signatures are in the order of the jobs.
type Answer struct {
	Progress    Progress
	Transaction string
	Signatures  [][]byte
}

// Progress is how far a key is.
type Progress string

// How far keys are.
const (
	Done    Progress = "done"
	Pending Progress = "pending"
	Refused Progress = "refused" // by the person
	Expired Progress = "expired"
)

// ErrNoTransaction is what a key at hand says to Poll.
var ErrNoTransaction = errors.New("no such transaction")

// A LocalKey is a key of this process.
type LocalKey struct {
	Signer       crypto.Signer
	Certificates []*x509.Certificate // the key's first
}

// OpenPKCS12 reads a .p12 or .pfx file. Its errors are *workflow.Refusal of
// RuleKeyPassword, RuleKeyFile and RuleKeyUnfit.
func OpenPKCS12(data []byte, password string) (*LocalKey, error) {
	key, leaf, rest, err := pkcs12.DecodeChain(data, password)
	if errors.Is(err, pkcs12.ErrIncorrectPassword) {
		return nil, refuse(workflow.RuleKeyPassword, "")
	}
	signer, ok := key.(crypto.Signer)
	if err != nil || !ok {
		return nil, errors.Join(refuse(workflow.RuleKeyFile, ""), err)
	}
	if _, err := cms.AlgorithmOf(leaf, false); err != nil {
		return nil, refuse(workflow.RuleKeyUnfit, leaf.Subject.CommonName)
	}
	return &LocalKey{signer, append([]*x509.Certificate{leaf}, rest...)}, nil
}

// Chain returns the certificates.
func (k *LocalKey) Chain(context.Context) ([]*x509.Certificate, error) { return k.Certificates, nil }

// Start signs at once.
func (k *LocalKey) Start(ctx context.Context, jobs []Job) (Answer, error) {
	answer := Answer{Progress: Done}
	for _, j := range jobs {
		if err := ctx.Err(); err != nil {
			return Answer{}, err
		}
		var how crypto.SignerOpts = crypto.SHA256
		if j.Algorithm == cms.PSS {
			how = &rsa.PSSOptions{SaltLength: rsa.PSSSaltLengthEqualsHash, Hash: crypto.SHA256}
		}
		signature, err := k.Signer.Sign(rand.Reader, j.Digest, how)
		if err != nil {
			return Answer{}, err
		}
		answer.Signatures = append(answer.Signatures, signature)
	}
	return answer, nil
}

// Poll has nothing to say: Start said it.
func (k *LocalKey) Poll(context.Context, string) (Answer, error) { return Answer{}, ErrNoTransaction }
