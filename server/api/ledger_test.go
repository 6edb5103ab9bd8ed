package api_test

import (
	"net/http"
	"strings"
	"testing"

	"vanthu/server/api"
)

// posting is a line of the posting book for the first consignment of r, with more in it.
func posting(r record, more string) string {
	return `{` + more + `,"moved":"2025-11-25","envelopes":1,"items":[{"record":"` + r.ID + `","consignment":"` + r.ID + `-1"}]}`
}

// loan is a line of the book of filed copies, with more in it.
func loan(record, more string) string {
	return `{` + more + `,"record":"` + record + `","lent":"2025-11-25","back_by":"2025-12-01","borrower":"Lê Văn Hiếu","allowed":"Phạm Quốc Bảo"}`
}

// writes sends a line as văn thư.
func (w *world) writes(path, body string) answer {
	w.t.Helper()
	return w.do(call{as: "vanthu", method: http.MethodPost, path: api.Base + path, body: body})
}

// A try is a request and what comes of it.
type try struct {
	as, method, path, body string
	seen, status           int
	says                   string
}

func (w *world) tries(all []try) {
	w.t.Helper()
	for _, c := range all {
		got := w.do(call{as: c.as, method: c.method, path: api.Base + c.path, seen: c.seen, body: c.body})
		if got.status != c.status || !strings.Contains(string(got.body), c.says) {
			w.t.Errorf("%s %s %s %s: %d %s", c.as, c.method, c.path, c.body, got.status, got.body)
		}
	}
}

// TestPostingBookOverTheInterface: what went by post is written once, then signed for.
func TestPostingBookOverTheInterface(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	one, two, draft := w.carry("filed"), w.carry("filed"), w.draft()
	w.tries([]try{
		{"vanthu", "GET", "/postings/unposted", "", 0, 200, `"consignment":"` + one.ID + `-1","reference":"01/BC-UBND"`},
		{"chutich", "POST", "/postings", posting(one, `"id":"a"`), 0, 403, ""},
		{"vanthu", "POST", "/postings", posting(one, `"id":"a/b"`), 0, 422, `"field":"id"`},
		{"vanthu", "POST", "/postings", posting(one, `"note":"Hồ sơ (MẬT)"`), 0, 422, `"field":"note"`},
		{"vanthu", "POST", "/postings", posting(draft, `"id":"a"`), 0, 404, ""},
		{"vanthu", "POST", "/postings", posting(one, `"id":"a"`), 0, 201, `"receipt":""`},
		{"vanthu", "POST", "/postings", posting(one, `"id":"a"`), 0, 201, `"version":1`},
		{"vanthu", "POST", "/postings", posting(one, `"id":"b"`), 0, 409, "01/BC-UBND"},
		{"vanthu", "POST", "/postings", posting(two, `"id":"c","to":"Sở KHCN"`), 0, 201, `"to":"Sở KHCN"`},
		{"vanthu", "GET", "/postings/unposted", "", 0, 200, `{"items":[],"next":""}`},
		{"vanthu", "GET", "/postings/unposted?after=x", "", 0, 422, `"field":"after"`},
		{"vanthu", "POST", "/postings/a/receipt", `{"receipt":"RR1"}`, 0, 428, ""},
		{"vanthu", "POST", "/postings/a/receipt", `{"receipt":""}`, 1, 422, `"field":"receipt"`},
		{"chutich", "POST", "/postings/a/receipt", `{"receipt":"RR1"}`, 1, 403, ""},
		{"vanthu", "POST", "/postings/a/receipt", `{"receipt":"RR1"}`, 1, 200, `"receipt":"RR1"`},
		{"vanthu", "POST", "/postings/a/receipt", `{"receipt":"RR2"}`, 1, 412, ""},
		{"pho-vinh.vanthu", "POST", "/postings/a/receipt", `{"receipt":"RR2"}`, 2, 404, ""},
		{"pho-vinh.vanthu", "GET", "/postings", "", 0, 200, `"items":[]`},
		{"vanthu", "GET", "/registers/outgoing?series=BC", "", 0, 200, `"moved":["2025-11-25"],"taken":"`},
		{"vanthu", "GET", "/postings?after=!", "", 0, 422, `"field":"after"`},
		{"vanthu", "GET", "/registers/postings?year=2024", "", 0, 200, `{"year":2024,"items":[],"next":""}`},
	})
	var seen []string
	for after, more := "", true; more; more = after != "" {
		var page struct {
			Items []struct{ To string }
			Next  string
		}
		w.get("chutich", "/postings?limit=1&after="+after, &page)
		for _, i := range page.Items {
			seen = append(seen, i.To)
		}
		after = page.Next
	}
	if got := strings.Join(seen, "; "); got != "Sở Khoa học và Công nghệ; Sở KHCN" {
		t.Errorf("lines page by page: %s", got)
	}
}

// TestLoansOverTheInterface: a filed copy is lent once at a time, and comes back.
func TestLoansOverTheInterface(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	sent, draft, came := w.carry("filed"), w.draft(), strings.TrimPrefix(w.came().path, "/incoming/")
	w.tries([]try{
		{"chutich", "POST", "/loans", loan(sent.ID, `"id":"a"`), 0, 403, ""},
		{"vanthu", "POST", "/loans", loan(draft.ID, `"id":"a"`), 0, 409, ""},
		{"vanthu", "POST", "/loans", `{"record":"` + sent.ID + `"}`, 0, 422, `"field":"back_by"`},
		{"vanthu", "POST", "/loans", loan(sent.ID, `"id":"a"`), 0, 201, `"came":false,"reference":"01/BC-UBND"`},
		{"vanthu", "POST", "/loans", loan(sent.ID, `"id":"a"`), 0, 201, `"version":1`},
		{"vanthu", "POST", "/loans", loan(sent.ID, `"id":"b"`), 0, 409, "Lê Văn Hiếu"},
		{"vanthu", "POST", "/loans/a/return", `{"returned":"2025-11-24"}`, 1, 422, `"field":"returned"`},
		{"vanthu", "POST", "/loans/a/return", `{}`, 9, 412, ""},
		{"chutich", "POST", "/loans/a/return", `{}`, 1, 403, ""},
		{"vanthu", "POST", "/loans/a/return", `{}`, 1, 200, `"returned":"2025-11-25","days_late":0`},
		{"vanthu", "GET", "/loans/a", "", 0, 200, `"version":2`},
		{"vanthu", "POST", "/loans", loan(sent.ID, `"note":"Lần hai"`), 0, 201, `"returned":""`},
		{"vanthu", "GET", "/registers/loans", "", 0, 200, `"note":"Lần hai"`},
		{"vanthu", "GET", "/registers/follow-up", "", 0, 200, `"record":"` + came + `","number":"`},
		{"pho-vinh.vanthu", "GET", "/loans/a", "", 0, 404, ""},
	})
}
