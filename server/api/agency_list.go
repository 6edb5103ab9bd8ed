package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

// bookView is a page of the address book.
type bookView struct {
	Items []documents.Agency `json:"items"`
	Next  documents.AgencyID `json:"next"` // the after of the next page; "" on the last
}

// listAgencies shows a page of the address book: all, or those in whose names
// the words of q begin a word, with or without marks.
func (a *API) listAgencies(c echo.Context, by *documents.Account) error {
	limit, err := number(c, "limit", span{1, workflow.MaxPage, workflow.DefaultPage})
	if err != nil {
		return err
	}
	q := workflow.BookQuery{
		Text: documents.OneLine(c.QueryParam("q")), Limit: limit, After: documents.AgencyID(c.QueryParam("after")),
	}
	page, err := a.d.Engine.Agencies(c.Request().Context(), by, q)
	if err != nil {
		return err
	}
	view := bookView{Items: viewed(page, same)}
	if len(page) == limit {
		view.Next = page[limit-1].ID
	}
	return c.JSON(http.StatusOK, view)
}
