package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

// mendBody says how what was issued is mended.
type mendBody struct {
	Kind workflow.LinkKind `json:"kind"`
}

// mendDocument begins a draft that corrects or replaces what was issued.
func (a *API) mendDocument(c echo.Context, by *documents.Account) error {
	var body mendBody
	if err := readBody(c, smallBody, &body); err != nil {
		return err
	}
	r, err := a.d.Engine.Mend(c.Request().Context(), by, recordID(c), body.Kind)
	if err != nil {
		return err
	}
	return a.showRecord(c, http.StatusCreated, by, r)
}
