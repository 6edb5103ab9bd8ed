package api

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

// registerView is a page of a number book (sổ đăng ký văn bản đi) of a year,
// and which books that year has.
type registerView struct {
	Year   int         `json:"year"`
	Books  []string    `json:"books"`  // all series of the year
	Series string      `json:"series"` // whose entries these are; "" when it must be chosen
	Items  []entryView `json:"items"`
	Next   string      `json:"next"`
}

// entryView has the columns of the register of the decree (Phụ lục IV).
type entryView struct {
	Number     int                 `json:"number"`
	Reference  documents.Reference `json:"reference"`
	Date       documents.Date      `json:"date"`
	Kind       documents.Kind      `json:"kind"`
	KindText   string              `json:"kind_text"`
	Abstract   string              `json:"abstract"`
	Signatory  string              `json:"signatory"`
	Recipients []string            `json:"recipients"`
	KeptBy     string              `json:"kept_by"`
	Copies     int                 `json:"copies"`
	Moved      []documents.Date    `json:"moved"` // the days it went out
	Taken      string              `json:"taken"` // who has it, as far as known
	Mode       workflow.Mode       `json:"mode"`
	Void       string              `json:"void"`
	Record     workflow.RecordID   `json:"record"`
	By         documents.AccountID `json:"by"`
	At         stamp               `json:"at"`
}

// showRegister shows the book of the series asked for, or the only one of the
// year; of several it shows the names.
func (a *API) showRegister(c echo.Context, by *documents.Account) error {
	page, err := a.readRegisterQuery(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	books, err := a.d.Engine.Series(ctx, by, page.Year)
	if err != nil {
		return err
	}
	if page.Series == "" && len(books) == 1 {
		page.Series = books[0].Series
	}
	var entries []workflow.OutgoingLine
	if page.Series != "" {
		if entries, err = a.d.Engine.OutgoingBook(ctx, by, page); err != nil {
			return err
		}
	}
	return c.JSON(http.StatusOK, viewRegister(page, books, entries))
}

func viewRegister(page workflow.BookPage, books []workflow.BookKey, entries []workflow.OutgoingLine) registerView {
	view := registerView{
		Year: page.Year, Series: page.Series, Items: viewed(entries, viewEntry),
		Books: viewed(books, func(b workflow.BookKey) string { return b.Series }),
	}
	if len(entries) == page.Limit {
		view.Next = strconv.Itoa(entries[len(entries)-1].Number)
	}
	return view
}

func (a *API) readRegisterQuery(c echo.Context) (page workflow.BookPage, err error) {
	page.Series = c.QueryParam("series")
	for _, n := range [...]struct {
		name string
		span span
		into *int
	}{
		{"year", span{1900, 9999, a.d.Engine.Today().Year}, &page.Year},
		{"after", span{0, 1 << 30, 0}, &page.After},
		{"limit", span{1, workflow.MaxPage, workflow.DefaultPage}, &page.Limit},
	} {
		if *n.into, err = number(c, n.name, n.span); err != nil {
			return page, err
		}
	}
	return page, nil
}

func viewEntry(e workflow.OutgoingLine) entryView {
	return entryView{
		Number: e.Number, Reference: e.Reference, Date: e.Date, Kind: e.Kind, KindText: e.Kind.Name(),
		Abstract: e.Abstract, Signatory: e.Signatory, Recipients: viewed(e.Recipients, same),
		KeptBy: e.KeptBy, Copies: e.Copies, Moved: viewed(e.Moved, same), Taken: e.Taken, Mode: e.Mode, Void: e.Void, Record: e.Record, By: e.By, At: stamp(e.At),
	}
}
