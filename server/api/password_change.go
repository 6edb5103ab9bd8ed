package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/server/auth"
)

type passwordChangeBody struct {
	Old      string `json:"old"`
	Password string `json:"password"`
}

// changePassword replaces the person's own password and ends all the person's
// sessions, this one too.
func (a *API) changePassword(c echo.Context, by *documents.Account) error {
	var body passwordChangeBody
	if err := readBody(c, smallBody, &body); err != nil {
		return err
	}
	err := a.d.Auth.ChangePassword(c.Request().Context(), by, auth.PasswordChange{
		Old: body.Old, New: body.Password, Address: c.RealIP(),
	})
	if err != nil {
		return err
	}
	c.SetCookie(auth.Cookie("", a.door.Secure(c)))
	return c.NoContent(http.StatusNoContent)
}
