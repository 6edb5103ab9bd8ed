package web

import (
	"errors"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

type agencyView struct {
	area
	agencyForm
	Row       agencyRow
	Keeps     bool
	Successor *documents.Agency // who follows it; nil for none
	Groups    []documents.Group // it is in
}

// showAgency shows an entry of the address book, and to those who keep it its
// form.
func (w *Web) showAgency(c echo.Context, by *documents.Account) error {
	return w.askAgency(c, by, attempt{})
}

func (w *Web) askAgency(c echo.Context, by *documents.Account, before attempt) error {
	ctx := c.Request().Context()
	a, err := w.d.Engine.Agency(ctx, by, documents.AgencyID(c.Param("id")))
	if err != nil {
		return err
	}
	fresh, err := w.writeAgency(ctx, by, a)
	if err != nil {
		return err
	}
	f, err := filledWith(before, fresh, a)
	if err != nil {
		return err
	}
	view := agencyView{area: w.bookArea(c, by, "/so-dia-chi", a.Name), agencyForm: newAgencyForm(f), Row: w.agencyRow(*a), Keeps: has(documents.Clerk, documents.Admin)(by)}
	if view.Groups, err = w.groupsOf(ctx, by, a.ID); err != nil {
		return err
	}
	if a.Successor != "" {
		if view.Successor, err = w.d.Engine.Agency(ctx, by, a.Successor); err != nil && !errors.Is(err, documents.ErrNotFound) {
			return err
		}
	}
	return w.render(c, before.status(), "agency", view)
}

// changeAgency stores what is new of the entry.
func (w *Web) changeAgency(c echo.Context, by *documents.Account) error {
	f, err := form(c, smallForm)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	old, err := w.d.Engine.Agency(ctx, by, documents.AgencyID(c.Param("id")))
	if err != nil {
		return err
	}
	next, err := w.readAgency(ctx, by, f, *old)
	if err == nil {
		err = unchanged(f, old)
	}
	if err == nil {
		err = w.d.Engine.ChangeAgency(ctx, by, next)
	}
	if err != nil {
		return retry(f, err, func(before attempt) error { return w.askAgency(c, by, before) })
	}
	return seeOther(c, "/so-dia-chi/muc/"+string(old.ID)+"?xong=luu")
}
