package web

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

type actView struct {
	*documentView
	Button  button
	Typed   url.Values
	Failure *failure
}

// An actForm is the form of one act: on what it acts, and what was typed.
type actForm struct {
	ID     workflow.RecordID
	Seen   workflow.Version
	File   workflow.Hash
	Button button
	Typed  url.Values
}

// newActForm returns the form of an act on the document of a page.
func newActForm(page any, b button) (actForm, error) {
	switch v := page.(type) {
	case *documentView:
		return actForm{v.Record.ID, v.Record.Version, v.Shown, b, url.Values{}}, nil
	case actView:
		return actForm{v.Record.ID, v.Record.Version, v.Shown, b, v.Typed}, nil
	}
	return actForm{}, fmt.Errorf("no acts on a page of %T", page)
}

// showAct asks once more before an act, on a page of its own.
func (w *Web) showAct(c echo.Context, by *documents.Account) error {
	return w.askAct(c, by, attempt{})
}

// An attempt is an act that was refused: what was typed and why.
type attempt struct {
	typed   url.Values
	failure *failure
}

func (a attempt) status() int {
	if a.failure == nil {
		return http.StatusOK
	}
	return a.failure.Status
}

// askAct shows the form of one act, after an attempt with what was typed.
func (w *Web) askAct(c echo.Context, by *documents.Account, before attempt) error {
	r, err := w.record(c, by)
	if err != nil {
		return err
	}
	view, err := w.viewDocument(c, by, r)
	if err != nil {
		return err
	}
	action := workflow.Action(c.Param("action"))
	for _, b := range view.Actions {
		if b.Action == action {
			return w.render(c, before.status(), "act", actView{view, b, before.typed, before.failure})
		}
	}
	if before.failure != nil {
		return w.showFailure(c, before.failure)
	}
	_, err = w.d.Engine.FlowOf(r).Step(c.Request().Context(), r.State, action)
	if err == nil {
		err = &workflow.Refusal{State: r.State, Action: action, Rule: workflow.RuleNotYours, Kind: documents.ErrForbidden}
	}
	return err
}

// actOnDocument does one act on the version and the file that were shown.
func (w *Web) actOnDocument(c echo.Context, by *documents.Account) error {
	f, seen, err := seenForm(c)
	if err != nil {
		return err
	}
	act := workflow.Act{
		Action: workflow.Action(c.Param("action")), Comment: f.Get("comment"), Seen: seen,
		File: workflow.Hash(f.Get("file")),
	}
	if day := f.Get("date"); day != "" {
		if act.Date, err = documents.ParseDate(day); err != nil {
			return w.refuseAct(c, by, f, err)
		}
	}
	r, err := w.d.Engine.Act(c.Request().Context(), by, workflow.RecordID(c.Param("id")), act)
	if err != nil {
		return w.refuseAct(c, by, f, err)
	}
	return seeOther(c, "/van-ban/"+string(r.ID)+"?xong=xong")
}

// refuseAct shows the form again with what was typed, where the person can
// mend it.
func (w *Web) refuseAct(c echo.Context, by *documents.Account, typed url.Values, err error) error {
	fail := newFailure(err)
	if fail.Status >= http.StatusInternalServerError || errors.Is(err, documents.ErrNotFound) {
		return err
	}
	return w.askAct(c, by, attempt{typed, fail})
}
