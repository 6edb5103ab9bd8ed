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
	Title  string
	Others []navItem // the flows there are
}

// A flowRow is a row of the flow table in words.
type flowRow struct {
	workflow.Step
	FromText, ToText string
}

// flowTitles are what people call the flows.
var flowTitles = map[string]string{workflow.OutgoingFlow: "Luồng văn bản đi", workflow.IncomingFlow: "Luồng văn bản đến", workflow.ReservationFlow: "Luồng giữ số", workflow.CopyFlow: "Luồng sao văn bản"}

// showFlow shows one of the tables that documents go by.
func (w *Web) showFlow(c echo.Context, by *documents.Account) error {
	flow := w.d.Engine.Flows().Named(c.QueryParam("bang"))
	view := flowView{area: w.adminArea(c, by, "/quan-tri/luong", "Luồng xử lý"), States: flow.States(), Table: flow.Table, Title: flowTitles[flow.Name]}
	for _, f := range w.d.Engine.Flows() {
		view.Others = append(view.Others, navItem{Path: "/quan-tri/luong?bang=" + f.Name, Text: flowTitles[f.Name], Here: f == flow})
	}
	for _, s := range flow.Steps() {
		view.Rows = append(view.Rows, flowRow{s, flow.Text(s.From), flow.Text(s.To)})
	}
	return w.render(c, http.StatusOK, "flow", view)
}
