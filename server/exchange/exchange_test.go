package exchange_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"vanthu/documents"
	"vanthu/server/exchange"
	"vanthu/workflow"
	"vanthu/workflow/dispatch/edxml"
	"vanthu/workflow/dispatch/lgsp"
)

// form is a message as it is brought.
func form(t *testing.T, file []byte) (body *bytes.Buffer, kind string) {
	t.Helper()
	body = &bytes.Buffer{}
	w := multipart.NewWriter(body)
	part, err := w.CreateFormFile("file", "message.edxml")
	if err == nil {
		_, err = part.Write(file)
	}
	if err != nil || w.Close() != nil {
		t.Fatal(err)
	}
	return body, w.FormDataContentType()
}

// bring brings a message to b as a does, and returns the answer.
func (p *pair) bring(m *edxml.Message, change func(*http.Request)) (a exchange.Answer) {
	p.t.Helper()
	file, err := edxml.Write(m)
	p.b.must(err)
	body, kind := form(p.t, file)
	req := httptest.NewRequest(http.MethodPost, exchange.Base+"v1/sendEdoc", body)
	req.Header.Set("Content-Type", kind)
	req.Header.Set("X-SystemId", "alpha")
	req.Header.Set("X-SecretKey", secret)
	req.Header.Set("Authorization", "Bearer "+secret)
	if change != nil {
		change(req)
	}
	res := httptest.NewRecorder()
	p.b.handler.ServeHTTP(res, req)
	p.b.must(json.Unmarshal(res.Body.Bytes(), &a))
	return a
}

// paper is a message that can be taken in.
func paper(change func(*edxml.Message)) *edxml.Message {
	m := &edxml.Message{
		Kind: edxml.New, From: edxml.Organ{ID: "H48.1", Name: "UBND phường alpha"}, To: []edxml.Organ{{ID: "H48.2", Name: "UBND phường beta"}},
		ID: "H48.1,2026/11/20,07/BC-UBND", Number: "07", Notation: "BC-UBND", Date: documents.Date{Year: 2026, Month: 11, Day: 20}, Subject: "Kết quả",
		Type: edxml.Type{Code: "14", Detail: "0", Name: "Báo cáo"}, Attachments: []edxml.Attachment{{ID: "1", Name: "a.txt", Type: "text/plain", Data: []byte("Báo cáo.")}},
	}
	if change != nil {
		change(m)
	}
	return m
}

// docx is an office file with a text.
func docx(t *testing.T, text string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for name, data := range map[string]string{"[Content_Types].xml": "<Types/>", "word/document.xml": "<w:document><w:p><w:r><w:t>" + text + "</w:t></w:r></w:p></w:document>"} {
		part, err := z.Create(name)
		if err == nil {
			_, err = part.Write([]byte(data))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestWhatIsTakenIn(t *testing.T) {
	t.Parallel()
	p := newPair(t, "")
	attach := func(name string, data []byte) func(*edxml.Message) {
		return func(m *edxml.Message) { m.Attachments = []edxml.Attachment{{ID: "1", Name: name, Data: data}} }
	}
	header := func(name, value string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set(name, value) }
	}
	status := func(change func(*edxml.Message)) *edxml.Message {
		m := &edxml.Message{Kind: edxml.Report, Status: edxml.Accepted, From: edxml.Organ{ID: "H48.1"}, Answers: []edxml.Answer{{Organ: "H48.2", ID: "H48.2,2026/11/20,01/BC-UBND"}}, At: p.clock.now()}
		change(m)
		return m
	}
	for _, c := range []struct {
		name string
		m    *edxml.Message
		req  func(*http.Request)
		code string
	}{
		{"Secret", paper(nil), header("X-SecretKey", "sai"), lgsp.CodeCredentials},
		{"System", paper(nil), header("X-SystemId", "beta"), lgsp.CodeCredentials},
		{"Token", paper(nil), header("Authorization", secret+"x"), lgsp.CodeCredentials},
		{"NoForm", paper(nil), header("Content-Type", "text/xml"), lgsp.CodeFile},
		{"Sender", paper(func(m *edxml.Message) { m.From.ID = "H99" }), nil, lgsp.CodeSender},
		{"Receiver", paper(func(m *edxml.Message) { m.To[0].ID = "H99" }), nil, lgsp.CodeReceiver},
		{"Program", paper(attach("a.exe", []byte("MZ"))), nil, lgsp.CodeFile},
		{"MarkInWord", paper(attach("a.docx", docx(t, "TỐI MẬT"))), nil, lgsp.CodeProcessing},
		{"NoSubject", paper(func(m *edxml.Message) { m.Subject = "" }), nil, lgsp.CodeProcessing},
		{"StatusOfNothing", status(func(*edxml.Message) {}), nil, lgsp.CodeMessage},
		{"StatusForNobody", status(func(m *edxml.Message) { m.Answers[0].Organ = "H99" }), nil, lgsp.CodeReceiver},
		{"RecallOfNothing", paper(func(m *edxml.Message) { m.Kind, m.Business.ID = edxml.Recall, "H48.1,2026/11/20,99/BC-UBND" }), nil, lgsp.CodeMessage},
	} {
		t.Run(c.name, func(t *testing.T) {
			p.t, p.b.t = t, t
			if a := p.bring(c.m, c.req); a.Code != c.code || a.Message == "" {
				t.Errorf("got %+v, want %s", a, c.code)
			}
		})
	}
	p.t, p.a.t, p.b.t = t, t, t
	page, err := p.b.store.Records.List(t.Context(), p.b.unit, workflow.Query{})
	if p.b.must(err); len(page.Items) > 0 {
		t.Errorf("of what was refused there is %+v", page.Items)
	}
	whole := paper(attach("a.docx", docx(t, "Bảo mật thông tin")))
	for range 2 {
		if a := p.bring(whole, nil); a.Code != lgsp.CodeDone || a.ID != whole.ID {
			t.Errorf("got %+v", a)
		}
	}
	r := p.b.see(workflow.ArrivedID("H48.1", whole.ID))
	if r.Document.Kind != documents.Report || r.Incoming.Notation != "07/BC-UBND" || len(r.Incoming.Files) != 1 || r.Document.Issuer.Name != "UBND phường alpha" {
		t.Errorf("got %+v %+v", r.Document, r.Incoming)
	}
}

// The other form of a recall, and one of what was refused before.
func TestRecallByStatus(t *testing.T) {
	t.Parallel()
	p := newPair(t, "")
	m := paper(nil)
	ask := m.Reply(edxml.AskedBack, m.From, p.clock.now())
	ask.Description = "Gửi nhầm"
	if a := p.bring(ask, nil); a.Code != lgsp.CodeMessage {
		t.Errorf("before the document: %+v", a)
	}
	p.bring(m, nil)
	for range 2 {
		if a := p.bring(ask, nil); a.Code != lgsp.CodeDone {
			t.Errorf("got %+v", a)
		}
	}
	r := p.b.see(workflow.ArrivedID("H48.1", m.ID))
	if asked := r.Incoming.AskedBack; asked == nil || asked.Reason != "Gửi nhầm" || asked.How != "status" || r.Desk != "clerk" || len(r.History) != 2 {
		t.Errorf("got %+v at %q, %d events", asked, r.Desk, len(r.History))
	}
	if _, err := p.b.engine.Keep(t.Context(), p.b.people["drafter"], r.ID, workflow.Keeping{Seen: r.Version, Reason: "x"}); err == nil {
		t.Error("who is no văn thư answers a recall")
	}
	other := paper(func(m *edxml.Message) { m.ID, m.Number = "H48.1,2026/11/20,08/BC-UBND", "08" })
	p.bring(other, nil)
	r = p.b.see(workflow.ArrivedID("H48.1", other.ID))
	p.b.as("clerk", r, workflow.Act{Action: "send_back", Comment: "Sai nơi nhận"})
	p.bring(other.Reply(edxml.AskedBack, other.From, p.clock.now()), nil)
	var told []string
	for _, tell := range p.b.see(r.ID).Incoming.Told {
		told = append(told, tell.Code)
	}
	if want := []string{"01", "02", "15"}; !slices.Equal(told, want) {
		t.Errorf("told %q, want %q", told, want)
	}
}

// A connector that must be asked: what can be taken in is reported done, what never can
// as failed, and what was damaged on its way is left.
func TestFetching(t *testing.T) {
	t.Parallel()
	p := newPair(t, "")
	good, err := edxml.Write(paper(nil))
	p.b.must(err)
	var told []string
	gate := gateway(t, map[string]string{"1": string(good), "2": "<a>", "3": "hỏng"}, "3", &told)
	conn, err := lgsp.New(lgsp.Config{Base: gate, Shape: lgsp.DefaultShape(), Files: p.b.files})
	p.b.must(err)
	door := &exchange.Door{Inbox: p.b.inbox(), Log: p.b.log()}
	p.b.must((&exchange.Fetcher{Door: door, Gateway: conn}).Once(t.Context()))
	if slices.Sort(told); !slices.Equal(told, []string{"1 done", "2 fail"}) {
		t.Errorf("told %q", told)
	}
	p.b.see(workflow.ArrivedID("H48.1", paper(nil).ID))
}

func TestPartners(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", 16)
	all, err := exchange.ParsePartners([]byte(`[{"system":"lgsp","secret":"` + long + `","token":"` + long + `","organs":["H48"]}]`))
	if err != nil || len(all) != 1 || all[0].Organs[0] != "H48" {
		t.Errorf("got %+v, %v", all, err)
	}
	for _, bad := range []string{"", "{}", `[{"system":"a"}]`, `[{"system":"a","secret":"` + long + `","token":"x"}]`, `[{"sistem":"a"}]`} {
		if _, err := exchange.ParsePartners([]byte(bad)); err == nil {
			t.Errorf("%s is taken", bad)
		}
	}
}

// gateway is a connector at which messages wait; the list has a wrong hash for one.
func gateway(t *testing.T, waiting map[string]string, wrong string, told *[]string) string {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /v1/getReceivedEdocList", func(w http.ResponseWriter, _ *http.Request) {
		var list []map[string]string
		for id, text := range waiting {
			sum := sha256.Sum256([]byte(text))
			if id == wrong {
				sum[0]++
			}
			list = append(list, map[string]string{"id": id, "contentSha256": hex.EncodeToString(sum[:])})
		}
		_ = json.NewEncoder(w).Encode(map[string]any{"code": 0, "data": list})
	})
	mux.HandleFunc("GET /v1/getEdoc", func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, waiting[r.FormValue("docId")])
	})
	mux.HandleFunc("POST /v1/updateStatus", func(w http.ResponseWriter, r *http.Request) {
		var said struct{ DocID, Status string }
		_ = json.NewDecoder(r.Body).Decode(&said)
		*told = append(*told, said.DocID+" "+said.Status)
		_, _ = io.WriteString(w, `{"code":0}`)
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
}
