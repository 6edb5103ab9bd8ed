package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

// meView is one's own account, with the title of one's position.
type meView struct {
	accountView
	Title string `json:"title"`
}

// me shows the person's own account.
func (a *API) me(c echo.Context, by *documents.Account) error {
	return c.JSON(http.StatusOK, meView{viewAccount(*by), by.Title()})
}
