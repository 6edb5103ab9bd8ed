package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

// changeAgency replaces an entry of the address book; one is ended by its last
// day and its successor.
func (a *API) changeAgency(c echo.Context, by *documents.Account) error {
	var agency documents.Agency
	if err := readBody(c, smallBody, &agency); err != nil {
		return err
	}
	if err := bind("id", &agency.ID, documents.AgencyID(c.Param("id"))); err != nil {
		return err
	}
	if err := bind("unit", &agency.Unit, by.Unit); err != nil {
		return err
	}
	if err := a.d.Engine.ChangeAgency(c.Request().Context(), by, &agency); err != nil {
		return err
	}
	return c.JSON(http.StatusOK, agency)
}
