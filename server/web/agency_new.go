package web

import (
	"net/url"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

type newAgencyView struct {
	area
	agencyForm
}

// showNewAgency asks who is to be added to the address book.
func (w *Web) showNewAgency(c echo.Context, by *documents.Account) error {
	return w.askNewAgency(c, by, attempt{})
}

func (w *Web) askNewAgency(c echo.Context, by *documents.Account, before attempt) error {
	f, err := filledWith(before, url.Values{"name": {documents.OneLine(c.QueryParam("ten"))}}, nil)
	if err != nil {
		return err
	}
	return w.render(c, before.status(), "agency-new", newAgencyView{
		w.bookArea(c, by, "/so-dia-chi", "Thêm nơi nhận"), newAgencyForm(f),
	})
}

// addAgency stores the entry.
func (w *Web) addAgency(c echo.Context, by *documents.Account) error {
	f, err := form(c, smallForm)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	a, err := w.readAgency(ctx, by, f, documents.Agency{})
	if err == nil {
		err = w.d.Engine.AddAgency(ctx, by, a)
	}
	if err != nil {
		return retry(f, err, func(before attempt) error { return w.askNewAgency(c, by, before) })
	}
	return seeOther(c, "/so-dia-chi/muc/"+string(a.ID)+"?xong=luu")
}
