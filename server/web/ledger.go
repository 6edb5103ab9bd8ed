package web

import (
	"context"
	"net/url"
	"strconv"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/templates/layout"
	"vanthu/workflow"
)

// A deskBook is one of the five books of văn thư (Phụ lục IV) as pages and files: what
// the columns are is in layout, what stands in them comes from read.
type deskBook struct {
	name   string // of layout.Books
	path   string
	series bool   // it is one of several books of a year
	empty  string // what is said of one without a line
	read   func(context.Context, *Web, *documents.Account, ledgerQuery) ([]ledgerLine, error)
	forms  string // the template of what is written into it on its page; "" for none
}

// A ledgerQuery asks for lines of a ledger: those after a mark, up to about limit.
type ledgerQuery struct {
	year   int
	series string
	after  string
	limit  int
}

// A ledgerLine is a line as it is shown and printed.
type ledgerLine struct {
	Cells  []string // one for each column of the form
	Link   string   // where the first of them leads
	Void   bool
	Late   bool
	Day    documents.Date
	Number string // on the cover
	Mark   string // to go on after it
	Act    any    // of a line that something can be done with, for the ledger's template
}

// ledgers are the books, in the order of the pages.
var ledgers = [...]deskBook{
	{
		name: layout.OutgoingBook, path: "/so-van-ban-di", series: true, read: readOutgoing,
		empty: "Sổ này chưa có dòng nào. Dòng đầu tiên có khi văn thư cấp số cho một văn bản (Điều 15).",
	},
	{
		name: layout.IncomingBook, path: "/so-sach/van-ban-den", read: readIncoming,
		empty: "Năm này chưa có văn bản đến nào vào sổ (Điều 22).",
	},
	{
		name: layout.FollowUpBook, path: "/so-sach/theo-doi", read: readFollowUp,
		empty: "Năm này chưa có văn bản đến nào phải theo dõi (Điều 24).",
	},
	{
		name: layout.PostingBook, path: "/so-sach/buu-dien", read: readPosting, forms: "posting",
		empty: "Năm này chưa ghi lần gửi bưu điện nào.",
	},
	{
		name: layout.LoanBook, path: "/so-sach/ban-luu", read: readLoans, forms: "loan",
		empty: "Năm này chưa cho mượn bản lưu nào. Ghi từ trang của văn bản đã phát hành.",
	},
}

// routesOfLedgers are the pages and files of the books.
func (w *Web) routesOfLedgers(get func(string, handler) Route) []Route {
	var out []Route
	for i := range ledgers {
		l := &ledgers[i]
		out = append(out,
			get(l.path, func(c echo.Context, by *documents.Account) error { return w.showLedger(c, by, l) }),
			get(l.path+"/tep", func(c echo.Context, by *documents.Account) error { return w.ledgerFile(c, by, l) }))
	}
	return out
}

type ledgerView struct {
	area
	Form    layout.BookForm
	Year    int
	Years   []int
	Series  string
	Books   []workflow.BookKey // of the year; nil of a ledger that is one book
	Lines   []ledgerLine
	Next    string // address of the next page; "" on the last
	Print   bool   // all lines on one page, for paper
	Empty   string
	Path    string
	Writes  *ledgerForms // what the person may write into it; nil for nothing
	Posting bool
	Lending bool
}

// ledgerPage is how many lines a page of a book shows, and ledgerAll how many a printed
// book may have.
const (
	ledgerPage = 100
	ledgerAll  = 20_000
)

// showLedger shows a book.
func (w *Web) showLedger(c echo.Context, by *documents.Account, l *deskBook) error {
	return w.askLedger(c, by, l, attempt{})
}

func (w *Web) askLedger(c echo.Context, by *documents.Account, l *deskBook, before attempt) error {
	limit := ledgerPage
	if c.QueryParam("in") != "" {
		limit = ledgerAll
	}
	view, err := w.readLedger(c, by, l, limit)
	if err != nil {
		return err
	}
	if view.Writes, err = w.ledgerForms(c, by, l, before); err != nil {
		return err
	}
	view.area = w.registerArea(c, by, l.path, view.Form.Title)
	view.Wide = true
	return w.render(c, before.status(), "ledger", view)
}

// readLedger reads up to limit lines of the book that the address asks for.
func (w *Web) readLedger(c echo.Context, by *documents.Account, l *deskBook, limit int) (*ledgerView, error) {
	today := w.d.Engine.Today().Year
	v := &ledgerView{
		Year: round(c, "nam", today), Years: lastYears(today), Series: c.QueryParam("so"), Print: c.QueryParam("in") != "",
		Empty: l.empty, Path: l.path, Posting: l.forms == "posting", Lending: l.forms == "loan",
	}
	if err := w.fillLedger(c.Request().Context(), by, l, v, ledgerQuery{after: c.QueryParam("sau"), limit: limit}); err != nil {
		return nil, err
	}
	if n := len(v.Lines); n >= limit && limit == ledgerPage {
		v.Next = v.address("", url.Values{"sau": {v.Lines[n-1].Mark}})
	}
	return v, nil
}

// address is where the book is, or a page below it, with more in the query.
func (v *ledgerView) address(below string, more url.Values) string {
	more.Set("nam", strconv.Itoa(v.Year))
	if v.Series != "" {
		more.Set("so", v.Series)
	}
	return v.Path + below + "?" + more.Encode()
}

// FileAddress is where the whole book is as a file.
func (v *ledgerView) FileAddress(kind string) string {
	return v.address("/tep", url.Values{"dang": {kind}})
}

// PrintAddress is where the whole book is, for paper.
func (v *ledgerView) PrintAddress() string { return v.address("", url.Values{"in": {"1"}}) }

// rows is the book as a list, its headings first.
func (v *ledgerView) rows() [][]string {
	rows := make([][]string, 1, len(v.Lines)+1)
	for _, column := range v.Form.Columns {
		rows[0] = append(rows[0], column.Heading)
	}
	for _, line := range v.Lines {
		rows = append(rows, line.Cells)
	}
	return rows
}
