package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

type passwordBody struct {
	Password string `json:"password"`
}

// setPassword gives a person of the administrator's unit a new password.
func (a *API) setPassword(c echo.Context, by *documents.Account) error {
	var body passwordBody
	if err := readBody(c, smallBody, &body); err != nil {
		return err
	}
	id := documents.AccountID(c.Param("id"))
	if err := a.d.Auth.SetPassword(c.Request().Context(), by, id, body.Password); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}
