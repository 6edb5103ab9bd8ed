package signing

import (
	"bytes"
	"context"
	"crypto/x509"
	"errors"
	"net/http"
	"slices"

	"golang.org/x/crypto/ocsp"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/signing/pdf"
)

// Evidence is what proves later that certificates were valid: they and those
// above them, and what their authorities said of them.
type Evidence struct {
	Certificates []*x509.Certificate
	CRLs, OCSPs  [][]byte // DER
}

// Gather asks the authorities of a chain how its certificates stand, by OCSP or
// else by their lists. Keep what it returns: the answers are of the day of the
// signature. Its error joins those of the certificates that nobody answered
// for; what came is returned with it.
func Gather(ctx context.Context, client *http.Client, chain []*x509.Certificate) (*Evidence, error) {
	e := &Evidence{Certificates: chain}
	var missing []error
	for i, c := range chain {
		if i+1 == len(chain) || bytes.Equal(c.RawIssuer, c.RawSubject) {
			break // a root answers for itself
		}
		if e.askOCSP(ctx, client, c, chain[i+1]) == nil {
			continue
		}
		if err := e.askCRL(ctx, client, c, chain[i+1]); err != nil {
			refusal := &workflow.Refusal{Rule: workflow.RuleEvidence, Got: c.Subject.CommonName, Kind: documents.ErrUnavailable}
			missing = append(missing, refusal, err)
		}
	}
	return e, errors.Join(missing...)
}

var errNoAddress = errors.New("the certificate names no address")

func (e *Evidence) askOCSP(ctx context.Context, client *http.Client, c, issuer *x509.Certificate) error {
	request, err := ocsp.CreateRequest(c, issuer, nil)
	if err != nil {
		return err
	}
	err = errNoAddress
	for _, url := range c.OCSPServer {
		var answer []byte
		if answer, err = post(ctx, client, call{url, "application/ocsp-request", request}); err != nil {
			continue
		}
		if _, err = ocsp.ParseResponseForCert(answer, c, issuer); err == nil {
			e.OCSPs = append(e.OCSPs, answer)
			return nil
		}
	}
	return err
}

func (e *Evidence) askCRL(ctx context.Context, client *http.Client, c, issuer *x509.Certificate) error {
	err := errNoAddress
	for _, url := range c.CRLDistributionPoints {
		var answer []byte
		if answer, err = post(ctx, client, call{url: url}); err != nil {
			continue
		}
		var list *x509.RevocationList
		if list, err = x509.ParseRevocationList(answer); err == nil {
			if err = list.CheckSignatureFrom(issuer); err == nil {
				e.CRLs = append(e.CRLs, answer)
				return nil
			}
		}
	}
	return err
}

// add writes the evidence into the document security store, beside what is
// there.
func (e *Evidence) add(b *builder) error {
	root := b.file.CatalogRef()
	catalog, err := b.update.Dict(root)
	if err != nil {
		return err
	}
	store, err := b.update.Dict(catalog["DSS"])
	if err != nil {
		return err
	}
	if store == nil {
		store = pdf.Dict{"Type": pdf.Name("DSS")}
	}
	var certificates [][]byte
	for _, c := range e.Certificates {
		certificates = append(certificates, c.Raw)
	}
	for _, part := range []struct {
		key pdf.Name
		all [][]byte
	}{{"Certs", certificates}, {"CRLs", e.CRLs}, {"OCSPs", e.OCSPs}} {
		array, err := b.store(store[part.key], part.all)
		if err != nil {
			return err
		}
		if len(array) > 0 {
			store[part.key] = array
		}
	}
	catalog["DSS"] = b.update.Add(store)
	b.update.Set(root, catalog)
	return nil
}

// store returns an array of the store with what it does not have yet.
func (b *builder) store(there pdf.Object, more [][]byte) (pdf.Array, error) {
	array, err := b.update.Array(there)
	if err != nil {
		return nil, err
	}
	have, err := streams(b.file, array)
	if err != nil {
		return nil, err
	}
	for _, der := range more {
		if !slices.ContainsFunc(have, func(h []byte) bool { return bytes.Equal(h, der) }) {
			array, have = append(array, b.update.Add(pdf.Pack(pdf.Dict{}, der))), append(have, der)
		}
	}
	return array, nil
}

// streams returns what the streams of an array hold.
func streams(file *pdf.File, array pdf.Array) (out [][]byte, err error) {
	for _, o := range array {
		if o, err = file.Resolve(o); err != nil {
			return nil, err
		}
		if stream, ok := o.(*pdf.Stream); ok {
			data, err := file.Decode(stream)
			if err != nil {
				return nil, err
			}
			out = append(out, data)
		}
	}
	return out, nil
}
