package api

import (
	_ "embed"
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

//go:embed openapi.json
var contract []byte

// showContract shows what the routes take and give, as OpenAPI.
func (a *API) showContract(c echo.Context, _ *documents.Account) error {
	return c.JSONBlob(http.StatusOK, contract)
}
