package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

// changeGroup replaces a group of the address book.
func (a *API) changeGroup(c echo.Context, by *documents.Account) error {
	var group documents.Group
	if err := readBody(c, smallBody, &group); err != nil {
		return err
	}
	if err := bind("id", &group.ID, documents.GroupID(c.Param("id"))); err != nil {
		return err
	}
	if err := bind("unit", &group.Unit, by.Unit); err != nil {
		return err
	}
	if err := a.d.Engine.ChangeGroup(c.Request().Context(), by, &group); err != nil {
		return err
	}
	return c.JSON(http.StatusOK, group)
}
