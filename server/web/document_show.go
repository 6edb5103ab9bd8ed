package web

import (
	"context"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/templates/preview"
	"vanthu/workflow"
)

type documentView struct {
	shell
	Record    *workflow.Record
	StateText string
	Ended     bool
	Copies    bool // may make copies of it, and lend it
	Actions   []button
	Path      []station
	Shown     workflow.Hash
	Warnings  []workflow.FieldMessage
	Editable  bool // by this person, now
	Page      template.HTML
	Blocks    []preview.Block // paragraphs that a remark may be on
	Failure   *failure
	Since     *since      // what changed since the person decided on it last; nil for nothing
	At        time.Time   // since when it is where it is
	Sign      *signChoice // nil where it is not signed as a file now
	Next      *next       // nil when nothing else waits for the person
	NoPDF     string      // why there is none, "" when there is
	Due       *due        // nil without a deadline, and when it has ended
	Mends     bool        // the person may begin what corrects or replaces it
	Notes     bool        // the person may note what became of what was sent
	Today     documents.Date
	SetsDue   bool // the person may change the deadline
	Filed     filedView
	Limits    []limit
}

// A button is an act the person may do now.
type button struct {
	workflow.Step
	Ends bool // it ends the flow: a page of its own asks again
}

// AtOnce reports whether the act moves the document on with one press: there is
// nothing to fill in and it can be undone by the next person.
func (b button) AtOnce() bool { return !b.Ends && !b.NeedsReason() && !b.GivesNumber() }

// A station is one place of the flow as the picture of it shows them.
type station struct {
	Text         string
	Been, Here   bool
	Name, Moment string // who left it last, and when
}

// showDocument shows the page of a document, where it is and what may be done.
func (w *Web) showDocument(c echo.Context, by *documents.Account) error {
	r, err := w.record(c, by)
	if errors.Is(err, errCame) { // who follows a link need not know which it is
		return seeOther(c, incomingPath+c.Param("id"))
	}
	if err != nil {
		return err
	}
	view, err := w.viewDocument(c, by, r)
	if err != nil {
		return err
	}
	return w.render(c, http.StatusOK, "document", view)
}

// record returns the record of ours that the path names.
func (w *Web) record(c echo.Context, by *documents.Account) (*workflow.Record, error) {
	r, err := w.d.Engine.Get(c.Request().Context(), by, workflow.RecordID(c.Param("id")))
	if err == nil && r.Incoming != nil {
		return nil, fmt.Errorf("show document %s: %w", r.ID, errCame)
	}
	return r, err
}

// errCame is of a document that came, where one of ours is asked for.
var errCame = fmt.Errorf("it is one that came: %w", documents.ErrNotFound)

func (w *Web) viewDocument(c echo.Context, by *documents.Account, r *workflow.Record) (*documentView, error) {
	steps, err := w.d.Engine.Actions(c.Request().Context(), by, r)
	if err != nil {
		return nil, fmt.Errorf("show document %s: %w", r.ID, err)
	}
	flow := w.d.Engine.FlowOf(r)
	view := &documentView{
		shell: w.shellFor(c, by, nameOf(r)), Record: r, StateText: flow.Text(r.State), Ended: flow.Ends(r.State),
		Path: stations(flow, r), At: r.Since(), Warnings: workflow.SayAll(r.Document.Warnings(w.d.Engine.Today())),
		Editable: flow.Editable(r.State) && r.Drafter == by.ID,
	}
	view.Wide, view.Today = true, w.d.Engine.Today()
	view.Mends = by.Has(documents.Drafter) && flow.Came(r)
	view.Notes = by.Has(documents.Clerk) && slices.ContainsFunc(r.Consignments, func(c workflow.Consignment) bool { return !c.Sent.IsZero() })
	view.Copies = view.Ended && w.d.Engine.MayCopy(by, r)
	if view.SetsDue = w.d.Engine.MaySetDeadline(by, r); !view.Ended {
		view.Due = dueOn(r.Document.Deadline, w.d.Engine.Today())
	}
	duties, err := w.d.Engine.Duties(c.Request().Context(), by, r)
	if err != nil {
		return nil, err
	}
	for _, d := range duties {
		view.Limits = append(view.Limits, *newLimit(d, view.Today))
	}
	if err := w.d.Engine.NoPDF(); err != nil {
		view.NoPDF = workflow.Say(err).Detail
	}
	if file := r.Shown(); file != nil && !flow.Editable(r.State) {
		view.Shown = file.Hash
	}
	if view.Sign, err = w.signing(c, by, r, steps); err != nil {
		return nil, err
	}
	view.Actions = buttons(flow, steps, view.Sign)
	if view.Sign != nil && view.Sign.Agent {
		c.Response().Header().Set(policyHeader, policy(" "+agentAddress))
	}
	if err := w.beside(c.Request().Context(), by, view); err != nil {
		return nil, err
	}
	page, err := w.pageOf(c.Request().Context(), by, r)
	if err != nil {
		return nil, err
	}
	view.Page = page.HTML
	for _, b := range page.Blocks {
		if len(view.Actions) > 0 && strings.TrimSpace(b.Text) != "" {
			view.Blocks = append(view.Blocks, b)
		}
	}
	return view, nil
}

// buttons are the acts; that of the agency's signature stands by itself.
func buttons(flow *workflow.Flow, steps []workflow.Step, sign *signChoice) (out []button) {
	for _, s := range steps {
		if sign == nil || !s.Seals() {
			out = append(out, button{s, flow.Ends(s.To)})
		}
	}
	return out
}

// beside looks up what stands beside the document: what changed since, what waits
// next and which files it is in.
func (w *Web) beside(ctx context.Context, by *documents.Account, view *documentView) (err error) {
	if view.Since, err = w.since(ctx, by, view.Record); err != nil {
		return err
	}
	if view.Next, err = w.nextFor(ctx, by, view.Record.ID); err != nil {
		return err
	}
	view.Filed, err = w.filedIn(ctx, by, view.Record.ID)
	return err
}

// pageOf returns the page that stands for r now: of the stored file, so that
// what is read is what is signed. It is empty for a draft that lacks what a page
// cannot do without, for others than those who write it.
func (w *Web) pageOf(ctx context.Context, by *documents.Account, r *workflow.Record) (*preview.Page, error) {
	if r.AsFile() { // its pages are the scan's
		return &preview.Page{}, nil
	}
	docx, err := w.fileOf(ctx, by, r)
	if errors.Is(err, documents.ErrInvalid) {
		return &preview.Page{}, nil
	}
	if err != nil {
		return nil, err
	}
	page, err := preview.HTML(docx, preview.Options{Picture: pictureAt(r.ID)})
	if err != nil {
		return nil, fmt.Errorf("show the page of %s: %w", r.ID, err)
	}
	return page, nil
}

// nameOf is what a document is called in a title: its reference, else its kind
// and abstract.
func nameOf(r *workflow.Record) string {
	if r.Document.Copy.Form != "" {
		return r.Title()
	}
	if !r.Document.Reference.IsZero() {
		return r.Document.Kind.Name() + " " + r.Document.Reference.String()
	}
	return strings.TrimSuffix(r.Document.Kind.Name()+": "+documents.OneLine(r.Document.Abstract), ": ")
}

// stations returns the way of r: the places of the flow that lead to its good
// end, and where it is. A flow that ended otherwise shows that end last.
func stations(flow *workflow.Flow, r *workflow.Record) []station {
	left := map[workflow.State]workflow.Event{}
	for _, ev := range r.History {
		if ev.From != ev.To && ev.From != "" {
			left[ev.From] = ev
		}
	}
	way := flow.Way()
	var out []station
	here := false
	for _, s := range way {
		at := station{Text: flow.Text(s), Here: s == r.State}
		if ev, ok := left[s]; ok && !here && !at.Here {
			at.Been, at.Name, at.Moment = true, ev.Name, moment(ev.At)
		}
		here = here || at.Here
		out = append(out, at)
	}
	if !here {
		for i := range out {
			if !out[i].Been {
				return append(out[:i], station{Text: flow.Text(r.State), Here: true})
			}
		}
	}
	return out
}
