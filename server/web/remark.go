package web

import (
	"context"
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

// addRemark puts a comment on a paragraph of the page.
func (w *Web) addRemark(c echo.Context, by *documents.Account) error {
	f, seen, err := seenForm(c)
	if err != nil {
		return err
	}
	r, err := w.record(c, by)
	if err != nil {
		return err
	}
	remark := workflow.Remark{Text: f.Get("text")}
	if remark.Anchor, remark.Quote, err = w.paragraph(c.Request().Context(), by, r, f.Get("anchor")); err != nil {
		return err
	}
	_, err = w.d.Engine.AddRemark(c.Request().Context(), by, r.ID, seen, remark)
	return w.afterChange(c, by, "#gop-y", err)
}

// paragraph returns a paragraph of the page that stands for r now and how it
// begins; none when the page has none by that name.
func (w *Web) paragraph(ctx context.Context, by *documents.Account, r *workflow.Record, anchor string) (name, begins string, err error) {
	page, err := w.pageOf(ctx, by, r)
	if err != nil {
		return "", "", err
	}
	for _, b := range page.Blocks {
		if b.Anchor == anchor {
			return b.Anchor, b.Text, nil
		}
	}
	return "", "", nil
}

// settleRemark marks a comment as done.
func (w *Web) settleRemark(c echo.Context, by *documents.Account) error {
	_, seen, err := seenForm(c)
	if err != nil {
		return err
	}
	id := workflow.RecordID(c.Param("id"))
	_, err = w.d.Engine.SettleRemark(c.Request().Context(), by, id, seen, c.Param("remark"))
	return w.afterChange(c, by, "#gop-y", err)
}

// afterChange goes back to the document, at a place of it, or shows there what was
// wrong.
func (w *Web) afterChange(c echo.Context, by *documents.Account, place string, err error) error {
	if err == nil {
		return seeOther(c, "/van-ban/"+c.Param("id")+place)
	}
	fail := newFailure(err)
	if fail.Status >= http.StatusInternalServerError || fail.Status == http.StatusNotFound {
		return err
	}
	r, err := w.record(c, by)
	if err != nil {
		return err
	}
	view, err := w.viewDocument(c, by, r)
	if err != nil {
		return err
	}
	view.Failure = fail
	return w.render(c, fail.Status, "document", view)
}
