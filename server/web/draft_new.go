package web

import (
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

type newView struct {
	shell
	Kinds   []documents.KindRule
	From    *workflow.Record // an earlier document to begin with
	Text    string
	Earlier []row
	Typed   url.Values
	Failure *failure
}

// showNew asks what is to be written, and what to begin with.
func (w *Web) showNew(c echo.Context, by *documents.Account) error {
	return w.askNew(c, by, attempt{})
}

func (w *Web) askNew(c echo.Context, by *documents.Account, before attempt) error {
	view := newView{
		shell: w.shellFor(c, by, "Soạn văn bản"), Kinds: documents.Kinds(), Text: documents.OneLine(c.QueryParam("q")),
		Typed: before.typed, Failure: before.failure,
	}
	ctx := c.Request().Context()
	if id := c.QueryParam("tu"); id != "" {
		r, err := w.d.Engine.Get(ctx, by, workflow.RecordID(id))
		if err != nil {
			return err
		}
		view.From = r
	}
	if view.Text != "" {
		page, err := w.d.Engine.List(ctx, by, workflow.Query{Flow: workflow.OutgoingFlow, Text: view.Text, Limit: 10})
		if err != nil {
			return err
		}
		if view.Earlier, err = w.rows(ctx, by, page.Items); err != nil {
			return err
		}
	}
	return w.render(c, before.status(), "new", view)
}

// createDraft begins a document: a blank of a kind, or what an earlier one says.
func (w *Web) createDraft(c echo.Context, by *documents.Account) error {
	f, err := form(c, smallForm)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	doc := documents.Document{Kind: documents.Kind(f.Get("kind")), Abstract: documents.Clean(f.Get("abstract"))}
	if id := f.Get("from"); id != "" {
		r, err := w.d.Engine.Get(ctx, by, workflow.RecordID(id))
		if err != nil {
			return err
		}
		doc = again(&r.Document, doc.Abstract)
	}
	r, err := w.d.Engine.Create(ctx, by, doc)
	if err != nil {
		fail := newFailure(err)
		if fail.Status >= http.StatusInternalServerError {
			return err
		}
		return w.askNew(c, by, attempt{f, fail})
	}
	return seeOther(c, "/van-ban/"+string(r.ID)+"/soan")
}

// again returns an earlier document as the start of a new one: without what
// only that one had.
func again(old *documents.Document, abstract string) documents.Document {
	doc := *old
	doc.Reference, doc.Date, doc.Sealed, doc.Copy = documents.Reference{}, documents.Date{}, documents.Moment{}, documents.Copy{}
	doc.Drafting, doc.Answers = documents.Drafting{}, nil
	doc.Archive, doc.Deadline = documents.Archive{}, documents.Date{}
	doc.Issuer = documents.Issuer{Symbol: old.Issuer.Symbol}
	doc.Signatory = documents.Signatory{Account: old.Signatory.Account}
	if abstract != "" {
		doc.Abstract = abstract
	}
	return doc
}
