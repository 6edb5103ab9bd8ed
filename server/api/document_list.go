package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

type listView struct {
	Items []summaryView `json:"items"`
	Next  string        `json:"next"` // the after of the next page; "" on the last
}

// summaryView is what lists show of a document.
type summaryView struct {
	ID        workflow.RecordID   `json:"id"`
	Version   workflow.Version    `json:"version"`
	State     workflow.State      `json:"state"`
	StateText string              `json:"state_text"`
	Desk      workflow.Desk       `json:"desk"`
	Kind      documents.Kind      `json:"kind"`
	KindText  string              `json:"kind_text"`
	Reference documents.Reference `json:"reference"`
	Date      documents.Date      `json:"date"`
	Abstract  string              `json:"abstract"`
	Urgency   documents.Urgency   `json:"urgency"`
	Deadline  documents.Date      `json:"deadline"`
	Drafter   documents.AccountID `json:"drafter"`
	Updated   stamp               `json:"updated"`
}

// listDocuments shows a page of the unit's documents that the query leaves, in
// the order of workflow.Query.Order.
func (a *API) listDocuments(c echo.Context, by *documents.Account) error {
	q, err := a.readListQuery(c)
	if err != nil {
		return err
	}
	list := a.d.Engine.List
	if c.QueryParam("waiting") != "" {
		list = a.d.Engine.Waiting
	}
	page, err := list(c.Request().Context(), by, q)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, listView{Items: viewed(page.Items, a.viewSummary), Next: page.Next})
}

func (a *API) readListQuery(c echo.Context) (workflow.Query, error) {
	return a.readFlowQuery(c, workflow.OutgoingFlow)
}

// readFlowQuery reads what is asked of the list of a flow.
func (a *API) readFlowQuery(c echo.Context, flow string) (workflow.Query, error) {
	limit, err := number(c, "limit", span{1, workflow.MaxPage, workflow.DefaultPage})
	if err != nil {
		return workflow.Query{}, err
	}
	q := workflow.Query{
		Flow: flow, State: workflow.State(c.QueryParam("state")), Kind: documents.Kind(c.QueryParam("kind")),
		Drafter: documents.AccountID(c.QueryParam("drafter")), Involved: documents.AccountID(c.QueryParam("involved")),
		Text: documents.OneLine(c.QueryParam("q")), Sort: workflow.Sort(c.QueryParam("sort")), Limit: limit, After: c.QueryParam("after"),
	}
	if q.State != "" && !a.d.Engine.Flows().Named(q.Flow).Knows(q.State) {
		return q, wrongQuery("state", "một trạng thái của luồng")
	}
	if q.Kind != "" && q.Kind.Name() == "" {
		return q, wrongQuery("kind", "mã của một loại văn bản, ví dụ BC")
	}
	if q.Year, err = number(c, "year", span{1, 9999, 0}); err != nil {
		return q, err
	}
	if due := c.QueryParam("due_by"); due != "" {
		if q.DueBy, err = documents.ParseDate(due); err != nil {
			return q, wrongQuery("due_by", "một ngày, ví dụ 2025-11-25")
		}
	}
	if waiting := c.QueryParam("waiting"); waiting != "" && waiting != "me" {
		return q, wrongQuery("waiting", "me")
	}
	return q, nil
}

func (a *API) viewSummary(s workflow.Summary) summaryView {
	return summaryView{
		ID: s.ID, Version: s.Version, State: s.State, StateText: a.d.Engine.Flows().Named(s.Flow).Text(s.State), Desk: s.Desk,
		Kind: s.Kind, KindText: s.Kind.Name(), Reference: s.Reference, Date: s.Date, Abstract: s.Abstract,
		Urgency: s.Urgency, Deadline: s.Deadline, Drafter: s.Drafter, Updated: stamp(s.Updated),
	}
}
