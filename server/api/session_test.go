package api_test

import (
	"crypto/tls"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"vanthu/server/api"
)

const loginBody = `{"user":"vanthu","password":"` + password + `"}`

func TestLoginGivesCookieAndToken(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	server := httptest.NewServer(w.api)
	t.Cleanup(server.Close)
	jar, err := cookiejar.New(nil)
	w.must(err)
	browser := &http.Client{Jar: jar}
	status := func(method, path, body string, header ...string) int {
		t.Helper()
		r, err := http.NewRequestWithContext(t.Context(), method, server.URL+api.Base+path, strings.NewReader(body))
		w.must(err)
		r.Header.Set("Content-Type", "application/json")
		if len(header) == 2 {
			r.Header.Set(header[0], header[1])
		}
		res, err := browser.Do(r)
		w.must(err)
		w.must(res.Body.Close())
		return res.StatusCode
	}
	expect := func(what string, got, want int) {
		t.Helper()
		if got != want {
			t.Errorf("%s: got %d, want %d", what, got, want)
		}
	}
	expect("before login", status(http.MethodGet, "/me", ""), http.StatusUnauthorized)
	expect("login", status(http.MethodPost, "/login", loginBody), http.StatusOK)
	expect("by cookie", status(http.MethodGet, "/me", ""), http.StatusOK)
	expect("bad Bearer beside a good cookie", status(http.MethodGet, "/me", "", "Authorization", "Bearer x"), http.StatusUnauthorized)
	expect("from another site", status(http.MethodPost, "/logout", "", "Sec-Fetch-Site", "cross-site"), http.StatusForbidden)
	expect("from another origin", status(http.MethodPost, "/logout", "", "Origin", "https://example.org"), http.StatusForbidden)
	expect("reading from another site", status(http.MethodGet, "/me", "", "Sec-Fetch-Site", "cross-site"), http.StatusOK)
	expect("login from another site", status(http.MethodPost, "/login", loginBody, "Sec-Fetch-Site", "cross-site"), http.StatusForbidden)
	expect("logout", status(http.MethodPost, "/logout", "", "Sec-Fetch-Site", "same-origin"), http.StatusNoContent)
	expect("after logout", status(http.MethodGet, "/me", ""), http.StatusUnauthorized)
}

func TestLoginAnswer(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var in struct {
		Token, Expires string
		Account        struct {
			ID    string
			Roles []string
		}
	}
	a := w.do(call{method: http.MethodPost, path: api.Base + "/login", body: loginBody}).want(http.StatusOK)
	a.into(&in)
	if in.Expires != "2025-11-25T13:30:00.000Z" || in.Account.ID != "vanthu" || len(in.Account.Roles) != 1 {
		t.Errorf("got %+v", in)
	}
	bearer := call{method: http.MethodGet, path: api.Base + "/me", header: map[string]string{"Authorization": "Bearer " + in.Token}}
	w.do(bearer).want(http.StatusOK)
	w.clock = w.clock.Add(12 * time.Hour)
	w.do(bearer).problem(http.StatusUnauthorized, "unauthenticated")
}

func TestCookieIsSecureOverTLS(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name       string
		trust, tls bool
		proto      string
		want       bool
	}{
		{"Plain", false, false, "", false},
		{"TLS", false, true, "", true},
		{"ProxyNotTrusted", false, false, "https", false},
		{"ProxyTrusted", true, false, "https", true},
		{"ProxyTrustedPlain", true, false, "http", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := emptyWorld(t, c.trust)
			unit := ward("duc-pho")
			w.must(w.store.PutUnit(t.Context(), &unit))
			clerk := people("duc-pho")[4]
			w.must(w.auth.Put(t.Context(), &clerk, password))
			r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, api.Base+"/login", strings.NewReader(loginBody))
			if c.tls {
				r.TLS = new(tls.ConnectionState)
			}
			r.Header.Set("Content-Type", "application/json")
			if c.proto != "" {
				r.Header.Set("X-Forwarded-Proto", c.proto)
			}
			cookie := w.send(r, loginBody).want(http.StatusOK).header.Get("Set-Cookie")
			if got := strings.Contains(cookie, "; Secure"); got != c.want || !strings.Contains(cookie, "; HttpOnly; ") || !strings.Contains(cookie, "SameSite=Lax") {
				t.Errorf("got %s, want Secure %v", strings.SplitN(cookie, ";", 2)[1], c.want)
			}
		})
	}
}

func TestPausesGoByTheRealAddress(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		trust  bool
		status int
	}{
		{"ForgedHeaderDoesNotHelp", false, http.StatusTooManyRequests},
		{"BehindOurProxyItCounts", true, http.StatusUnauthorized},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := emptyWorld(t, c.trust)
			last := 0
			for n := range 22 {
				body := `{"user":"nguoi` + strings.Repeat("x", n) + `","password":"sai rồi"}`
				r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, api.Base+"/login", strings.NewReader(body))
				r.RemoteAddr = "10.0.0.9:1234"
				r.Header.Set("Content-Type", "application/json")
				r.Header.Set("X-Forwarded-For", "203.0.113."+string(rune('0'+n%10)))
				last = w.send(r, body).status
			}
			if last != c.status {
				t.Errorf("got %d, want %d", last, c.status)
			}
		})
	}
}
