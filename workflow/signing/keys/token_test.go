//go:build pkcs11 && cgo

package keys_test

import (
	"crypto/x509"
	"encoding/pem"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/signing"
	"vanthu/workflow/signing/keys"
	"vanthu/workflow/signing/trial"
)

// missing skips the test for want of a tool, or fails it where the environment
// has CI=true.
func missing(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal(what)
	}
	t.Skip(what)
}

const pin = "1234"

// softToken makes a token in files, with a key and its certificate, and returns
// where they are.
func softToken(t *testing.T, key *signing.LocalKey, label string) keys.Token {
	t.Helper()
	found, err := filepath.Glob("/usr/lib/*/softhsm/libsofthsm2.so")
	must(t, err)
	tool, err := exec.LookPath("softhsm2-util")
	if err != nil || len(found) == 0 {
		missing(t, "softhsm2 is not installed (apt-get install softhsm2)")
	}
	folder := t.TempDir()
	conf := filepath.Join(folder, "softhsm2.conf")
	must(t, os.Mkdir(filepath.Join(folder, "tokens"), 0o700))
	must(t, os.WriteFile(conf, []byte("directories.tokendir = "+folder+"/tokens\nobjectstore.backend = file\nlog.level = ERROR\n"), 0o600))
	t.Setenv("SOFTHSM2_CONF", conf)
	run := func(args ...string) {
		out, err := exec.CommandContext(t.Context(), tool, args...).CombinedOutput()
		if err != nil {
			t.Fatalf("softhsm2-util %s: %v\n%s", strings.Join(args, " "), err, out)
		}
	}
	run("--init-token", "--free", "--label", "phuong", "--so-pin", "12345678", "--pin", pin)
	der, err := x509.MarshalPKCS8PrivateKey(key.Signer)
	must(t, err)
	file := filepath.Join(folder, "key.pem")
	must(t, os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}), 0o600))
	run("--import", file, "--token", "phuong", "--label", label, "--id", "a1", "--pin", pin)
	return keys.Token{Module: found[0], Token: "phuong", Key: label, PIN: pin}
}

// TestToken signs a PDF's worth of digests on a token, and tells each fault.
// Tests with tokens take turns: where the token is stands in the environment.
func TestToken(t *testing.T) {
	office, err := trial.New(time.Now())
	must(t, err)
	person, err := office.RSA("Trần Quang Minh")
	must(t, err)
	at := softToken(t, person, "chu-tich")

	_, err = keys.OpenToken(at)
	refused(t, err, workflow.RuleKeyNone) // a key without a certificate
	putCertificate(t, at, person.Certificates[0])

	wrong := at
	wrong.PIN = "4321"
	_, err = keys.OpenToken(wrong)
	refused(t, err, workflow.RuleKeyPassword)
	for what, change := range map[string]func(*keys.Token){
		"another key": func(k *keys.Token) { k.Key = "pho-chu-tich" },
	} {
		other := at
		change(&other)
		_, err = keys.OpenToken(other)
		t.Log(what)
		refused(t, err, workflow.RuleKeyNone)
	}
	for _, change := range []func(*keys.Token){func(k *keys.Token) { k.Token = "khac" }, func(k *keys.Token) { k.Module = "/nowhere.so" }} {
		other := at
		change(&other)
		_, err = keys.OpenToken(other)
		refused(t, err, workflow.RuleKeyToken)
	}

	key, err := keys.OpenToken(at)
	must(t, err)
	chain, err := key.Chain(t.Context())
	must(t, err)
	if len(chain) != 1 || !chain[0].Equal(person.Certificates[0]) {
		t.Error("the certificate is not the person's")
	}
	values, err := keys.Await(t.Context(), key, jobs(), time.Hour)
	must(t, err)
	(&service{key: person}).proven(t, values)
	must(t, key.Close())

	places := &keys.Services{Token: &keys.Token{Module: at.Module, Token: at.Token}, Look: time.Hour, Patience: time.Minute}
	named := documents.SigningKey{Kind: documents.KeyToken, Name: at.Key}
	values, err = places.Sign(t.Context(), named, pin, jobs())
	must(t, err)
	(&service{key: person}).proven(t, values)
	_, err = places.Sign(t.Context(), named, "4321", jobs())
	refused(t, err, workflow.RuleKeyPassword)
}
