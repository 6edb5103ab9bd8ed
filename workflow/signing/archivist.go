package signing

import (
	"context"
	"net/http"

	"vanthu/documents"
)

// An Archivist is the workflow.Archiver: it asks the authorities of the keys how
// their certificates stand, and a time-stamp authority for its stamp.
type Archivist struct {
	TSA    TSA
	Client *http.Client // for the authorities
}

// Archive adds the evidence and the stamp (PAdES B-LTA). What an authority does not
// answer is left out: the stamp proves the time, and evidence can be added later.
func (a *Archivist) Archive(ctx context.Context, data []byte, keys []documents.SigningKey) ([]byte, error) {
	all := &Evidence{}
	for _, key := range keys {
		chain, err := parseChain(key.Chain)
		if err != nil {
			return nil, err
		}
		some, _ := Gather(ctx, a.Client, chain) // what is missing is missing
		all.take(some)
	}
	return Archive(ctx, data, all, &a.TSA)
}

// take takes in what other has and e lacks.
func (e *Evidence) take(other *Evidence) {
	known := map[string]bool{}
	for _, c := range e.Certificates {
		known[string(c.Raw)] = true
	}
	for _, c := range other.Certificates {
		if !known[string(c.Raw)] {
			e.Certificates = append(e.Certificates, c)
		}
	}
	e.CRLs, e.OCSPs = append(e.CRLs, other.CRLs...), append(e.OCSPs, other.OCSPs...)
}
