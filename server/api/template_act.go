package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

// templateActBody is what goes with an act on a template; nothing of it is
// always needed.
type templateActBody struct {
	From documents.Date `json:"from"`
	Note string         `json:"note"`
}

// actOnTemplate puts a version to use or takes it out of use, as If-Match saw
// it.
func (a *API) actOnTemplate(c echo.Context, by *documents.Account) error {
	version, err := seen(c)
	if err != nil {
		return err
	}
	var body templateActBody
	if err := readOptionalBody(c, &body); err != nil {
		return err
	}
	v, err := a.d.Engine.ActOnTemplate(c.Request().Context(), by, workflow.TemplateAct{
		Version: templateID(c), Action: documents.TemplateAction(c.Param("action")), Seen: int64(version), From: body.From, Note: body.Note,
	})
	if err != nil {
		return err
	}
	_, file, err := a.d.Engine.Template(c.Request().Context(), by, v.Version)
	if err != nil {
		return err
	}
	return a.showJudged(c, by, judged{http.StatusOK, v, a.d.Engine.Examine(v, file)})
}
