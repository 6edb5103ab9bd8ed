package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

// changeUnit replaces what the administrator's office says of itself.
func (a *API) changeUnit(c echo.Context, by *documents.Account) error {
	var unit documents.Unit
	if err := readBody(c, smallBody, &unit); err != nil {
		return err
	}
	if err := bind("id", &unit.ID, by.Unit); err != nil {
		return err
	}
	if err := a.d.Auth.ChangeUnit(c.Request().Context(), by, &unit); err != nil {
		return err
	}
	return c.JSON(http.StatusOK, viewUnit(&unit))
}
