package api

import (
	"context"
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

// documentView is a record as a person sees it.
type documentView struct {
	ID           workflow.RecordID       `json:"id"`
	Version      workflow.Version        `json:"version"`
	State        workflow.State          `json:"state"`
	StateText    string                  `json:"state_text"`
	Desk         workflow.Desk           `json:"desk"`
	Mode         workflow.Mode           `json:"mode"`
	Reference    documents.Reference     `json:"reference"`
	Signed       documents.Date          `json:"signed"`
	Drafter      documents.AccountID     `json:"drafter"`
	Document     documents.Document      `json:"document"`
	Actions      []actionView            `json:"actions"`
	Files        filesView               `json:"files"`
	Revisions    []revisionView          `json:"revisions"`
	Consignments []consignmentView       `json:"consignments"`
	Original     []copyView              `json:"original"` // the PDF of an electronic document, as it came along
	Warnings     []workflow.FieldMessage `json:"warnings"` // what is unusual; nothing is refused for it
	Limits       []limitView             `json:"limits"`
	Created      stamp                   `json:"created"`
	Updated      stamp                   `json:"updated"`
}

// actionView is an act the person may do now.
type actionView struct {
	Action       workflow.Action `json:"action"`
	Text         string          `json:"text"`
	To           workflow.State  `json:"to"`
	NeedsComment bool            `json:"needs_comment"`
	TakesDate    bool            `json:"takes_date"`
	Article      string          `json:"article"`
}

// limitView is how a time that the decree sets stands.
type limitView struct {
	Name    string         `json:"name"`
	Text    string         `json:"text"`
	From    documents.Date `json:"from"`
	By      documents.Date `json:"by"`
	Done    documents.Date `json:"done"`
	Late    int            `json:"days_late"`
	Article string         `json:"article"`
}

// filesView names the stored files: the one that is shown for the document
// now, and the one with number and date.
type filesView struct {
	Shown workflow.Hash `json:"shown,omitempty"`
	Final workflow.Hash `json:"final,omitempty"`
}

type revisionView struct {
	Round    int                 `json:"round"`
	File     workflow.Hash       `json:"file"`
	Template string              `json:"template"`
	By       documents.AccountID `json:"by"`
	At       stamp               `json:"at"`
}

// showRecord answers with the record as by sees it, and its version.
func (a *API) showRecord(c echo.Context, status int, by *documents.Account, r *workflow.Record) error {
	view, err := a.viewRecord(c.Request().Context(), by, r)
	if err != nil {
		return err
	}
	a.nameRecord(c, status, r)
	return c.JSON(status, view)
}

// nameRecord says in the headers which version of which record is answered with.
func (a *API) nameRecord(c echo.Context, status int, r *workflow.Record) {
	c.Response().Header().Set("ETag", etag(r.Version))
	if status == http.StatusCreated {
		c.Response().Header().Set(echo.HeaderLocation, Base+"/documents/"+string(r.ID))
	}
}

func (a *API) viewRecord(ctx context.Context, by *documents.Account, r *workflow.Record) (*documentView, error) {
	steps, err := a.d.Engine.Actions(ctx, by, r)
	if err != nil {
		return nil, fmt.Errorf("show document %s: %w", r.ID, err)
	}
	duties, err := a.d.Engine.Duties(ctx, by, r)
	if err != nil {
		return nil, fmt.Errorf("show document %s: %w", r.ID, err)
	}
	today := a.d.Engine.Today()
	viewLimit := func(d workflow.Duty) limitView {
		return limitView{d.Name, workflow.SayDuty(d, today), d.From, d.By, d.Done, d.Late(today), d.Article}
	}
	flow := a.d.Engine.FlowOf(r)
	return &documentView{
		ID: r.ID, Version: r.Version, State: r.State, StateText: flow.Text(r.State), Desk: r.Desk, Mode: r.Mode,
		Reference: r.Document.Reference, Signed: r.Signed, Drafter: r.Drafter, Document: r.Document,
		Actions: viewed(steps, viewAction), Files: viewFiles(flow, r),
		Revisions: viewed(r.Revisions, viewRevision), Consignments: viewed(r.Consignments, viewConsignment), Original: viewOriginal(r),
		Warnings: workflow.SayAll(r.Document.Warnings(today)), Limits: viewed(duties, viewLimit), Created: stamp(r.Created), Updated: stamp(r.Updated),
	}, nil
}

func viewAction(s workflow.Step) actionView {
	return actionView{
		Action: s.Action, Text: workflow.Button(s.Action), To: s.To,
		NeedsComment: s.NeedsReason(), TakesDate: s.GivesNumber(), Article: s.Article,
	}
}

// viewFiles leaves out the file of an earlier round while the drafter writes:
// what is shown then is made from the draft.
func viewFiles(flow *workflow.Flow, r *workflow.Record) filesView {
	var view filesView
	if file := r.Shown(); file != nil && !flow.Editable(r.State) {
		view.Shown = file.Hash
	}
	if r.Final != nil {
		view.Final = r.Final.Hash
	}
	return view
}

// copyView is a state of the original.
type copyView struct {
	Stage workflow.Stage      `json:"stage"`
	File  workflow.Hash       `json:"file"`
	By    documents.AccountID `json:"by"`
	At    stamp               `json:"at"`
}

func viewOriginal(r *workflow.Record) []copyView {
	if r.Original == nil {
		return []copyView{}
	}
	return viewed(r.Original.Copies, func(c workflow.Copy) copyView { return copyView{c.Stage, c.File, c.By, stamp(c.At)} })
}

func viewRevision(r workflow.Revision) revisionView {
	return revisionView{Round: r.Round, File: r.File.Hash, Template: r.File.Template, By: r.By, At: stamp(r.At)}
}

// viewed returns the view of each, never nil: an empty list is written [].
func viewed[T, V any](list []T, view func(T) V) []V {
	out := make([]V, 0, len(list))
	for _, x := range list {
		out = append(out, view(x))
	}
	return out
}

// itemsView is a list that is whole.
type itemsView[V any] struct {
	Items []V `json:"items"`
}
