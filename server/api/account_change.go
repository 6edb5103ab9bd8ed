package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

// changeAccount replaces what is known of a person; one without a role cannot
// log in any more.
func (a *API) changeAccount(c echo.Context, by *documents.Account) error {
	var account documents.Account
	if err := readBody(c, smallBody, &account); err != nil {
		return err
	}
	if err := bound(&account, documents.AccountID(c.Param("id")), by.Unit); err != nil {
		return err
	}
	if err := a.d.Auth.Change(c.Request().Context(), by, &account); err != nil {
		return err
	}
	return c.JSON(http.StatusOK, viewAccount(account))
}
