package web

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

type incomingView struct {
	shell
	Record     *workflow.Record
	StateText  string
	Ended      bool
	Path       []station
	Due        *due
	Actions    []button
	Handlers   []choice // who may be given it
	People     []choice // likewise, without the divisions
	Assigns    bool
	Progresses bool
	Answers    bool     // the person may begin an answer
	Answered   bool     // one was issued
	With       []string // co-handlers by name
	Filed      filedView
	F          filled
	Today      documents.Date
}

// incoming returns the record of what came that the path names.
func (w *Web) incoming(c echo.Context, by *documents.Account) (*workflow.Record, error) {
	r, err := w.d.Engine.Get(c.Request().Context(), by, workflow.RecordID(c.Param("id")))
	if err == nil && r.Incoming == nil {
		err = fmt.Errorf("document %s did not come: %w", r.ID, documents.ErrNotFound)
	}
	return r, err
}

// showIncoming shows what came: what is known of it, who has it, what may be done.
func (w *Web) showIncoming(c echo.Context, by *documents.Account) error {
	return w.askIncoming(c, by, attempt{})
}

func (w *Web) askIncoming(c echo.Context, by *documents.Account, before attempt) error {
	r, err := w.incoming(c, by)
	if err != nil {
		return err
	}
	view, err := w.viewIncoming(c, by, r)
	if err != nil {
		return err
	}
	if view.F, err = filledWith(before, nil, nil); err != nil {
		return err
	}
	if view.Filed, err = w.filedIn(c.Request().Context(), by, r.ID); err != nil {
		return err
	}
	return w.render(c, before.status(), "incoming", view)
}

func (w *Web) viewIncoming(c echo.Context, by *documents.Account, r *workflow.Record) (*incomingView, error) {
	ctx, engine := c.Request().Context(), w.d.Engine
	steps, err := engine.Actions(ctx, by, r)
	if err != nil {
		return nil, fmt.Errorf("show document %s: %w", r.ID, err)
	}
	flow := engine.FlowOf(r)
	view := &incomingView{
		shell: w.shellFor(c, by, r.Title()), Record: r, StateText: flow.Text(r.State), Ended: flow.Ends(r.State), Path: stations(flow, r),
		Assigns: engine.MayAssign(by, r), Progresses: engine.MayProgress(by, r), Answered: len(r.Linked("answered_by")) > 0, Today: engine.Today(),
	}
	view.Answers = by.Has(documents.Drafter) && r.Incoming.Direction != nil && !view.Ended
	if !view.Ended {
		view.Due = dueOn(r.Document.Deadline, view.Today)
	}
	for _, s := range steps {
		if s.Asked() && !r.Incoming.AskedBack.Asks() {
			continue
		}
		view.Actions = append(view.Actions, button{s, flow.Ends(s.To)})
	}
	if d := r.Incoming.Direction; d != nil {
		for _, h := range d.With {
			view.With = append(view.With, h.Name)
		}
	}
	if view.Assigns || slices.ContainsFunc(steps, workflow.Step.Directs) {
		if err := w.offerHandlers(c, by, view); err != nil {
			return nil, err
		}
	}
	return view, nil
}

// The beginnings of the values by which a form names who handles a document.
const (
	byDivision = "phong:"
	byPerson   = "nguoi:"
)

// offerHandlers fills in who may be given the document.
func (w *Web) offerHandlers(c echo.Context, by *documents.Account, view *incomingView) error {
	all, err := w.d.Engine.Handlers(c.Request().Context(), by)
	if err != nil {
		return err
	}
	for _, h := range all {
		if h.Account == "" {
			view.Handlers = append(view.Handlers, choice{Value: byDivision + h.Division, Text: h.Name})
			continue
		}
		view.Handlers = append(view.Handlers, choice{Value: byPerson + string(h.Account), Text: h.Name})
		view.People = append(view.People, choice{Value: string(h.Account), Text: h.Name})
	}
	return nil
}

// readHandler reads whom a form names.
func readHandler(value string) (h workflow.Handler) {
	if symbol, ok := strings.CutPrefix(value, byDivision); ok {
		h.Division = symbol
	} else if id, ok := strings.CutPrefix(value, byPerson); ok {
		h.Account = documents.AccountID(id)
	}
	return h
}

// showStamp shows the stamp ĐẾN in its size, to print on the paper or on a label.
func (w *Web) showStamp(c echo.Context, by *documents.Account) error {
	return w.showIncomingPaper(c, by, "incoming-stamp")
}

// showSlip shows the phiếu giải quyết văn bản đến, to print.
func (w *Web) showSlip(c echo.Context, by *documents.Account) error {
	return w.showIncomingPaper(c, by, "incoming-slip")
}

type paperView struct {
	shell
	Record *workflow.Record
	Unit   *documents.Unit
	With   []string
	Today  documents.Date
}

func (w *Web) showIncomingPaper(c echo.Context, by *documents.Account, page string) error {
	r, err := w.incoming(c, by)
	if err != nil {
		return err
	}
	unit, err := w.d.Auth.Unit(c.Request().Context(), by)
	if err != nil {
		return err
	}
	view := paperView{shell: w.shellFor(c, by, r.Title()), Record: r, Unit: unit, Today: w.d.Engine.Today()}
	if d := r.Incoming.Direction; d != nil {
		for _, h := range d.With {
			view.With = append(view.With, h.Name)
		}
	}
	return w.render(c, http.StatusOK, page, view)
}

// incomingFile sends a file as it came.
func (w *Web) incomingFile(c echo.Context, by *documents.Account) error {
	r, n, data, err := w.received(c, by)
	if err != nil {
		return err
	}
	return attach(c, r.Incoming.Files[n].Name, r.Incoming.Files[n].Type, data)
}

// verifyIncoming says what the signatures of a file that came are worth today.
func (w *Web) verifyIncoming(c echo.Context, by *documents.Account) error {
	r, n, data, err := w.received(c, by)
	if err != nil {
		return err
	}
	found, err := w.d.Engine.Verify(data)
	if err != nil {
		return err
	}
	return w.render(c, http.StatusOK, "verify", verifyView{
		shell: w.shellFor(c, by, "Kiểm tra chữ ký số"), Name: r.Incoming.Files[n].Name, Found: found, Record: r,
	})
}

// received returns the file of a document that the path names.
func (w *Web) received(c echo.Context, by *documents.Account) (r *workflow.Record, n int, data []byte, err error) {
	if r, err = w.incoming(c, by); err != nil {
		return nil, 0, nil, err
	}
	if n, err = strconv.Atoi(c.Param("n")); err != nil {
		return nil, 0, nil, fmt.Errorf("file %q: %w", c.Param("n"), documents.ErrNotFound)
	}
	data, err = w.d.Engine.ReceivedFile(c.Request().Context(), r, n)
	return r, n, data, err
}
