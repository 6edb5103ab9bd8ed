package web_test

import (
	"context"
	"crypto/x509"
	"log/slog"
	"net/http"
	"testing"

	"vanthu/documents"
	"vanthu/server/web"
	"vanthu/workflow"
	"vanthu/workflow/ledger"
	"vanthu/workflow/signing"
	"vanthu/workflow/signing/trial"
)

// A far is a signing service that knows one person.
type far struct{ key *signing.LocalKey }

func (f far) Kinds() []documents.KeyKind { return []documents.KeyKind{documents.KeySmart} }

func (f far) Chain(_ context.Context, key documents.SigningKey, _ string) ([]*x509.Certificate, error) {
	if key.Name != "0131930813216/ab12" {
		return nil, &workflow.Refusal{Rule: workflow.RuleKeyNone, Kind: documents.ErrInvalid}
	}
	return f.key.Certificates[:1], nil
}

func (f far) Sign(ctx context.Context, _ documents.SigningKey, _ string, jobs []signing.Job) ([][]byte, error) {
	answer, err := f.key.Start(ctx, jobs)
	return answer.Signatures, err
}

// TestKeyWithAService: an administrator binds a key that is with a service by what
// the service calls its holder; the chain is made whole from what is trusted.
func TestKeyWithAService(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ca, err := trial.New(w.clock)
	w.must(err)
	key, err := ca.ECDSA("Trần Quang Minh")
	w.must(err)
	w.deps.Signer = &signing.Office{
		Roots: []*x509.Certificate{ca.Root}, Between: []*x509.Certificate{ca.Middle}, Now: w.deps.Now, Far: far{key},
	}
	w.engine = workflow.New(w.deps)
	w.web, err = web.New(web.Deps{Engine: w.engine, Filing: w.filing, Auth: w.auth, Ledger: ledger.New(w.engine, w.store, w.deps.Now), Notes: w.store, Log: slog.New(slog.DiscardHandler), Now: w.deps.Now})
	w.must(err)
	at := "/quan-tri/nguoi-dung/chutich/chung-thu"
	w.get("quantri", at).want(http.StatusOK).says("Khóa ở đâu", "VNPT SmartCA", "Tên ở dịch vụ hoặc thiết bị").hides("Viettel MySign")

	post := func(kind, name string) page {
		form := one("kind", kind)
		form.Set("name", name)
		return w.upload("quantri", at, form, "", nil)
	}
	post("smartca", "khác").want(http.StatusUnprocessableEntity).says("Không có chứng thư số còn hiệu lực")
	post("mysign", "0131930813216").want(http.StatusUnprocessableEntity)
	post("", "0131930813216").want(http.StatusUnprocessableEntity).says("Chưa chọn tệp")
	post("smartca", " 0131930813216/ab12 ").want(http.StatusSeeOther)
	w.get("quantri", at).want(http.StatusOK).says("Đang dùng", "Trần Quang Minh").hides("không thuộc gốc tin cậy")
	bound := w.account("chutich").Key
	if bound == nil || bound.Kind != documents.KeySmart || bound.Name != "0131930813216/ab12" || len(bound.Chain) != 3 || bound.File != nil {
		t.Errorf("bound as %+v", bound)
	}
}
