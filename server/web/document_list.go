package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

type listView struct {
	shell
	listFilter
	States   []workflow.StateText
	Kinds    []documents.KindRule
	Whoses   []choice
	Drafters []choice
	Dues     []choice
	Years    []int
	Sorts    []choice
	Order    string // a sentence, where the filter decides the order
	Count    int    // of all pages, up to workflow.MaxTally
	Rows     []row
	First    string // address of the first page; "" on it
	Next     string // address of the next page; "" on the last
	Saved    []savedView
	Keep     string // the filter as a query, when it can be saved and is not yet
}

// Values reports whether the filter restricts anything.
func (v *listView) Values() bool { return len(v.values()) > 0 }

// Full reports whether there may be more than were counted.
func (v *listView) Full() bool { return v.Count >= workflow.MaxTally }

// listDocuments shows the unit's documents that a filter leaves.
func (w *Web) listDocuments(c echo.Context, by *documents.Account) error {
	view := &listView{listFilter: w.readFilter(c.QueryParams())}
	if err := w.readList(c, by, view); err != nil {
		return err
	}
	if err := w.offerFilters(c, by, view); err != nil {
		return err
	}
	view.shell = w.shellFor(c, by, "Văn bản đi")
	return w.render(c, http.StatusOK, "documents", view)
}

// readList reads the page of the list that the address asks for, and counts all.
func (w *Web) readList(c echo.Context, by *documents.Account, v *listView) error {
	ctx, q := c.Request().Context(), v.query(by, w.d.Engine.Today())
	q.After = c.QueryParam("sau")
	page, err := w.d.Engine.List(ctx, by, q)
	if err != nil {
		return err
	}
	if v.Rows, err = w.rows(ctx, by, page.Items); err != nil {
		return err
	}
	if q.After == "" && page.Next == "" {
		v.Count = len(page.Items)
	} else if v.Count, err = w.d.Engine.Tally(ctx, by, q); err != nil {
		return err
	}
	v.Order = v.order(&q)
	if q.After != "" {
		v.First = v.Address()
	}
	if page.Next != "" {
		on := v.values()
		on.Set("sau", page.Next)
		v.Next = "/van-ban?" + on.Encode()
	}
	return nil
}

// offerFilters fills in what there is to choose from, and what the person saved.
func (w *Web) offerFilters(c echo.Context, by *documents.Account, v *listView) error {
	v.States, v.Kinds, v.Whoses, v.Sorts = w.d.Engine.Flows().Named(workflow.OutgoingFlow).States(), documents.Kinds(), whoseChoices[:], sortChoices[:]
	for _, d := range dueChoices {
		v.Dues = append(v.Dues, d.choice)
	}
	today := w.d.Engine.Today().Year
	for y := today; y > today-5; y-- {
		v.Years = append(v.Years, y)
	}
	drafters, err := w.d.Engine.Drafters(c.Request().Context(), by)
	if err != nil {
		return err
	}
	for _, a := range drafters {
		v.Drafters = append(v.Drafters, choice{Value: draftOf + string(a.ID), Text: a.Name})
	}
	if v.Saved, err = w.savedViews(c.Request().Context(), by); err != nil {
		return err
	}
	v.Keep = v.values().Encode()
	for i := range v.Saved {
		if v.Saved[i].Here = v.Saved[i].Query == v.Keep; v.Saved[i].Here {
			v.Keep = ""
			break
		}
	}
	return nil
}
