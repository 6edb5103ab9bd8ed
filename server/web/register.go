package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

// registerView is the book of outgoing documents (sổ đăng ký văn bản đi) of a
// year and a series, with the columns of the decree (Phụ lục IV).
type registerView struct {
	area
	Year    int
	Years   []int
	Series  string
	Books   []workflow.BookKey
	Entries []workflow.Entry
	Next    string // address of the next page; "" on the last
	Print   bool   // all lines on one page, for paper
}

// registerPage is how many lines a page of the book shows, and registerAll how
// many a printed book may have.
const (
	registerPage = 100
	registerAll  = 20_000
)

// showRegister shows a book. Of several of a year the first is shown when none
// is asked for.
func (w *Web) showRegister(c echo.Context, by *documents.Account) error {
	limit := registerPage
	if c.QueryParam("in") != "" {
		limit = registerAll
	}
	view, err := w.readBook(c, by, limit)
	if err != nil {
		return err
	}
	view.area = w.registerArea(c, by, "/so-van-ban-di", "Sổ đăng ký văn bản đi")
	view.Wide = true
	return w.render(c, http.StatusOK, "register", view)
}

// readBook reads up to limit lines of the book that the address asks for.
func (w *Web) readBook(c echo.Context, by *documents.Account, limit int) (*registerView, error) {
	today, ctx := w.d.Engine.Today().Year, c.Request().Context()
	v := &registerView{Year: round(c, "nam", today), Series: c.QueryParam("so"), Print: c.QueryParam("in") != "", Years: lastYears(today)}
	var err error
	if v.Books, err = w.d.Engine.Series(ctx, by, v.Year); err != nil {
		return nil, err
	}
	if v.Series == "" && len(v.Books) > 0 {
		v.Series = v.Books[0].Series
	}
	page := workflow.BookPage{Year: v.Year, Series: v.Series, After: round(c, "sau", 0), Limit: limit}
	if v.Entries, err = w.d.Engine.Register(ctx, by, page); err != nil {
		return nil, err
	}
	if n := len(v.Entries); n == registerPage && limit == registerPage {
		v.Next = v.address(url.Values{"sau": {strconv.Itoa(v.Entries[n-1].Number)}})
	}
	return v, nil
}

// address is where the book is, with more in the query.
func (v *registerView) address(more url.Values) string {
	more.Set("nam", strconv.Itoa(v.Year))
	more.Set("so", v.Series)
	return "/so-van-ban-di?" + more.Encode()
}

// FileAddress is where the whole book is, for Excel.
func (v *registerView) FileAddress() string {
	return strings.Replace(v.address(url.Values{}), "?", "/tep?", 1)
}

// WordAddress is where the whole book is in the form that is printed and bound.
func (v *registerView) WordAddress() string { return v.FileAddress() + "&dang=docx" }

// PrintAddress is where the whole book is, for paper.
func (v *registerView) PrintAddress() string { return v.address(url.Values{"in": {"1"}}) }
