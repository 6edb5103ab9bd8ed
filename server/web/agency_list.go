package web

import (
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

type agenciesView struct {
	area
	Text  string
	Keeps bool // may change the book
	Rows  []agencyRow
	Next  string // address of the next page; "" on the last
}

// An agencyRow is a line of the address book.
type agencyRow struct {
	documents.Agency
	Ended bool
	Ways  []string // how it is reached, in words
	Where string   // its level in words
}

// bookPage is how many entries a page of the address book has.
const bookPage = 50

// listAgencies shows a page of the address book: all, or those in whose names
// the words begin a word, with or without marks.
func (w *Web) listAgencies(c echo.Context, by *documents.Account) error {
	view := agenciesView{
		area: w.bookArea(c, by, "/so-dia-chi", "Sổ địa chỉ"), Text: documents.OneLine(c.QueryParam("q")),
		Keeps: has(documents.Clerk, documents.Admin)(by),
	}
	q := workflow.BookQuery{Text: view.Text, Limit: bookPage, After: documents.AgencyID(c.QueryParam("sau"))}
	found, err := w.d.Engine.Agencies(c.Request().Context(), by, q)
	if err != nil {
		return err
	}
	for _, a := range found {
		view.Rows = append(view.Rows, w.agencyRow(a))
	}
	if len(found) == bookPage {
		view.Next = "/so-dia-chi?" + url.Values{"q": {view.Text}, "sau": {string(found[bookPage-1].ID)}}.Encode()
	}
	return w.render(c, http.StatusOK, "agencies", view)
}

func (w *Web) agencyRow(a documents.Agency) agencyRow {
	row := agencyRow{Agency: a, Ended: !a.Valid(w.d.Engine.Today()), Where: textOf(levels[:], string(a.Level))}
	for _, ch := range a.Channels {
		row.Ways = append(row.Ways, textOf(media[:], string(ch.Medium)))
	}
	return row
}

// textOf returns the words for a value among choices.
func textOf(choices []choice, value string) string {
	for _, c := range choices {
		if c.Value == value {
			return c.Text
		}
	}
	return value
}
