package web

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

// An incomingFilter is what the list of what came is asked for, as it stands in the
// address of the page.
type incomingFilter struct {
	Text   string         // q: of number, author, abstract
	Number int            // so: số đến
	State  workflow.State // buoc
	Mine   bool           // cua=cho: waits for the reader
	Due    string         // han: one of dueChoices
	Year   int            // nam
}

type incomingListView struct {
	shell
	incomingFilter
	Receives bool
	States   []workflow.StateText
	Dues     []choice
	Years    []int
	Count    int
	Rows     []row
	First    string // address of the first page; "" on it
	Next     string
}

// Full reports whether there may be more than were counted.
func (v *incomingListView) Full() bool { return v.Count >= workflow.MaxTally }

// Filtered reports whether the filter restricts anything.
func (v *incomingListView) Filtered() bool { return len(v.values()) > 0 }

// listIncoming shows what came to the office, as far as a filter leaves it.
func (w *Web) listIncoming(c echo.Context, by *documents.Account) error {
	flow := w.d.Engine.Flows().Named(workflow.IncomingFlow)
	view := &incomingListView{incomingFilter: readIncomingFilter(flow, c.QueryParams()), Receives: by.Has(documents.Clerk), States: flow.States()}
	ctx, q := c.Request().Context(), view.query(by, w.d.Engine.Today())
	q.After = c.QueryParam("sau")
	page, err := w.d.Engine.List(ctx, by, q)
	if err != nil {
		return err
	}
	if view.Rows, err = w.rows(ctx, by, page.Items); err != nil {
		return err
	}
	if view.Count = len(page.Items); q.After != "" || page.Next != "" {
		if view.Count, err = w.d.Engine.Tally(ctx, by, q); err != nil {
			return err
		}
	}
	view.turn(q.After, page.Next)
	for _, d := range dueChoices {
		view.Dues = append(view.Dues, d.choice)
	}
	for y, today := 0, w.d.Engine.Today().Year; y < yearsOffered; y++ {
		view.Years = append(view.Years, today-y)
	}
	view.shell = w.shellFor(c, by, "Văn bản đến")
	return w.render(c, http.StatusOK, "incoming-list", view)
}

// yearsOffered is how many years a list is offered for.
const yearsOffered = 5

// turn says where the other pages are.
func (v *incomingListView) turn(after, next string) {
	address := func(more string) string {
		on := v.values()
		if more != "" {
			on.Set("sau", more)
		}
		return "/van-ban-den" + prefixed("?", on.Encode())
	}
	if after != "" {
		v.First = address("")
	}
	if next != "" {
		v.Next = address(next)
	}
}

// readIncomingFilter reads a query. What is none of the choices is left out.
func readIncomingFilter(flow *workflow.Flow, q url.Values) incomingFilter {
	f := incomingFilter{Text: documents.OneLine(q.Get("q")), State: workflow.State(q.Get("buoc")), Mine: q.Get("cua") == "cho", Due: q.Get("han")}
	if !flow.Knows(f.State) {
		f.State = ""
	}
	if _, ok := (listFilter{Due: f.Due}).lastDay(documents.Date{Year: 2000, Month: 1, Day: 1}); !ok {
		f.Due = ""
	}
	if n, err := strconv.Atoi(q.Get("so")); err == nil && n > 0 {
		f.Number = n
	}
	if year, err := strconv.Atoi(q.Get("nam")); err == nil && year > 0 && year < 10_000 {
		f.Year = year
	}
	return f
}

// values are the filter as a query, without what does not restrict.
func (f incomingFilter) values() url.Values {
	out := url.Values{}
	for name, value := range map[string]string{"q": f.Text, "buoc": string(f.State), "han": f.Due} {
		if value != "" {
			out.Set(name, value)
		}
	}
	for name, n := range map[string]int{"so": f.Number, "nam": f.Year} {
		if n != 0 {
			out.Set(name, strconv.Itoa(n))
		}
	}
	if f.Mine {
		out.Set("cua", "cho")
	}
	return out
}

// query returns what a person asks of the store.
func (f incomingFilter) query(by *documents.Account, today documents.Date) workflow.Query {
	q := workflow.Query{Flow: workflow.IncomingFlow, Text: f.Text, State: f.State, Year: f.Year}
	if f.Number != 0 {
		q.Text += fmt.Sprintf(" %02d/%s", f.Number, workflow.IncomingSymbol)
	}
	if f.Mine {
		q.Desks = workflow.DesksOf(by)
	}
	q.DueBy, _ = listFilter{Due: f.Due}.lastDay(today)
	return q
}
