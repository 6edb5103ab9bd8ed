package web

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

type compareView struct {
	shell
	Record   *workflow.Record
	From, To int
	Changes  []documents.Change
	Body     []documents.Change // all lines of both bodies
}

// compareRounds shows what changed from one round of a draft to another,
// paragraph by paragraph.
func (w *Web) compareRounds(c echo.Context, by *documents.Account) error {
	r, err := w.record(c, by)
	if err != nil {
		return err
	}
	last := len(r.Revisions)
	view := compareView{
		shell: w.shellFor(c, by, "So sánh các lần dự thảo"), Record: r,
		From: round(c, "tu", max(1, last-1)), To: round(c, "den", last),
	}
	ctx := c.Request().Context()
	old, err := w.d.Engine.Round(ctx, r, view.From)
	if err != nil {
		return err
	}
	now, err := w.d.Engine.Round(ctx, r, view.To)
	if err != nil {
		return err
	}
	view.Changes, view.Body = documents.Compare(old, now), documents.CompareBodies(old.Body, now.Body)
	return w.render(c, http.StatusOK, "compare", view)
}

// round reads the number of a round from the address.
func round(c echo.Context, name string, otherwise int) int {
	if n, err := strconv.Atoi(c.QueryParam(name)); err == nil {
		return n
	}
	return otherwise
}
