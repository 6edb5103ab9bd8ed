package web

import (
	"fmt"
	"net/url"
	"slices"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/filing"
)

type fileView struct {
	area
	F         filled
	Kept      filing.Seen
	File      *filing.File
	Documents []filing.Filed
	Out       []filing.Item // what was taken out
	Row       fileRow
	Keeps     bool // may work on it
	Reopens   bool
	Runs      bool
	Suggested filing.Period
	People    []choice
	Periods   []choice
	Tried     string // the act that was refused
	Found     []workflow.Summary
	NoPDF     string
	Transfer  *workflow.Kept[filing.Transfer]
	Expired   bool // its time is over
}

// showFile shows a file: what is in it and what may be done.
func (w *Web) showFile(c echo.Context, by *documents.Account) error {
	return w.askFile(c, by, attempt{}, "")
}

// askFile shows it again where an act was refused.
func (w *Web) askFile(c echo.Context, by *documents.Account, before attempt, tried string) error {
	view, err := w.viewFile(c, by, before)
	if err != nil {
		return err
	}
	view.Tried = tried
	return w.render(c, before.status(), "file", view)
}

func (w *Web) viewFile(c echo.Context, by *documents.Account, before attempt) (*fileView, error) {
	ctx := c.Request().Context()
	k, err := w.d.Filing.Get(ctx, by, c.Param("id"))
	if err != nil {
		return nil, err
	}
	f := &k.Value
	v := &fileView{Kept: k, File: f, Keeps: w.d.Filing.MayKeep(by, f), Reopens: w.d.Filing.MayReopen(by, f), Runs: w.d.Filing.MayRun(by), Periods: periodChoices()}
	v.area = w.filingArea(c, by, "/ho-so", "Hồ sơ "+f.Notation+" năm "+fmt.Sprint(f.Year))
	v.Wide = true
	if v.Documents, err = w.d.Filing.Documents(ctx, by, f); err != nil {
		return nil, err
	}
	v.Out = slices.DeleteFunc(slices.Clone(f.Items), func(i filing.Item) bool { return i.Out == "" })
	if v.Suggested, err = w.d.Filing.Suggest(ctx, by, v.Documents); err != nil {
		return nil, err
	}
	if v.Transfer, err = w.d.Filing.Handed(ctx, by, k.ID); err != nil {
		return nil, err
	}
	if v.Transfer != nil {
		f.Handed = v.Transfer.Value.On
	}
	v.Row = w.fileRows([]filing.File{*f})[0]
	if v.People, err = w.people(c, by); err != nil {
		return nil, err
	}
	if err := w.d.Engine.NoPDF(); err != nil {
		v.NoPDF = workflow.Say(err).Detail
	}
	v.Expired = f.Expired(w.d.Engine.Today())
	today := w.d.Engine.Today().String()
	v.F, err = filledWith(before, url.Values{"title": {f.Title}, "period": {f.Period.String()}, "keeper": {string(f.Keeper)}, "ended": {today}}, nil)
	if before.typed != nil {
		for name, value := range map[string]string{"title": f.Title, "period": f.Period.String(), "keeper": string(f.Keeper), "ended": today} {
			if !before.typed.Has(name) {
				v.F.Set(name, value)
			}
		}
	}
	return v, err
}

// Version is that of the file that the page shows.
func (v *fileView) Version() int64 { return v.Kept.Version }

// Address is where an act on the file is sent.
func (v *fileView) Address(act string) string { return fileAddress(v.Kept.ID) + "/" + act }
