package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

// An overdue is a document and how a limit of the decree stands with it.
type overdue struct {
	workflow.Summary
	limit
}

func overdues(list []workflow.Overdue, today documents.Date) []overdue {
	out := make([]overdue, len(list))
	for i, o := range list {
		out[i] = overdue{o.Summary, *newLimit(o.Duty, today)}
	}
	return out
}

// punctualityView tells how the limits were kept in a year.
type punctualityView struct {
	area
	Year  int
	Years []int
	Parts []punctualityPart
	Today documents.Date
}

type punctualityPart struct {
	workflow.Punctuality
	Shown []overdue
	Sum   int
}

// showPunctuality shows how the limits were kept in a year.
func (w *Web) showPunctuality(c echo.Context, by *documents.Account) error {
	today := w.d.Engine.Today()
	view := punctualityView{Year: round(c, "nam", today.Year), Years: lastYears(today.Year), Today: today}
	parts, err := w.d.Engine.Punctuality(c.Request().Context(), by, view.Year)
	if err != nil {
		return err
	}
	for _, p := range parts {
		view.Parts = append(view.Parts, punctualityPart{
			p, overdues(p.Late, today), p.InTime + p.Open + p.TooLate,
		})
	}
	view.area = w.registerArea(c, by, "/so-sach/thoi-han", "Thời hạn")
	return w.render(c, http.StatusOK, "punctuality", view)
}

// lastYears are the years that a page offers, the newest first.
func lastYears(year int) []int {
	var out []int
	for y := year; y > year-5; y-- {
		out = append(out, y)
	}
	return out
}
