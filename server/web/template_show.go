package web

import (
	"fmt"
	"net/url"
	"slices"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

type templateView struct {
	area
	F      filled
	Row    *templateRow
	Report *reportView
	Events []string
}

// A reportView is what the doctor found in a file, by how much it weighs.
type reportView struct {
	Groups []findingGroup
	Fields []documents.TemplateField
}

// A findingGroup are the findings of one severity.
type findingGroup struct {
	Severity documents.Severity
	Title    string
	Findings []documents.TemplateFinding
}

func newReport(r documents.TemplateReport) *reportView {
	view := &reportView{Fields: r.Fields}
	for _, s := range [...]findingGroup{
		{Severity: documents.SeverityError, Title: "Lỗi: phải sửa thì mới dùng được"},
		{Severity: documents.SeverityWarn, Title: "Cảnh báo: trang chưa đúng thể thức"},
		{Severity: documents.SeverityInfo, Title: "Ghi chú: không phải làm gì"},
	} {
		for _, f := range r.Findings {
			if f.Severity == s.Severity {
				s.Findings = append(s.Findings, f)
			}
		}
		if len(s.Findings) > 0 {
			view.Groups = append(view.Groups, s)
		}
	}
	return view
}

// templateName is the version that the address names; @ may come escaped.
func templateName(c echo.Context) string {
	name, err := url.PathUnescape(c.Param("version"))
	if err != nil {
		return c.Param("version") // there is none of that name
	}
	return name
}

// showTemplate shows a version, what the doctor finds in it now and what was
// done with it.
func (w *Web) showTemplate(c echo.Context, by *documents.Account) error {
	return w.askTemplate(c, by, attempt{})
}

func (w *Web) askTemplate(c echo.Context, by *documents.Account, before attempt) error {
	ctx := c.Request().Context()
	v, file, err := w.d.Engine.Template(ctx, by, templateName(c))
	if err != nil {
		return err
	}
	all, err := w.d.Engine.Templates(ctx, by)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(all, func(x documents.TemplateVersion) bool { return x.Version == v.Version })
	if i < 0 {
		return fmt.Errorf("find template %s among all: %w", v.Version, documents.ErrNotFound)
	}
	f, err := filledWith(before, url.Values{"from": {w.d.Engine.Today().String()}}, v.Writes)
	if err != nil {
		return err
	}
	row := w.templateRow(all, i)
	view := templateView{
		area: w.adminArea(c, by, "/quan-tri/mau", "Mẫu "+v.Name()), F: f, Row: &row, Report: newReport(w.d.Engine.Examine(v, file)),
	}
	for _, e := range v.History {
		view.Events = append(view.Events, templateEvent(e))
	}
	return w.render(c, before.status(), "template", view)
}

// templateEvent is an act on a template as a sentence.
func templateEvent(e documents.TemplateEvent) string {
	what := map[documents.TemplateAction]string{
		documents.AddTemplate: "thêm mẫu", documents.ActivateTemplate: "đưa vào dùng từ " + e.From.Short(), documents.RetireTemplate: "ngừng dùng",
	}[e.Action]
	text := moment(e.At) + ", " + e.Name + " " + what
	if e.Note != "" {
		text += ": " + e.Note
	}
	return text
}
