package api_test

import (
	"net/http"
	"strings"
	"testing"
)

// TestFiles: a document goes into a file on the version that was read, which is
// closed and opened again by the keeper's head.
func TestFiles(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	sent, waits := w.carry("filed"), w.carry("review")
	w.opened("01.VHXH")
	at := "/api/v1/files/2025-01.VHXH"
	act := func(as, action, body string, seen int) answer {
		return w.do(call{as: as, method: http.MethodPost, path: at + "/actions/" + action, seen: seen, body: body})
	}
	for _, c := range []struct {
		as, action, body string
		seen, status     int
		says             string
	}{
		{"chuyenvien", "put", `{"document":"` + sent.ID + `"}`, 0, 428, ""},
		{"chuyenvien", "put", `{"document":"` + sent.ID + `"}`, 1, 200, `"ordinal":1`},
		{"chuyenvien", "put", `{"document":"` + sent.ID + `"}`, 1, 412, ""},
		{"chuyenvien", "put", `{"document":"` + sent.ID + `"}`, 2, 409, "đã có trong hồ sơ"},
		{"chutich", "put", `{"document":"` + waits.ID + `"}`, 2, 403, "Chỉ người lập hồ sơ"},
		{"chuyenvien", "put", `{"document":"` + waits.ID + `"}`, 2, 200, `"ordinal":2`},
		{"chuyenvien", "close", `{"on":"2025-11-25"}`, 3, 409, "chưa xử lý xong"},
		{"chuyenvien", "take_out", `{"document":"` + waits.ID + `"}`, 3, 422, "lý do"},
		{"chuyenvien", "take_out", `{"document":"` + waits.ID + `","reason":"Nhầm."}`, 3, 200, ""},
		{"chuyenvien", "close", `{"on":"2025-11-25"}`, 4, 200, `"ended":"2025-11-25","due":"2026-12-31"`},
		{"chuyenvien", "reopen", `{"reason":"Còn việc."}`, 5, 403, "Chỉ trưởng đơn vị"},
		{"truongphong", "reopen", `{"reason":"Còn việc."}`, 5, 200, `"ended":""`},
		{"truongphong", "burn", `{}`, 6, 404, ""},
	} {
		if got := act(c.as, c.action, c.body, c.seen); got.status != c.status || !strings.Contains(string(got.body), c.says) {
			t.Errorf("%s by %s on %d: %d %s", c.action, c.as, c.seen, got.status, got.body)
		}
	}
	got := w.do(call{as: "chutich", method: http.MethodGet, path: at + "/package"})
	if got.status != 200 || !strings.HasPrefix(string(got.body), "PK") {
		t.Errorf("package: %d", got.status)
	}
}
