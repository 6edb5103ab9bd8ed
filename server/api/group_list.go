package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

// listGroups shows the groups of the address book.
func (a *API) listGroups(c echo.Context, by *documents.Account) error {
	all, err := a.d.Engine.Groups(c.Request().Context(), by)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, itemsView[documents.Group]{viewed(all, same)})
}
