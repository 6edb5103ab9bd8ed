package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

// changeAuthority replaces what is known of an authority; one is ended by its last
// day.
func (a *API) changeAuthority(c echo.Context, by *documents.Account) error {
	var authority documents.Authority
	if err := readBody(c, smallBody, &authority); err != nil {
		return err
	}
	if err := bind("id", &authority.ID, documents.AuthorityID(c.Param("id"))); err != nil {
		return err
	}
	if err := bind("unit", &authority.Unit, by.Unit); err != nil {
		return err
	}
	if err := a.d.Engine.ChangeAuthority(c.Request().Context(), by, &authority); err != nil {
		return err
	}
	return c.JSON(http.StatusOK, authority)
}
