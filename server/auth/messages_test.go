package auth_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"vanthu/documents"
	"vanthu/server/auth"
)

func TestSay(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name       string
		err        error
		kind, says string
	}{
		{"Login", fmt.Errorf("log in: %w", auth.ErrLogin), "unauthenticated", "mật khẩu không đúng"},
		{"NoSession", auth.ErrNoSession, "unauthenticated", "Hãy đăng nhập"},
		{"Setup", auth.ErrSetup, "unauthenticated", "mã thiết lập"},
		{"Paused", &auth.Paused{Wait: 1500 * time.Millisecond}, "too_many", "đợi 2 giây"},
		{"Other", documents.ErrExists, "exists", "đã có"},
		{"Unknown", errors.New("disk on fire"), "internal", "lỗi của chương trình"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			m := auth.Say(c.err)
			if m.Kind != c.kind || m.Title == "" || !strings.Contains(m.Detail, c.says) || strings.Contains(m.Detail, c.err.Error()) {
				t.Errorf("got %+v, want kind %s and “%s”", m, c.kind, c.says)
			}
		})
	}
}

func TestTokenOf(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, header, cookie, want string }{
		{"None", "", "", ""},
		{"Cookie", "", "abc", "abc"},
		{"Bearer", "Bearer xyz", "", "xyz"},
		{"BearerGoesFirst", "bearer xyz", "abc", "xyz"},
		{"OtherSchemeIsNobody", "Basic eHl6", "abc", ""},
		{"EmptyBearerIsNobody", "Bearer ", "abc", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := httptest.NewRequest(http.MethodGet, "/", nil)
			if c.header != "" {
				r.Header.Set("Authorization", c.header)
			}
			if c.cookie != "" {
				r.AddCookie(auth.Cookie(c.cookie, true))
			}
			if got := auth.TokenOf(r); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestCookie(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		token  string
		secure bool
		want   string
	}{
		{"abc", true, "vanthu=abc; Path=/; HttpOnly; Secure; SameSite=Lax"},
		{"abc", false, "vanthu=abc; Path=/; HttpOnly; SameSite=Lax"},
		{"", false, "vanthu=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"},
	} {
		if got := auth.Cookie(c.token, c.secure).String(); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}
