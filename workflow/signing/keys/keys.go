// Package keys reaches signing keys that are elsewhere: with VNPT SmartCA and
// Viettel MySign, which ask the person on the telephone, and on a PKCS#11 token
// or HSM at the server. Each is a signing.Key.
//
// How the services speak is known from documents and programs of others. None
// of this was ever tried on the real ones.
package keys

import (
	"crypto/x509"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/signing"
	"vanthu/workflow/signing/cms"
)

// refuse returns the refusal of a rule; unavailable is of what may go better
// later.
func refuse(rule documents.Rule, got string) error {
	return &workflow.Refusal{Rule: rule, Got: got, Kind: documents.ErrInvalid}
}

func unavailable(rule documents.Rule, got string) error {
	return &workflow.Refusal{Rule: rule, Got: got, Kind: documents.ErrUnavailable}
}

var errForm = errors.New("not of the form we know")

// certificates reads certificates in base64 of DER, broken into lines or not;
// what is empty is passed over.
func certificates(texts ...string) (chain []*x509.Certificate, err error) {
	for _, text := range texts {
		if text = unbroken(text); text == "" {
			continue
		}
		der, err := base64.StdEncoding.DecodeString(text)
		if err != nil {
			return nil, fmt.Errorf("read a certificate: %w", errForm)
		}
		c, err := x509.ParseCertificate(der)
		if err != nil {
			return nil, fmt.Errorf("read a certificate: %w", errForm)
		}
		chain = append(chain, c)
	}
	return chain, nil
}

// signatures reads values in base64.
func signatures(texts []string) ([][]byte, error) {
	out := make([][]byte, len(texts))
	for i, text := range texts {
		value, err := base64.StdEncoding.DecodeString(unbroken(text))
		if err != nil || len(value) == 0 {
			return nil, fmt.Errorf("read a signature: %w", errForm)
		}
		out[i] = value
	}
	return out, nil
}

// unbroken drops the ends of lines that services put into base64.
func unbroken(text string) string { return strings.Join(strings.Fields(text), "") }

// fit makes sure that a service can do the jobs: it signs with RSA, padded as in
// PKCS#1 v1.5.
func fit(jobs []signing.Job) error {
	for _, j := range jobs {
		if j.Algorithm != cms.RSA {
			return refuse(workflow.RuleKeyUnfit, "dịch vụ chỉ ký RSA")
		}
	}
	return nil
}

// titles says what is to be signed, at most room bytes of it.
func titles(jobs []signing.Job, room int) string {
	var all []string
	for _, j := range jobs {
		all = append(all, j.Title)
	}
	text := strings.Join(all, "; ")
	for len(text) > room {
		runes := []rune(text)
		text = string(runes[:len(runes)-1])
	}
	return text
}
