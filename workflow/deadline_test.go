package workflow_test

import (
	"errors"
	"strings"
	"testing"

	"vanthu/documents"
	"vanthu/workflow"
)

// TestDeadlineOnItsWay: whoever has a document changes its deadline, and the head
// of the drafting unit wherever it is; history tells, and what was shown stands.
func TestDeadlineOnItsWay(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	r := o.begin(report())
	set := func(who documents.AccountID, day documents.Date, reason string) error {
		next, err := o.SetDeadline(t.Context(), o.people[who], r.ID, workflow.DeadlineChange{Seen: r.Version, Day: day, Reason: reason})
		if err == nil {
			r = next
		}
		return err
	}
	today := o.Today()
	if err := set("drafter", today.Add(3), ""); !errors.Is(err, documents.ErrNotAllowed) {
		t.Errorf("a draft: got %v", err)
	}
	r = o.to("review", r)
	shown := r.Shown().Hash
	if err := set("drafter", today.Add(3), ""); !errors.Is(err, documents.ErrForbidden) {
		t.Errorf("the drafter, while another has it: got %v", err)
	}
	if err := set("head", today.Add(-1), ""); ruleOf(err) != workflow.RuleDeadlinePast {
		t.Errorf("a day that is over: got %v", err)
	}
	if err := set("head", today.Add(5), "chờ số liệu"); err != nil {
		t.Fatal(err)
	}
	r = o.to("check", r)
	if err := set("head", documents.Date{}, ""); err != nil {
		t.Errorf("the head, while another has it: %v", err)
	}
	var said []string
	for _, ev := range r.History {
		if ev.Action == "set_deadline" {
			said = append(said, workflow.SayEvent(ev))
		}
	}
	day := today.Add(5).Short()
	for i, want := range []string{"đổi hạn xử lý: “từ không có hạn thành " + day + ": chờ số liệu”", "đổi hạn xử lý: “từ " + day + " thành không có hạn”"} {
		if len(said) != 2 || !strings.HasSuffix(said[i], want) {
			t.Errorf("history says %q, want %q", said, want)
		}
	}
	if r.Shown().Hash != shown {
		t.Error("the file changed with the deadline")
	}
	stale := (*workflow.Stale)(nil)
	if _, err := o.SetDeadline(t.Context(), o.people["head"], r.ID, workflow.DeadlineChange{Seen: 1}); !errors.As(err, &stale) {
		t.Errorf("an old version: got %v", err)
	}
}
