package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

type flowView struct {
	area
	States []workflow.StateText
	Rows   []flowRow
	Table  string // which version of the table runs
}

// A flowRow is a row of the flow table in words.
type flowRow struct {
	workflow.Step
	FromText, ToText string
}

// showFlow shows the table that documents go by.
func (w *Web) showFlow(c echo.Context, by *documents.Account) error {
	flow := w.d.Engine.Flow()
	view := flowView{area: w.adminArea(c, by, "/quan-tri/luong", "Luồng xử lý"), States: flow.States(), Table: flow.Table}
	for _, s := range flow.Steps() {
		view.Rows = append(view.Rows, flowRow{s, flow.Text(s.From), flow.Text(s.To)})
	}
	return w.render(c, http.StatusOK, "flow", view)
}
