package web

import (
	"errors"
	"net/url"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

type signersView struct {
	area
	F                         filled
	Kinds, Issuers, Divisions []choice
	Rows                      []signerRow
}

// A signerRow is how one person would sign, or why not.
type signerRow struct {
	workflow.Signing
	Why string // not
}

// listSigners shows who may sign a document of a kind, issuer and division on a
// day, in which lines and by what, and why the others may not.
func (w *Web) listSigners(c echo.Context, by *documents.Account) error {
	ctx := c.Request().Context()
	unit, err := w.d.Auth.Unit(ctx, by)
	if err != nil {
		return err
	}
	q := c.QueryParams()
	if q.Get("kind") == "" {
		q.Set("kind", string(documents.Report))
	}
	if q.Get("on") == "" {
		q.Set("on", w.d.Engine.Today().String())
	}
	view := signersView{
		area: w.adminArea(c, by, "/quan-tri/nguoi-ky", "Ai ký được"), F: filled{Values: q},
		Kinds: kindChoices(), Issuers: issuerChoices(unit), Divisions: divisionChoices(unit, "Mọi phòng"),
	}
	if view.Rows, err = w.signers(c, by, q); err != nil {
		view.F.Failure = newFailure(err)
		if !errors.Is(err, documents.ErrInvalid) {
			return err
		}
	}
	return w.render(c, attempt{failure: view.F.Failure}.status(), "signers", view)
}

func (w *Web) signers(c echo.Context, by *documents.Account, q url.Values) ([]signerRow, error) {
	days := dayReader{f: q}
	day := days.day("on")
	if err := days.faults.Err(); err != nil {
		return nil, err
	}
	doc := documents.Document{
		Kind: documents.Kind(q.Get("kind")), Of: documents.Authorship(q.Get("of")), Issuer: documents.Issuer{Symbol: q.Get("issuer")},
		Drafting: documents.Drafting{Symbol: q.Get("field")},
	}
	all, err := w.d.Engine.Signatories(c.Request().Context(), by, doc, day)
	if err != nil {
		return nil, err
	}
	var out []signerRow
	for _, s := range all {
		row := signerRow{Signing: s}
		if s.Against != nil {
			row.Why = workflow.SayAll(documents.FieldErrors{s.Against})[0].Detail
		}
		out = append(out, row)
	}
	return out, nil
}

func kindChoices() []choice {
	var out []choice
	for _, k := range documents.Kinds() {
		out = append(out, choice{Value: string(k.Kind), Text: k.Name})
	}
	return out
}

// issuerChoices are all that issue documents in the office.
func issuerChoices(unit *documents.Unit) []choice {
	out := []choice{{Value: unit.Issuer.Symbol, Text: unit.Issuer.Name}}
	for _, i := range unit.Issuers {
		out = append(out, choice{Value: i.Symbol, Text: i.Name})
	}
	for _, d := range unit.Divisions {
		if d.Seal {
			out = append(out, choice{Value: d.Symbol, Text: d.Name})
		}
	}
	return out
}
