package keys

import (
	"cmp"
	"context"
	"crypto/x509"
	"encoding/base64"
	"fmt"

	"vanthu/workflow"
	"vanthu/workflow/signing"
)

// A MySign is a key with Viettel MySign, by its gateway: the person confirms on
// the telephone.
type MySign struct {
	account Account
	line    *line
}

// MySignAddress is where MySign stands.
const MySignAddress = "https://remotesigning.viettel.vn"

// NewMySign returns the key. *workflow.Refusal of RuleKeyAddress.
func NewMySign(a Account) (*MySign, error) {
	line, err := newLine(cmp.Or(a.Base, MySignAddress))
	return &MySign{a, line}, err
}

// The algorithms as MySign names them.
const (
	oidSHA256 = "2.16.840.1.101.3.4.2.1"
	oidRSA    = "1.2.840.113549.1.1.1"
)

// login returns a token for the person's calls.
func (a *Account) login(ctx context.Context, l *line, path string) (string, error) {
	var answer struct {
		Token string `json:"access_token"`
	}
	body := map[string]string{"client_id": a.Client, "client_secret": a.Secret, "profile_id": a.Profile, "user_id": a.User}
	err := l.post(ctx, call{path: path, body: body}, &answer)
	if err == nil && answer.Token == "" {
		return "", &ServiceError{Call: path, Status: 401}
	}
	return answer.Token, err
}

const (
	gatewayLogin = "vtss/service/ras/v1/login"
	gatewayInfo  = "vtss/service/certificates/info"
	gatewaySign  = "vtss/service/signHash"
	gatewayState = "vtss/service/requests/status"
)

// A credential is a certificate and what the service calls its key.
type credential struct {
	ID   string `json:"credential_id"`
	Cert struct {
		Status       string   `json:"status"`
		Certificates []string `json:"certificates"`
	} `json:"cert"`
}

// find returns the credential of the person.
func (m *MySign) find(ctx context.Context, token string) (id string, chain []*x509.Certificate, err error) {
	var all []credential
	body := map[string]any{
		"client_id": m.account.Client, "client_secret": m.account.Secret, "profile_id": m.account.Profile, "user_id": m.account.User,
		"certificates": "chain", "certInfo": true, "authInfo": true,
	}
	if err := m.line.post(ctx, call{path: gatewayInfo, bearer: token, body: body}, &all); err != nil {
		return "", nil, err
	}
	return m.account.choose(gatewayInfo, all)
}

// choose returns the credential that is asked for and in force.
func (a *Account) choose(path string, all []credential) (id string, chain []*x509.Certificate, err error) {
	var found [][]*x509.Certificate
	for _, c := range all {
		chain, err := certificates(c.Cert.Certificates...)
		if err != nil {
			return "", nil, &ServiceError{Call: path, Status: 200, err: err}
		}
		if len(chain) > 0 && a.holds(chain[0]) {
			found, id = append(found, chain), c.ID
		}
	}
	chain, err = only(found)
	return id, chain, err
}

// Chain returns the person's certificate.
func (m *MySign) Chain(ctx context.Context) ([]*x509.Certificate, error) {
	token, err := m.account.login(ctx, m.line, gatewayLogin)
	if err != nil {
		return nil, err
	}
	_, chain, err := m.find(ctx, token)
	return chain, err
}

// A hashAsk asks for signatures, in both generations.
type hashAsk struct {
	Client     string         `json:"client_id,omitempty"`
	Secret     string         `json:"client_secret,omitempty"`
	Credential string         `json:"credentialID"` // with a large D
	SAD        string         `json:"SAD,omitempty"`
	Count      int            `json:"numSignatures,omitempty"`
	Title      string         `json:"description,omitempty"`
	Documents  []hashDocument `json:"documents"`
	Hashes     []string       `json:"hash"` // base64
	Hash       string         `json:"hashAlgo,omitempty"`
	Way        string         `json:"signAlgo,omitempty"`
	Async      int            `json:"async,omitempty"`
}

type hashDocument struct {
	ID   string `json:"document_id"`
	Name string `json:"document_name"` // base64: the service takes no Vietnamese
}

// nameRoom is how long a name may be for its base64 to be shorter than 100.
const nameRoom = 72

func hashes(credential string, jobs []signing.Job) hashAsk {
	ask := hashAsk{Credential: credential}
	for i, j := range jobs {
		ask.Hashes = append(ask.Hashes, base64.StdEncoding.EncodeToString(j.Digest))
		name := base64.StdEncoding.EncodeToString([]byte(titles([]signing.Job{j}, nameRoom)))
		ask.Documents = append(ask.Documents, hashDocument{fmt.Sprintf("%d-%x", i+1, j.Digest[:4]), name})
	}
	return ask
}

// Start asks the person to confirm.
func (m *MySign) Start(ctx context.Context, jobs []signing.Job) (signing.Answer, error) {
	if err := fit(jobs); err != nil {
		return signing.Answer{}, err
	}
	token, err := m.account.login(ctx, m.line, gatewayLogin)
	if err != nil {
		return signing.Answer{}, err
	}
	id, _, err := m.find(ctx, token)
	if err != nil {
		return signing.Answer{}, err
	}
	ask := hashes(id, jobs)
	ask.Client, ask.Secret, ask.Count, ask.Async = m.account.Client, m.account.Secret, len(jobs), 1
	ask.Hash, ask.Way = oidSHA256, oidRSA
	ask.Title = base64.StdEncoding.EncodeToString([]byte(titles(jobs, nameRoom)))
	var answer struct {
		Transaction string `json:"transactionId"`
	}
	if err := m.line.post(ctx, call{path: gatewaySign, bearer: token, body: ask}, &answer); err != nil {
		return signing.Answer{}, err
	}
	if answer.Transaction == "" {
		return signing.Answer{}, &ServiceError{Call: gatewaySign, Status: 200, err: errForm}
	}
	return signing.Answer{Progress: signing.Pending, Transaction: fmt.Sprintf("%d %s", len(jobs), answer.Transaction)}, nil
}

// mySignStates say what the states of a transaction are. One that is not here is
// a fault of the service, or of the account with it.
var mySignStates = map[code]signing.Progress{
	"1":    signing.Done,
	"0":    signing.Pending,
	"4000": signing.Pending, // the person is asked
	"6000": signing.Pending, // the person has confirmed
	"4001": signing.Expired,
	"4002": signing.Refused,
}

// Poll asks how the transaction stands.
func (m *MySign) Poll(ctx context.Context, transaction string) (signing.Answer, error) {
	var count int
	var id string
	if n, _ := fmt.Sscanf(transaction, "%d %s", &count, &id); n != 2 {
		return signing.Answer{}, signing.ErrNoTransaction
	}
	token, err := m.account.login(ctx, m.line, gatewayLogin)
	if err != nil {
		return signing.Answer{}, err
	}
	var answer struct {
		Status     code     `json:"status"`
		Signatures []string `json:"signatures"`
	}
	if err := m.line.post(ctx, call{path: gatewayState, bearer: token, body: map[string]string{"transactionId": id}}, &answer); err != nil {
		return signing.Answer{}, err
	}
	progress, known := mySignStates[answer.Status]
	switch {
	case answer.Status == "4005":
		return signing.Answer{}, refuse(workflow.RuleKeySpent, "")
	case !known:
		return signing.Answer{}, &ServiceError{Call: gatewayState, Status: 200, Code: string(answer.Status)}
	case progress != signing.Done:
		return signing.Answer{Progress: progress, Transaction: transaction}, nil
	}
	return done(gatewayState, answer.Signatures, count)
}

// done returns the signatures that a call gave.
func done(path string, texts []string, count int) (signing.Answer, error) {
	values, err := signatures(texts)
	if err == nil && len(values) != count {
		err = errForm
	}
	if err != nil {
		return signing.Answer{}, &ServiceError{Call: path, Status: 200, err: err}
	}
	return signing.Answer{Progress: signing.Done, Signatures: values}, nil
}
