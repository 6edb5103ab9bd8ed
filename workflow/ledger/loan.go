package ledger

import (
	"context"
	"errors"
	"fmt"

	"vanthu/documents"
	"vanthu/workflow"
)

// A Loan is a line of the book of filed copies in use (sổ sử dụng bản lưu): who has
// which document, until when, and who allowed it.
type Loan struct {
	Record    workflow.RecordID `json:"record"`
	Came      bool              `json:"came,omitempty"` // to the office
	Reference string            `json:"reference"`
	Date      documents.Date    `json:"date,omitzero"` // of the document
	About     string            `json:"about"`         // kind and abstract
	File      string            `json:"file,omitempty"`
	Day       documents.Date    `json:"day"`
	Borrower  string            `json:"borrower"`
	Signed    bool              `json:"signed,omitempty"` // signed for
	Due       documents.Date    `json:"due"`
	Returned  documents.Date    `json:"returned,omitzero"`
	Allowed   string            `json:"allowed"` // by whom
	Note      string            `json:"note,omitempty"`
	Written   Written           `json:"written"`
}

func labelLoan(l *Loan) workflow.Label {
	return workflow.Label{Year: l.Day.Year, Order: order(l.Day, l.Written), Refs: []string{string(l.Record)}}
}

// Late returns by how many days the copy is overdue; 0 of one that is back.
func (l *Loan) Late(today documents.Date) int {
	if !l.Returned.IsZero() {
		return 0
	}
	return max(today.Since(l.Due), 0)
}

// lendCopy is the act of writing into the book.
const lendCopy workflow.Action = "lend"

// Lend writes that a filed copy is lent. What the document says is taken from it. To
// write the same id again changes nothing. *workflow.Refusal, FieldErrors, ErrNotFound.
func (l *Ledger) Lend(ctx context.Context, by *documents.Account, id string, loan Loan) error {
	if err := mustKeep(by, lendCopy); err != nil {
		return err
	}
	r, err := l.engine.Get(ctx, by, loan.Record)
	if err != nil {
		return err
	}
	if r.Desk != "" || r.Number().IsZero() { // Điều 19: what is filed has gone out
		return &workflow.Refusal{State: r.State, Action: lendCopy, Rule: workflow.RuleNotFiled, Article: "Điều 19", Kind: documents.ErrNotAllowed}
	}
	if k, there, err := l.lent(ctx, by, r.ID); err != nil {
		return err
	} else if there && k.ID != id {
		return &workflow.Refusal{Action: lendCopy, Rule: workflow.RuleOnLoan, Article: "Phụ lục IV", Got: k.Value.Borrower, Kind: documents.ErrExists}
	}
	loan.Reference, loan.Date = r.Document.Reference.String(), r.Document.Date
	if r.Incoming != nil {
		loan.Came, loan.Reference = true, r.Incoming.Notation
	}
	loan.About = r.KindName() + ": " + documents.OneLine(r.Document.Abstract)
	loan.Borrower, loan.Allowed = documents.OneLine(loan.Borrower), documents.OneLine(loan.Allowed)
	loan.File, loan.Note, loan.Returned, loan.Written = documents.OneLine(loan.File), documents.OneLine(loan.Note), documents.Date{}, l.written(by)
	if err := loan.check(l.engine.Today()); err != nil {
		return err
	}
	_, err = l.loans.Lay(ctx, by.Unit, id, &loan)
	if errors.Is(err, documents.ErrExists) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("write the book of loans: %w", err)
	}
	return nil
}

func (l *Loan) check(today documents.Date) error {
	var c checker
	c.fault(l.Borrower == "", "borrower", documents.RuleRequired)
	c.fault(l.Allowed == "", "allowed", documents.RuleRequired)
	c.fault(l.Day.IsZero(), "lent", documents.RuleRequired)
	c.fault(l.Due.IsZero(), "back_by", documents.RuleRequired)
	c.fault(today.Before(l.Day), "lent", workflow.RuleDateFuture)
	c.fault(!l.Due.IsZero() && l.Due.Before(l.Day), "back_by", workflow.RuleDueBefore)
	for field, text := range map[string]string{"borrower": l.Borrower, "allowed": l.Allowed, "file": l.File, "note": l.Note} {
		c.text(field, text)
	}
	return c.faults.Err()
}

// lent returns the loan that a record is on now, and whether there is one.
func (l *Ledger) lent(ctx context.Context, by *documents.Account, id workflow.RecordID) (workflow.Kept[Loan], bool, error) {
	for k, err := range l.loans.All(ctx, by.Unit, workflow.SlipQuery{Ref: string(id)}) {
		if err != nil {
			return k, false, fmt.Errorf("read the book of loans: %w", err)
		}
		if k.Value.Returned.IsZero() {
			return k, true, nil
		}
	}
	return workflow.Kept[Loan]{}, false, nil
}

// GiveBack writes that a copy came back on a day, today without one. One that is back
// stays so. *workflow.Refusal, FieldErrors, ErrNotFound.
func (l *Ledger) GiveBack(ctx context.Context, by *documents.Account, id string, day documents.Date) error {
	if err := mustKeep(by, lendCopy); err != nil {
		return err
	}
	if day.IsZero() {
		day = l.engine.Today()
	}
	_, err := l.loans.Change(ctx, by.Unit, id, func(loan *Loan) error {
		var c checker
		c.fault(l.engine.Today().Before(day), "returned", workflow.RuleDateFuture)
		c.fault(day.Before(loan.Day), "returned", workflow.RuleDueBefore)
		if loan.Returned.IsZero() {
			loan.Returned = day
		}
		return c.faults.Err()
	})
	return err
}

// Loan returns a line; ErrNotFound.
func (l *Ledger) Loan(ctx context.Context, by *documents.Account, id string) (workflow.Kept[Loan], error) {
	return l.loans.Read(ctx, by.Unit, id)
}

// Loans returns lines of a year in order; after is the Mark of the last one of the page
// before.
func (l *Ledger) Loans(ctx context.Context, by *documents.Account, year int, after string) ([]workflow.Kept[Loan], error) {
	page, err := l.loans.List(ctx, by.Unit, workflow.SlipQuery{Year: year, After: after, Limit: workflow.MaxPage})
	if err != nil {
		return nil, fmt.Errorf("read the book of loans: %w", err)
	}
	return page, nil
}
