package web

import (
	"net/url"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

type daysView struct {
	area
	F        filled
	Rows     []int
	Works    []choice
	Year     int
	Years    []int
	Holidays []documents.Holiday
}

// dayFields of a row are typed; a row without them is no row.
var dayFields = []string{"day", "note"}

// worksChoices are what a day can be other than the calendar has it.
var worksChoices = [...]choice{{Value: "", Text: "Nghỉ"}, {Value: "1", Text: "Làm việc (làm bù)"}}

// showDays shows the holidays of a year and the days that the office entered.
func (w *Web) showDays(c echo.Context, by *documents.Account) error {
	return w.askDays(c, by, attempt{})
}

func (w *Web) askDays(c echo.Context, by *documents.Account, before attempt) error {
	unit, err := w.d.Auth.Unit(c.Request().Context(), by)
	if err != nil {
		return err
	}
	f, err := filledWith(before, writeDays(unit), unit)
	if err != nil {
		return err
	}
	today := w.d.Engine.Today().Year
	year := round(c, "nam", today)
	return w.render(c, before.status(), "days", daysView{
		w.adminArea(c, by, "/quan-tri/don-vi", "Lịch làm việc"), f, rows(count(f.Values, "settings.days", dayFields...)),
		worksChoices[:], year, []int{today - 1, today, today + 1}, documents.Holidays(year),
	})
}

// saveDays stores the days that are otherwise than the calendar has them.
func (w *Web) saveDays(c echo.Context, by *documents.Account) error {
	return w.changeUnit(c, by, unitChange{readDays, w.askDays, "/quan-tri/don-vi/lich"})
}

func writeDays(u *documents.Unit) url.Values {
	f := url.Values{}
	for i, d := range u.Settings.Days {
		f.Set(part("settings.days", i, "day"), d.Day.String())
		f.Set(part("settings.days", i, "works"), ticked(d.Works))
		f.Set(part("settings.days", i, "note"), d.Note)
	}
	return f
}

// readDays reads the rows. What is no day is left for Check to name.
func readDays(f url.Values, u *documents.Unit) {
	u.Settings.Days = nil
	for i := range closeUp(f, "settings.days", dayFields, "works") {
		day, _ := documents.ParseDate(f.Get(part("settings.days", i, "day")))
		u.Settings.Days = append(u.Settings.Days, documents.DayChange{
			Day: day, Works: f.Get(part("settings.days", i, "works")) != "", Note: documents.OneLine(f.Get(part("settings.days", i, "note"))),
		})
	}
}
