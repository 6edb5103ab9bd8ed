package workflow_test

import (
	"errors"
	"strings"
	"testing"

	"vanthu/documents"
	"vanthu/workflow"
)

// TestOutcomeOfASending: văn thư notes what became of what was sent; history tells.
func TestOutcomeOfASending(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	r := o.to("filed", o.begin(report()))
	to, today := r.Consignments[0].ID, o.Today()
	note := func(who documents.AccountID, n workflow.ConsignmentNote) error {
		n.Seen = r.Version
		next, err := o.NoteOutcome(t.Context(), o.people[who], r.ID, n)
		if err == nil {
			r = next
		}
		return err
	}
	for _, bad := range []struct {
		who  documents.AccountID
		note workflow.ConsignmentNote
		rule documents.Rule
	}{
		{"clerk", workflow.ConsignmentNote{Consignment: to, On: today}, documents.RuleRequired},
		{"clerk", workflow.ConsignmentNote{Consignment: to, Outcome: workflow.Received}, documents.RuleRequired},
		{"clerk", workflow.ConsignmentNote{Consignment: to, Outcome: workflow.Received, On: today.Add(1)}, workflow.RuleDateFuture},
		{"clerk", workflow.ConsignmentNote{Consignment: to, Outcome: workflow.Received, On: today.Add(-1)}, workflow.RuleBeforeSent},
		{"clerk", workflow.ConsignmentNote{Consignment: to, Outcome: workflow.Returned, On: today}, workflow.RuleReason},
		{"clerk", workflow.ConsignmentNote{Consignment: to, Outcome: workflow.Returned, On: today, Reason: "MẬT"}, documents.RuleSecret},
		{"drafter", workflow.ConsignmentNote{Consignment: to, Outcome: workflow.Received, On: today}, workflow.RuleNotYours},
	} {
		if err := note(bad.who, bad.note); ruleOf(err) != bad.rule {
			t.Errorf("%+v: got %v, want %s", bad.note, err, bad.rule)
		}
	}
	if err := note("clerk", workflow.ConsignmentNote{Consignment: "nobody", Outcome: workflow.Received, On: today}); !errors.Is(err, documents.ErrNotFound) {
		t.Errorf("nobody: got %v", err)
	}
	for _, n := range []workflow.ConsignmentNote{
		{Consignment: to, Outcome: workflow.Returned, On: today, Reason: "Sai địa chỉ"}, {Consignment: to, Outcome: workflow.Received, On: today},
	} {
		if err := note("clerk", n); err != nil {
			t.Fatal(err)
		}
		if c := r.Consignments[0]; c.Outcome != n.Outcome || c.On != today || c.Reason != n.Reason {
			t.Errorf("got %+v", c)
		}
	}
	said := workflow.SayEvent(r.History[len(r.History)-2])
	if want := "ghi kết quả gửi: “" + r.Consignments[0].Recipient + ": trả lại ngày " + today.Short() + ", Sai địa chỉ”"; !strings.HasSuffix(said, want) {
		t.Errorf("history says %q, want %q", said, want)
	}
}
