package web

import (
	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

// setDeadline changes the deadline of a document on its way.
func (w *Web) setDeadline(c echo.Context, by *documents.Account) error {
	f, seen, err := seenForm(c)
	if err != nil {
		return err
	}
	change := workflow.DeadlineChange{Seen: seen, Reason: f.Get("comment")}
	if text := f.Get("deadline"); text != "" {
		if change.Day, err = documents.ParseDate(text); err != nil {
			return errForm
		}
	}
	_, err = w.d.Engine.SetDeadline(c.Request().Context(), by, workflow.RecordID(c.Param("id")), change)
	return w.afterChange(c, by, "?xong=han", err)
}
