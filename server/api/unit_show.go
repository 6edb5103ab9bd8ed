package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

// unitView is an office and how it works.
type unitView struct {
	ID        documents.UnitID     `json:"id"`
	Issuer    documents.Issuer     `json:"issuer"`
	Code      string               `json:"code"` // its electronic identifier; "" for none
	Place     string               `json:"place"`
	KeepClass bool                 `json:"keep_class"`
	Issuers   []documents.Issuer   `json:"issuers"`
	Divisions []documents.Division `json:"divisions"`
	Settings  documents.Settings   `json:"settings"`
}

// showUnit shows the person's office.
func (a *API) showUnit(c echo.Context, by *documents.Account) error {
	unit, err := a.d.Auth.Unit(c.Request().Context(), by)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, viewUnit(unit))
}

func viewUnit(u *documents.Unit) unitView {
	return unitView{
		ID: u.ID, Issuer: u.Issuer, Code: u.Code, Place: u.Place, KeepClass: u.KeepClass, Issuers: viewed(u.Issuers, same),
		Divisions: viewed(u.Divisions, same), Settings: u.Settings,
	}
}
