package main

import (
	"bytes"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"os"
	"time"

	"vanthu/workflow/signing"
)

// errNoCertificate is the error of a file that should hold certificates.
var errNoCertificate = errors.New("no certificate in the file")

// openSigner returns what signs for the office. Whom it trusts is in a file of
// certificates in PEM: those that sign themselves are roots, the others may stand
// below one. Without a file it trusts nobody, and nobody signs electronically.
func openSigner(file string, now func() time.Time) (*signing.Office, error) {
	office := &signing.Office{Now: now}
	if file == "" {
		return office, nil
	}
	all, err := readCertificates(file)
	if err != nil {
		return nil, fileFault("Không đọc được chứng thư gốc trong "+file, err)
	}
	for _, c := range all {
		if bytes.Equal(c.RawSubject, c.RawIssuer) {
			office.Roots = append(office.Roots, c)
		} else {
			office.Between = append(office.Between, c)
		}
	}
	return office, nil
}

// readCertificates reads a file of certificates in PEM, one at least.
func readCertificates(file string) (all []*x509.Certificate, err error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	for block, rest := pem.Decode(data); block != nil; block, rest = pem.Decode(rest) {
		c, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, err
		}
		all = append(all, c)
	}
	if len(all) == 0 {
		return nil, errNoCertificate
	}
	return all, nil
}
