package api_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"vanthu/server/api"
)

// FuzzRequest sends anything anywhere: the answer is always one that the
// contract has, and never a fault of ours.
func FuzzRequest(f *testing.F) {
	for _, seed := range [][4]string{
		{"q=ket+qua&limit=3", `"1"`, report, "submit"},
		{"state=draft&after=x", `W/"1"`, `{"comment":"a","date":"2025-11-25"}`, "register"},
		{"limit=99999999999999999999", `"99999999999999999999"`, `{"kind":1,"body":[[]]}`, "../../me"},
		{"%zz", `*`, `{"body":{"a":[null]}}`, "%00"},
		{"year=2025&series=BC&after=-0", `"0"`, `{"kind":"BC","archive":{"copies":1e9}}`, "sign"},
	} {
		f.Add(seed[0], seed[1], seed[2], seed[3])
	}
	w := newWorld(f) // one for all: what is stored must do no harm either
	f.Fuzz(func(t *testing.T, query, tag, body, action string) {
		w.t = t
		r := w.draft()
		for _, c := range []call{
			{method: http.MethodGet, path: api.Base + "/documents"},
			{method: http.MethodGet, path: api.Base + "/registers/outgoing"},
			{method: http.MethodPost, path: api.Base + "/documents", body: body},
			{method: http.MethodPut, path: r.path(), body: body},
			{method: http.MethodPost, path: r.path() + "/actions/", body: body},
		} {
			request := httptest.NewRequestWithContext(t.Context(), c.method, c.path, strings.NewReader(c.body))
			request.URL.RawQuery = query
			if strings.HasSuffix(c.path, "/") {
				request.URL.Path, request.URL.RawQuery = c.path+action, ""
			}
			request.Header.Set("Content-Type", "application/json")
			request.Header.Set("Authorization", "Bearer "+w.token("chuyenvien"))
			request.Header["If-Match"] = []string{tag}
			rec := httptest.NewRecorder()
			w.api.ServeHTTP(rec, request)
			if rec.Code >= http.StatusInternalServerError {
				t.Errorf("%s %s: %d %s\n%s", c.method, request.URL, rec.Code, rec.Body, w.log)
			}
		}
	})
}
