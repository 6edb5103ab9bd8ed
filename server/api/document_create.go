package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

// createDocument starts a record; the body is the document.
func (a *API) createDocument(c echo.Context, by *documents.Account) error {
	doc, err := readDocument(c)
	if err != nil {
		return err
	}
	r, err := a.d.Engine.Create(c.Request().Context(), by, doc)
	if err != nil {
		return err
	}
	return a.showRecord(c, http.StatusCreated, by, r)
}

// readDocument reads the body as a document. The engine checks the rest, after
// it has filled in what the office knows.
func readDocument(c echo.Context) (documents.Document, error) {
	var doc documents.Document
	err := readBody(c, documents.MaxText, &doc)
	return doc, err
}
