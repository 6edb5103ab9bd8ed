package api

import (
	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/server/auth"
)

// A handler answers what a person who has logged in asks.
type handler func(c echo.Context, by *documents.Account) error

// signedIn finds the person by the cookie or the Bearer token, and then looks
// at what is asked.
func (a *API) signedIn(h handler, query []string) echo.HandlerFunc {
	return func(c echo.Context) error {
		by, err := a.d.Auth.Who(c.Request().Context(), auth.TokenOf(c.Request()))
		if err != nil {
			return err
		}
		if err := checkQuery(c, query); err != nil {
			return err
		}
		return h(c, by)
	}
}

// unsigned is for the few routes that need no login; they have no parameters.
func unsigned(h echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if err := checkQuery(c, nil); err != nil {
			return err
		}
		return h(c)
	}
}
