package api_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vanthu/documents"
	"vanthu/server/api"
	"vanthu/workflow"
)

func TestLifeOfAReport(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	made := w.do(call{as: "chuyenvien", method: http.MethodPost, path: api.Base + "/documents", body: report}).want(http.StatusCreated)
	r := made.record()
	if made.header.Get("Location") != r.path() {
		t.Errorf("Location %s of %s", made.header.Get("Location"), r.ID)
	}
	for _, m := range way {
		r = w.carriesOn(t, r, m)
	}
	if r.Reference != "01/BC-UBND" || r.Document.Date != "2025-11-25" || r.Signed != "2025-11-25" || len(r.Actions) != 1 || r.Actions[0].Action != "recall" || r.Desk != "" {
		t.Errorf("at the end: %+v", r)
	}
	w.expectFile(t, r, "01-BC-UBND.docx", "Số: 01/BC-UBND")
	if len(w.events(r)) != 8 { // created, six acts, the numbered file
		t.Errorf("history: %v", w.events(r))
	}
	if strings.Contains(w.log.String(), `"level":"ERROR"`) {
		t.Error(w.log.String())
	}
}

// carriesOn does one act of the usual way: it waits for the one person, and
// for nobody else.
func (w *world) carriesOn(t *testing.T, r record, m move) record {
	t.Helper()
	for _, p := range people("duc-pho") {
		if got := w.waiting(string(p.ID)); (len(got) == 1 && got[0] == r.ID) != (string(p.ID) == m.user) {
			t.Errorf("before %s, for %s wait %v", m.action, p.ID, got)
		}
	}
	var mine record
	w.get(m.user, strings.TrimPrefix(r.path(), api.Base), &mine)
	if len(mine.Actions) == 0 || mine.Actions[0].Action != m.action || mine.Actions[0].Text == "" || mine.Actions[0].NeedsComment {
		t.Errorf("%s may %+v, want %s first", m.user, mine.Actions, m.action)
	}
	body := ""
	if mine.Files.Shown != "" {
		body = `{"file":"` + mine.Files.Shown + `"}`
	}
	now := w.act(m.user, r, m.action, body).want(http.StatusOK).record()
	if now.State != m.state || now.Version <= r.Version {
		t.Fatalf("%s leads to %s in version %d", m.action, now.State, now.Version)
	}
	return now
}

func (w *world) waiting(user string) []string {
	w.t.Helper()
	var page struct {
		Items []record `json:"items"`
	}
	w.get(user, "/documents?waiting=me", &page)
	ids := []string{}
	for _, r := range page.Items {
		ids = append(ids, r.ID)
	}
	return ids
}

func (w *world) events(r record) []string {
	w.t.Helper()
	var page struct {
		Items []struct {
			Text string `json:"text"`
		} `json:"items"`
	}
	w.get("vanthu", "/documents/"+r.ID+"/history", &page)
	var out []string
	for _, e := range page.Items {
		out = append(out, e.Text)
	}
	return out
}

// expectFile gets the file of the document and looks into it.
func (w *world) expectFile(t *testing.T, r record, name, says string) {
	t.Helper()
	a := w.get("vanthu", "/documents/"+r.ID+"/docx", nil)
	sum := sha256.Sum256(a.body)
	want := map[string]string{
		"Content-Type":           "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
		"Content-Disposition":    "attachment; filename=" + name,
		"Etag":                   `"` + hex.EncodeToString(sum[:]) + `"`,
		"X-Content-Type-Options": "nosniff",
		"Cache-Control":          "private, no-cache",
	}
	got := map[string]string{}
	for header := range want {
		got[header] = a.header.Get(header)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("headers (-want +got)\n%s", diff)
	}
	if r.Files.Final != "" && r.Files.Final != hex.EncodeToString(sum[:]) {
		t.Errorf("served %x, the record says %s", sum, r.Files.Final)
	}
	if text := mainPart(t, a.body); !strings.Contains(text, says) {
		t.Errorf("the file does not say %q", says)
	}
}

func mainPart(t *testing.T, docx []byte) string {
	t.Helper()
	pack, err := zip.NewReader(bytes.NewReader(docx), int64(len(docx)))
	if err != nil {
		t.Fatal(err)
	}
	part, err := pack.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(part)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestFile(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	t.Run("DraftIsCalledSo", func(t *testing.T) {
		t.Parallel()
		w := w.in(t)
		r := w.draft()
		a := w.get("vanthu", "/documents/"+r.ID+"/docx", nil)
		want := "attachment; filename*=utf-8''D%E1%BB%B1%20th%E1%BA%A3o%20BC-UBND.docx"
		if got := a.header.Get("Content-Disposition"); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	})
	t.Run("AsPDF", func(t *testing.T) {
		t.Parallel()
		w := w.in(t)
		r := w.carry("review")
		docx := w.get("vanthu", "/documents/"+r.ID+"/docx", nil)
		a := w.do(call{as: "vanthu", method: http.MethodGet, path: r.path() + "/pdf"}).want(http.StatusOK)
		want := "attachment; filename*=utf-8''D%E1%BB%B1%20th%E1%BA%A3o%20BC-UBND.pdf"
		if got := a.header.Get("Content-Disposition"); got != want || string(a.body) != "%PDF-1.7\n"+string(docx.body) {
			t.Errorf("got %s and %d bytes", got, len(a.body))
		}
	})
	t.Run("NotSentAgain", func(t *testing.T) {
		t.Parallel()
		w := w.in(t)
		r := w.carry("review")
		path := r.path() + "/docx"
		tag := w.do(call{as: "vanthu", method: http.MethodGet, path: path}).want(http.StatusOK).header.Get("ETag")
		if tag != `"`+r.Files.Shown+`"` {
			t.Errorf("tag %s of the file %s", tag, r.Files.Shown)
		}
		a := w.do(call{as: "vanthu", method: http.MethodGet, path: path, header: map[string]string{"If-None-Match": tag}})
		if a.status != http.StatusNotModified || len(a.body) != 0 {
			t.Errorf("got %d and %d bytes", a.status, len(a.body))
		}
	})
	t.Run("FormWithoutItsFields", func(t *testing.T) {
		t.Parallel()
		w := w.in(t)
		body := strings.Replace(report, `"BC"`, `"CĐ"`, 1)
		r := w.do(call{as: "chuyenvien", method: http.MethodPost, path: api.Base + "/documents", body: body}).want(http.StatusCreated).record()
		a := w.do(call{as: "chuyenvien", method: http.MethodGet, path: r.path() + "/docx"}).problem(http.StatusUnprocessableEntity, "invalid")
		if a.header.Get("Content-Disposition") != "" {
			t.Error("an error is offered as a file")
		}
	})
}

func TestReturnAndReviseAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.carry("review")
	w.act("truongphong", r, "return", `{"comment":"  "}`).problem(http.StatusUnprocessableEntity, "invalid")
	back := w.act("truongphong", r, "return", `{"comment":"Nêu rõ số lớp."}`).want(http.StatusOK).record()
	if back.Files.Shown != "" || len(back.Revisions) != 1 {
		t.Errorf("a draft shows the file of its earlier round: %+v", back.Files)
	}
	body := strings.Replace(report, "02 lượt", "03 lượt", 1)
	mended := w.do(call{as: "chuyenvien", method: http.MethodPut, path: back.path(), body: body, seen: back.Version}).want(http.StatusOK).record()
	again := w.act("chuyenvien", mended, "submit", "").want(http.StatusOK).record()
	if len(again.Revisions) != 2 || again.Files.Shown != again.Revisions[1].File || again.Revisions[0].File == again.Revisions[1].File {
		t.Errorf("rounds: %+v, shown %s", again.Revisions, again.Files.Shown)
	}
	w.act("truongphong", again, "approve", `{"file":"`+again.Revisions[0].File+`"}`).problem(http.StatusConflict, "not_allowed")
}

func TestStaleVersionTellsWhatChanged(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.draft()
	w.clock = w.clock.Add(time.Hour)
	w.do(call{as: "chuyenvien", method: http.MethodPut, path: r.path(), body: report, seen: r.Version}).want(http.StatusOK)
	for name, c := range map[string]call{
		"Act":    {as: "chuyenvien", method: http.MethodPost, path: r.path() + "/actions/submit", seen: r.Version},
		"Revise": {as: "chuyenvien", method: http.MethodPut, path: r.path(), body: report, seen: r.Version},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := w.in(t)
			var p struct {
				Version int `json:"version"`
				Since   []struct{ Text string }
			}
			w.do(c).problem(http.StatusPreconditionFailed, "conflict").into(&p)
			if p.Version != 2 || len(p.Since) != 1 || p.Since[0].Text != "09:30 25/11/2025, Lê Văn Hiếu (Chuyên viên) sửa dự thảo." {
				t.Errorf("got %+v", p)
			}
		})
	}
}

func TestOnlyOneOfManyWins(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.carry("register")
	w.token("vanthu")
	statuses := make([]int, 16)
	var all sync.WaitGroup
	for i := range statuses {
		all.Go(func() { statuses[i] = w.act("vanthu", r, "register", "").status })
	}
	all.Wait()
	count := map[int]int{}
	for _, s := range statuses {
		count[s]++
	}
	if diff := cmp.Diff(map[int]int{http.StatusOK: 1, http.StatusPreconditionFailed: 15}, count); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	var book struct{ Items []struct{ Number int } }
	w.get("vanthu", "/registers/outgoing", &book)
	if len(book.Items) != 1 || book.Items[0].Number != 1 {
		t.Errorf("the book: %+v", book)
	}
}

// TestNoPDF: without a converter the Word file is there, and for the PDF it is
// said what is missing.
func TestNoPDF(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.press.lack = &workflow.Refusal{Rule: workflow.RuleNoPrinter, Got: "máy chưa có LibreOffice", Kind: documents.ErrUnavailable}
	r := w.carry("review")
	w.do(call{as: "vanthu", method: http.MethodGet, path: r.path() + "/docx"}).want(http.StatusOK)
	a := w.do(call{as: "vanthu", method: http.MethodGet, path: r.path() + "/pdf"}).problem(http.StatusServiceUnavailable, "unavailable")
	if !strings.Contains(string(a.body), "máy chưa có LibreOffice") || a.header.Get("Content-Disposition") != "" {
		t.Errorf("got %s", a.body)
	}
}
