package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

// showAccount shows one person of the administrator's unit.
func (a *API) showAccount(c echo.Context, by *documents.Account) error {
	account, err := a.d.Auth.Account(c.Request().Context(), by, documents.AccountID(c.Param("id")))
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, viewAccount(*account))
}
