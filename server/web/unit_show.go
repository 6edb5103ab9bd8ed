package web

import (
	"net/url"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

type unitView struct {
	area
	F        filled
	Place    string // as it would be without a setting
	Checkers []choice
	Directs  []choice
}

// checkers are who may check the form of documents (Điều 12 khoản 2).
var checkers = [...]choice{
	{string(documents.OfficeChecks), "Chánh Văn phòng, người đứng đầu Văn phòng", false},
	{string(documents.ClerkChecks), "Văn thư", false},
}

var directs = [...]choice{
	{string(documents.OfficeDirects), "Chánh Văn phòng, người đứng đầu Văn phòng", false},
	{string(documents.ChairDirects), "Chủ tịch", false},
}

// showUnit shows what the office says of itself.
func (w *Web) showUnit(c echo.Context, by *documents.Account) error {
	return w.askUnit(c, by, attempt{})
}

func (w *Web) askUnit(c echo.Context, by *documents.Account, before attempt) error {
	unit, err := w.d.Auth.Unit(c.Request().Context(), by)
	if err != nil {
		return err
	}
	f, err := filledWith(before, writeUnit(unit), unit)
	if err != nil {
		return err
	}
	plain := *unit
	plain.Place = ""
	return w.render(c, before.status(), "unit", unitView{
		w.adminArea(c, by, "/quan-tri/don-vi", "Đơn vị"), f, plain.PlaceName(), checkers[:], directs[:],
	})
}

// saveUnit stores what the office says of itself.
func (w *Web) saveUnit(c echo.Context, by *documents.Account) error {
	return w.changeUnit(c, by, unitChange{readUnit, w.askUnit, "/quan-tri/don-vi"})
}

// A unitChange is one of the forms that change a part of the office's
// settings.
type unitChange struct {
	read func(url.Values, *documents.Unit)
	ask  func(echo.Context, *documents.Account, attempt) error
	path string
}

func (w *Web) changeUnit(c echo.Context, by *documents.Account, change unitChange) error {
	f, err := form(c, smallForm)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	unit, err := w.d.Auth.Unit(ctx, by)
	if err != nil {
		return err
	}
	err = unchanged(f, unit)
	change.read(f, unit)
	if err == nil {
		err = w.d.Auth.ChangeUnit(ctx, by, unit)
	}
	if err != nil {
		return retry(f, err, func(before attempt) error { return change.ask(c, by, before) })
	}
	return seeOther(c, change.path+"?xong=luu")
}

func writeUnit(u *documents.Unit) url.Values {
	return url.Values{
		"issuer.name": {u.Issuer.Name}, "issuer.symbol": {u.Issuer.Symbol}, "issuer.parent": {u.Issuer.Parent},
		"code": {u.Code}, "place": {u.Place}, "keep_class": {ticked(u.KeepClass)}, "settings.checker": {string(u.Settings.Checker)}, "settings.director": {string(u.Settings.Director)},
	}
}

func readUnit(f url.Values, u *documents.Unit) {
	u.Issuer.Name, u.Issuer.Symbol = documents.OneLine(f.Get("issuer.name")), documents.OneLine(f.Get("issuer.symbol"))
	u.Issuer.Parent, u.Place = documents.OneLine(f.Get("issuer.parent")), documents.OneLine(f.Get("place"))
	u.Code = documents.OneLine(f.Get("code"))
	u.KeepClass, u.Settings.Checker = f.Get("keep_class") != "", documents.Checker(f.Get("settings.checker"))
	u.Settings.Director = documents.Directing(f.Get("settings.director"))
}

// ticked is the value of a box that is ticked or not.
func ticked(is bool) string {
	if is {
		return "1"
	}
	return ""
}
