package web

import (
	"context"
	"fmt"
	"slices"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

type authorityView struct {
	area
	authorityForm
	Row authorityRow
}

// authority finds one of the office's.
func (w *Web) authority(ctx context.Context, by *documents.Account, id string) (*documents.Authority, error) {
	all, err := w.d.Engine.Authorities(ctx, by)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(all, func(a documents.Authority) bool { return string(a.ID) == id })
	if i < 0 {
		return nil, fmt.Errorf("look for authority %s: %w", id, documents.ErrNotFound)
	}
	return &all[i], nil
}

// showAuthority shows an authority and what can be done with it.
func (w *Web) showAuthority(c echo.Context, by *documents.Account) error {
	return w.askAuthority(c, by, attempt{})
}

func (w *Web) askAuthority(c echo.Context, by *documents.Account, before attempt) error {
	ctx := c.Request().Context()
	a, err := w.authority(ctx, by, c.Param("id"))
	if err != nil {
		return err
	}
	unit, err := w.d.Auth.Unit(ctx, by)
	if err != nil {
		return err
	}
	people, err := w.d.Auth.Accounts(ctx, by)
	if err != nil {
		return err
	}
	f, err := filledWith(before, writeAuthority(a), a)
	if err != nil {
		return err
	}
	today := w.d.Engine.Today()
	row := authorityRow{*a, holderText(a, unit, people), seatText(unit, a.For), scopeOf(a), stateOf(term{a.From, a.Until, a.Void}, today)}
	return w.render(c, before.status(), "authority", authorityView{
		w.adminArea(c, by, "/quan-tri/giao-ky", "Giao ký"), newAuthorityForm(f, unit, people), row,
	})
}

// changeAuthority stores what is new of it.
func (w *Web) changeAuthority(c echo.Context, by *documents.Account) error {
	f, err := form(c, smallForm)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	old, err := w.authority(ctx, by, c.Param("id"))
	if err != nil {
		return err
	}
	next, faults := readAuthority(f)
	next.ID, next.Void = old.ID, old.Void
	if err = unchanged(f, old); err == nil {
		err = faults.Err()
	}
	if err == nil {
		err = w.d.Engine.ChangeAuthority(ctx, by, next)
	}
	if err != nil {
		return retry(f, err, func(before attempt) error { return w.askAuthority(c, by, before) })
	}
	return seeOther(c, "/quan-tri/giao-ky?xong=luu")
}
