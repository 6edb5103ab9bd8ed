package api

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

// bookRoutes are those of the number books: how they stand, what closes them.
func (a *API) bookRoutes(mine func(method, path string, h handler, query ...string) Route) []Route {
	return []Route{
		mine(http.MethodGet, "/books", keepsBooks(a.listBooks), "year"),
		mine(http.MethodGet, "/books/proof", keepsBooks(a.proveBooks), "year", "series"),
		mine(http.MethodPost, "/books/close", keepsBooks(a.closeBook)),
		mine(http.MethodPost, "/books/reserve", keepsBooks(a.reserveNumbers)),
	}
}

// keepsBooks lets only văn thư and administrators pass, as the page of the books does.
func keepsBooks(h handler) handler {
	return func(c echo.Context, by *documents.Account) error {
		if !by.Has(documents.Clerk) && !by.Has(documents.Admin) {
			return &workflow.Refusal{Action: "close_book", Rule: workflow.RuleNotRegistrar, Kind: documents.ErrForbidden}
		}
		return h(c, by)
	}
}

// bookStateView is how a book stands.
type bookStateView struct {
	Year     int            `json:"year"`
	Series   string         `json:"series"`
	Last     int            `json:"last"` // number
	LastDate documents.Date `json:"last_date"`
	Void     int            `json:"void"`     // numbers that are void
	Reserved int            `json:"reserved"` // of those, how many were held back
	Closed   bool           `json:"closed"`
	Closing  *closingView   `json:"closing"`
}

// closingView is how a book was closed.
type closingView struct {
	Last   int                 `json:"last"`
	From   documents.Date      `json:"from"`
	To     documents.Date      `json:"to"`
	Volume string              `json:"volume"`
	Note   string              `json:"note"`
	By     documents.AccountID `json:"by"`
	Name   string              `json:"name"`
	At     stamp               `json:"at"`
}

func viewBook(b workflow.BookState) bookStateView {
	view := bookStateView{
		Year: b.Book.Year, Series: b.Book.Series, Last: b.Last, LastDate: b.LastDate, Void: b.Void, Reserved: b.Held, Closed: b.Closing != nil,
	}
	if c := b.Closing; c != nil {
		view.Closing = &closingView{c.Last, c.From, c.To, c.Volume, c.Note, c.By, c.Name, stamp(c.At)}
	}
	return view
}

// proofView is what is proven of a book.
type proofView struct {
	bookStateView
	Text   string   `json:"text"`
	Faults []string `json:"faults"` // none: no gap, no double, as the documents say
}

func viewProof(p workflow.Proof) proofView {
	return proofView{viewBook(p.BookState), workflow.SayProof(&p), viewed(p.Faults, same)}
}

func (a *API) yearAsked(c echo.Context) (int, error) {
	return number(c, "year", span{1900, 9999, a.d.Engine.Today().Year})
}

// listBooks shows the books of a year.
func (a *API) listBooks(c echo.Context, by *documents.Account) error {
	year, err := a.yearAsked(c)
	if err != nil {
		return err
	}
	all, err := a.d.Engine.BookStates(c.Request().Context(), by, year)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, itemsView[bookStateView]{viewed(all, viewBook)})
}

// proveBooks compares the books of a year with the documents, all or the one of a series.
func (a *API) proveBooks(c echo.Context, by *documents.Account) error {
	year, err := a.yearAsked(c)
	if err != nil {
		return err
	}
	all, err := a.d.Engine.ProveBooks(c.Request().Context(), by, year, c.QueryParam("series"))
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, itemsView[proofView]{viewed(all, viewProof)})
}

// closeBody is which book is closed, at which last number.
type closeBody struct {
	Year   int    `json:"year"`
	Series string `json:"series"`
	Last   int    `json:"last"` // as it was read: another means that the book went on
	Volume string `json:"volume"`
	Note   string `json:"note"`
}

// closeBook closes a book of a year that is over.
func (a *API) closeBook(c echo.Context, by *documents.Account) error {
	var b closeBody
	if err := readBody(c, smallBody, &b); err != nil {
		return err
	}
	ctx := c.Request().Context()
	if err := a.d.Engine.CloseBook(ctx, by, workflow.ClosingForm(b)); err != nil {
		return err
	}
	all, err := a.d.Engine.BookStates(ctx, by, b.Year)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(all, func(s workflow.BookState) bool { return s.Book.Series == b.Series })
	if at < 0 {
		return documents.ErrNotFound
	}
	return c.JSON(http.StatusOK, viewBook(all[at]))
}

// reserveBody is which numbers are held back, and why.
type reserveBody struct {
	Kind     documents.Kind `json:"kind"`
	Issuer   string         `json:"issuer"`
	Division string         `json:"division"`
	Count    int            `json:"count"`
	Reason   string         `json:"reason"`
}

// reserveNumbers holds numbers back.
func (a *API) reserveNumbers(c echo.Context, by *documents.Account) error {
	var b reserveBody
	if err := readBody(c, smallBody, &b); err != nil {
		return err
	}
	given, err := a.d.Engine.Reserve(c.Request().Context(), by, workflow.Reservation(b))
	if err != nil {
		return err
	}
	return c.JSON(http.StatusCreated, struct {
		References []documents.Reference `json:"references"`
	}{viewed(given, same)})
}
