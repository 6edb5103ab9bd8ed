package web

import (
	"context"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/templates/preview"
	"vanthu/workflow"
)

// bigForm is the most that is read of a form with a text, in bytes.
const bigForm = 16 << 20

// editorView is the page where a draft is written.
type editorView struct {
	shell
	Record     *workflow.Record
	Typed      url.Values
	Save       int64  // of the text that was typed and not saved; 0 for none
	Recovered  string // when that text was typed
	Held       string // who else is writing; "" when the person may
	Failure    *failure
	Unread     []string // what a file or a paste had and the draft has not
	Kinds      []documents.KindRule
	Form       documents.Form
	Issuers    []documents.Issuer
	Signers    []workflow.Signing
	Slots      []int // numbers of the attachments that have fields
	Collective bool
	Look       lookView
}

// lookView is the page of the draft as it is typed, and what is wrong with it.
type lookView struct {
	Page     template.HTML
	Faults   []check // against saving
	Lacks    []check // against submitting
	Warnings []check
}

// editDraft shows the form of a draft: what was typed and not saved, if there
// is something, else the draft as saved.
func (w *Web) editDraft(c echo.Context, by *documents.Account) error {
	d, err := w.d.Engine.Open(c.Request().Context(), by, workflow.RecordID(c.Param("id")), c.QueryParam("nhan") != "")
	if err != nil {
		return err
	}
	view := &editorView{Record: d.Record, Typed: writeDraft(&d.Record.Document)}
	if s := d.Scratch; s != nil && s.Base == d.Record.Version {
		view.Typed, view.Save = s.Fields, s.Save
		if !saysThe(&d.Record.Document, s.Fields) {
			view.Recovered = moment(s.At)
		}
	} else if s != nil {
		view.Save = s.Save
	}
	if !d.Mine(by) {
		view.Held = d.Hold.Name
	}
	return w.showEditor(c, by, http.StatusOK, view)
}

// takeOver makes the person the one who writes the draft.
func (w *Web) takeOver(c echo.Context, by *documents.Account) error {
	id := workflow.RecordID(c.Param("id"))
	if _, err := w.d.Engine.Open(c.Request().Context(), by, id, true); err != nil {
		return err
	}
	return seeOther(c, "/van-ban/"+string(id)+"/soan")
}

// showEditor fills in what the form offers to choose from, and shows it.
func (w *Web) showEditor(c echo.Context, by *documents.Account, status int, v *editorView) error {
	v.shell = w.shellFor(c, by, "Soạn "+nameOf(v.Record))
	v.Wide = true
	v.Kinds, v.Unread = documents.Kinds(), v.Typed[unreadField]
	ctx := c.Request().Context()
	doc, err := w.typedDocument(ctx, by, v.Record, v.Typed)
	if err != nil {
		return err
	}
	v.Form, _ = doc.Form()
	if err := w.offer(ctx, by, v, doc); err != nil {
		return err
	}
	if v.Look, err = w.look(ctx, by, v.Record.ID, doc); err != nil {
		return err
	}
	return w.render(c, status, "editor", v)
}

// offer reads what there is to choose from.
func (w *Web) offer(ctx context.Context, by *documents.Account, v *editorView, doc documents.Document) error {
	unit, err := w.d.Auth.Unit(ctx, by)
	if err != nil {
		return err
	}
	v.Issuers = append([]documents.Issuer{unit.Issuer}, unit.Issuers...)
	for _, d := range unit.Divisions {
		if d.Seal {
			v.Issuers = append(v.Issuers, documents.Issuer{Name: d.Name, Symbol: d.Symbol})
		}
	}
	issuer, _ := unit.Issuing(doc.Issuer.Symbol)
	rule, _ := issuer.Rule()
	v.Collective = rule.Collective
	v.Signers, err = w.d.Engine.Signatories(ctx, by, doc, w.d.Engine.Today())
	if errors.Is(err, documents.ErrInvalid) {
		err = nil // the checks beside the form name the field
	}
	for i := range len(doc.Attachments) + 1 {
		v.Slots = append(v.Slots, i)
	}
	return err
}

// typedDocument reads a form over the record that it is of.
func (w *Web) typedDocument(ctx context.Context, by *documents.Account, r *workflow.Record, typed url.Values) (documents.Document, error) {
	groups, err := w.d.Engine.Groups(ctx, by)
	if err != nil {
		return documents.Document{}, err
	}
	return draftReader{typed, &r.Document, groups}.read(), nil
}

// look makes the page of a draft and says what is wrong with it.
func (w *Web) look(ctx context.Context, by *documents.Account, id workflow.RecordID, doc documents.Document) (lookView, error) {
	t, err := w.d.Engine.Try(ctx, by, id, doc)
	if err != nil {
		return lookView{}, err
	}
	v := lookView{Faults: checksOf(t.Faults), Lacks: checksOf(t.Lacks), Warnings: checksOf(t.Warnings)}
	for i := range v.Faults {
		v.Faults[i].Wrong = true
	}
	if t.File == nil {
		return v, nil
	}
	page, err := preview.HTML(t.File, preview.Options{Picture: pictureAt(id)})
	if err != nil {
		return v, fmt.Errorf("show the page of %s: %w", id, err)
	}
	v.Page = page.HTML
	return v, nil
}
