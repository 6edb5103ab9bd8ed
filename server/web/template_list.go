package web

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

type templatesView struct {
	area
	Own, Builtin []templateRow
}

// A templateRow is a template version and what it is used for today.
type templateRow struct {
	documents.TemplateVersion
	Path   string
	Serves []string // kinds, by name
	For    string   // all kinds it could serve, by name
	Ours   bool     // of the office, not of the program
	State  powerState
}

// listTemplates shows the office's own templates and the program's.
func (w *Web) listTemplates(c echo.Context, by *documents.Account) error {
	all, err := w.d.Engine.Templates(c.Request().Context(), by)
	if err != nil {
		return err
	}
	view := templatesView{area: w.adminArea(c, by, "/quan-tri/mau", "Mẫu văn bản")}
	for i := range all {
		if row := w.templateRow(all, i); row.Ours {
			view.Own = append(view.Own, row)
		} else {
			view.Builtin = append(view.Builtin, row)
		}
	}
	return w.render(c, http.StatusOK, "templates", view)
}

// templateRow is the i-th of all templates as it stands among the others.
func (w *Web) templateRow(all []documents.TemplateVersion, i int) templateRow {
	v, today := all[i], w.d.Engine.Today()
	row := templateRow{TemplateVersion: v, Path: "/quan-tri/mau/" + url.PathEscape(v.Version), Ours: v.Unit != ""}
	for _, kind := range v.Kinds {
		used, ok := documents.InUse(all, documents.TemplatePage{Form: v.Form, Kind: kind}, today)
		if ok && used.Version == v.Version && row.Ours || !ok && !row.Ours {
			row.Serves = append(row.Serves, kind.Name())
		}
	}
	row.For = kindNames(v.Kinds)
	switch {
	case len(row.Serves) > 0:
		row.State = powerState{Text: "đang dùng", Tone: "good"}
	case !v.From.IsZero() && today.Before(v.From):
		row.State = powerState{Text: "dùng từ " + v.From.Short(), Tone: "wait"}
	case !row.Ours || !v.From.IsZero():
		row.State = powerState{Text: "đã có mẫu khác thay", Tone: "ended"}
	default:
		row.State = powerState{Text: "chưa dùng", Tone: "ended"}
	}
	return row
}

// kindNames are the names of kinds in one line.
func kindNames(kinds []documents.Kind) string {
	if len(kinds) == len(documents.Kinds()) {
		return "mọi loại văn bản"
	}
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = k.Name()
	}
	return strings.Join(names, ", ")
}
