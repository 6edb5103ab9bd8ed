package keys

import (
	"cmp"
	"context"
	"crypto/rand"
	"crypto/x509"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"vanthu/workflow"
	"vanthu/workflow/signing"
)

// A SmartCA is a key with VNPT SmartCA: the person confirms on the telephone.
// The second generation of its interface, in which the program would hold the
// person's password, is not used.
type SmartCA struct {
	account Account
	line    *line
}

// Where SmartCA stands, and where it can be tried.
const (
	SmartCAAddress = "https://gwsca.vnpt.vn"
	SmartCATrial   = "https://rmgateway.vnptit.vn"
)

const smartCAPath = "sca/sp769/v1/"

// NewSmartCA returns the key. *workflow.Refusal of RuleKeyAddress.
func NewSmartCA(a Account) (*SmartCA, error) {
	line, err := newLine(cmp.Or(a.Base, SmartCAAddress))
	return &SmartCA{a, line}, err
}

// smartAsk is what every request of ours says.
type smartAsk struct {
	Client      string `json:"sp_id"`
	Secret      string `json:"sp_password"`
	User        string `json:"user_id"`
	Serial      string `json:"serial_number"`
	Transaction string `json:"transaction_id"`
}

func (s *SmartCA) ask() smartAsk {
	return smartAsk{s.account.Client, s.account.Secret, s.account.User, s.account.Serial, rand.Text()}
}

// Chain returns the person's certificate that is in force; with several, that of
// the serial number.
func (s *SmartCA) Chain(ctx context.Context) ([]*x509.Certificate, error) {
	var answer struct {
		Data struct {
			Certificates []struct {
				Serial string `json:"serial_number"`
				Leaf   string `json:"cert_data"`
				Chain  struct {
					Middle string `json:"ca_cert"`
					Root   string `json:"root_cert"`
				} `json:"chain_data"`
			} `json:"user_certificates"`
		} `json:"data"`
	}
	path := smartCAPath + "credentials/get_certificate"
	if err := s.line.post(ctx, call{path: path, body: s.ask()}, &answer); err != nil {
		return nil, err
	}
	var found [][]*x509.Certificate
	for _, c := range answer.Data.Certificates {
		chain, err := certificates(c.Leaf, c.Chain.Middle, c.Chain.Root)
		if err != nil {
			return nil, &ServiceError{Call: path, Status: 200, err: err}
		}
		if len(chain) > 0 && s.account.holds(chain[0]) {
			found = append(found, chain)
		}
	}
	return only(found)
}

// holds reports whether c is in force and the certificate that is asked for.
func (a *Account) holds(c *x509.Certificate) bool {
	now := a.Now()
	if now.Before(c.NotBefore) || now.After(c.NotAfter) {
		return false
	}
	serial, ok := new(big.Int).SetString(a.Serial, 16)
	return a.Serial == "" || ok && serial.Cmp(c.SerialNumber) == 0
}

// only returns the one that was found: with several the person must say which.
func only(found [][]*x509.Certificate) ([]*x509.Certificate, error) {
	switch len(found) {
	case 0:
		return nil, refuse(workflow.RuleKeyNone, "")
	case 1:
		return found[0], nil
	}
	var serials []string
	for _, chain := range found {
		serials = append(serials, fmt.Sprintf("%x", chain[0].SerialNumber))
	}
	return nil, refuse(workflow.RuleKeySeveral, strings.Join(serials, ", "))
}

type smartFile struct {
	Digest string `json:"data_to_be_signed"` // in small hexadecimal letters
	ID     string `json:"doc_id"`
	Kind   string `json:"file_type"`
	Way    string `json:"sign_type"`
}

// How much of the titles a telephone is sent.
const titleRoom = 200

// A smartDeal is a transaction of SmartCA as Poll is given it. Sources disagree
// on which of its two names it is asked by.
type smartDeal struct {
	ID   string `json:"id"`
	Code string `json:"code"`
	Jobs int    `json:"jobs"`
}

// Start asks the person to confirm.
func (s *SmartCA) Start(ctx context.Context, jobs []signing.Job) (signing.Answer, error) {
	if err := fit(jobs); err != nil {
		return signing.Answer{}, err
	}
	ask := struct {
		smartAsk
		Title string      `json:"transaction_desc"`
		Time  string      `json:"time_stamp"`
		Files []smartFile `json:"sign_files"`
	}{s.ask(), titles(jobs, titleRoom), s.account.Now().UTC().Format("20060102150405Z"), nil}
	for i, j := range jobs {
		ask.Files = append(ask.Files, smartFile{hex.EncodeToString(j.Digest), fmt.Sprintf("%d-%x", i+1, j.Digest[:4]), "pdf", "hash"})
	}
	var answer struct {
		Data struct {
			ID   string `json:"transaction_id"`
			Code string `json:"tran_code"`
		} `json:"data"`
	}
	path := smartCAPath + "signatures/sign"
	if err := s.line.post(ctx, call{path: path, body: ask}, &answer); err != nil {
		return signing.Answer{}, err
	}
	if answer.Data.ID+answer.Data.Code == "" {
		return signing.Answer{}, &ServiceError{Call: path, Status: 200, err: errForm}
	}
	deal, err := json.Marshal(smartDeal{answer.Data.ID, answer.Data.Code, len(jobs)})
	return signing.Answer{Progress: signing.Pending, Transaction: string(deal)}, err
}

// Poll looks for the signatures. Codes of success differ between sources, so
// that their being there decides; a refusal is not told from waiting.
func (s *SmartCA) Poll(ctx context.Context, transaction string) (signing.Answer, error) {
	var deal smartDeal
	if err := json.Unmarshal([]byte(transaction), &deal); err != nil {
		return signing.Answer{}, signing.ErrNoTransaction
	}
	values, err := s.look(ctx, cmp.Or(deal.ID, deal.Code))
	if (err != nil || values == nil) && deal.ID != "" && deal.Code != "" {
		if other, again := s.look(ctx, deal.Code); again == nil {
			values, err = other, nil
		}
	}
	switch {
	case err != nil:
		return signing.Answer{}, err
	case values == nil:
		return signing.Answer{Progress: signing.Pending, Transaction: transaction}, nil
	case len(values) != deal.Jobs:
		return signing.Answer{}, &ServiceError{Call: "status", Status: 200, err: errForm}
	}
	return signing.Answer{Progress: signing.Done, Signatures: values}, nil
}

// look returns the signatures of a transaction in the order of its jobs; none
// while the person has not confirmed.
func (s *SmartCA) look(ctx context.Context, name string) ([][]byte, error) {
	var answer struct {
		Data struct {
			Signatures []struct {
				ID    string `json:"doc_id"`
				Value string `json:"signature_value"`
			} `json:"signatures"`
		} `json:"data"`
	}
	path := smartCAPath + "signatures/sign/" + name + "/status"
	if strings.Trim(name, transactionLetters) != "" {
		return nil, signing.ErrNoTransaction
	}
	if err := s.line.post(ctx, call{path: path, body: struct{}{}}, &answer); err != nil {
		return nil, err
	}
	found := answer.Data.Signatures
	if len(found) == 0 {
		return nil, nil
	}
	texts := make([]string, len(found))
	for _, f := range found {
		number, _, _ := strings.Cut(f.ID, "-")
		n, err := strconv.Atoi(number)
		if err != nil || n < 1 || n > len(found) || texts[n-1] != "" {
			return nil, &ServiceError{Call: path, Status: 200, err: errForm}
		}
		texts[n-1] = f.Value
	}
	if slices.Contains(texts, "") {
		return nil, nil // not all of them yet
	}
	return signatures(texts)
}

// transactionLetters may stand in the name of a transaction: it becomes a part
// of an address.
const transactionLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_."
