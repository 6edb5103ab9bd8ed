package api

import (
	"fmt"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

// incomingRoutes are what can be asked of documents that come.
func (a *API) incomingRoutes(mine func(method, path string, h handler, query ...string) Route) []Route {
	return []Route{
		mine(http.MethodGet, "/incoming", a.listIncoming, "state", "due_by", "year", "q", "waiting", "limit", "after"),
		mine(http.MethodPost, "/incoming", a.enterIncoming),
		mine(http.MethodGet, "/incoming/:id", a.showIncoming),
		mine(http.MethodPost, "/incoming/:id/files", a.addIncomingFile, "name"),
		mine(http.MethodGet, "/incoming/:id/files/:n", a.incomingFile),
		mine(http.MethodPost, "/incoming/:id/actions/:action", a.actOnIncoming),
		mine(http.MethodPut, "/incoming/:id/assignment", a.assignIncoming),
		mine(http.MethodPost, "/incoming/:id/progress", a.noteProgress),
		mine(http.MethodPost, "/incoming/:id/answer", a.answerIncoming),
		mine(http.MethodPost, "/incoming/:id/keep", a.keepIncoming),
		mine(http.MethodPost, "/incoming/:id/copies", a.copyMade(a.incoming)),
		mine(http.MethodGet, "/registers/incoming", incomingBook(a, same), "year", "after", "limit"),
		mine(http.MethodGet, "/registers/follow-up", incomingBook(a, viewFollowUp), "year", "after", "limit"),
	}
}

// incomingView is a document that came, as a person sees it.
type incomingView struct {
	ID        workflow.RecordID       `json:"id"`
	Version   workflow.Version        `json:"version"`
	State     workflow.State          `json:"state"`
	StateText string                  `json:"state_text"`
	Desk      workflow.Desk           `json:"desk"`
	Number    string                  `json:"number"` // số đến, "05"; "" before it is registered
	Day       documents.Date          `json:"day"`
	Author    string                  `json:"author"`
	Agency    documents.AgencyID      `json:"agency"`
	Notation  string                  `json:"notation"`
	KindText  string                  `json:"kind_text"`
	Date      documents.Date          `json:"date"`
	Abstract  string                  `json:"abstract"`
	Urgency   documents.Urgency       `json:"urgency"`
	Signer    string                  `json:"signer"`
	Due       documents.Date          `json:"due"`
	Note      string                  `json:"note"`
	Source    workflow.Source         `json:"source"`
	Deadline  documents.Date          `json:"deadline"`
	Files     []workflow.ReceivedFile `json:"files"`
	Direction *workflow.Direction     `json:"direction"`
	Outcome   string                  `json:"outcome"`
	AskedBack *askedBackView          `json:"asked_back"` // by its sender; null where he did not
	Links     []workflow.Link         `json:"links"`
	Actions   []actionView            `json:"actions"`
	Created   stamp                   `json:"created"`
	Updated   stamp                   `json:"updated"`
}

// answerWith answers with a document that came as by sees it, and its version.
func (a *API) answerWith(c echo.Context, status int, by *documents.Account, r *workflow.Record) error {
	steps, err := a.d.Engine.Actions(c.Request().Context(), by, r)
	if err != nil {
		return fmt.Errorf("show document %s: %w", r.ID, err)
	}
	in, d := r.Incoming, &r.Document
	c.Response().Header().Set("ETag", etag(r.Version))
	if status == http.StatusCreated {
		c.Response().Header().Set(echo.HeaderLocation, Base+"/incoming/"+string(r.ID))
	}
	number := ""
	if in.Number.Number > 0 {
		number = in.Number.Ordinal()
	}
	return c.JSON(status, incomingView{
		ID: r.ID, Version: r.Version, State: r.State, StateText: a.d.Engine.FlowOf(r).Text(r.State), Desk: r.Desk, Number: number, Day: in.Day,
		Author: d.Issuer.Name, Agency: in.Agency, Notation: in.Notation, KindText: r.KindName(), Date: d.Date, Abstract: d.Abstract, Urgency: d.Urgency,
		Signer: in.Signer, Due: in.Due, Note: in.Note, Source: in.Source, Deadline: d.Deadline, Files: viewed(in.Files, same), Direction: in.Direction,
		Outcome: in.Outcome, AskedBack: viewAskedBack(in.AskedBack), Links: viewed(r.Links, same), Actions: viewed(steps, viewAction), Created: stamp(r.Created), Updated: stamp(r.Updated),
	})
}

// incomingItem is what lists show of one.
type incomingItem struct {
	summaryView
	Number   string         `json:"number"`
	Day      documents.Date `json:"day"`
	Author   string         `json:"author"`
	Notation string         `json:"notation"`
	Lead     string         `json:"lead"`
}

// listIncoming shows a page of what came, newest change first.
func (a *API) listIncoming(c echo.Context, by *documents.Account) error {
	q, err := a.readFlowQuery(c, workflow.IncomingFlow)
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
	return c.JSON(http.StatusOK, struct {
		Items []incomingItem `json:"items"`
		Next  string         `json:"next"`
	}{viewed(page.Items, a.viewIncomingItem), page.Next})
}

func (a *API) viewIncomingItem(s workflow.Summary) incomingItem {
	item := incomingItem{summaryView: a.viewSummary(s)}
	if came := s.Came; came != nil {
		item.Day, item.Author, item.Notation, item.Lead = came.Day, came.Author, came.Notation, came.Lead
		if came.Number.Number > 0 {
			item.Number = came.Number.Ordinal()
		}
	}
	return item
}

// incoming returns the record of what came that the path names.
func (a *API) incoming(c echo.Context, by *documents.Account) (*workflow.Record, error) {
	r, err := a.d.Engine.Get(c.Request().Context(), by, recordID(c))
	if err == nil && r.Incoming == nil {
		err = fmt.Errorf("document %s did not come: %w", r.ID, documents.ErrNotFound)
	}
	return r, err
}

// showIncoming shows a document that came.
func (a *API) showIncoming(c echo.Context, by *documents.Account) error {
	r, err := a.incoming(c, by)
	if err != nil {
		return err
	}
	return a.answerWith(c, http.StatusOK, by, r)
}

// incomingFile answers with a file as it came.
func (a *API) incomingFile(c echo.Context, by *documents.Account) error {
	r, err := a.incoming(c, by)
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(c.Param("n"))
	if err != nil {
		return fmt.Errorf("file %q: %w", c.Param("n"), documents.ErrNotFound)
	}
	data, err := a.d.Engine.ReceivedFile(c.Request().Context(), r, n)
	if err != nil {
		return err
	}
	return c.Blob(http.StatusOK, r.Incoming.Files[n].Type, data)
}
