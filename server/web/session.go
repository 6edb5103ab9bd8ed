package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/server/auth"
)

// A handler answers what a person who has logged in asks.
type handler func(c echo.Context, by *documents.Account) error

// signedIn finds the person by the cookie. Who has no session is asked to log
// in and then comes back to where he wanted to go.
func (w *Web) signedIn(h handler) echo.HandlerFunc {
	return func(c echo.Context) error {
		by, err := w.who(c.Request().Context(), c.Request())
		if errors.Is(err, auth.ErrNoSession) && c.Request().Method == http.MethodGet && !scripted(c) {
			return seeOther(c, "/dang-nhap?"+url.Values{"den": {c.Request().URL.RequestURI()}}.Encode())
		}
		if err != nil {
			return err
		}
		return h(c, by)
	}
}

// who returns the account of the browser's cookie; pages take no Bearer token.
func (w *Web) who(ctx context.Context, r *http.Request) (*documents.Account, error) {
	cookie, err := r.Cookie(auth.CookieName)
	if err != nil {
		return nil, auth.ErrNoSession
	}
	return w.d.Auth.Who(ctx, cookie.Value)
}

// scripted reports whether one of our scripts asks, which wants a part of a
// page and no redirect.
func scripted(c echo.Context) bool { return c.Request().Header.Get("X-Vanthu-Part") != "" }
