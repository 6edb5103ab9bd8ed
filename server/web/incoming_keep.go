package web

import (
	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

// keepIncoming tells a sender that he does not get his document back, and why.
func (w *Web) keepIncoming(c echo.Context, by *documents.Account) error {
	return w.changeIncoming(c, by, "khong-tra", func(f *incomingForm) error {
		_, err := w.d.Engine.Keep(c.Request().Context(), by, f.id, workflow.Keeping{Seen: f.seen, Reason: f.Get("reason")})
		return err
	})
}
