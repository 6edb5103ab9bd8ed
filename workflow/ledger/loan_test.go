package ledger_test

import (
	"testing"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/ledger"
)

func (o *office) loan(r *workflow.Record) ledger.Loan {
	today := o.engine.Today()
	return ledger.Loan{Record: r.ID, Day: today, Due: today.Add(7), Borrower: "Lê Văn Hiếu", Allowed: "Phạm Quốc Bảo"}
}

// TestLoanOfOneAtATime: a filed copy is with one person, is late after its day, and may
// be lent again when it is back.
func TestLoanOfOneAtATime(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	clerk, r := o.who("clerk"), o.sent("Sở Nội vụ")
	loan := o.loan(r)
	for range 2 { // sent twice it is written once
		must(t, o.Lend(t.Context(), clerk, "a", loan))
	}
	wantRule(t, "lent", o.Lend(t.Context(), clerk, "b", loan), workflow.RuleOnLoan)
	k, err := o.Loan(t.Context(), o.who("chair"), "a")
	must(t, err)
	if k.Value.Reference != "01/BC-UBND" || k.Value.About != "Báo cáo: Kết quả công tác" || k.Version != 1 {
		t.Errorf("got %+v", k)
	}
	if late := k.Value.Late(loan.Due.Add(3)); late != 3 || k.Value.Late(loan.Due) != 0 {
		t.Errorf("%d days late", late)
	}
	wantRule(t, "back before", o.GiveBack(t.Context(), clerk, "a", loan.Day.Add(-1)), workflow.RuleDueBefore)
	wantRule(t, "back tomorrow", o.GiveBack(t.Context(), clerk, "a", loan.Day.Add(1)), workflow.RuleDateFuture)
	must(t, o.GiveBack(t.Context(), clerk, "a", documents.Date{}))
	must(t, o.Lend(t.Context(), clerk, "b", loan))
	lines, err := o.Loans(t.Context(), clerk, 2026, "")
	must(t, err)
	if len(lines) != 2 || lines[0].Value.Returned != loan.Day || lines[0].Value.Late(loan.Due.Add(3)) != 0 || !lines[1].Value.Returned.IsZero() {
		t.Errorf("lines: %+v", lines)
	}
}

func TestLendRefuses(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	r := o.sent("Sở Nội vụ")
	draft, err := o.engine.Create(t.Context(), o.who("drafter"), documents.Document{Kind: documents.Report, Abstract: "Nháp"})
	must(t, err)
	for name, c := range map[string]struct {
		who    documents.AccountID
		change func(*ledger.Loan)
		want   documents.Rule
	}{
		"NotClerk":   {"chair", func(*ledger.Loan) {}, workflow.RuleNotRegistrar},
		"NotFiled":   {"clerk", func(l *ledger.Loan) { l.Record = draft.ID }, workflow.RuleNotFiled},
		"NoBorrower": {"clerk", func(l *ledger.Loan) { l.Borrower = " " }, documents.RuleRequired},
		"NoLeave":    {"clerk", func(l *ledger.Loan) { l.Allowed = "" }, documents.RuleRequired},
		"Tomorrow":   {"clerk", func(l *ledger.Loan) { l.Day = l.Day.Add(1) }, workflow.RuleDateFuture},
		"DueBefore":  {"clerk", func(l *ledger.Loan) { l.Due = l.Day.Add(-1) }, workflow.RuleDueBefore},
		"Secret":     {"clerk", func(l *ledger.Loan) { l.Note = "Hồ sơ (MẬT)" }, documents.RuleSecret},
	} {
		loan := o.loan(r)
		c.change(&loan)
		wantRule(t, name, o.Lend(t.Context(), o.who(c.who), name, loan), c.want)
	}
}
