package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

type envelopeView struct {
	shell
	Record    workflow.RecordID
	From      string
	Place     string
	Reference string
	Envelopes []workflow.Envelope
}

// showEnvelopes shows the envelopes of a document, to print (Phụ lục IV).
func (w *Web) showEnvelopes(c echo.Context, by *documents.Account) error {
	r, err := w.record(c, by)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	unit, err := w.d.Auth.Unit(ctx, by)
	if err != nil {
		return err
	}
	envelopes, err := w.d.Engine.Envelopes(ctx, r)
	if err != nil {
		return err
	}
	return w.render(c, http.StatusOK, "envelope", envelopeView{
		w.shellFor(c, by, "Bì văn bản"), r.ID, documents.Upper(unit.Issuer.Name), unit.PlaceName(), r.Document.Reference.String(), envelopes,
	})
}
