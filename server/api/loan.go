package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/ledger"
)

// loanView is a line of the book of filed copies in use (sổ sử dụng bản lưu).
type loanView struct {
	ID        string            `json:"id"`
	Version   int64             `json:"version"`
	Record    workflow.RecordID `json:"record"`
	Came      bool              `json:"came"` // to the office: it is under /incoming
	Reference string            `json:"reference"`
	Date      documents.Date    `json:"date"`
	About     string            `json:"about"`
	File      string            `json:"file"`
	Lent      documents.Date    `json:"lent"`
	BackBy    documents.Date    `json:"back_by"`
	Returned  documents.Date    `json:"returned"`
	Late      int               `json:"days_late"`
	Borrower  string            `json:"borrower"`
	Allowed   string            `json:"allowed"` // by whom
	Signed    bool              `json:"signed"`  // by the borrower
	Note      string            `json:"note"`
	lineWriter
}

func (a *API) viewLoan(k workflow.Kept[ledger.Loan]) loanView {
	l := k.Value
	return loanView{
		ID: k.ID, Version: k.Version, Record: l.Record, Came: l.Came, Reference: l.Reference, Date: l.Date, About: l.About, File: l.File,
		Lent: l.Day, BackBy: l.Due, Returned: l.Returned, Late: l.Late(a.d.Engine.Today()), Borrower: l.Borrower, Allowed: l.Allowed,
		Signed: l.Signed, Note: l.Note, lineWriter: lineWriter{l.Written.By, l.Written.Name, stamp(l.Written.At)},
	}
}

// loanBody is a line to be written.
type loanBody struct {
	ID       string            `json:"id"`
	Record   workflow.RecordID `json:"record"`
	Lent     documents.Date    `json:"lent"`
	BackBy   documents.Date    `json:"back_by"`
	Borrower string            `json:"borrower"`
	Allowed  string            `json:"allowed"`
	File     string            `json:"file"`
	Signed   bool              `json:"signed"`
	Note     string            `json:"note"`
}

// lendCopy writes that a filed copy is lent.
func (a *API) lendCopy(c echo.Context, by *documents.Account) error {
	var b loanBody
	if err := readBody(c, smallBody, &b); err != nil {
		return err
	}
	id, err := lineID(b.ID)
	if err != nil {
		return err
	}
	err = a.d.Ledger.Lend(c.Request().Context(), by, id, ledger.Loan{
		Record: b.Record, Day: b.Lent, Due: b.BackBy, Borrower: b.Borrower, Allowed: b.Allowed, File: b.File, Signed: b.Signed, Note: b.Note,
	})
	if err != nil {
		return err
	}
	return a.showLoan(c, http.StatusCreated, by, id)
}

func (a *API) showLoan(c echo.Context, status int, by *documents.Account, id string) error {
	k, err := a.d.Ledger.Loan(c.Request().Context(), by, id)
	if err != nil {
		return err
	}
	return showLine(c, status, line{linePath("loans", id), k.Version, a.viewLoan(k)})
}

// returnBody is on which day a copy came back; today when left out.
type returnBody struct {
	Returned documents.Date `json:"returned"`
}

// takeBack writes that it came back, on the version that If-Match names.
func (a *API) takeBack(c echo.Context, by *documents.Account) error {
	ctx := c.Request().Context()
	var b returnBody
	read := func(id string) (workflow.Kept[ledger.Loan], error) { return a.d.Ledger.Loan(ctx, by, id) }
	if err := onLine(c, read, &b); err != nil {
		return err
	}
	if err := a.d.Ledger.GiveBack(ctx, by, c.Param("id"), b.Returned); err != nil {
		return err
	}
	return a.showLoan(c, http.StatusOK, by, c.Param("id"))
}
