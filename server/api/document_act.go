package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

// actBody is what goes with an act; nothing of it is always needed. File is
// the SHA-256 of the file that was read.
type actBody struct {
	Comment string         `json:"comment" keep:"lines"`
	Date    documents.Date `json:"date"`
	File    string         `json:"file"`
}

// actOnDocument does one act of the flow on the version that If-Match names.
func (a *API) actOnDocument(c echo.Context, by *documents.Account) error {
	version, err := seen(c)
	if err != nil {
		return err
	}
	var body actBody
	if err := readOptionalBody(c, &body); err != nil {
		return err
	}
	r, err := a.d.Engine.Act(c.Request().Context(), by, recordID(c), workflow.Act{
		Action: workflow.Action(c.Param("action")), Comment: body.Comment, Seen: version,
		File: workflow.Hash(body.File), Date: body.Date,
	})
	if err != nil {
		return err
	}
	return a.showRecord(c, http.StatusOK, by, r)
}
