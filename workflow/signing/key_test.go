package signing_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha1"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/crypto/ocsp"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/signing"
	"vanthu/workflow/signing/pdf"
	"vanthu/workflow/signing/trial"
)

func TestPKCS12(t *testing.T) {
	t.Parallel()
	w := newWard(t)
	file := must[[]byte](t)(trial.PKCS12(w.chair, "mật khẩu"))
	key := must[*signing.LocalKey](t)(signing.OpenPKCS12(file, "mật khẩu"))
	chain := must[[]*x509.Certificate](t)(key.Chain(t.Context()))
	if len(chain) != 3 || !chain[0].Equal(w.chair.Certificates[0]) {
		t.Errorf("got %d certificates", len(chain))
	}
	placed := must[[]byte](t)(signing.PlaceFields(report(t), reportPlaces()))
	w.proven(t, signed(t, key, &signing.Request{PDF: placed, Field: "approval", Time: morning}), 1)

	_, err := signing.OpenPKCS12(file, "khác")
	refused(t, err, workflow.RuleKeyPassword)
	_, err = signing.OpenPKCS12(file[:100], "mật khẩu")
	refused(t, err, workflow.RuleKeyFile)
	if _, err := key.Poll(t.Context(), "x"); !errors.Is(err, signing.ErrNoTransaction) {
		t.Errorf("a key at hand has a transaction: %v", err)
	}
}

// Key files as other programs make them, old and new.
func TestPKCS12OfOpenssl(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	key, cert := filepath.Join(folder, "key.pem"), filepath.Join(folder, "cert.pem")
	run(t, "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", cert, "-subj", "/CN=Thu", "-days", "9000")
	for _, how := range [][]string{{}, {"-legacy"}, {"-keypbe", "AES-256-CBC", "-certpbe", "AES-256-CBC"}} {
		out := filepath.Join(folder, "a.p12")
		run(t, "openssl", append([]string{"pkcs12", "-export", "-inkey", key, "-in", cert, "-passout", "pass:1234", "-out", out}, how...)...)
		if _, err := signing.OpenPKCS12(must[[]byte](t)(os.ReadFile(out)), "1234"); err != nil {
			t.Errorf("%v: %v", how, err)
		}
	}
	weak := filepath.Join(folder, "weak.p12")
	run(t, "openssl", "req", "-x509", "-newkey", "rsa:1024", "-nodes", "-keyout", key, "-out", cert, "-subj", "/CN=Thu", "-days", "9000")
	run(t, "openssl", "pkcs12", "-export", "-inkey", key, "-in", cert, "-passout", "pass:1234", "-out", weak)
	_, err := signing.OpenPKCS12(must[[]byte](t)(os.ReadFile(weak)), "1234")
	refused(t, err, workflow.RuleKeyUnfit)
}

// Old signatures have SHA-1 in the signature and in the chain; the standard
// library refuses both.
func TestOldChains(t *testing.T) {
	t.Parallel()
	w := newWard(t)
	folder := t.TempDir()
	at := func(name string) string { return filepath.Join(folder, name) }
	run(t, "openssl", "req", "-x509", "-sha1", "-newkey", "rsa:2048", "-nodes", "-keyout", at("ca.key"), "-out", at("ca.pem"), "-subj", "/CN=CA", "-days", "9000")
	run(t, "openssl", "req", "-new", "-newkey", "rsa:2048", "-nodes", "-keyout", at("a.key"), "-out", at("a.csr"), "-subj", "/CN=Cu")
	run(t, "openssl", "x509", "-req", "-sha1", "-in", at("a.csr"), "-CA", at("ca.pem"), "-CAkey", at("ca.key"), "-CAcreateserial", "-out", at("a.pem"), "-days", "9000")

	placed := must[[]byte](t)(signing.PlaceFields(report(t), reportPlaces()))
	block, _ := pem.Decode(must[[]byte](t)(os.ReadFile(at("ca.pem"))))
	root := must[*x509.Certificate](t)(x509.ParseCertificate(block.Bytes))
	now := time.Now().Add(time.Hour) // openssl made the certificates just now
	for _, form := range []pdf.Name{"adbe.pkcs7.detached", "adbe.pkcs7.sha1"} {
		p := must[*signing.Prepared](t)(signing.PrepareOld(&signing.Request{PDF: placed, Field: "approval", Chain: w.chair.Certificates, Time: now}, form))
		content, how := p.Signed(placed), "-binary"
		if form == "adbe.pkcs7.sha1" { // the digest is the content, and stands in the signature
			sum := sha1.Sum(content)
			content, how = sum[:], "-nodetach"
		}
		run(t, "openssl", "cms", "-sign", how, "-binary", "-md", "sha1", "-in", write(t, "signed", content), "-signer", at("a.pem"), "-inkey", at("a.key"),
			"-outform", "DER", "-out", at("a.der"))
		data := must[[]byte](t)(p.Put(placed, must[[]byte](t)(os.ReadFile(at("a.der")))))
		r := must[*signing.Report](t)(signing.Verify(data, signing.Trust{Roots: []*x509.Certificate{root}, Now: now}))
		if v := r.Signatures[0]; !v.Good() || !v.Weak || v.Signer != "Cu" {
			t.Errorf("%s: got %+v", form, v)
		}
		changed := append([]byte{}, data...)
		changed[1000] ^= 1
		if v := must[*signing.Report](t)(signing.Verify(changed, signing.Trust{Now: now})).Signatures[0]; v.Integrity != signing.Altered {
			t.Errorf("%s: changed bytes are %s", form, v.Integrity)
		}
	}
}

// A time-stamp authority that is not ours: openssl ts.
func TestStampsOfOpenssl(t *testing.T) {
	t.Parallel()
	tool(t, "openssl")
	w := newWard(t)
	folder := t.TempDir()
	at := func(name string) string { return filepath.Join(folder, name) }
	config := "[tsa]\ndefault_tsa=t\n[t]\nserial=" + at("serial") + "\ncrypto_device=builtin\nsigner_cert=" + at("tsa.pem") + "\nsigner_key=" + at("tsa.key") +
		"\nsigner_digest=sha256\ndefault_policy=1.2.3.4\ndigests=sha256\naccuracy=secs:1,millisecs:500\nordering=yes\ntsa_name=yes\ness_cert_id_chain=no\ness_cert_id_alg=sha256\n" +
		"[req]\ndistinguished_name=dn\n[dn]\n[ext]\nextendedKeyUsage=critical,timeStamping\nkeyUsage=critical,digitalSignature\n"
	if err := os.WriteFile(at("c.cnf"), []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	run(t, "openssl", "req", "-x509", "-config", at("c.cnf"), "-extensions", "ext", "-newkey", "rsa:2048", "-nodes", "-keyout", at("tsa.key"), "-out", at("tsa.pem"),
		"-subj", "/CN=TSA", "-days", "9000")
	server := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		request, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		run(t, "openssl", "ts", "-reply", "-config", at("c.cnf"), "-queryfile", write(t, "q.tsq", request), "-out", at("r.tsr"))
		answer, err := os.ReadFile(at("r.tsr"))
		if err != nil {
			t.Error(err)
		}
		io.Copy(rw, bytes.NewReader(answer)) //nolint:errcheck // the test fails without
	}))
	defer server.Close()
	placed := must[[]byte](t)(signing.PlaceFields(report(t), reportPlaces()))
	data := must[[]byte](t)(signing.AddStamp(t.Context(), w.approve(t, placed), &signing.TSA{URL: server.URL}))
	w.proven(t, data, 1)
	block, _ := pem.Decode(must[[]byte](t)(os.ReadFile(at("tsa.pem"))))
	trust := w.trust()
	trust.Roots = append(trust.Roots, must[*x509.Certificate](t)(x509.ParseCertificate(block.Bytes)))
	trust.Now = time.Now()
	if v := must[*signing.Report](t)(signing.Verify(data, trust)).Signatures[0]; !v.Proven || v.Time.Equal(morning) {
		t.Errorf("the time stamp is not seen: %+v", v)
	}
	if v := must[*signing.Report](t)(signing.Verify(data, w.trust())).Signatures[0]; v.Proven {
		t.Error("the stamp of an authority that nobody trusts proves a time")
	}
}

// Certificates are asked for where they say: OCSP first, or else the list.
func TestGather(t *testing.T) {
	t.Parallel()
	key := must[*ecdsa.PrivateKey](t)(ecdsa.GenerateKey(elliptic.P256(), rand.Reader))
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "CA"}, NotBefore: morning, NotAfter: morning.AddDate(1, 0, 0),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageCRLSign,
	}
	issue := func(c, by *x509.Certificate) *x509.Certificate {
		der := must[[]byte](t)(x509.CreateCertificate(rand.Reader, c, by, key.Public(), key))
		return must[*x509.Certificate](t)(x509.ParseCertificate(der))
	}
	root := issue(template, template)
	down := false
	server := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		var answer []byte
		switch {
		case r.URL.Path == "/ocsp" && !down:
			answer = must[[]byte](t)(ocsp.CreateResponse(root, root, ocsp.Response{
				Status: ocsp.Good, SerialNumber: big.NewInt(2), ThisUpdate: morning, NextUpdate: morning.AddDate(0, 1, 0),
			}, key))
		case r.URL.Path == "/crl":
			answer = must[[]byte](t)(x509.CreateRevocationList(rand.Reader, &x509.RevocationList{
				Number: big.NewInt(1), ThisUpdate: morning, NextUpdate: morning.AddDate(0, 1, 0),
			}, root, key))
		default:
			http.NotFound(rw, r)
		}
		io.Copy(rw, bytes.NewReader(answer)) //nolint:errcheck // the test fails without
	}))
	defer server.Close()
	leaf := issue(&x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: "Minh"}, NotBefore: morning, NotAfter: morning.AddDate(1, 0, 0),
		OCSPServer: []string{server.URL + "/ocsp"}, CRLDistributionPoints: []string{server.URL + "/crl"},
	}, root)
	e := must[*signing.Evidence](t)(signing.Gather(t.Context(), nil, []*x509.Certificate{leaf, root}))
	if len(e.OCSPs) != 1 || len(e.CRLs) != 0 || len(e.Certificates) != 2 {
		t.Errorf("got %d answers, %d lists", len(e.OCSPs), len(e.CRLs))
	}
	down = true
	e = must[*signing.Evidence](t)(signing.Gather(t.Context(), nil, []*x509.Certificate{leaf, root}))
	if len(e.OCSPs) != 0 || len(e.CRLs) != 1 {
		t.Errorf("got %d answers, %d lists", len(e.OCSPs), len(e.CRLs))
	}
	server.Close()
	_, err := signing.Gather(t.Context(), nil, []*x509.Certificate{leaf, root})
	refused(t, err, workflow.RuleEvidence)
	if !errors.Is(err, documents.ErrUnavailable) {
		t.Error("it is not said to be a thing of the moment")
	}
}
