package signing_test

import (
	"crypto/x509"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/signing"
	"vanthu/workflow/signing/trial"
)

// Biên bản have no line of the date, so that only the number is filled in.
func TestMinutesAreSealedWithoutDate(t *testing.T) {
	t.Parallel()
	tool(t, "pdftotext")
	w := newWard(t)
	doc := must[documents.Document](t)(documents.Load(must[[]byte](t)(os.ReadFile("../../templates/examples/bien-ban.yaml"))))
	data := must[[]byte](t)(os.ReadFile(filepath.Join("testdata", "bien-ban.pdf")))
	office := &signing.Office{Roots: []*x509.Certificate{w.ca.Root}, Now: func() time.Time { return morning }}
	data = must[[]byte](t)(office.Place(t.Context(), data, &doc))
	for _, step := range []struct {
		stage workflow.Stage
		key   *signing.LocalKey
	}{{workflow.Approved, w.chair}, {workflow.Sealed, w.agency}} {
		file := must[[]byte](t)(trial.PKCS12(step.key, "1234"))
		key := must[*documents.SigningKey](t)(office.ReadKey(t.Context(), workflow.KeyFile{File: file, Secret: "1234"}))
		r := workflow.SignRequest{
			PDF: data, Stage: step.stage, Key: *key, Name: "x", Size: 36, Number: "17", Date: documents.Date{Year: 2026, Month: 11, Day: 9}, At: morning,
		}
		digest := must[[]byte](t)(office.Digest(t.Context(), r))
		values := must[[][]byte](t)(office.Sign(t.Context(), *key, "1234", []workflow.ToSign{{Digest: digest}}))
		data = must[[]byte](t)(office.Complete(t.Context(), r, values[0]))
	}
	w.proven(t, data, 2)
	want(t, w.verify(t, data),
		told{"approval", signing.Intact, signing.Trusted, true, []signing.Change{filled("number"), signedAfter("seal")}},
		told{"seal", signing.Intact, signing.Trusted, true, []signing.Change{}})
}

// TestRevokedKeysDoNotSign: the authority is asked before the key is; one that does
// not answer keeps nobody from signing.
func TestRevokedKeysDoNotSign(t *testing.T) {
	t.Parallel()
	w := newWard(t)
	answers := true
	server := httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, _ *http.Request) {
		if !answers {
			http.Error(out, "bận", http.StatusServiceUnavailable)
			return
		}
		_, _ = out.Write(must[[][]byte](t)(w.ca.Lists(morning))[0])
	}))
	t.Cleanup(server.Close)
	w.ca.ListAt = server.URL
	local := must[*signing.LocalKey](t)(w.ca.ECDSA("Trần Quang Minh"))
	office := &signing.Office{Roots: []*x509.Certificate{w.ca.Root}, Now: func() time.Time { return morning }, Client: server.Client()}
	file := must[[]byte](t)(trial.PKCS12(local, "1234"))
	key := must[*documents.SigningKey](t)(office.ReadKey(t.Context(), workflow.KeyFile{File: file, Secret: "1234"}))
	placed := must[[]byte](t)(signing.PlaceFields(must[[]byte](t)(os.ReadFile(filepath.Join("testdata", "bao-cao.pdf"))), reportPlaces()))
	r := workflow.SignRequest{PDF: placed, Stage: workflow.Approved, Key: *key, Name: "x", At: morning}
	digest := func() error {
		_, err := office.Digest(t.Context(), r)
		return err
	}
	if err := digest(); err != nil {
		t.Errorf("a good key: %v", err)
	}
	w.ca.Revoke(local.Certificates[0], morning.Add(-time.Minute))
	refused(t, digest(), workflow.RuleKeyRevoked)
	answers = false
	if err := digest(); err != nil {
		t.Errorf("while the authority does not answer: %v", err)
	}
}
