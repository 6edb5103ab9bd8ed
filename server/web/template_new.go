package web

import (
	"errors"
	"net/url"
	"slices"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

// mostTemplate is the largest template that is read, in bytes: a logo and all.
const mostTemplate = 8 << 20

type newTemplateView struct {
	area
	F             filled
	Forms, Kinds  []choice
	Form, Builtin string // the form chosen, the program's template of it
	Report        *reportView
}

// showNewTemplate asks for a Word file for a form of Phụ lục III.
func (w *Web) showNewTemplate(c echo.Context, by *documents.Account) error {
	return w.askNewTemplate(c, by, templateAttempt{form: c.QueryParam("mau")})
}

// A templateAttempt is a file that was refused, and what was found in it.
type templateAttempt struct {
	attempt
	form   string
	report *reportView
}

func (w *Web) askNewTemplate(c echo.Context, by *documents.Account, before templateAttempt) error {
	all, err := w.d.Engine.Templates(c.Request().Context(), by)
	if err != nil {
		return err
	}
	builtin := slices.DeleteFunc(all, func(v documents.TemplateVersion) bool { return v.Unit != "" || len(v.Kinds) == 0 })
	i := max(0, slices.IndexFunc(builtin, func(v documents.TemplateVersion) bool { return string(v.Form) == before.form }))
	if before.form == "" {
		i = slices.IndexFunc(builtin, func(v documents.TemplateVersion) bool { return slices.Contains(v.Kinds, documents.Report) })
	}
	of := builtin[i]
	view := newTemplateView{
		area: w.adminArea(c, by, "/quan-tri/mau", "Thêm mẫu"), Form: string(of.Form), Builtin: "/quan-tri/mau/" + url.PathEscape(of.Version) + "/tep",
		Report: before.report,
	}
	for i := range builtin {
		row := w.templateRow(builtin, i)
		view.Forms = append(view.Forms, choice{string(row.Form), "Mẫu " + string(row.Form) + ": " + row.For, row.Form == of.Form})
	}
	fresh := url.Values{"name": {of.Name()}}
	for _, k := range of.Kinds {
		view.Kinds = append(view.Kinds, choice{Value: string(k), Text: k.Name()})
		fresh.Add("kinds", string(k))
	}
	if view.F, err = filledWith(before.attempt, fresh, nil); err != nil {
		return err
	}
	return w.render(c, before.status(), "template-new", view)
}

// addTemplate keeps the file as a new version, which is not used before it is
// activated; a file with faults is not kept, and they are shown.
func (w *Web) addTemplate(c echo.Context, by *documents.Account) error {
	up, err := upload(c, mostTemplate)
	var v *documents.TemplateVersion
	if err == nil {
		blank := workflow.Blank{Name: documents.OneLine(up.Get("name")), Form: documents.FormID(up.Get("form")), Note: up.Get("note"), File: up.File}
		for _, k := range up.Values["kinds"] {
			blank.Kinds = append(blank.Kinds, documents.Kind(k))
		}
		v, _, err = w.d.Engine.AddTemplate(c.Request().Context(), by, blank)
	}
	if err != nil {
		return retry(up.Values, err, func(before attempt) error {
			again := templateAttempt{attempt: before, form: up.Get("form")}
			if refused := (*documents.TemplateError)(nil); errors.As(err, &refused) {
				again.report = newReport(refused.Report)
			}
			return w.askNewTemplate(c, by, again)
		})
	}
	return seeOther(c, "/quan-tri/mau/"+url.PathEscape(v.Version)+"?xong=mau-moi")
}
