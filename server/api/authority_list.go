package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

// listAuthorities shows who was let sign for whom in the person's unit, also what
// has ended.
func (a *API) listAuthorities(c echo.Context, by *documents.Account) error {
	all, err := a.d.Engine.Authorities(c.Request().Context(), by)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, itemsView[documents.Authority]{viewed(all, same)})
}
