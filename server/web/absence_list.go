package web

import (
	"cmp"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

type absencesView struct {
	area
	Rows []absenceRow
}

// An absenceRow is a line of the list of absences.
type absenceRow struct {
	documents.Absence
	Who   string
	State powerState
}

// listAbsences shows who is away when; what holds comes first.
func (w *Web) listAbsences(c echo.Context, by *documents.Account) error {
	ctx := c.Request().Context()
	all, err := w.d.Engine.Absences(ctx, by)
	if err != nil {
		return err
	}
	people, err := w.d.Auth.Accounts(ctx, by)
	if err != nil {
		return err
	}
	view := absencesView{area: w.adminArea(c, by, "/quan-tri/vang-mat", "Vắng mặt")}
	for _, a := range all {
		view.Rows = append(view.Rows, absenceRow{a, personName(people, a.Account), stateOf(term{a.From, a.Until, a.Void}, w.d.Engine.Today()).away()})
	}
	slices.SortStableFunc(view.Rows, func(a, b absenceRow) int {
		return cmp.Or(cmp.Compare(a.State.rank, b.State.rank), b.From.Compare(a.From))
	})
	return w.render(c, http.StatusOK, "absences", view)
}

// away is the state in the words for an absence.
func (s powerState) away() powerState {
	if s.rank == 0 {
		s.Text, s.Tone = "đang vắng", "wait"
	}
	return s
}
