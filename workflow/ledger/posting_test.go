package ledger_test

import (
	"errors"
	"strings"
	"testing"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/ledger"
)

// line is a line of the posting book with the nth consignments of records.
func (o *office) line(n int, of ...*workflow.Record) ledger.Posting {
	p := ledger.Posting{Day: o.engine.Today(), Envelopes: 1}
	for _, r := range of {
		p.Items = append(p.Items, ledger.Posted{Record: r.ID, Consignment: r.Consignments[n].ID})
	}
	return p
}

// TestUnpostedIsAllThatWaits: also what is older than any page, each consignment until it
// stands in a line, and nothing that stays in the house.
func TestUnpostedIsAllThatWaits(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	one, two, three := o.sent("Sở Y tế", "Sở Nội vụ"), o.sent("Sở Nội vụ"), o.sent("Sở Nội vụ")
	envelopes, err := o.engine.Envelopes(t.Context(), one)
	must(t, err)
	same(t, "envelopes", envelopes, []workflow.Envelope{{Name: "Sở Y tế"}, {Name: "Sở Nội vụ"}})
	all := []string{"03/BC-UBND Sở Nội vụ", "02/BC-UBND Sở Nội vụ", "01/BC-UBND Sở Nội vụ", "01/BC-UBND Sở Y tế"}
	same(t, "page by page", o.waits(1), all)
	same(t, "on one page", o.waits(0), all)
	must(t, o.Post(t.Context(), o.who("clerk"), "a", o.line(1, one)))
	must(t, o.Post(t.Context(), o.who("clerk"), "b", o.line(0, two, three)))
	same(t, "half of one", o.waits(1), all[3:])
	must(t, o.Post(t.Context(), o.who("clerk"), "c", o.line(0, one)))
	same(t, "none", o.waits(1), nil)
	n, err := o.engine.Tally(t.Context(), o.who("clerk"), workflow.Query{ToPost: true})
	must(t, err)
	if n != 0 {
		t.Errorf("%d documents wait still", n)
	}
}

// TestLineIsTheTruth: a line whose writer was cut off before he marked the record counts,
// and the record is marked by who asks next.
func TestLineIsTheTruth(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	r := o.sent("Sở Nội vụ")
	must(t, o.Post(t.Context(), o.who("clerk"), "a", o.line(0, r)))
	cut, err := o.engine.Get(t.Context(), o.who("clerk"), r.ID)
	must(t, err)
	unmarked := *cut
	unmarked.Version++
	unmarked.Consignments = r.Consignments
	must(t, o.store.Swap(t.Context(), &unmarked, cut.Version))
	wantRule(t, "again", o.Post(t.Context(), o.who("clerk"), "b", o.line(0, r)), workflow.RulePosted)
	same(t, "waits", o.waits(1), nil)
	healed, err := o.engine.Get(t.Context(), o.who("clerk"), r.ID)
	must(t, err)
	if got := healed.Consignments[0].Posted; got != "a" {
		t.Errorf("marked with line %q", got)
	}
	if len(healed.History) != len(r.History) {
		t.Error("the mark stands in the history")
	}
}

func TestPostRefuses(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	r := o.sent("Sở Nội vụ")
	for name, c := range map[string]struct {
		who    documents.AccountID
		change func(*ledger.Posting)
		want   documents.Rule
	}{
		"NotClerk":    {"chair", func(*ledger.Posting) {}, workflow.RuleNotRegistrar},
		"NoItem":      {"clerk", func(p *ledger.Posting) { p.Items = nil }, documents.RuleRequired},
		"NoDay":       {"clerk", func(p *ledger.Posting) { p.Day = documents.Date{} }, documents.RuleRequired},
		"Tomorrow":    {"clerk", func(p *ledger.Posting) { p.Day = p.Day.Add(1) }, workflow.RuleDateFuture},
		"NoEnvelope":  {"clerk", func(p *ledger.Posting) { p.Envelopes = 0 }, documents.RuleRequired},
		"TooLong":     {"clerk", func(p *ledger.Posting) { p.Note = strings.Repeat("a", 1001) }, documents.RuleTooLong},
		"Secret":      {"clerk", func(p *ledger.Posting) { p.Note = "Hồ sơ (MẬT)" }, documents.RuleSecret},
		"SecretPlace": {"clerk", func(p *ledger.Posting) { p.To = "Hồ sơ (MẬT)" }, documents.RuleSecret},
	} {
		p := o.line(0, r)
		c.change(&p)
		wantRule(t, name, o.Post(t.Context(), o.who(c.who), name, p), c.want)
	}
	unknown := o.line(0, r)
	unknown.Items[0].Consignment = "x"
	if err := o.Post(t.Context(), o.who("clerk"), "x", unknown); !errors.Is(err, documents.ErrNotFound) {
		t.Errorf("of no consignment: %v", err)
	}
	same(t, "waits", o.waits(1), []string{"01/BC-UBND Sở Nội vụ"})
}

// TestReceiptIsNotedLater: a line is written once however often it is sent, then signed
// for.
func TestReceiptIsNotedLater(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	p := o.line(0, o.sent("Sở Nội vụ"))
	for range 2 {
		must(t, o.Post(t.Context(), o.who("clerk"), "a", p))
	}
	wantRule(t, "empty", o.NoteReceipt(t.Context(), o.who("clerk"), "a", " "), documents.RuleRequired)
	wantRule(t, "by another", o.NoteReceipt(t.Context(), o.who("chair"), "a", "RR1"), workflow.RuleNotRegistrar)
	must(t, o.NoteReceipt(t.Context(), o.who("clerk"), "a", "RR1"))
	lines, err := o.Postings(t.Context(), o.who("chair"), 2026, "")
	must(t, err)
	if len(lines) != 1 || lines[0].Value.Receipt != "RR1" || lines[0].Value.To != "Sở Nội vụ" || lines[0].Version != 2 {
		t.Errorf("lines: %+v", lines)
	}
}
