package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

// changeAbsence replaces what is known of an absence.
func (a *API) changeAbsence(c echo.Context, by *documents.Account) error {
	var absence documents.Absence
	if err := readBody(c, smallBody, &absence); err != nil {
		return err
	}
	if err := bind("id", &absence.ID, documents.AbsenceID(c.Param("id"))); err != nil {
		return err
	}
	if err := bind("unit", &absence.Unit, by.Unit); err != nil {
		return err
	}
	if err := a.d.Engine.ChangeAbsence(c.Request().Context(), by, &absence); err != nil {
		return err
	}
	return c.JSON(http.StatusOK, absence)
}
