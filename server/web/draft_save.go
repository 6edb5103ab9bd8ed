package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

// saveDraft saves a draft as its next version. With "then" it goes on to an
// act: submitting is of what is on the screen.
func (w *Web) saveDraft(c echo.Context, by *documents.Account) error {
	f, err := form(c, bigForm)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	r, err := w.record(c, by)
	if err != nil {
		return err
	}
	seen, err := seenIn(f)
	if err != nil {
		return err
	}
	doc, err := w.typedDocument(ctx, by, r, f)
	if err != nil {
		return err
	}
	saved, err := w.d.Engine.Revise(ctx, by, r.ID, seen, doc)
	if err != nil {
		fail := newFailure(err)
		if fail.Status >= http.StatusInternalServerError {
			return err
		}
		return w.showEditor(c, by, fail.Status, &editorView{Record: r, Typed: f, Failure: fail})
	}
	if action := f.Get("then"); action != "" {
		return w.thenAct(c, by, saved, workflow.Action(action))
	}
	return seeOther(c, "/van-ban/"+string(r.ID)+"/soan?xong=luu")
}

// thenAct does an act on what was just saved. What stands against it is told
// over the form.
func (w *Web) thenAct(c echo.Context, by *documents.Account, r *workflow.Record, action workflow.Action) error {
	_, err := w.d.Engine.Act(c.Request().Context(), by, r.ID, workflow.Act{Action: action, Seen: r.Version})
	if err == nil {
		return seeOther(c, "/van-ban/"+string(r.ID)+"?xong=xong")
	}
	fail := newFailure(err)
	if fail.Status >= http.StatusInternalServerError {
		return err
	}
	return w.showEditor(c, by, fail.Status, &editorView{Record: r, Typed: writeDraft(&r.Document), Failure: fail})
}
