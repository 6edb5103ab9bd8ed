package web

import (
	"net/url"
	"strconv"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow/filing"
)

type openFileView struct {
	area
	F       filled
	People  []choice
	Periods []choice
	Then    string // the document that is put in at once
}

// showOpenFile asks what a new file is.
func (w *Web) showOpenFile(c echo.Context, by *documents.Account) error {
	return w.askOpenFile(c, by, attempt{})
}

func (w *Web) askOpenFile(c echo.Context, by *documents.Account, before attempt) error {
	fresh := url.Values{"year": {strconv.Itoa(w.d.Engine.Today().Year)}, "keeper": {string(by.ID)}}
	for _, name := range [...]string{"year", "notation", "title", "period", "keeper"} {
		if v := c.QueryParam(name); v != "" {
			fresh.Set(name, v)
		}
	}
	f, err := filledWith(before, fresh, nil)
	if err != nil {
		return err
	}
	people, err := w.people(c, by)
	if err != nil {
		return err
	}
	then := c.QueryParam("van-ban")
	if before.typed != nil {
		then = before.typed.Get("document")
	}
	return w.render(c, before.status(), "file-new", openFileView{w.filingArea(c, by, "/ho-so", "Mở hồ sơ"), f, people, periodChoices(), then})
}

// people are those of the office who have a part in its work.
func (w *Web) people(c echo.Context, by *documents.Account) ([]choice, error) {
	all, err := w.d.Filing.Keepers(c.Request().Context(), by)
	if err != nil {
		return nil, err
	}
	var out []choice
	for i := range all {
		out = append(out, choice{Value: string(all[i].ID), Text: all[i].Name})
	}
	return out, nil
}

// periodChoices are the periods that are usual.
func periodChoices() []choice {
	out := []choice{{Value: "", Text: "Theo danh mục, hoặc ghi sau"}}
	for _, p := range [...]filing.Period{{Years: 2}, {Years: 5}, {Years: 10}, {Years: 15}, {Years: 20}, {Years: 50}, {Years: 70}, {Permanent: true}} {
		out = append(out, choice{Value: p.String(), Text: p.String()})
	}
	return out
}

// openFile opens the file, and puts the document in that it was opened for.
func (w *Web) openFile(c echo.Context, by *documents.Account) error {
	f, err := form(c, smallForm)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	o := filing.Opening{Notation: f.Get("notation"), Title: f.Get("title"), Keeper: documents.AccountID(f.Get("keeper"))}
	o.Year, _ = strconv.Atoi(f.Get("year")) // 0 is no year of a file
	if o.Period, err = filing.ParsePeriod("period", f.Get("period")); err == nil {
		var k filing.Seen
		if k, err = w.d.Filing.Open(ctx, by, o); err == nil {
			if id := f.Get("document"); id != "" {
				return w.putInto(c, by, placing{k.ID, id, fileAddress(k.ID)})
			}
			return seeOther(c, fileAddress(k.ID)+"?xong=mo-ho-so")
		}
	}
	return retry(f, err, func(before attempt) error { return w.askOpenFile(c, by, before) })
}

func fileAddress(id string) string { return "/ho-so/" + url.PathEscape(id) }
