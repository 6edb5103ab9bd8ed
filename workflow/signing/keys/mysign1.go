package keys

import (
	"cmp"
	"context"
	"crypto/x509"
	"errors"
	"net/http"
	"time"

	"vanthu/workflow/signing"
)

// A MySign1 is a key with Viettel MySign by its first interface, that of the
// Cloud Signature Consortium, version 1. There the call that asks the person
// lasts until they have confirmed.
type MySign1 struct {
	account Account
	line    *line
}

// NewMySign1 returns the key. *workflow.Refusal of RuleKeyAddress.
func NewMySign1(a Account) (*MySign1, error) {
	line, err := newLine(cmp.Or(a.Base, MySignAddress))
	return &MySign1{a, line}, err
}

const (
	cscLogin     = "adss/service/ras/v1/login"
	cscList      = "adss/service/ras/csc/v1/credentials/list"
	cscInfo      = "adss/service/ras/csc/v1/credentials/info"
	cscAuthorize = "adss/service/ras/csc/v1/credentials/authorize"
	cscSign      = "adss/service/ras/csc/v1/signatures/signHash"
)

// confirmTime is how long the person is waited for.
const confirmTime = 3 * time.Minute

// find returns a token for the person's calls and their credential.
func (m *MySign1) find(ctx context.Context) (token, id string, chain []*x509.Certificate, err error) {
	if token, err = m.account.login(ctx, m.line, cscLogin); err != nil {
		return "", "", nil, err
	}
	var list struct {
		IDs []string `json:"credentialIDs"`
	}
	if err := m.line.post(ctx, call{path: cscList, bearer: token, body: struct{}{}}, &list); err != nil {
		return "", "", nil, err
	}
	all := make([]credential, len(list.IDs))
	for i, id := range list.IDs {
		body := map[string]any{"credentialID": id, "certificates": "chain"}
		if err := m.line.post(ctx, call{path: cscInfo, bearer: token, body: body}, &all[i]); err != nil {
			return "", "", nil, err
		}
		all[i].ID = id
	}
	id, chain, err = m.account.choose(cscInfo, all)
	return token, id, chain, err
}

// Chain returns the person's certificate.
func (m *MySign1) Chain(ctx context.Context) ([]*x509.Certificate, error) {
	_, _, chain, err := m.find(ctx)
	return chain, err
}

// Start waits until the person has confirmed, three minutes at most.
func (m *MySign1) Start(ctx context.Context, jobs []signing.Job) (signing.Answer, error) {
	if err := fit(jobs); err != nil {
		return signing.Answer{}, err
	}
	token, id, _, err := m.find(ctx)
	if err != nil {
		return signing.Answer{}, err
	}
	ask := hashes(id, jobs)
	ask.Count, ask.Title = len(jobs), titles(jobs, titleRoom)
	var allowed struct {
		SAD string `json:"SAD"`
	}
	err = m.line.post(ctx, call{path: cscAuthorize, bearer: token, body: ask, limit: confirmTime}, &allowed)
	var fault *ServiceError
	switch {
	case errors.As(err, &fault) && fault.Status >= http.StatusBadRequest && fault.Status < http.StatusInternalServerError:
		return signing.Answer{Progress: signing.Refused}, nil
	case errors.As(err, &fault) && errors.Is(err, context.DeadlineExceeded):
		return signing.Answer{Progress: signing.Expired}, nil
	case err != nil:
		return signing.Answer{}, err
	case allowed.SAD == "":
		return signing.Answer{}, &ServiceError{Call: cscAuthorize, Status: http.StatusOK, err: errForm}
	}
	ask = hashes(id, jobs)
	ask.SAD, ask.Hash, ask.Way = allowed.SAD, oidSHA256, oidRSA
	var answer struct {
		Signatures []string `json:"signatures"`
	}
	if err := m.line.post(ctx, call{path: cscSign, bearer: token, body: ask}, &answer); err != nil {
		return signing.Answer{}, err
	}
	return done(cscSign, answer.Signatures, len(jobs))
}

// Poll has nothing to say: Start said it.
func (m *MySign1) Poll(context.Context, string) (signing.Answer, error) {
	return signing.Answer{}, signing.ErrNoTransaction
}
