package web

import (
	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/server/auth"
)

// logout ends the session.
func (w *Web) logout(c echo.Context, _ *documents.Account) error {
	if err := w.d.Auth.Logout(c.Request().Context(), auth.TokenOf(c.Request())); err != nil {
		return err
	}
	c.SetCookie(auth.Cookie("", w.door.Secure(c)))
	return seeOther(c, "/dang-nhap?xong=ra")
}
