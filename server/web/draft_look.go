package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

// lookAtDraft answers a script with the page and the checks of a draft as it
// is typed. Nothing is stored.
func (w *Web) lookAtDraft(c echo.Context, by *documents.Account) error {
	f, err := form(c, bigForm)
	if err != nil {
		return err
	}
	r, err := w.record(c, by)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	doc, err := w.typedDocument(ctx, by, r, f)
	if err != nil {
		return err
	}
	view, err := w.look(ctx, by, r.ID, doc)
	if err != nil {
		return err
	}
	return w.render(c, http.StatusOK, "editor#look", view)
}
