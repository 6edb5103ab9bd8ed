package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

// deadlineBody is a new deadline, none for no deadline, and why.
type deadlineBody struct {
	Deadline documents.Date `json:"deadline"`
	Comment  string         `json:"comment"`
}

// setDeadline changes the deadline of a document on its way, on the version that
// If-Match names.
func (a *API) setDeadline(c echo.Context, by *documents.Account) error {
	version, err := seen(c)
	if err != nil {
		return err
	}
	var body deadlineBody
	if err := readBody(c, smallBody, &body); err != nil {
		return err
	}
	r, err := a.d.Engine.SetDeadline(c.Request().Context(), by, recordID(c), workflow.DeadlineChange{
		Seen: version, Day: body.Deadline, Reason: body.Comment,
	})
	if err != nil {
		return err
	}
	return a.showRecord(c, http.StatusOK, by, r)
}
