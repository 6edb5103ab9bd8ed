package web

import (
	"cmp"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

type authoritiesView struct {
	area
	Rows []authorityRow
}

// An authorityRow is a line of the list of authorities.
type authorityRow struct {
	documents.Authority
	To, Whose string // who may sign, in whose place
	Scope     []string
	State     powerState
}

// listAuthorities shows who was let sign for whom; what holds comes first.
func (w *Web) listAuthorities(c echo.Context, by *documents.Account) error {
	ctx := c.Request().Context()
	all, err := w.d.Engine.Authorities(ctx, by)
	if err != nil {
		return err
	}
	people, err := w.d.Auth.Accounts(ctx, by)
	if err != nil {
		return err
	}
	unit, err := w.d.Auth.Unit(ctx, by)
	if err != nil {
		return err
	}
	view := authoritiesView{area: w.adminArea(c, by, "/quan-tri/giao-ky", "Giao ký")}
	for _, a := range all {
		view.Rows = append(view.Rows, authorityRow{
			a, holderText(&a, unit, people), seatText(unit, a.For), scopeOf(&a),
			stateOf(term{a.From, a.Until, a.Void}, w.d.Engine.Today()),
		})
	}
	slices.SortStableFunc(view.Rows, func(a, b authorityRow) int { return cmp.Compare(a.State.rank, b.State.rank) })
	return w.render(c, http.StatusOK, "authorities", view)
}

// holderText says who has an authority.
func holderText(a *documents.Authority, unit *documents.Unit, people []documents.Account) string {
	if a.Account != "" {
		return personName(people, a.Account)
	}
	return seatText(unit, a.Seat)
}

// scopeOf says in lines what an authority covers.
func scopeOf(a *documents.Authority) []string {
	var out []string
	for _, k := range a.Kinds {
		out = append(out, cmp.Or(k.Name(), string(k)))
	}
	for _, f := range a.Fields {
		out = append(out, "việc của "+f)
	}
	if a.InAbsence {
		out = append(out, "chỉ khi người giao vắng mặt")
	}
	return out
}
