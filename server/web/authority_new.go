package web

import (
	"net/url"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

type newAuthorityView struct {
	area
	authorityForm
}

// showNewAuthority asks who is let sign for whom.
func (w *Web) showNewAuthority(c echo.Context, by *documents.Account) error {
	return w.askNewAuthority(c, by, attempt{})
}

func (w *Web) askNewAuthority(c echo.Context, by *documents.Account, before attempt) error {
	ctx := c.Request().Context()
	unit, err := w.d.Auth.Unit(ctx, by)
	if err != nil {
		return err
	}
	people, err := w.d.Auth.Accounts(ctx, by)
	if err != nil {
		return err
	}
	today := w.d.Engine.Today().String()
	f, err := filledWith(before, url.Values{"for": {seatValue(unit.Issuer.Head())}, "from": {today}, "ground.kind": {string(documents.Decision)}}, nil)
	if err != nil {
		return err
	}
	return w.render(c, before.status(), "authority-new", newAuthorityView{
		w.adminArea(c, by, "/quan-tri/giao-ky", "Thêm việc giao ký"), newAuthorityForm(f, unit, people),
	})
}

// addAuthority stores it.
func (w *Web) addAuthority(c echo.Context, by *documents.Account) error {
	f, err := form(c, smallForm)
	if err != nil {
		return err
	}
	a, faults := readAuthority(f)
	if err = faults.Err(); err == nil {
		err = w.d.Engine.AddAuthority(c.Request().Context(), by, a)
	}
	if err != nil {
		return retry(f, err, func(before attempt) error { return w.askNewAuthority(c, by, before) })
	}
	return seeOther(c, "/quan-tri/giao-ky?xong=luu")
}
