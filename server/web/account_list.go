package web

import (
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

type accountsView struct {
	area
	Text   string
	People []accountRow
}

// An accountRow is a line of the list of people.
type accountRow struct {
	documents.Account
	Seats []string // held beside the position
	Does  []string // the roles in words
}

// listAccounts shows the people of the office, those who cannot log in last.
func (w *Web) listAccounts(c echo.Context, by *documents.Account) error {
	ctx := c.Request().Context()
	all, err := w.d.Auth.Accounts(ctx, by)
	if err != nil {
		return err
	}
	unit, err := w.d.Auth.Unit(ctx, by)
	if err != nil {
		return err
	}
	view := accountsView{area: w.adminArea(c, by, "/quan-tri/nguoi-dung", "Người dùng"), Text: documents.OneLine(c.QueryParam("q"))}
	for _, a := range all {
		if found := documents.FoldedWords(a.Name + " " + string(a.ID) + " " + a.Title() + " " + a.Division); containsAll(found, view.Text) {
			view.People = append(view.People, accountRow{a, seatTexts(unit, a.Also), roleTexts(a.Roles)})
		}
	}
	slices.SortStableFunc(view.People, func(a, b accountRow) int { return min(len(b.Roles), 1) - min(len(a.Roles), 1) })
	return w.render(c, http.StatusOK, "accounts", view)
}

// containsAll reports whether each word of text, folded, begins a word of
// folded.
func containsAll(folded, text string) bool {
	for _, word := range strings.Fields(documents.FoldedWords(text)) {
		if !strings.Contains(folded, " "+word) {
			return false
		}
	}
	return true
}
