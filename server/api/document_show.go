package api

import (
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

// showDocument shows a record of the person's unit.
func (a *API) showDocument(c echo.Context, by *documents.Account) error {
	r, err := a.record(c, by)
	if err != nil {
		return err
	}
	return a.showRecord(c, http.StatusOK, by, r)
}

// record returns the record that the path names.
func (a *API) record(c echo.Context, by *documents.Account) (*workflow.Record, error) {
	r, err := a.d.Engine.Get(c.Request().Context(), by, recordID(c))
	if err == nil && r.Incoming != nil {
		return nil, fmt.Errorf("document %s is one that came: %w", r.ID, documents.ErrNotFound)
	}
	return r, err
}

func recordID(c echo.Context) workflow.RecordID { return workflow.RecordID(c.Param("id")) }
