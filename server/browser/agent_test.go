//go:build unix

package browser_test

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"image/color"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/coder/websocket"

	"vanthu/workflow/signing"
	"vanthu/workflow/signing/cms"
)

// agentPin is the hash of the key that fakes of the agent have on TLS: the
// browser trusts it, as a person's does that of the real one.
func agentPin() string {
	server := httptest.NewTLSServer(nil)
	defer server.Close()
	sum := sha256.Sum256(server.Certificate().RawSubjectPublicKeyInfo)
	return base64.StdEncoding.EncodeToString(sum[:])
}

// An agent is a fake of the signing program of the Ban Cơ yếu on a person's
// machine: one call for each WebSocket, one text frame each way.
type agent struct {
	key *signing.LocalKey

	mu      sync.Mutex
	refuses bool
	asked   []string // who asked: the page's own address
	faults  []error
}

// serve answers at the address that the program has, until the test ends. Only
// one on a machine can: a second waits.
func (a *agent) serve(t *testing.T) {
	t.Helper()
	var listener net.Listener
	for end := time.Now().Add(4 * patience); listener == nil; time.Sleep(100 * time.Millisecond) {
		var err error
		if listener, err = new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:8987"); err != nil && time.Now().After(end) {
			t.Fatal(err)
		}
	}
	server := httptest.NewUnstartedServer(a)
	server.Listener = listener
	server.StartTLS()
	t.Cleanup(server.Close)
}

func (a *agent) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	err := a.answer(w, r)
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.asked = append(a.asked, r.Header.Get("Origin")); err != nil {
		a.faults = append(a.faults, err)
	}
}

func (a *agent) answer(w http.ResponseWriter, r *http.Request) error {
	if r.URL.Path != "/SignMsg" {
		return fmt.Errorf("asked for %s", r.URL)
	}
	line, err := websocket.Accept(w, r, &websocket.AcceptOptions{OriginPatterns: []string{"127.0.0.1:*"}})
	if err != nil {
		return err
	}
	defer func() { _ = line.CloseNow() }()
	_, frame, err := line.Read(r.Context())
	if err != nil {
		return err
	}
	var ask struct{ HashAlg, HashValue, Encode string }
	if err := json.Unmarshal(frame, &ask); err != nil || ask.HashAlg != "SHA256" || ask.Encode != "RSA" {
		return fmt.Errorf("asked %s (%w)", frame, err)
	}
	reply, err := a.sign(r.Context(), ask.HashValue)
	if err != nil {
		return err
	}
	return line.Write(r.Context(), websocket.MessageText, reply)
}

func (a *agent) sign(ctx context.Context, text string) ([]byte, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.refuses {
		return json.Marshal(map[string]any{"Status": 1, "Message": "Người dùng hủy"})
	}
	digest, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return nil, err
	}
	answer, err := a.key.Start(ctx, []signing.Job{{Digest: digest, Algorithm: cms.RSA}})
	if err != nil {
		return nil, err
	}
	return json.Marshal(map[string]any{
		"Status": 0, "Message": "", "Signature": base64.StdEncoding.EncodeToString(answer.Signatures[0]),
		"CertBase64": base64.StdEncoding.EncodeToString(a.key.Certificates[0].Raw),
	})
}

// callAgent is a script that tries to reach the agent, and tells whether the
// page's own policy forbade it.
const callAgent = `new Promise((done) => {
  addEventListener("securitypolicyviolation", (e) => done(e.effectiveDirective === "connect-src"));
  try { new WebSocket("wss://127.0.0.1:8987/SignMsg").onopen = () => done(false); } catch { /* the event tells */ }
})`

// TestAgent: the chair, whose key is on a token in his own machine, signs: with
// the program not running, refusing, and at last signing.
//
//nolint:paralleltest // the chair has a key while it runs, who signs on paper in the others
func TestAgent(t *testing.T) {
	needs(t, "soffice", "pdftotext")
	admin := sit(t, "quantri", office)
	admin.brings("/quan-tri/don-vi/con-dau", "Ủy ban nhân dân phường Đức Phổ", color.NRGBA{205, 20, 30, 215})
	local, err := admin.stage.ca.RSA("Trần Quang Minh")
	admin.ok(err)
	at := "/quan-tri/nguoi-dung/chutich/chung-thu"
	admin.open(at)
	var chain []byte
	for _, c := range local.Certificates {
		chain = append(chain, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.Raw})...)
	}
	file := filepath.Join(t.TempDir(), "chutich.pem")
	admin.ok(os.WriteFile(file, chain, 0o600))
	admin.do(chromedp.SetUploadFiles(chromedp.CSS("#f-file"), []string{file}))
	admin.press("Gắn chứng thư")
	admin.sees("Đã gắn chứng thư số")
	t.Cleanup(func() {
		admin.open(at)
		admin.press("Bỏ chứng thư này")
		admin.sees("Đã bỏ chứng thư số")
	})

	doc, abstract := report(t), "Kết quả thực hiện Kế hoạch số 21/KH-UBND, ký bằng USB"
	toSignature(t, doc, abstract, "chutich")
	chair := sit(t, "chutich", office)
	chair.read(abstract)
	chair.waits("the PDF to be signed is there", func() bool {
		chair.open(chair.path())
		return strings.Contains(chair.text(), "Phần mềm ký của Ban Cơ yếu")
	})
	sign := func() { chair.do(chromedp.Click(chair.mark("button", "Ký số"))) }
	sign()
	chair.sees("Không gọi được phần mềm ký")
	chair.shot("phan-mem-chua-mo")
	agent := &agent{key: local, refuses: true}
	agent.serve(t)
	sign()
	chair.sees("Phần mềm ký không ký")
	agent.mu.Lock()
	agent.refuses = false
	agent.mu.Unlock()
	sign()
	chair.sees("Đã ký số")
	chair.press("Xem chữ ký")
	chair.sees("Trần Quang Minh")
	chair.shot("ky-bang-usb")
	chair.open("/")
	if blocked := got(chair, chromedp.Evaluate[bool](callAgent, chromedp.EvalAwaitPromise)); !blocked {
		t.Error("a page without a form to sign could call the agent")
	}
	agent.mu.Lock()
	defer agent.mu.Unlock()
	if len(agent.asked) != 2 || agent.asked[1] != chair.stage.address || len(agent.faults) != 0 {
		t.Errorf("asked by %q, faults %v", agent.asked, agent.faults)
	}
}
