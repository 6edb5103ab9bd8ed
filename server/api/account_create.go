package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

type newAccountBody struct {
	Account  documents.Account `json:"account"`
	Password string            `json:"password"`
}

// createAccount makes an account in the administrator's unit.
func (a *API) createAccount(c echo.Context, by *documents.Account) error {
	var body newAccountBody
	if err := readBody(c, smallBody, &body); err != nil {
		return err
	}
	account := body.Account
	if err := bound(&account, account.ID, by.Unit); err != nil {
		return err
	}
	if err := a.d.Auth.Add(c.Request().Context(), by, &account, body.Password); err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderLocation, Base+"/accounts/"+string(account.ID))
	return c.JSON(http.StatusCreated, viewAccount(account))
}
