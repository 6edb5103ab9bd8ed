package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

// positionView is a post a person can hold, and its title under a signature.
type positionView struct {
	Position documents.Position   `json:"position"`
	Title    string               `json:"title"`
	DeputyOf documents.Position   `json:"deputy_of"`
	Of       documents.IssuerKind `json:"of"`
}

// listPositions shows all positions there are.
func (a *API) listPositions(c echo.Context, _ *documents.Account) error {
	view := func(r documents.PositionRule) positionView { return positionView(r) }
	return c.JSON(http.StatusOK, itemsView[positionView]{viewed(documents.Positions(), view)})
}
