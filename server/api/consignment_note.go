package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

// noteBody says what became of the sending to one recipient.
type noteBody struct {
	Outcome string         `json:"outcome"`
	On      documents.Date `json:"on"`
	Reason  string         `json:"reason"`
}

// noteConsignment keeps what văn thư knows of a sending, on the version that If-Match
// names.
func (a *API) noteConsignment(c echo.Context, by *documents.Account) error {
	version, err := seen(c)
	if err != nil {
		return err
	}
	var body noteBody
	if err := readBody(c, smallBody, &body); err != nil {
		return err
	}
	r, err := a.d.Engine.NoteOutcome(c.Request().Context(), by, recordID(c), workflow.ConsignmentNote{
		Seen: version, Consignment: c.Param("consignment"), Outcome: workflow.Outcome(body.Outcome), On: body.On, Reason: body.Reason,
	})
	if err != nil {
		return err
	}
	return a.showRecord(c, http.StatusOK, by, r)
}
