package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

// createGroup makes a group of the address book.
func (a *API) createGroup(c echo.Context, by *documents.Account) error {
	var group documents.Group
	if err := readBody(c, smallBody, &group); err != nil {
		return err
	}
	if err := bind("unit", &group.Unit, by.Unit); err != nil {
		return err
	}
	if err := a.d.Engine.AddGroup(c.Request().Context(), by, &group); err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderLocation, Base+"/groups/"+string(group.ID))
	return c.JSON(http.StatusCreated, group)
}
