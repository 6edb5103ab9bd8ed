package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

// listAccounts shows the people of the administrator's unit.
func (a *API) listAccounts(c echo.Context, by *documents.Account) error {
	all, err := a.d.Auth.Accounts(c.Request().Context(), by)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, itemsView[accountView]{viewed(all, viewAccount)})
}
