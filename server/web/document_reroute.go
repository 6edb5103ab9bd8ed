package web

import (
	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

// reroute does what văn thư decided about a letter that could not be delivered.
func (w *Web) reroute(c echo.Context, by *documents.Account) error {
	f, seen, err := seenForm(c)
	if err != nil {
		return err
	}
	_, err = w.d.Engine.Reroute(c.Request().Context(), by, workflow.RecordID(c.Param("id")), workflow.Rerouting{
		Seen: seen, Consignment: f.Get("consignment"), How: workflow.Detour(f.Get("how")), Note: f.Get("note"),
	})
	return w.afterChange(c, by, "?xong=gui-lai#noi-nhan", err)
}
