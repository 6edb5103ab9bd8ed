package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

// reviseDocument replaces a draft; the body is the document, If-Match the
// version that was on the screen.
func (a *API) reviseDocument(c echo.Context, by *documents.Account) error {
	version, err := seen(c)
	if err != nil {
		return err
	}
	doc, err := readDocument(c)
	if err != nil {
		return err
	}
	r, err := a.d.Engine.Revise(c.Request().Context(), by, recordID(c), version, doc)
	if err != nil {
		return err
	}
	return a.showRecord(c, http.StatusOK, by, r)
}
