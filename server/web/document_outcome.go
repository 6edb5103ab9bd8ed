package web

import (
	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

// noteOutcome records what became of the sending to one recipient.
func (w *Web) noteOutcome(c echo.Context, by *documents.Account) error {
	f, seen, err := seenForm(c)
	if err != nil {
		return err
	}
	note := workflow.ConsignmentNote{
		Seen: seen, Consignment: f.Get("consignment"), Outcome: workflow.Outcome(f.Get("outcome")), Reason: f.Get("reason"),
	}
	if text := f.Get("on"); text != "" {
		if note.On, err = documents.ParseDate(text); err != nil {
			return errForm
		}
	}
	_, err = w.d.Engine.NoteOutcome(c.Request().Context(), by, workflow.RecordID(c.Param("id")), note)
	return w.afterChange(c, by, "?xong=gui", err)
}
