package api_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"vanthu/server/api"
)

// problem wants an error of that status and kind, as every error looks.
func (a answer) problem(status int, kind string) answer {
	a.t.Helper()
	a.want(status)
	var p struct {
		Type, Title, Kind, Detail string
		Status                    int
	}
	a.into(&p)
	if p.Kind != kind || p.Status != status || p.Type != "urn:vanthu:problem:"+kind || p.Title == "" || p.Detail == "" {
		a.t.Errorf("got %+v, want kind %s", p, kind)
	}
	if got := a.header.Get("Content-Type"); got != "application/problem+json" {
		a.t.Errorf("Content-Type %s", got)
	}
	return a
}

func TestEveryErrorHasItsStatus(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	draft, sent := w.draft(), w.carry("filed")
	documents := api.Base + "/documents"
	huge := `{"abstract":"` + strings.Repeat("a", 9<<20) + `"}`
	put := func(header, value string) call {
		return call{as: "chuyenvien", method: http.MethodPut, path: draft.path(), body: report, header: map[string]string{header: value}}
	}
	for _, c := range []struct {
		name   string
		call   call
		status int
		kind   string
	}{
		{"BrokenJSON", call{as: "chuyenvien", method: http.MethodPost, path: documents, body: `{"kind":`}, 400, "malformed"},
		{"TwoValues", call{as: "chuyenvien", method: http.MethodPost, path: documents, body: `{} {}`}, 400, "malformed"},
		{"YAML", call{as: "chuyenvien", method: http.MethodPost, path: documents, body: "kind: BC"}, 400, "malformed"},
		{"Array", call{as: "chuyenvien", method: http.MethodPost, path: documents, body: "[]"}, 400, "malformed"},
		{"Query", call{as: "chuyenvien", method: http.MethodGet, path: documents + "?q=%zz"}, 400, "malformed"},
		{"WeakVersion", put("If-Match", `W/"1"`), 400, "malformed"},
		{"TwoVersions", put("If-Match", `"1", "2"`), 400, "malformed"},
		{"VersionWithoutQuotes", put("If-Match", `1`), 400, "malformed"},
		{"NotLoggedIn", call{method: http.MethodGet, path: documents}, 401, "unauthenticated"},
		{"UnknownToken", call{method: http.MethodGet, path: documents, header: map[string]string{"Authorization": "Bearer x"}}, 401, "unauthenticated"},
		{"WrongPassword", call{method: http.MethodPost, path: api.Base + "/login", body: `{"user":"vanthu","password":"x"}`}, 401, "unauthenticated"},
		{"NoDrafter", call{as: "vanthu", method: http.MethodPost, path: documents, body: report}, 403, "forbidden"},
		{"NotMine", call{as: "vanthu", method: http.MethodPost, path: draft.path() + "/actions/submit", seen: 1}, 403, "forbidden"},
		{"NoSuchDocument", call{as: "vanthu", method: http.MethodGet, path: documents + "/01ARZ3NDEKTSV4RRFFQ69G5FAV"}, 404, "not_found"},
		{"NoID", call{as: "vanthu", method: http.MethodGet, path: documents + "/%00%ff"}, 404, "not_found"},
		{"NoSuchPath", call{as: "vanthu", method: http.MethodGet, path: api.Base + "/nothing"}, 404, "not_found"},
		{"NotUnderBase", call{method: http.MethodGet, path: "/"}, 404, "not_found"},
		{"Method", call{as: "vanthu", method: http.MethodDelete, path: draft.path()}, 405, "method"},
		{"NotInThisState", call{as: "vanthu", method: http.MethodPost, path: sent.path() + "/actions/send", seen: sent.Version}, 409, "not_allowed"},
		{"NoSuchAction", call{as: "vanthu", method: http.MethodPost, path: sent.path() + "/actions/burn", seen: sent.Version}, 409, "not_allowed"},
		{"NoDraftAnyMore", call{as: "chuyenvien", method: http.MethodPut, path: sent.path(), body: report, seen: sent.Version}, 409, "not_allowed"},
		{"Exists", call{as: "quantri", method: http.MethodPost, path: api.Base + "/accounts",
			body: `{"account":{"id":"vanthu","name":"Mai","roles":["clerk"]},"password":"con cò bay lả"}`}, 409, "exists"},
		{"Stale", call{as: "chuyenvien", method: http.MethodPut, path: draft.path(), body: report, seen: 7}, 412, "conflict"},
		{"TooLarge", call{as: "chuyenvien", method: http.MethodPost, path: documents, body: huge}, 413, "too_large"},
		{"TooLargeLogin", call{method: http.MethodPost, path: api.Base + "/login", body: huge[:100<<10]}, 413, "too_large"},
		{"MediaType", call{as: "chuyenvien", method: http.MethodPost, path: documents, body: report, header: map[string]string{"Content-Type": "text/plain"}}, 415, "media_type"},
		{"Invalid", call{as: "chuyenvien", method: http.MethodPost, path: documents, body: `{"kind":"XX"}`}, 422, "invalid"},
		{"NoVersion", call{as: "chuyenvien", method: http.MethodPut, path: draft.path(), body: report}, 428, "precondition_required"},
		{"AnyVersion", put("If-Match", "*"), 428, "precondition_required"},
		{"NoVersionOfAct", call{as: "chuyenvien", method: http.MethodPost, path: draft.path() + "/actions/submit"}, 428, "precondition_required"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := w.in(t)
			a := w.do(c.call).problem(c.status, c.kind)
			if (a.header.Get("WWW-Authenticate") != "") != (c.status == 401) {
				t.Errorf("WWW-Authenticate is %q", a.header.Get("WWW-Authenticate"))
			}
			if c.status == 405 && !strings.Contains(a.header.Get("Allow"), "PUT") {
				t.Errorf("Allow is %q", a.header.Get("Allow"))
			}
		})
	}
}

func TestUnknownFieldsAreNamed(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	body := `{"kind":"BC","abstrct":"Kết quả","body":[{"type":"paragraph","txt":"a"}],"recipients":"Như trên","reference":"1/BC"}`
	var p struct {
		Fields []struct{ Field, Rule, Detail string }
	}
	w.do(call{as: "chuyenvien", method: http.MethodPost, path: api.Base + "/documents", body: body}).
		problem(http.StatusUnprocessableEntity, "invalid").into(&p)
	var got []string
	for _, f := range p.Fields {
		got = append(got, f.Field+" "+f.Rule)
	}
	want := "abstrct field_unknown; body[0].txt field_unknown; recipients field_type; reference reference_form"
	if strings.Join(got, "; ") != want {
		t.Errorf("got %s, want %s", strings.Join(got, "; "), want)
	}
	if !strings.Contains(p.Fields[0].Detail, "“abstract”") {
		t.Errorf("no word of what was meant: %s", p.Fields[0].Detail)
	}
}

func TestPausedLogin(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	try := call{method: http.MethodPost, path: api.Base + "/login", body: `{"user":"vanthu","password":"sai rồi"}`}
	for range 6 {
		w.do(try).problem(http.StatusUnauthorized, "unauthenticated")
	}
	a := w.do(try).problem(http.StatusTooManyRequests, "too_many")
	if a.header.Get("Retry-After") != "1" {
		t.Errorf("Retry-After %q", a.header.Get("Retry-After"))
	}
}

func TestStoreThatDoesNotAnswer(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.token("vanthu")
	for _, path := range []string{"/healthz", "/readyz", api.Base + "/readyz"} {
		w.do(call{method: http.MethodGet, path: path}).want(http.StatusOK)
	}
	w.must(w.store.Close())
	for _, path := range []string{"/readyz", api.Base + "/readyz", api.Base + "/documents", api.Base + "/me"} {
		a := w.do(call{as: "vanthu", method: http.MethodGet, path: path}).problem(http.StatusServiceUnavailable, "unavailable")
		if a.header.Get("Retry-After") == "" {
			t.Errorf("%s: no Retry-After", path)
		}
	}
	w.do(call{method: http.MethodGet, path: "/healthz"}).want(http.StatusOK)
	if !strings.Contains(w.log.String(), `"level":"ERROR"`) {
		t.Error("nothing of it in the log")
	}
}

func TestPanicIsAnError(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.probe = func() error { panic("giữa chừng") }
	a := w.do(call{method: http.MethodGet, path: "/readyz"}).problem(http.StatusInternalServerError, "internal")
	if strings.Contains(string(a.body), "giữa chừng") || strings.Contains(string(a.body), "goroutine") {
		t.Errorf("the person reads %s", a.body)
	}
	id := a.header.Get("X-Request-Id")
	if log := w.log.String(); id == "" || !strings.Contains(log, id) || !strings.Contains(log, "giữa chừng") || !strings.Contains(log, "problem_test.go") {
		t.Errorf("request %q, log %s", id, log)
	}
}

func TestLogHasNoSecrets(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.do(call{method: http.MethodPost, path: api.Base + "/login", body: `{"user":"vanthu","password":"` + password + `"}`}).want(http.StatusOK)
	w.do(call{method: http.MethodPost, path: api.Base + "/login", body: `{"user":"vanthu","password":"gần đúng rồi"}`}).want(http.StatusUnauthorized)
	w.do(call{as: "vanthu", method: http.MethodGet, path: api.Base + "/documents?q=ten+nguoi+dan"}).want(http.StatusOK)
	log := w.log.String()
	if strings.Count(log, `"msg":"request"`) != 3 || !strings.Contains(log, `"route":"/api/v1/documents"`) {
		t.Errorf("log %s", log)
	}
	for _, secret := range []string{password, "gần đúng", "ten+nguoi", w.token("vanthu")} {
		if strings.Contains(log, secret) {
			t.Errorf("the log has %q", secret)
		}
	}
}

func TestPersonWhoWentAway(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	r := httptest.NewRequestWithContext(ctx, http.MethodGet, api.Base+"/me", nil)
	r.Header.Set("Authorization", "Bearer "+w.token("vanthu"))
	w.send(r, "").problem(http.StatusServiceUnavailable, "unavailable")
	if strings.Contains(w.log.String(), `"level":"ERROR"`) {
		t.Errorf("an error of ours in the log: %s", w.log)
	}
}

func TestHeadersOfEveryAnswer(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, c := range []call{{as: "vanthu", path: api.Base + "/me"}, {path: api.Base + "/me"}, {path: "/nowhere"}, {path: "/healthz"}} {
		c.method = http.MethodGet
		a := w.do(c)
		for name, want := range map[string]string{
			"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store", "Referrer-Policy": "no-referrer",
			"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'", "Cross-Origin-Resource-Policy": "same-origin",
		} {
			if got := a.header.Get(name); got != want {
				t.Errorf("%s: %s is %q, want %q", c.path, name, got, want)
			}
		}
	}
}
