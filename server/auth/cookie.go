package auth

import (
	"net/http"
	"strings"
)

// CookieName is what the cookie of a session is called.
const CookieName = "vanthu"

// Cookie returns the cookie that carries token: not for scripts, not sent from
// other sites, gone with the browser. secure says that the person came over
// TLS. An empty token returns the cookie that removes it.
func Cookie(token string, secure bool) *http.Cookie {
	c := &http.Cookie{
		Name: CookieName, Value: token, Path: "/",
		HttpOnly: true, Secure: secure, SameSite: http.SameSiteLaxMode,
	}
	if token == "" {
		c.MaxAge = -1
	}
	return c
}

// TokenOf returns the token that r brings: as Bearer if it has an
// Authorization header at all, else in the cookie; "" for none.
func TokenOf(r *http.Request) string {
	if header := r.Header.Get("Authorization"); header != "" {
		scheme, token, _ := strings.Cut(header, " ")
		if !strings.EqualFold(scheme, "Bearer") {
			return ""
		}
		return strings.TrimSpace(token)
	}
	if c, err := r.Cookie(CookieName); err == nil {
		return c.Value
	}
	return ""
}
