package web

import (
	"net/http"
	"net/url"
	"strconv"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

// keepDraft stores what a person has typed and not saved. A script sends it
// every few seconds and as the page is left; the answer is the number of the
// save, which the next one names.
func (w *Web) keepDraft(c echo.Context, by *documents.Account) error {
	f, err := form(c, bigForm)
	if err != nil {
		return err
	}
	typed, err := scratchOf(c, f)
	if err != nil {
		return err
	}
	save, err := w.d.Engine.KeepTyped(c.Request().Context(), by, typed)
	if err != nil {
		return err
	}
	return c.String(http.StatusOK, strconv.FormatInt(save, 10))
}

// scratchOf reads a form as what was typed.
func scratchOf(c echo.Context, f url.Values) (workflow.Scratch, error) {
	base, err := seenIn(f)
	if err != nil {
		return workflow.Scratch{}, err
	}
	save, err := strconv.ParseInt(f.Get("save"), 10, 64)
	if err != nil {
		return workflow.Scratch{}, errForm
	}
	f.Del("save")
	f.Del("seen")
	f.Del("then")
	return workflow.Scratch{
		ScratchKey: workflow.ScratchKey{Record: workflow.RecordID(c.Param("id"))}, Base: base, Save: save, Fields: f,
	}, nil
}

// dropDraft forgets what was typed and not saved.
func (w *Web) dropDraft(c echo.Context, by *documents.Account) error {
	id := workflow.RecordID(c.Param("id"))
	if err := w.d.Engine.Forget(c.Request().Context(), by, id); err != nil {
		return err
	}
	return seeOther(c, "/van-ban/"+string(id)+"/soan")
}
