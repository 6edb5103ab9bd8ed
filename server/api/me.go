package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

// me shows the person's own account.
func (a *API) me(c echo.Context, by *documents.Account) error {
	return c.JSON(http.StatusOK, viewAccount(*by))
}
