package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/server/auth"
)

// logout ends the session that asks.
func (a *API) logout(c echo.Context, _ *documents.Account) error {
	if err := a.d.Auth.Logout(c.Request().Context(), auth.TokenOf(c.Request())); err != nil {
		return err
	}
	c.SetCookie(auth.Cookie("", a.door.Secure(c)))
	return c.NoContent(http.StatusNoContent)
}
