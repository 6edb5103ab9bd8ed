package web

import (
	"net/url"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

// showNewAbsence asks who is away.
func (w *Web) showNewAbsence(c echo.Context, by *documents.Account) error {
	return w.askNewAbsence(c, by, attempt{})
}

func (w *Web) askNewAbsence(c echo.Context, by *documents.Account, before attempt) error {
	people, err := w.d.Auth.Accounts(c.Request().Context(), by)
	if err != nil {
		return err
	}
	f, err := filledWith(before, url.Values{"from": {w.d.Engine.Today().String()}}, nil)
	if err != nil {
		return err
	}
	return w.render(c, before.status(), "absence-new", absenceView{
		area: w.adminArea(c, by, "/quan-tri/vang-mat", "Ghi vắng mặt"), F: f, People: peopleChoices(people, "Chọn người"),
	})
}

// addAbsence stores it.
func (w *Web) addAbsence(c echo.Context, by *documents.Account) error {
	f, err := form(c, smallForm)
	if err != nil {
		return err
	}
	a, faults := readAbsence(f)
	if err = faults.Err(); err == nil {
		err = w.d.Engine.AddAbsence(c.Request().Context(), by, a)
	}
	if err != nil {
		return retry(f, err, func(before attempt) error { return w.askNewAbsence(c, by, before) })
	}
	return seeOther(c, "/quan-tri/vang-mat?xong=luu")
}
