package web

import (
	"crypto/rand"
	"net/url"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/ledger"
)

// ledgerForms are the forms on the page of a book that văn thư writes into.
type ledgerForms struct {
	F        filled
	ID       string // of the line that would be written: sent twice it is written once
	Unposted ledger.UnpostedPage
	Older    bool // those after the newest are shown
	Waiting  int  // documents with a paper that waits for the posting book, up to workflow.MaxTally
	Today    documents.Date
	Record   *workflow.Record // whose filed copy is to be lent; nil for none
}

// ledgerForms returns what the person may write into a book; nil for nothing.
func (w *Web) ledgerForms(c echo.Context, by *documents.Account, l *deskBook, before attempt) (*ledgerForms, error) {
	if l.forms == "" || !by.Has(documents.Clerk) || c.QueryParam("in") != "" {
		return nil, nil //nolint:nilnil // there are none
	}
	ctx, today := c.Request().Context(), w.d.Engine.Today()
	f, err := filledWith(before, url.Values{"moved": {today.String()}, "lent": {today.String()}, "returned": {today.String()}, "envelopes": {"1"}, "back_by": {today.Add(loanDays).String()}}, nil)
	if err != nil {
		return nil, err
	}
	forms := &ledgerForms{F: f, ID: rand.Text(), Today: today}
	if l.forms == "posting" {
		return forms, w.offerPosting(c, by, forms)
	}
	if id := c.QueryParam("van-ban"); id != "" {
		forms.Record, err = w.d.Engine.Get(ctx, by, workflow.RecordID(id))
	}
	return forms, err
}

// offerPosting reads what waits for the posting book: a page of the newest documents,
// or of those after the ones the address names.
func (w *Web) offerPosting(c echo.Context, by *documents.Account, forms *ledgerForms) (err error) {
	ctx := c.Request().Context()
	forms.Unposted, err = w.d.Ledger.Unposted(ctx, by, ledger.UnpostedQuery{After: c.QueryParam("cho"), Limit: postingOffer})
	forms.Older = c.QueryParam("cho") != ""
	if err == nil {
		forms.Waiting, err = w.d.Engine.Tally(ctx, by, workflow.Query{ToPost: true})
	}
	return err
}

// postingOffer is of how many documents papers are offered on one page.
const postingOffer = 25

// OlderAddress is where what waits longer is; "" where nothing does.
func (f *ledgerForms) OlderAddress() string {
	if f.Unposted.Next == "" {
		return ""
	}
	return "/so-sach/buu-dien?" + url.Values{"cho": {f.Unposted.Next}}.Encode()
}

// Full reports whether there may be more than were counted.
func (f *ledgerForms) Full() bool { return f.Waiting >= workflow.MaxTally }

// loanDays is how long a filed copy is lent when nothing else is said.
const loanDays = 7

// writePosting writes a line of the posting book.
func (w *Web) writePosting(c echo.Context, by *documents.Account) error {
	f, err := form(c, smallForm)
	if err != nil {
		return err
	}
	p := ledger.Posting{To: f.Get("to"), Receipt: f.Get("receipt"), Note: f.Get("note")}
	read := dayReader{f: f}
	p.Day = read.day("moved")
	p.Envelopes, _ = strconv.Atoi(f.Get("envelopes")) // what is no number is none, which is refused
	for _, item := range f["items"] {
		record, consignment, _ := strings.Cut(item, " ")
		p.Items = append(p.Items, ledger.Posted{Record: workflow.RecordID(record), Consignment: consignment})
	}
	err = read.faults.Err()
	if err == nil {
		err = w.d.Ledger.Post(c.Request().Context(), by, f.Get("id"), p)
	}
	return w.afterLine(c, by, written{"posting", f, err})
}

// noteReceipt writes who signed for what went by post.
func (w *Web) noteReceipt(c echo.Context, by *documents.Account) error {
	f, err := form(c, smallForm)
	if err != nil {
		return err
	}
	return w.afterLine(c, by, written{"posting", f, w.d.Ledger.NoteReceipt(c.Request().Context(), by, f.Get("id"), f.Get("receipt"))})
}

// lendCopy writes that a filed copy is lent.
func (w *Web) lendCopy(c echo.Context, by *documents.Account) error {
	f, err := form(c, smallForm)
	if err != nil {
		return err
	}
	read := dayReader{f: f}
	loan := ledger.Loan{
		Record: workflow.RecordID(c.QueryParam("van-ban")), Borrower: f.Get("borrower"), Allowed: f.Get("allowed"), File: f.Get("file"),
		Note: f.Get("note"), Signed: f.Get("signed") != "", Day: read.day("lent"), Due: read.day("back_by"),
	}
	err = read.faults.Err()
	if err == nil {
		err = w.d.Ledger.Lend(c.Request().Context(), by, f.Get("id"), loan)
	}
	return w.afterLine(c, by, written{"loan", f, err})
}

// takeBack writes that a filed copy came back.
func (w *Web) takeBack(c echo.Context, by *documents.Account) error {
	f, err := form(c, smallForm)
	if err != nil {
		return err
	}
	read := dayReader{f: f}
	day := read.day("returned")
	err = read.faults.Err()
	if err == nil {
		err = w.d.Ledger.GiveBack(c.Request().Context(), by, f.Get("id"), day)
	}
	return w.afterLine(c, by, written{"loan", f, err})
}

// A written is what came of writing a line of a book.
type written struct {
	forms string
	f     url.Values
	err   error
}

// afterLine shows the book with what was written, or what is against it.
func (w *Web) afterLine(c echo.Context, by *documents.Account, done written) error {
	for i := range ledgers {
		l := &ledgers[i]
		if l.forms != done.forms {
			continue
		}
		if done.err != nil {
			return retry(done.f, done.err, func(before attempt) error { return w.askLedger(c, by, l, before) })
		}
		return seeOther(c, l.path+"?xong=luu")
	}
	return errForm
}
