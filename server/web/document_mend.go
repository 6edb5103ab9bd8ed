package web

import (
	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

// mendDocument begins a draft that corrects or replaces what was issued.
func (w *Web) mendDocument(c echo.Context, by *documents.Account) error {
	f, err := form(c, smallForm)
	if err != nil {
		return err
	}
	r, err := w.d.Engine.Mend(c.Request().Context(), by, workflow.RecordID(c.Param("id")), workflow.LinkKind(f.Get("kind")))
	if err != nil {
		return err
	}
	return seeOther(c, "/van-ban/"+string(r.ID)+"/soan")
}
