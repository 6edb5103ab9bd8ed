package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

// listAbsences shows who is and was away in the person's unit.
func (a *API) listAbsences(c echo.Context, by *documents.Account) error {
	all, err := a.d.Engine.Absences(c.Request().Context(), by)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, itemsView[documents.Absence]{viewed(all, same)})
}
