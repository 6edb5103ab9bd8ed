package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

type copyView struct {
	area
	F       filled
	Source  *workflow.Record
	Forms   []choice
	Natures []choice // of what came; nil of the office's own
	Media   []choice
	Signers []choice
	Parts   []choice // paragraphs to choose from for an extract
}

// copyNatures are what a paper that came may be.
var copyNatures = [...]choice{
	{Value: string(workflow.AnOriginal), Text: "Bản gốc, bản chính"}, {Value: string(workflow.AFullCopy), Text: "Bản sao y"},
	{Value: string(workflow.AnyCopy), Text: "Bản sao lục, bản trích sao"},
}

// copyMedia are what a copy is made on.
var copyMedia = [...]choice{{Value: "", Text: "Bản giấy"}, {Value: "1", Text: "Bản điện tử: bản quét có chữ ký số của cơ quan"}}

// showCopy asks what copy is to be made of a document.
func (w *Web) showCopy(c echo.Context, by *documents.Account) error {
	return w.askCopy(c, by, attempt{})
}

func (w *Web) askCopy(c echo.Context, by *documents.Account, before attempt) error {
	ctx := c.Request().Context()
	source, err := w.d.Engine.Get(ctx, by, workflow.RecordID(c.QueryParam("van-ban")))
	if err != nil {
		return err
	}
	f, err := filledWith(before, url.Values{"nature": {""}, "electronic": {""}}, nil)
	if err != nil {
		return err
	}
	view := copyView{F: f, Source: source, Media: copyMedia[:]}
	if source.Incoming != nil {
		view.Natures = copyNatures[:]
	}
	for _, form := range documents.CopyForms() {
		view.Forms = append(view.Forms, choice{Value: string(form), Text: form.Name()})
	}
	if view.Signers, err = w.copySigners(c, by, source); err != nil {
		return err
	}
	for i, block := range source.Document.Body {
		if text := strings.TrimSpace(block.Mark + " " + block.Text.Plain()); text != "" {
			view.Parts = append(view.Parts, choice{Value: strconv.Itoa(i), Text: quote(text)})
		}
	}
	view.area = w.registerArea(c, by, "/so-sach/sao", "Sao văn bản")
	return w.render(c, before.status(), "copy-new", view)
}

// copySigners are who may sign a copy today, and in which right (Điều 27 khoản 1).
func (w *Web) copySigners(c echo.Context, by *documents.Account, source *workflow.Record) ([]choice, error) {
	unit, err := w.d.Auth.Unit(c.Request().Context(), by)
	if err != nil {
		return nil, err
	}
	probe := documents.Document{Kind: source.Document.Kind, Issuer: unit.Issuer, Of: documents.OfHead}
	all, err := w.d.Engine.Signatories(c.Request().Context(), by, probe, w.d.Engine.Today())
	if err != nil {
		return nil, err
	}
	var out []choice
	for _, s := range all {
		if s.Against == nil {
			out = append(out, choice{Value: string(s.Account.ID), Text: s.Account.Name + ", " + strings.Join(s.Signatory.Lines(), " ")})
		}
	}
	return out, nil
}

// makeCopy begins the copy.
func (w *Web) makeCopy(c echo.Context, by *documents.Account) error {
	f, err := form(c, smallForm)
	if err != nil {
		return err
	}
	ask := workflow.CopyRequest{
		Of: workflow.RecordID(c.QueryParam("van-ban")), Form: documents.CopyForm(f.Get("copy.form")), Nature: workflow.Nature(f.Get("nature")),
		Electronic: f.Get("electronic") != "", Signatory: documents.AccountID(f.Get("copy.signatory")),
		Recipients: strings.Split(f.Get("copy.recipients"), "\n"),
	}
	for _, part := range f["paragraphs"] {
		if n, err := strconv.Atoi(part); err == nil {
			ask.Paragraphs = append(ask.Paragraphs, n)
		}
	}
	r, err := w.d.Engine.MakeCopy(c.Request().Context(), by, ask)
	if err != nil {
		return retry(f, err, func(before attempt) error { return w.askCopy(c, by, before) })
	}
	return seeOther(c, "/van-ban/"+string(r.ID)+"?xong=sao")
}

// showCopyPart shows the part that stands below a copied text, to be printed at the end
// of a photocopy (form 3.1).
func (w *Web) showCopyPart(c echo.Context, by *documents.Account) error {
	r, err := w.record(c, by)
	if err != nil {
		return err
	}
	if r.Document.Copy.Form == "" {
		return documents.ErrNotFound
	}
	unit, err := w.d.Auth.Unit(c.Request().Context(), by)
	if err != nil {
		return err
	}
	view := paperView{shell: w.shellFor(c, by, r.Title()), Record: r, Unit: unit, Today: w.d.Engine.Today()}
	return w.render(c, http.StatusOK, "copy-part", view)
}
