package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

// showAgency shows an entry of the address book.
func (a *API) showAgency(c echo.Context, by *documents.Account) error {
	agency, err := a.d.Engine.Agency(c.Request().Context(), by, documents.AgencyID(c.Param("id")))
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, agency)
}
