package web

import (
	"context"
	"fmt"
	"net/url"
	"slices"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

type absenceView struct {
	area
	F      filled
	People []choice
	Row    absenceRow // none of a new one
}

// absence finds one of the office's.
func (w *Web) absence(ctx context.Context, by *documents.Account, id string) (*documents.Absence, error) {
	all, err := w.d.Engine.Absences(ctx, by)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(all, func(a documents.Absence) bool { return string(a.ID) == id })
	if i < 0 {
		return nil, fmt.Errorf("look for absence %s: %w", id, documents.ErrNotFound)
	}
	return &all[i], nil
}

// showAbsence shows an absence and what can be done with it.
func (w *Web) showAbsence(c echo.Context, by *documents.Account) error {
	return w.askAbsence(c, by, attempt{})
}

func (w *Web) askAbsence(c echo.Context, by *documents.Account, before attempt) error {
	ctx := c.Request().Context()
	a, err := w.absence(ctx, by, c.Param("id"))
	if err != nil {
		return err
	}
	people, err := w.d.Auth.Accounts(ctx, by)
	if err != nil {
		return err
	}
	f, err := filledWith(before, writeAbsence(a), a)
	if err != nil {
		return err
	}
	state := stateOf(term{a.From, a.Until, a.Void}, w.d.Engine.Today()).away()
	return w.render(c, before.status(), "absence", absenceView{
		w.adminArea(c, by, "/quan-tri/vang-mat", "Vắng mặt"), f, peopleChoices(people, "Chọn người"), absenceRow{*a, personName(people, a.Account), state},
	})
}

// changeAbsence stores what is new of it.
func (w *Web) changeAbsence(c echo.Context, by *documents.Account) error {
	f, err := form(c, smallForm)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	old, err := w.absence(ctx, by, c.Param("id"))
	if err != nil {
		return err
	}
	next, faults := readAbsence(f)
	next.ID, next.Void = old.ID, old.Void
	if err = unchanged(f, old); err == nil {
		err = faults.Err()
	}
	if err == nil {
		err = w.d.Engine.ChangeAbsence(ctx, by, next)
	}
	if err != nil {
		return retry(f, err, func(before attempt) error { return w.askAbsence(c, by, before) })
	}
	return seeOther(c, "/quan-tri/vang-mat?xong=luu")
}

func writeAbsence(a *documents.Absence) url.Values {
	return url.Values{"account": {string(a.Account)}, "from": {a.From.String()}, "until": {a.Until.String()}, "reason": {a.Reason}}
}

// readAbsence reads what the form says, with the faults of what is no day.
func readAbsence(f url.Values) (*documents.Absence, documents.FieldErrors) {
	days := dayReader{f: f}
	a := &documents.Absence{
		Account: documents.AccountID(f.Get("account")), From: days.day("from"), Until: days.day("until"), Reason: documents.OneLine(f.Get("reason")),
	}
	return a, together(days.faults, a.Check())
}
