package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/server/auth"
)

type setupView struct {
	Needed bool `json:"needed"`
}

type setupBody struct {
	Token    string            `json:"token"`
	Unit     documents.Unit    `json:"unit"`
	Account  documents.Account `json:"account"`
	Password string            `json:"password"`
}

// showSetup says whether the first office is still to be made.
func (a *API) showSetup(c echo.Context) error {
	needed, err := a.d.Auth.NeedsSetUp(c.Request().Context())
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, setupView{needed})
}

// setUp makes the first office and its administrator, once, with the token
// that the server printed.
func (a *API) setUp(c echo.Context) error {
	var body setupBody
	if err := readBody(c, smallBody, &body); err != nil {
		return err
	}
	if err := bound(&body.Account, body.Account.ID, body.Unit.ID); err != nil {
		return err
	}
	account, err := a.d.Auth.SetUp(c.Request().Context(), body.Token, auth.Start{
		Unit: body.Unit, Account: body.Account, Password: body.Password,
	})
	if err != nil {
		return err
	}
	return c.JSON(http.StatusCreated, viewAccount(*account))
}
