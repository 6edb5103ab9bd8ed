package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

type numbersView struct {
	area
	F        filled
	Patterns []choice
	Line     string // the Lưu line as the typed pattern makes it
	Kinds    []documents.KindRule
	Shared   []string // "Báo cáo, Kế hoạch: dãy BC"
}

// ownPattern is chosen where the office writes a pattern of its own.
const ownPattern = "khac"

// showNumbers shows the series of numbers and the pattern of the Lưu line.
func (w *Web) showNumbers(c echo.Context, by *documents.Account) error {
	return w.askNumbers(c, by, attempt{})
}

func (w *Web) askNumbers(c echo.Context, by *documents.Account, before attempt) error {
	unit, err := w.d.Auth.Unit(c.Request().Context(), by)
	if err != nil {
		return err
	}
	f, err := filledWith(before, writeNumbers(unit), unit)
	if err != nil {
		return err
	}
	readNumbers(f.Values, unit)
	return w.render(c, before.status(), "numbers", numbersView{
		w.adminArea(c, by, "/quan-tri/don-vi", "Dãy số và dòng Lưu"), f, patterns(), exampleLine(unit.Settings.Archive),
		documents.Kinds(), sharedSeries(unit),
	})
}

// saveNumbers stores them, or shows what they would make.
func (w *Web) saveNumbers(c echo.Context, by *documents.Account) error {
	f, err := form(c, smallForm)
	if err != nil {
		return err
	}
	if f.Get("then") == "xem" {
		return w.askNumbers(c, by, attempt{typed: f})
	}
	return w.changeUnit(c, by, unitChange{readNumbers, w.askNumbers, "/quan-tri/don-vi/so"})
}

// lookAtLine answers a script with the Lưu line of a pattern.
func (w *Web) lookAtLine(c echo.Context, _ *documents.Account) error {
	return c.String(http.StatusOK, exampleLine(documents.OneLine(c.QueryParam("mau"))))
}

func writeNumbers(u *documents.Unit) url.Values {
	f := url.Values{"pattern": {u.Settings.Archive}, "settings.archive": {u.Settings.Archive}}
	if !slices.ContainsFunc(patterns(), func(p choice) bool { return p.Value == u.Settings.Archive }) {
		f.Set("pattern", ownPattern)
	}
	for k, key := range u.Settings.Series {
		f.Set("settings.series."+string(k), key)
	}
	return f
}

func readNumbers(f url.Values, u *documents.Unit) {
	u.Settings.Archive = f.Get("pattern")
	if u.Settings.Archive == ownPattern {
		u.Settings.Archive = documents.OneLine(f.Get("settings.archive"))
	}
	u.Settings.Series = nil
	for _, k := range documents.Kinds() {
		if key := documents.OneLine(f.Get("settings.series." + string(k.Kind))); key != "" && key != string(k.Kind) {
			if u.Settings.Series == nil {
				u.Settings.Series = map[documents.Kind]string{}
			}
			u.Settings.Series[k.Kind] = key
		}
	}
}

// patterns are the usual patterns, each shown by the line it makes.
func patterns() []choice {
	var out []choice
	for _, p := range [...]struct{ pattern, says string }{
		{"", "theo Phụ lục I"}, {documents.GluedArchive, "viết liền tên"}, {documents.ParenArchive, "tên trong ngoặc"}, {documents.DashArchive, "gạch nối"},
	} {
		out = append(out, choice{Value: p.pattern, Text: exampleLine(p.pattern) + " (" + p.says + ")"})
	}
	return append(out, choice{Value: ownPattern, Text: "Mẫu riêng, ghi ở dưới"})
}

// exampleLine is the Lưu line that a pattern makes of a document.
func exampleLine(pattern string) string {
	return documents.Archive{Pattern: pattern, Unit: "VHXH", Drafter: "Hiếu", Copies: 10}.Line()
}

// sharedSeries says which kinds are numbered together.
func sharedSeries(u *documents.Unit) []string {
	var keys []string
	names := map[string][]string{}
	for _, k := range documents.Kinds() {
		key := u.Settings.SeriesOf(k.Kind)
		if names[key] == nil {
			keys = append(keys, key)
		}
		names[key] = append(names[key], k.Name)
	}
	var out []string
	for _, key := range keys {
		if len(names[key]) > 1 {
			out = append(out, "Dãy "+key+": "+strings.Join(names[key], ", "))
		}
	}
	return out
}
