package api_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
)

// booksOf2024 issues a report a year ago.
func (w *world) booksOf2024() {
	w.t.Helper()
	w.clock = time.Date(2024, 11, 25, 1, 30, 0, 0, time.UTC)
	w.carry("filed")
	w.clock = morning
	w.tokens.Clear()
}

// TestBooksOverTheInterface: numbers are held back, the books are proven, and closed
// once, at the number that was read.
func TestBooksOverTheInterface(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.booksOf2024()
	w.carry("filed")
	for _, c := range []struct {
		as, method, path, body string
		status                 int
		says                   string
	}{
		{"vanthu", http.MethodPost, "/reserve", `{"kind":"BC","count":0,"reason":"x"}`, 422, `"field":"count"`},
		{"vanthu", http.MethodPost, "/reserve", `{"kind":"BC","count":2,"reason":"TUYỆT MẬT"}`, 422, `"field":"reason"`},
		{"quantri", http.MethodPost, "/reserve", `{"kind":"BC","count":2,"reason":"x"}`, 403, "văn thư"},
		{"vanthu", http.MethodPost, "/reserve", `{"kind":"BC","count":2,"reason":"Ghi nhầm"}`, 201, `{"references":["02/BC-UBND","03/BC-UBND"]}`},
		{"vanthu", http.MethodGet, "", "", 200, `"series":"BC","last":3,"last_date":"2025-11-25"`},
		{"vanthu", http.MethodGet, "?year=2024", "", 200, `"last":1,"last_date":"2024-11-25","void":0,"reserved":0,"closed":false,"closing":null`},
		{"vanthu", http.MethodGet, "?year=mười", "", 422, `"field":"year"`},
		{"vanthu", http.MethodPost, "/close", `{"year":2025,"series":"BC","last":3}`, 409, "31 tháng 12"},
		{"vanthu", http.MethodPost, "/close", `{"year":2024,"series":"BC","last":2}`, 412, "thêm số"},
		{"vanthu", http.MethodPost, "/close", `{"year":2024,"series":"KH","last":2}`, 404, ""},
		{"vanthu", http.MethodPost, "/close", `{"year":2024,"series":"BC","last":1,"volume":"01"}`, 200, `"closing":{"last":1,"from":"2024-11-25","to":"2024-11-25","volume":"01"`},
		{"quantri", http.MethodPost, "/close", `{"year":2024,"series":"BC","last":1}`, 409, "đóng"},
		{"quantri", http.MethodGet, "/proof?year=2024", "", 200, "2024 BC: số 01–01, đóng ngày 25/11/2025: liền mạch, khớp với văn bản"},
		{"quantri", http.MethodGet, "/proof?year=2024&series=KH", "", 200, `{"items":[]}`},
	} {
		got := w.do(call{as: c.as, method: c.method, path: "/api/v1/books" + c.path, body: c.body})
		if got.status != c.status || !strings.Contains(string(got.body), c.says) {
			t.Errorf("%s %s %s: %d %s", c.method, c.path, c.body, got.status, got.body)
		}
	}
	w.must(w.engine.WorkOnce(t.Context(), func(workflow.Due, error) {}))
	got := w.do(call{as: "vanthu", method: http.MethodGet, path: "/api/v1/books/proof"}).want(http.StatusOK)
	if !strings.Contains(string(got.body), `"void":2,"reserved":2,"closed":false`) || !strings.Contains(string(got.body), `"faults":[]`) {
		t.Errorf("proof: %s", got.body)
	}
}

// askedBack takes in a document by message whose sender then asks for it back.
func (w *world) askedBack() arrival {
	w.t.Helper()
	r, _, err := w.engine.Arrive(w.t.Context(), "duc-pho", workflow.Arrival{Organ: "000.00.15.H48", DocumentID: "a-1", Receipt: workflow.Receipt{
		Kind: documents.Official, Author: "Sở Nội vụ", Notation: "12/SNV-VP", Abstract: "Rà soát biên chế",
	}})
	w.must(err)
	w.must(w.engine.AskBack(w.t.Context(), workflow.AskingBack{
		Unit: "duc-pho", Organ: "000.00.15.H48", DocumentID: "a-1", AskedBack: workflow.AskedBack{At: w.clock, Reason: "Gửi nhầm", How: "status"},
	}))
	var seen struct{ Version int }
	w.get("vanthu", "/incoming/"+string(r.ID), &seen)
	return arrival{"/incoming/" + string(r.ID), seen.Version}
}

// TestKeepOverTheInterface: văn thư refuses once to give a document back, with a reason.
func TestKeepOverTheInterface(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	came, asked := w.came(), w.askedBack()
	if got := w.get("vanthu", asked.path, nil); !strings.Contains(string(got.body), `"asked_back":{"at":"2025-11-25T01:30:00.000Z","reason":"Gửi nhầm","waits":true}`) {
		t.Errorf("asked back: %s", got.body)
	}
	for _, c := range []struct {
		as, body string
		at       arrival
		status   int
		says     string
	}{
		{"vanthu", `{"reason":"x"}`, arrival{asked.path, 0}, 428, ""},
		{"vanthu", `{"reason":" "}`, asked, 422, `"field":"reason"`},
		{"chutich", `{"reason":"x"}`, asked, 403, ""},
		{"vanthu", `{"reason":"x"}`, came, 409, ""},
		{"vanthu", `{"reason":"x"}`, arrival{asked.path, 99}, 412, ""},
		{"vanthu", `{"reason":"Đã giải quyết"}`, asked, 200, `"waits":false`},
		{"vanthu", `{"reason":"Đã giải quyết"}`, arrival{asked.path, asked.version + 1}, 409, ""},
	} {
		got := w.do(call{as: c.as, method: http.MethodPost, path: "/api/v1" + c.at.path + "/keep", seen: c.at.version, body: c.body})
		if got.status != c.status || !strings.Contains(string(got.body), c.says) {
			t.Errorf("%s %s on %v: %d %s", c.as, c.body, c.at, got.status, got.body)
		}
	}
}

// TestCopiesOverTheInterface: a copy is begun as the decree allows, and signed like any
// document.
func TestCopiesOverTheInterface(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	sent, draft, came := w.carry("filed"), w.draft(), w.came()
	own, others := sent.path()+"/copies", "/api/v1"+came.path+"/copies"
	for _, c := range []struct {
		path, body string
		status     int
		says       string
	}{
		{own, `{"copy":{"form":"XX","signatory":"chutich"}}`, 422, `"field":"copy.form"`},
		{own, `{"copy":{"form":"SY","signatory":"ai"}}`, 422, `"field":"copy.signatory"`},
		{own, `{"copy":{"form":"SL","signatory":"chutich"}}`, 409, "bản sao y"},
		{own, `{"copy":{"form":"SY","signatory":"chutich"},"electronic":true}`, 409, ""},
		{own, `{"copy":{"form":"TrS","signatory":"chutich"}}`, 422, `"field":"paragraphs"`},
		{draft.path() + "/copies", `{"copy":{"form":"SY","signatory":"chutich"}}`, 409, ""},
		{others, `{"copy":{"form":"SL","signatory":"chutich"},"nature":"X"}`, 422, `"field":"nature"`},
		{others, `{"copy":{"form":"SL","signatory":"chutich"},"nature":"SY"}`, 201, `"form":"SL"`},
	} {
		got := w.do(call{as: "vanthu", method: http.MethodPost, path: c.path, body: c.body})
		if got.status != c.status || !strings.Contains(string(got.body), c.says) {
			t.Errorf("%s %s: %d %s", c.path, c.body, got.status, got.body)
		}
	}
	made := w.do(call{as: "vanthu", method: http.MethodPost, path: own, body: `{"copy":{"form":"SY","signatory":"chutich","recipients":["Phòng Kinh tế"]}}`}).want(http.StatusCreated)
	r := made.record()
	if made.header.Get("Location") != r.path() {
		t.Errorf("Location %s", made.header.Get("Location"))
	}
	r = w.act("chutich", r, "authorise", "").want(http.StatusOK).record()
	if got := w.act("vanthu", r, "register", "").want(http.StatusOK); !strings.Contains(string(got.body), `"reference":"01/SY-UBND"`) {
		t.Errorf("registered: %s", got.body)
	}
}
