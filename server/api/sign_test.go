package api_test

import (
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"vanthu/documents"
	"vanthu/server/api"
	"vanthu/workflow"
	"vanthu/workflow/signing"
	"vanthu/workflow/signing/trial"
)

const keyPassword = "khóa của bài thử"

// signs gives the world what signs files, the chair and the agency a key. What is
// printed is a page that LibreOffice made.
func (w *world) signs() (chair *signing.LocalKey) {
	w.t.Helper()
	if _, err := exec.LookPath("pdftotext"); err != nil {
		if os.Getenv("CI") == "true" {
			w.t.Fatal("pdftotext is not installed")
		}
		w.t.Skip("needs pdftotext (poppler-utils)")
	}
	page, err := os.ReadFile(filepath.Join("..", "..", "workflow", "signing", "testdata", "bao-cao.pdf"))
	w.must(err)
	w.press.page = page
	ca, err := trial.New(w.clock.Add(-time.Hour))
	w.must(err)
	w.office.Roots = []*x509.Certificate{ca.Root}
	chair = w.bind(ca, "chutich")
	unit, err := w.store.Unit(w.t.Context(), "duc-pho")
	w.must(err)
	agency, err := ca.ECDSA(unit.Issuer.Name)
	w.must(err)
	unit.Seal = &documents.Seal{SigningKey: *w.key(agency)}
	w.must(w.store.PutUnit(w.t.Context(), unit))
	return chair
}

// bind gives a person a key.
func (w *world) bind(ca *trial.Authority, id documents.AccountID) *signing.LocalKey {
	w.t.Helper()
	account, err := w.store.Account(w.t.Context(), id)
	w.must(err)
	local, err := ca.ECDSA(account.Name)
	w.must(err)
	account.Key = w.key(local)
	w.must(w.store.PutAccount(w.t.Context(), account))
	return local
}

func (w *world) key(local *signing.LocalKey) *documents.SigningKey {
	w.t.Helper()
	file, err := trial.PKCS12(local, keyPassword)
	w.must(err)
	key, err := w.office.ReadKey(w.t.Context(), workflow.KeyFile{File: file, Secret: keyPassword})
	w.must(err)
	return key
}

// works does what acts left to be done and returns r as it is then.
func (w *world) works(r record) record {
	w.t.Helper()
	w.must(w.engine.WorkOnce(w.t.Context(), func(d workflow.Due, err error) { w.t.Errorf("%v: %v", d, err) }))
	var now record
	w.get("vanthu", strings.TrimPrefix(r.path(), api.Base), &now)
	return now
}

// TestSignAsAFile: a program signs with a key of its own over the digest, and seals
// with a key that is kept here.
func TestSignAsAFile(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	chair := w.signs()
	r := w.works(w.carry("sign"))
	if r.Mode != "paper" || len(r.Original) != 1 || r.Original[0].Stage != "placed" {
		t.Fatalf("before the signature: %s, %+v", r.Mode, r.Original)
	}
	asked := w.do(call{as: "chutich", method: http.MethodPost, path: r.path() + "/actions/sign/digest", seen: r.Version}).want(http.StatusOK)
	var digest struct {
		Digest []byte `json:"digest"`
		At     string `json:"at"`
	}
	w.must(json.Unmarshal(asked.body, &digest))
	answer, err := chair.Start(t.Context(), []signing.Job{{Digest: digest.Digest}})
	w.must(err)
	value := base64.StdEncoding.EncodeToString(answer.Signatures[0])
	wrong := base64.StdEncoding.EncodeToString(answer.Signatures[0][1:])
	w.act("chutich", r, "sign", `{"signature":{"at":"`+digest.At+`","value":"`+wrong+`"}}`).want(http.StatusUnprocessableEntity)
	r = w.act("chutich", r, "sign", `{"signature":{"at":"`+digest.At+`","value":"`+value+`"}}`).want(http.StatusOK).record()
	if r.Mode != "electronic" || r.State != "register" {
		t.Fatalf("after the signature: %s in %s", r.Mode, r.State)
	}
	r = w.works(w.act("vanthu", r, "register", "").want(http.StatusOK).record())
	w.act("vanthu", r, "send", "").want(http.StatusConflict)
	w.act("vanthu", r, "seal", `{"secret":"sai"}`).want(http.StatusUnprocessableEntity)
	w.act("vanthu", r, "seal", "").want(http.StatusUnprocessableEntity)
	r = w.act("vanthu", r, "seal", `{"secret":"`+keyPassword+`"}`).want(http.StatusOK).record()
	w.act("vanthu", r, "send", "").want(http.StatusOK)
	file := w.do(call{as: "vanthu", method: http.MethodGet, path: r.path() + "/original"}).want(http.StatusOK)
	found, err := w.engine.Verify(file.body)
	w.must(err)
	if !found.Good || len(found.Signatures) != 2 {
		t.Errorf("verified: %+v", found)
	}
}

// TestKeysAreBoundOnTheirPagesOnly: whoever changes a person or the office over the
// interface neither sees nor touches a key.
func TestKeysAreBoundOnTheirPagesOnly(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.signs()
	before, err := w.store.Account(t.Context(), "chutich")
	w.must(err)
	body := `{"name":"Trần Quang Minh","position":"chair","roles":["signatory"],"key":{"kind":"agent","chain":[]}}`
	w.do(call{as: "quantri", method: http.MethodPut, path: api.Base + "/accounts/chutich", body: body}).want(http.StatusUnprocessableEntity)
	shown := w.do(call{as: "quantri", method: http.MethodGet, path: api.Base + "/accounts/chutich"}).want(http.StatusOK)
	if strings.Contains(string(shown.body), "key") {
		t.Errorf("the key is shown: %s", shown.body)
	}
	body = `{"name":"Trần Quang Minh","position":"chair","roles":["signatory"]}`
	w.do(call{as: "quantri", method: http.MethodPut, path: api.Base + "/accounts/chutich", body: body}).want(http.StatusOK)
	after, err := w.store.Account(t.Context(), "chutich")
	w.must(err)
	if after.Key == nil || len(after.Key.Chain) != len(before.Key.Chain) {
		t.Error("the key is gone")
	}
}
