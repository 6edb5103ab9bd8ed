package web

import (
	"net/url"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

// bookStatePath is the page on which books are proven, closed and numbers held back.
const bookStatePath = "/so-sach/dong-so"

type bookStateView struct {
	area
	F         filled
	Year      int
	Years     []int
	Proven    bool // the books were compared with their lines and documents
	Books     []bookState
	Kinds     []choice
	Divisions []choice
	Reserves  bool // the person may hold numbers back
}

// A bookState is a book of the year with what may be done with it now.
type bookState struct {
	workflow.Proof
	Text   string
	Closes bool
}

// showBookState shows of each book of a year how far it is and how it was closed, and
// when asked to whether it is whole, which reads all that stands in it.
func (w *Web) showBookState(c echo.Context, by *documents.Account) error {
	return w.askBookState(c, by, attempt{})
}

func (w *Web) askBookState(c echo.Context, by *documents.Account, before attempt) error {
	ctx, today := c.Request().Context(), w.d.Engine.Today()
	unit, err := w.d.Auth.Unit(ctx, by)
	if err != nil {
		return err
	}
	f, err := filledWith(before, url.Values{"count": {"1"}, "division": {by.Division}}, nil)
	if err != nil {
		return err
	}
	view := bookStateView{F: f, Year: round(c, "nam", today.Year), Years: lastYears(today.Year), Reserves: by.Has(documents.Clerk), Proven: c.QueryParam("doi-chieu") != ""}
	if view.Books, err = w.bookStates(c, by, view.Year, view.Proven); err != nil {
		return err
	}
	over := !today.Before(documents.Date{Year: view.Year, Month: time.December, Day: 31})
	for i := range view.Books {
		view.Books[i].Closes = over && view.Books[i].Closing == nil
	}
	for _, k := range documents.Kinds() {
		view.Kinds = append(view.Kinds, choice{Value: string(k.Kind), Text: k.Name})
	}
	for _, d := range unit.Divisions {
		view.Divisions = append(view.Divisions, choice{Value: d.Symbol, Text: d.Name})
	}
	view.area = w.registerArea(c, by, bookStatePath, "Đối chiếu, đóng sổ, giữ số")
	return w.render(c, before.status(), "book-state", view)
}

// bookStates reads how the books of a year stand, and proves them when asked to.
func (w *Web) bookStates(c echo.Context, by *documents.Account, year int, prove bool) ([]bookState, error) {
	var out []bookState
	if prove {
		proofs, err := w.d.Engine.ProveBooks(c.Request().Context(), by, year, "")
		for i := range proofs {
			out = append(out, bookState{Proof: proofs[i], Text: workflow.SayProof(&proofs[i])})
		}
		return out, err
	}
	states, err := w.d.Engine.BookStates(c.Request().Context(), by, year)
	for i := range states {
		out = append(out, bookState{Proof: workflow.Proof{BookState: states[i]}, Text: workflow.SayBook(&states[i])})
	}
	return out, err
}

// closeBook closes a book of a year that is over.
func (w *Web) closeBook(c echo.Context, by *documents.Account) error {
	f, err := form(c, smallForm)
	if err != nil {
		return err
	}
	closing := workflow.ClosingForm{Series: f.Get("series"), Volume: f.Get("volume"), Note: f.Get("note")}
	for name, into := range map[string]*int{"year": &closing.Year, "last": &closing.Last} {
		if *into, err = strconv.Atoi(f.Get(name)); err != nil {
			return errForm
		}
	}
	if err := w.d.Engine.CloseBook(c.Request().Context(), by, closing); err != nil {
		return retry(f, err, func(before attempt) error { return w.askBookState(c, by, before) })
	}
	return seeOther(c, bookStatePath+"?xong=dong-so&nam="+strconv.Itoa(closing.Year))
}

// reserveNumbers holds numbers back.
func (w *Web) reserveNumbers(c echo.Context, by *documents.Account) error {
	f, err := form(c, smallForm)
	if err != nil {
		return err
	}
	count, _ := strconv.Atoi(f.Get("count")) // what is no number is none, which is refused
	_, err = w.d.Engine.Reserve(c.Request().Context(), by, workflow.Reservation{
		Kind: documents.Kind(f.Get("kind")), Division: f.Get("division"), Count: count, Reason: f.Get("reason"),
	})
	if err != nil {
		return retry(f, err, func(before attempt) error { return w.askBookState(c, by, before) })
	}
	return seeOther(c, bookStatePath+"?xong=giu-so")
}

// keepsRegisters lets only văn thư and administrators pass.
func keepsRegisters(h handler) handler {
	return only(h, has(documents.Clerk, documents.Admin), workflow.Refusal{Action: "close_book", Rule: workflow.RuleNotRegistrar, Kind: documents.ErrForbidden})
}
