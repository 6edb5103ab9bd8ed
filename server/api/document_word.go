package api

import (
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/server/taking"
	"vanthu/workflow"
)

// wordBody is the largest Word file that is read, in bytes.
const wordBody = 16 << 20

// wordView is a draft that was made of a Word file. Unread says what the file has
// and the draft has not.
type wordView struct {
	Record *documentView `json:"record"`
	Unread []string      `json:"unread"`
}

// createFromWord begins a document with what the Word file in the body says.
func (a *API) createFromWord(c echo.Context, by *documents.Account) error {
	file, err := bodyOf(c, wordBody)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	start := taking.Start{File: file, Kind: documents.Kind(c.QueryParam("kind"))}
	if start.Unit, err = a.d.Auth.Unit(ctx, by); err != nil {
		return err
	}
	if start.Groups, err = a.d.Engine.Groups(ctx, by); err != nil {
		return err
	}
	t, err := taking.New(start)
	if errors.Is(err, taking.ErrNoKind) {
		return documents.FieldErrors{{Field: "kind", Rule: documents.RuleRequired}}
	}
	if err != nil {
		return err
	}
	r, err := a.d.Engine.Create(ctx, by, t.Document())
	if err != nil {
		return err
	}
	return a.showTaken(c, by, taken{http.StatusCreated, r, t.Unread(&r.Document)})
}

// reviseFromWord makes the Word file in the body, the draft's own that was edited,
// the next version of the draft that If-Match names.
func (a *API) reviseFromWord(c echo.Context, by *documents.Account) error {
	version, err := seen(c)
	if err != nil {
		return err
	}
	file, err := bodyOf(c, wordBody)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	r, err := a.record(c, by)
	if err != nil {
		return err
	}
	own, err := a.d.Engine.Try(ctx, by, r.ID, r.Document) // the page that is edited, for who may write it
	if err != nil {
		return err
	}
	edited := taking.Edited{File: file, Own: own.File, Draft: &r.Document}
	if edited.Groups, err = a.d.Engine.Groups(ctx, by); err != nil {
		return err
	}
	t, err := taking.Back(edited)
	if err != nil {
		return err
	}
	if r, err = a.d.Engine.Revise(ctx, by, r.ID, version, t.Document()); err != nil {
		return err
	}
	return a.showTaken(c, by, taken{http.StatusOK, r, t.Unread(&r.Document)})
}

// A taken is an answer with a draft that was made of a Word file.
type taken struct {
	status int
	record *workflow.Record
	unread []string
}

func (a *API) showTaken(c echo.Context, by *documents.Account, t taken) error {
	view, err := a.viewRecord(c.Request().Context(), by, t.record)
	if err != nil {
		return err
	}
	a.nameRecord(c, t.status, t.record)
	return c.JSON(t.status, wordView{view, append([]string{}, t.unread...)})
}
