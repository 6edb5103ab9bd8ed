package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

// flowView is the flow table as the program runs it.
type flowView struct {
	Name    string      `json:"name"`
	Table   string      `json:"table"`
	States  []stateView `json:"states"`
	Steps   []stepView  `json:"steps"`
	Mermaid string      `json:"mermaid"`
}

type stateView struct {
	State workflow.State `json:"state"`
	Text  string         `json:"text"`
	End   bool           `json:"end"`
	Rest  bool           `json:"rest"` // it waits nowhere, but later acts leave it
}

type stepView struct {
	From    workflow.State  `json:"from"`
	Action  workflow.Action `json:"action"`
	Text    string          `json:"text"`
	Who     string          `json:"who"`
	To      workflow.State  `json:"to"`
	Guards  []string        `json:"guards"`
	Effects []string        `json:"effects"`
	Article string          `json:"article"`
}

// showFlow shows a flow table and its diagram.
func (a *API) showFlow(name string) handler {
	return func(c echo.Context, _ *documents.Account) error {
		flow := a.d.Engine.Flows().Named(name)
		same := func(s string) string { return s }
		return c.JSON(http.StatusOK, flowView{
			Name: flow.Name, Table: flow.Table, Mermaid: flow.Mermaid(),
			States: viewed(flow.States(), func(s workflow.StateText) stateView { return stateView{s.State, s.Text, s.End, s.Rest} }),
			Steps: viewed(flow.Steps(), func(s workflow.Step) stepView {
				return stepView{
					From: s.From, Action: s.Action, Text: workflow.Button(s.Action), Who: s.Who, To: s.To,
					Guards: viewed(s.Guards, same), Effects: viewed(s.Effects, same), Article: s.Article,
				}
			}),
		})
	}
}
