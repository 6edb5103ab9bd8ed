package main

import (
	"bytes"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"net/http"
	"net/url"
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
	office := &signing.Office{Now: now, Client: &http.Client{Timeout: evidenceTime}}
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

// The limits of who proves the time and how certificates stand. Stamps are known to
// take two minutes.
const (
	stampTime    = 3 * time.Minute
	evidenceTime = 30 * time.Second
)

// openArchivist returns what has sealed files stamped, nil without an address.
func openArchivist(address string) (*signing.Archivist, error) {
	if address == "" {
		return nil, nil //nolint:nilnil // nothing is a way to run
	}
	at, err := url.Parse(address)
	if err != nil || at.Host == "" || at.Scheme != "http" && at.Scheme != "https" {
		return nil, usage("-tsa nhận địa chỉ http:// hoặc https://, không nhận “%s”", address)
	}
	return &signing.Archivist{
		TSA: signing.TSA{URL: address, Client: &http.Client{Timeout: stampTime}}, Client: &http.Client{Timeout: evidenceTime},
	}, nil
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
