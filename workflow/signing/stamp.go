package signing

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"net/http"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/signing/cms"
	"vanthu/workflow/signing/pdf"
)

// A TSA is a time-stamp authority that is asked over HTTP (RFC 3161). They are
// known to take minutes: ask in the background, with a deadline.
type TSA struct {
	URL    string
	Client *http.Client // http.DefaultClient if nil
}

// maxAnswer is how long the answer of a service may be.
const maxAnswer = 10 << 20

// token returns a time stamp over a SHA-256. Its error is a *workflow.Refusal
// that unwraps to documents.ErrUnavailable.
func (a *TSA) token(ctx context.Context, digest []byte) ([]byte, error) {
	request, nonce, err := cms.StampRequest(digest)
	if err != nil {
		return nil, err
	}
	answer, err := post(ctx, a.Client, call{a.URL, "application/timestamp-query", request})
	if err == nil {
		var token []byte
		if token, err = cms.StampToken(answer, digest, nonce); err == nil {
			return token, nil
		}
	}
	return nil, errors.Join(&workflow.Refusal{Rule: workflow.RuleStamp, Got: a.URL, Kind: documents.ErrUnavailable}, err)
}

// A call is what is asked of a service; without a body it is a GET.
type call struct {
	url, kind string
	body      []byte
}

func post(ctx context.Context, client *http.Client, c call) ([]byte, error) {
	if client == nil {
		client = http.DefaultClient
	}
	method := http.MethodPost
	if c.body == nil {
		method = http.MethodGet
	}
	r, err := http.NewRequestWithContext(ctx, method, c.url, bytes.NewReader(c.body))
	if err != nil {
		return nil, err
	}
	if c.kind != "" {
		r.Header.Set("Content-Type", c.kind)
	}
	response, err := client.Do(r)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close() //nolint:errcheck // it was read
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", c.url, response.Status)
	}
	return io.ReadAll(io.LimitReader(response.Body, maxAnswer))
}

// AddStamp returns the file with a time stamp in its last signature (B-T). It is
// put into the room of that signature, which nothing covers until another
// signature follows; then it is too late, and Archive is what is left.
func AddStamp(ctx context.Context, data []byte, tsa *TSA) ([]byte, error) {
	_, found, err := readSignatures(data)
	if err != nil {
		return nil, err
	}
	for _, s := range found {
		if !s.whole(len(data)) || !s.covers(data) || s.stamp {
			continue
		}
		m, err := cms.Parse(s.contents)
		if err != nil {
			return nil, refuse(workflow.RulePDFDamaged, "")
		}
		sum := sha256.Sum256(m.Signature)
		token, err := tsa.token(ctx, sum[:])
		if err != nil {
			return nil, err
		}
		signed, err := cms.WithToken(s.contents, token)
		if err != nil {
			return nil, refuse(workflow.RulePDFDamaged, "")
		}
		out := bytes.Clone(data)
		return out, put(out, s.ranges, signed)
	}
	return nil, refuse(workflow.RuleForbidden, "")
}

// stampRoom is the room for a time stamp with its certificates.
const stampRoom = 14_000

// Archive returns the file with a revision that has the evidence in it and a
// time stamp over all (B-LT, and B-LTA by the stamp). Repeat it before the
// certificate of the authority ends.
func Archive(ctx context.Context, data []byte, evidence *Evidence, tsa *TSA) ([]byte, error) {
	name, err := freeName(data)
	if err != nil {
		return nil, err
	}
	r := &Request{PDF: data, Field: name, Place: &Place{Page: 1}}
	s := signatureDict(r, "ETSI.RFC3161", stampRoom)
	s.dict["Type"] = pdf.Name("DocTimeStamp")
	if err := s.build(r, evidence.add); err != nil {
		return nil, said(err)
	}
	token, err := tsa.token(ctx, s.digest(data))
	if err != nil {
		return nil, err
	}
	out := concat(data, s.tail)
	return out, put(out, s.ranges, token)
}

// freeName returns the name of the next time stamp in a file.
func freeName(data []byte) (string, error) {
	file, err := open(data)
	if err != nil {
		return "", err
	}
	form, err := readForm(file)
	if err != nil {
		return "", err
	}
	for i := 1; ; i++ {
		if name := fmt.Sprintf("timestamp%d", i); form.fields[name] == nil {
			return name, nil
		}
	}
}
