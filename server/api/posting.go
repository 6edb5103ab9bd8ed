package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/ledger"
)

// postingView is a line of the book of what goes by post (sổ gửi văn bản đi bưu điện).
type postingView struct {
	ID        string          `json:"id"`
	Version   int64           `json:"version"`
	Moved     documents.Date  `json:"moved"`
	Items     []ledger.Posted `json:"items"`
	To        string          `json:"to"`
	Envelopes int             `json:"envelopes"`
	Receipt   string          `json:"receipt"` // "" until the post signed for it
	Note      string          `json:"note"`
	lineWriter
}

func viewPosting(k workflow.Kept[ledger.Posting]) postingView {
	p := k.Value
	return postingView{
		ID: k.ID, Version: k.Version, Moved: p.Day, Items: viewed(p.Items, same), To: p.To, Envelopes: p.Envelopes, Receipt: p.Receipt,
		Note: p.Note, lineWriter: lineWriter{p.Written.By, p.Written.Name, stamp(p.Written.At)},
	}
}

// unpostedView is a page of what waits for the posting book.
type unpostedView struct {
	Items []ledger.Posted `json:"items"`
	Next  string          `json:"next"` // the after of the next page; "" on the last
}

// listUnposted shows what was sent on paper and stands in no line yet.
func (a *API) listUnposted(c echo.Context, by *documents.Account) error {
	q := ledger.UnpostedQuery{After: c.QueryParam("after")}
	var err error
	if q.Year, err = number(c, "year", span{1900, 9999, 0}); err != nil {
		return err
	}
	if q.Limit, err = number(c, "limit", span{1, workflow.MaxPage, workflow.DefaultPage}); err != nil {
		return err
	}
	page, err := a.d.Ledger.Unposted(c.Request().Context(), by, q)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, unpostedView{viewed(page.Items, same), page.Next})
}

// postingBody is a line to be written.
type postingBody struct {
	ID    string         `json:"id"`
	Moved documents.Date `json:"moved"`
	Items []struct {
		Record      workflow.RecordID `json:"record"`
		Consignment string            `json:"consignment"`
	} `json:"items"`
	To        string `json:"to"`
	Envelopes int    `json:"envelopes"`
	Receipt   string `json:"receipt"`
	Note      string `json:"note"`
}

// writePosting writes a line of the posting book.
func (a *API) writePosting(c echo.Context, by *documents.Account) error {
	var b postingBody
	if err := readBody(c, smallBody, &b); err != nil {
		return err
	}
	id, err := lineID(b.ID)
	if err != nil {
		return err
	}
	p := ledger.Posting{Day: b.Moved, To: b.To, Envelopes: b.Envelopes, Receipt: b.Receipt, Note: b.Note}
	for _, i := range b.Items {
		p.Items = append(p.Items, ledger.Posted{Record: i.Record, Consignment: i.Consignment})
	}
	if err := a.d.Ledger.Post(c.Request().Context(), by, id, p); err != nil {
		return err
	}
	return a.showPosting(c, http.StatusCreated, by, id)
}

func (a *API) showPosting(c echo.Context, status int, by *documents.Account, id string) error {
	k, err := a.d.Ledger.Posting(c.Request().Context(), by, id)
	if err != nil {
		return err
	}
	return showLine(c, status, line{linePath("postings", id), k.Version, viewPosting(k)})
}

// receiptNoteBody is who signed for a line, and the stamp of the post.
type receiptNoteBody struct {
	Receipt string `json:"receipt"`
}

// noteReceipt writes it, on the version that If-Match names.
func (a *API) noteReceipt(c echo.Context, by *documents.Account) error {
	ctx := c.Request().Context()
	var b receiptNoteBody
	read := func(id string) (workflow.Kept[ledger.Posting], error) { return a.d.Ledger.Posting(ctx, by, id) }
	if err := onLine(c, read, &b); err != nil {
		return err
	}
	if err := a.d.Ledger.NoteReceipt(ctx, by, c.Param("id"), b.Receipt); err != nil {
		return err
	}
	return a.showPosting(c, http.StatusOK, by, c.Param("id"))
}
