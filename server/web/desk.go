package web

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

type deskView struct {
	shell
	Waiting, Due, Sent []row
	MoreWaiting        bool // there is more than is shown
	MoreSent           bool
	Limits             []overdue // what văn thư has to do today or should have done
	MoreLimits         bool
}

// How many lines the parts of a desk have at most.
const (
	deskWaiting = 50
	deskDue     = 20
	deskSent    = 20
)

// showDesk shows what waits for the person, what of his is due, and where what
// he sent on is now.
func (w *Web) showDesk(c echo.Context, by *documents.Account) error {
	ctx, engine := c.Request().Context(), w.d.Engine
	waiting, err := engine.Waiting(ctx, by, workflow.Query{Limit: deskWaiting})
	if err != nil {
		return err
	}
	due, err := engine.Due(ctx, by, engine.Today().Add(soonDays), deskDue)
	if err != nil {
		return err
	}
	sent, err := engine.SentOn(ctx, by, workflow.Query{Limit: deskSent})
	if err != nil {
		return err
	}
	limits, err := engine.ClerkDue(ctx, by)
	if err != nil {
		return err
	}
	all, err := w.rows(ctx, by, slices.Concat(waiting.Items, due, sent.Items))
	if err != nil {
		return err
	}
	n, m := len(waiting.Items), len(waiting.Items)+len(due)
	view := deskView{
		Waiting: all[:n], Due: all[n:m], Sent: all[m:], MoreWaiting: waiting.Next != "", MoreSent: sent.Next != "",
	}
	view.Limits, view.MoreLimits = overdues(limits[:min(len(limits), deskDue)], engine.Today()), len(limits) > deskDue
	view.shell = w.shellFor(c, by, "Việc của tôi")
	return w.render(c, http.StatusOK, "desk", view)
}
