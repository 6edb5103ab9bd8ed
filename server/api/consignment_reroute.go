package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

// rerouteBody says how a message goes on that could not be delivered.
type rerouteBody struct {
	How  workflow.Detour `json:"how"`
	Note string          `json:"note"`
}

// rerouteConsignment does what văn thư decided, on the version that If-Match names.
func (a *API) rerouteConsignment(c echo.Context, by *documents.Account) error {
	version, err := seen(c)
	if err != nil {
		return err
	}
	var body rerouteBody
	if err := readBody(c, smallBody, &body); err != nil {
		return err
	}
	r, err := a.d.Engine.Reroute(c.Request().Context(), by, recordID(c), workflow.Rerouting{
		Seen: version, Consignment: c.Param("consignment"), How: body.How, Note: body.Note,
	})
	if err != nil {
		return err
	}
	return a.showRecord(c, http.StatusOK, by, r)
}
