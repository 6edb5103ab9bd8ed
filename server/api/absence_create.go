package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

// createAbsence notes that somebody is away.
func (a *API) createAbsence(c echo.Context, by *documents.Account) error {
	var absence documents.Absence
	if err := readBody(c, smallBody, &absence); err != nil {
		return err
	}
	if err := bind("unit", &absence.Unit, by.Unit); err != nil {
		return err
	}
	if err := a.d.Engine.AddAbsence(c.Request().Context(), by, &absence); err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderLocation, Base+"/absences/"+string(absence.ID))
	return c.JSON(http.StatusCreated, absence)
}
