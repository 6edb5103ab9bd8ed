package web

import (
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/templates/preview"
	"vanthu/workflow"
)

// pictureAt returns where the pictures of a document's page are.
func pictureAt(id workflow.RecordID) func(name string) string {
	return func(name string) string { return "/van-ban/" + string(id) + "/anh/" + url.PathEscape(name) }
}

// documentPicture sends a picture of the page that stands for the document now.
func (w *Web) documentPicture(c echo.Context, by *documents.Account) error {
	r, err := w.record(c, by)
	if err != nil {
		return err
	}
	docx, err := w.d.Engine.Docx(c.Request().Context(), r)
	if err != nil {
		return err
	}
	data, kind, err := preview.Picture(docx, c.Param("name"))
	if err != nil {
		return err
	}
	return c.Blob(http.StatusOK, kind, data)
}
