package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

// createAuthority lets somebody sign for another (Điều 13).
func (a *API) createAuthority(c echo.Context, by *documents.Account) error {
	var authority documents.Authority
	if err := readBody(c, smallBody, &authority); err != nil {
		return err
	}
	if err := bind("unit", &authority.Unit, by.Unit); err != nil {
		return err
	}
	if err := a.d.Engine.AddAuthority(c.Request().Context(), by, &authority); err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderLocation, Base+"/authorities/"+string(authority.ID))
	return c.JSON(http.StatusCreated, authority)
}
