package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

// createAgency adds an entry to the address book.
func (a *API) createAgency(c echo.Context, by *documents.Account) error {
	var agency documents.Agency
	if err := readBody(c, smallBody, &agency); err != nil {
		return err
	}
	if err := bind("unit", &agency.Unit, by.Unit); err != nil {
		return err
	}
	if err := a.d.Engine.AddAgency(c.Request().Context(), by, &agency); err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderLocation, Base+"/agencies/"+string(agency.ID))
	return c.JSON(http.StatusCreated, agency)
}
