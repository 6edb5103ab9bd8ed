package api_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"vanthu/server/api"
)

// wordOf returns the Word file of a document.
func (w *world) wordOf(r record) []byte {
	w.t.Helper()
	return w.get("chuyenvien", "/documents/"+r.ID+"/docx", nil).body
}

// taken is an answer with a draft that was made of a Word file.
type taken struct {
	Record record
	Unread []string
}

// word sends a Word file.
func (w *world) word(c call, file []byte) (answer, taken) {
	w.t.Helper()
	c.body, c.header = string(file), map[string]string{"Content-Type": docxType}
	a := w.do(c)
	var t taken
	if err := json.Unmarshal(a.body, &t); err != nil {
		w.t.Fatalf("%v in %s", err, a.body)
	}
	return a, t
}

// TestWordRoundTrip: a draft whose file was edited in Word takes what was changed
// there, and a new draft begins with a file.
func TestWordRoundTrip(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	draft := w.draft()
	const abstract = "Kết quả đã sửa trong Word"
	edited := w.wordOf(w.do(call{
		as: "chuyenvien", method: http.MethodPost, path: api.Base + "/documents",
		body: strings.Replace(report, `"Kết quả`, `"`+abstract+` `, 1),
	}).want(http.StatusCreated).record())
	put := call{as: "chuyenvien", method: http.MethodPut, path: draft.path() + "/docx", seen: draft.Version}

	for name, c := range map[string]struct {
		call
		file []byte
		want int
	}{
		"NoWordFile": {put, []byte("không phải Word"), http.StatusUnprocessableEntity},
		"Another":    {call{as: "vanthu", method: put.method, path: put.path, seen: put.seen}, edited, http.StatusForbidden},
		"Old":        {call{as: put.as, method: put.method, path: put.path, seen: draft.Version + 7}, edited, http.StatusPreconditionFailed},
		"NoVersion":  {call{as: put.as, method: put.method, path: put.path}, edited, http.StatusPreconditionRequired},
	} {
		if a, _ := w.word(c.call, c.file); a.status != c.want {
			t.Errorf("%s: %d, want %d: %s", name, a.status, c.want, a.body)
		}
	}

	a, got := w.word(put, edited)
	a.want(http.StatusOK)
	if !strings.HasPrefix(got.Record.Document.Abstract, abstract) || got.Record.Version != draft.Version+1 || got.Unread == nil {
		t.Errorf("got %+v, unread %q", got.Record, got.Unread)
	}
	a, got = w.word(call{as: "chuyenvien", method: http.MethodPost, path: api.Base + "/documents/docx"}, edited)
	a.want(http.StatusCreated)
	if !strings.HasPrefix(got.Record.Document.Abstract, abstract) || a.header.Get("Location") != got.Record.path() {
		t.Errorf("got %+v at %s", got.Record, a.header.Get("Location"))
	}
}
