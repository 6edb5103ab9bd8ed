package lgsp_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/dispatch/edxml"
	"vanthu/workflow/dispatch/lgsp"
)

type shelf map[workflow.Hash]string

func (s shelf) Put(context.Context, documents.UnitID, []byte) (workflow.Hash, error) {
	return "", documents.ErrUnavailable
}

func (s shelf) Get(_ context.Context, _ documents.UnitID, hash workflow.Hash) ([]byte, error) {
	if file, ok := s[hash]; ok {
		return []byte(file), nil
	}
	return nil, documents.ErrNotFound
}

// Secrets of the connector, to be seen nowhere but in headers.
const (
	secret = "khoa-bi-mat"
	token  = "the-mang-ten"
)

func connector(t *testing.T, base string, change func(*lgsp.Config)) *lgsp.Connector {
	t.Helper()
	c := lgsp.Config{Base: base, System: "VT", Secret: secret, Token: token, Shape: lgsp.DefaultShape(), Files: shelf{"pdf": "%PDF ký"}}
	if change != nil {
		change(&c)
	}
	conn, err := lgsp.New(c)
	if err != nil {
		t.Fatal(err)
	}
	return conn
}

func letter(errand workflow.Errand) *workflow.Letter {
	r := &workflow.Record{
		ID: "01", Unit: "p", Mode: workflow.Electronic, Final: &workflow.File{Hash: "docx"},
		Original: &workflow.Original{Copies: []workflow.Copy{{Stage: workflow.Approved, File: "x"}, {Stage: workflow.Sealed, File: "pdf"}}},
		Document: documents.Document{
			Kind: documents.Report, Reference: documents.Reference{Number: 5, Symbol: "BC-UBND"}, Date: documents.Date{Year: 2026, Month: 11, Day: 22},
			Abstract: "Kết quả", Issuer: documents.Issuer{Name: "UBND phường Mẫu", Symbol: "UBND"},
		},
	}
	return &workflow.Letter{
		ID: "send:01-1", Errand: errand, Record: r, At: time.Date(2026, 11, 22, 2, 0, 0, 0, time.UTC), Text: "Nhầm số liệu",
		From: documents.Agency{Code: "H48.99.01", Name: "UBND phường Mẫu"}, To: documents.Agency{Code: "H48.99", Name: "UBND tỉnh"},
	}
}

// The other side sees who we are and a message that it can read; twice the same.
func TestWhatIsSent(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		errand workflow.Errand
		recall string
		sort   string
		want   func(m *edxml.Message) bool
	}{
		{"Document", workflow.Issuing, lgsp.RecallByDocument, "edoc", func(m *edxml.Message) bool {
			return m.Kind == edxml.New && m.ID == "H48.99.01,2026/11/22,05/BC-UBND" && len(m.Attachments) == 1 && string(m.Attachments[0].Data) == "%PDF ký"
		}},
		{"RecallAsDocument", workflow.Recalling, lgsp.RecallByDocument, "edoc", func(m *edxml.Message) bool {
			return m.Kind == edxml.Recall && m.Business.ID == "H48.99.01,2026/11/22,05/BC-UBND" && m.Business.Reason == "Nhầm số liệu" && len(m.Attachments) == 0
		}},
		{"RecallAsStatus", workflow.Recalling, lgsp.RecallByStatus, "status", func(m *edxml.Message) bool {
			return m.Status == edxml.AskedBack && m.Description == "Nhầm số liệu" && m.Answers[0].ID == "H48.99.01,2026/11/22,05/BC-UBND"
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var files []string
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path != "/tinh/v1/sendEdoc" || r.Header.Get("X-SystemId") != "VT" || r.Header.Get("X-SecretKey") != secret ||
					r.Header.Get("Authorization") != "Bearer "+token || r.FormValue("messageType") != c.sort || r.FormValue("from") != "H48.99.01" {
					t.Errorf("got %s %v %v", r.URL, r.Header, r.Form)
				}
				part, _, err := r.FormFile("file")
				if err != nil {
					t.Error(err)
					return
				}
				data, _ := io.ReadAll(part)
				files = append(files, string(data))
				_, _ = io.WriteString(w, `{"code":0,"id":"tin-1"}`)
			}))
			defer server.Close()
			conn := connector(t, server.URL+"/tinh/", func(k *lgsp.Config) { k.Shape.Recall = c.recall })
			for range 2 {
				if receipt, err := conn.Deliver(t.Context(), letter(c.errand)); err != nil || receipt != "tin-1" {
					t.Fatalf("got %q, %v", receipt, err)
				}
			}
			m, err := edxml.Read([]byte(files[0]))
			if err != nil || !c.want(m) || files[0] != files[1] {
				t.Errorf("%v\n%+v\nsame twice: %v", err, m, files[0] == files[1])
			}
		})
	}
}

// Each answer says whether to come again, and none of our secrets is in what is kept.
func TestAnswersThatAreNone(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		said  string
		http  int
		rule  documents.Rule
		again bool
	}{
		{"BadFile", `{"code":10,"message":"x"}`, 200, workflow.RuleSendMessage, false},
		{"Credentials", `{"code":"15"}`, 200, workflow.RuleSendCredentials, true},
		{"Receiver", `{"code":18}`, 200, workflow.RuleSendReceiver, false},
		{"Sender", `{"code":19}`, 200, workflow.RuleSendSender, false},
		{"System", `{"code":20}`, 200, workflow.RuleSendBusy, true},
		{"Processing", `{"code":21}`, 200, workflow.RuleSendMessage, false},
		{"Standard", `{"code":22}`, 400, workflow.RuleSendMessage, false},
		{"Locked", `{"code":23}`, 200, workflow.RuleSendLocked, false},
		{"Other", `{"code":99,"message":"khác"}`, 200, workflow.RuleSendRefused, false},
		{"NoCode", `{}`, 200, workflow.RuleSendUnreachable, true},
		{"NoJSON", `<html>`, 200, workflow.RuleSendUnreachable, true},
		{"Broken", `oops`, 502, workflow.RuleSendBusy, true},
		{"Unauthorised", ``, 401, workflow.RuleSendCredentials, true},
		{"TooLarge", ``, 413, workflow.RuleSendLarge, false},
		{"NotThere", ``, 404, workflow.RuleSendUnreachable, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				w.WriteHeader(c.http)
				_, _ = io.WriteString(w, c.said)
			}))
			defer server.Close()
			_, err := connector(t, server.URL, nil).Deliver(t.Context(), letter(workflow.Issuing))
			judge(t, err, c.rule, c.again)
		})
	}
}

func judge(t *testing.T, err error, rule documents.Rule, again bool) {
	t.Helper()
	refusal := (*workflow.Refusal)(nil)
	if !errors.As(err, &refusal) || refusal.Rule != rule || errors.Is(err, documents.ErrUnavailable) != again {
		t.Fatalf("got %v %+v, want %s, again %v", err, refusal, rule, again)
	}
	for _, word := range []string{secret, token} {
		if strings.Contains(err.Error()+refusal.Got, word) {
			t.Errorf("%v tells a secret", err)
		}
	}
}

func TestRoadsThatAreClosed(t *testing.T) {
	t.Parallel()
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	_, err := connector(t, gone.URL, nil).Deliver(t.Context(), letter(workflow.Issuing))
	judge(t, err, workflow.RuleSendUnreachable, true)

	elsewhere := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { t.Errorf("%s came with %v", r.URL, r.Header) }))
	defer elsewhere.Close()
	turning := httptest.NewServer(http.RedirectHandler(elsewhere.URL, http.StatusTemporaryRedirect))
	defer turning.Close()
	_, err = connector(t, turning.URL, nil).Deliver(t.Context(), letter(workflow.Issuing))
	judge(t, err, workflow.RuleSendUnreachable, true)

	untrusted := httptest.NewTLSServer(http.NotFoundHandler())
	defer untrusted.Close()
	untrusted.Config.ErrorLog = nil
	_, err = connector(t, untrusted.URL, nil).Deliver(t.Context(), letter(workflow.Issuing))
	judge(t, err, workflow.RuleSendUnreachable, true)

	soon, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	slow := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body) // else the server does not see that the client left
		<-r.Context().Done()
	}))
	defer slow.Close()
	_, err = connector(t, slow.URL, nil).Deliver(soon, letter(workflow.Issuing))
	judge(t, err, workflow.RuleSendSlow, true)

	l := letter(workflow.Issuing)
	l.From.Code = ""
	_, err = connector(t, gone.URL, nil).Deliver(t.Context(), l)
	judge(t, err, workflow.RuleSendNoCode, false)
	for _, base := range []string{"http://lgsp.example", "ftp://lgsp.example", "https://", "https://a:b@lgsp.example"} {
		if _, err := lgsp.New(lgsp.Config{Base: base}); !errors.Is(err, documents.ErrInvalid) {
			t.Errorf("%s: got %v", base, err)
		}
	}
}

func TestFetching(t *testing.T) {
	t.Parallel()
	sum := sha256.Sum256([]byte("gói tin"))
	told := ""
	mux := http.NewServeMux()
	mux.HandleFunc("GET /v1/getReceivedEdocList", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, `{"code":0,"data":[{"id":7,"contentSha256":"`+strings.ToUpper(hex.EncodeToString(sum[:]))+`","messageType":"edoc"},{"id":"8","contentSha256":"00"}]}`)
	})
	mux.HandleFunc("GET /v1/getEdoc", func(w http.ResponseWriter, r *http.Request) {
		if r.FormValue("docId") != "" {
			_, _ = io.WriteString(w, "gói tin")
		}
	})
	mux.HandleFunc("POST /v1/updateStatus", func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		told += string(body)
		_, _ = io.WriteString(w, `{"code":"0"}`)
	})
	server := httptest.NewServer(mux)
	defer server.Close()
	conn := connector(t, server.URL, nil)
	items, err := conn.Received(t.Context())
	if err != nil || len(items) != 2 || items[0].ID != "7" || items[0].Kind != "edoc" {
		t.Fatalf("got %+v, %v", items, err)
	}
	if file, err := conn.Download(t.Context(), items[0]); err != nil || string(file) != "gói tin" {
		t.Errorf("got %q, %v", file, err)
	}
	if _, err := conn.Download(t.Context(), items[1]); err == nil {
		t.Error("a download of another hash is taken")
	}
	if err := errors.Join(conn.Tell(t.Context(), items[0], true), conn.Tell(t.Context(), items[1], false)); err != nil {
		t.Error(err)
	}
	if want := `{"docId":"7","status":"done"}{"docId":"8","status":"fail"}`; told != want {
		t.Errorf("told %s, want %s", told, want)
	}
}

func TestShapes(t *testing.T) {
	t.Parallel()
	s, err := lgsp.ParseShape([]byte(`{"send":"/edoc/gui","system":"X-App","code":"errorCode","refusals":{"7":"send_locked"}}`))
	if err != nil || s.Send != "/edoc/gui" || s.Secret != "X-SecretKey" || s.Refusals["7"] != workflow.RuleSendLocked || s.Refusals["18"] != workflow.RuleSendReceiver {
		t.Errorf("got %+v, %v", s, err)
	}
	for _, bad := range []string{"", "[]", `{"recall":"no"}`, `{"refusals":{"7":"no_such"}}`, `{"refusals":{"0":"send_busy"}}`} {
		if _, err := lgsp.ParseShape([]byte(bad)); err == nil {
			t.Errorf("%s is taken", bad)
		}
	}
}
