package api_test

import (
	"net/http"
	"testing"

	"vanthu/documents"
	"vanthu/workflow"
)

// An arrival is a document that came to the office of the tests.
type arrival struct {
	path    string
	version int
}

// came enters one.
func (w *world) came() arrival {
	w.t.Helper()
	by, err := w.store.Account(w.t.Context(), "vanthu")
	w.must(err)
	r, err := w.engine.Enter(w.t.Context(), by, workflow.Receipt{
		Kind: documents.Official, Author: "Sở Khoa học và Công nghệ", Notation: "2959/SKHCN-TĐC", Abstract: "Báo cáo kết quả", Source: workflow.ByFile,
	})
	w.must(err)
	return arrival{"/incoming/" + string(r.ID), int(r.Version)}
}

// TestIncomingOverTheInterface: what a program may and may not do with what came.
func TestIncomingOverTheInterface(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	at := w.came()
	for _, row := range []struct {
		call   call
		status int
	}{
		{call{as: "vanthu", method: http.MethodPost, path: "/incoming", body: `{"author":"Sở Khoa học và Công nghệ","kind":"CV","notation":"2959/SKHCN-TĐC","abstract":"Báo cáo kết quả"}`}, 409},
		{call{as: "vanthu", method: http.MethodPost, path: "/incoming", body: `{"author":"Sở Khoa học và Công nghệ","kind":"CV","notation":"2959/SKHCN-TĐC","abstract":"Báo cáo kết quả","confirmed":true}`}, 201},
		{call{as: "vanthu", method: http.MethodPost, path: "/incoming", body: `{"author":"Sở Nội vụ","kind":"CV","abstract":"Kế hoạch (TỐI MẬT)"}`}, 422},
		{call{as: "vanthu", method: http.MethodPost, path: "/incoming", body: `{"author":"Sở Nội vụ","kind":"CV","abstract":"Kế hoạch","source":"message"}`}, 422},
		{call{as: "vanthu", method: http.MethodPost, path: at.path + "/actions/distribute", body: `{"lead":{"division":"VHXH"}}`, seen: at.version}, 403},
		{call{as: "chanhvanphong", method: http.MethodPost, path: at.path + "/actions/distribute", body: `{"lead":{"division":"XX"}}`, seen: at.version}, 422},
		{call{as: "chanhvanphong", method: http.MethodPost, path: at.path + "/actions/distribute", body: `{}`, seen: at.version}, 422},
		{call{as: "chuyenvien", method: http.MethodPost, path: at.path + "/progress", body: `{"text":"Đang làm"}`, seen: at.version}, 403},
		{call{as: "vanthu", method: http.MethodPost, path: at.path + "/files?name=a.pdf", body: "%PDF-1.7", seen: 99, header: map[string]string{"Content-Type": "application/pdf"}}, 412},
		{call{as: "vanthu", method: http.MethodGet, path: "/documents" + at.path[len("/incoming"):]}, 404},
	} {
		row.call.path = "/api/v1" + row.call.path
		if a := w.do(row.call); a.status != row.status {
			t.Errorf("%s %s %s: %d %s, want %d", row.call.as, row.call.path, row.call.body, a.status, a.body, row.status)
		}
	}
}
