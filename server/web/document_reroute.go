package web

import (
	"strconv"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

// reroute does what văn thư decided about a letter that could not be delivered.
func (w *Web) reroute(c echo.Context, by *documents.Account) error {
	f, err := form(c, smallForm)
	if err != nil {
		return err
	}
	seen, err := strconv.ParseInt(f.Get("seen"), 10, 64)
	if err != nil {
		return errForm
	}
	_, err = w.d.Engine.Reroute(c.Request().Context(), by, workflow.RecordID(c.Param("id")), workflow.Rerouting{
		Seen: workflow.Version(seen), Consignment: f.Get("consignment"), How: workflow.Detour(f.Get("how")), Note: f.Get("note"),
	})
	return w.afterChange(c, by, "?xong=gui-lai#noi-nhan", err)
}
