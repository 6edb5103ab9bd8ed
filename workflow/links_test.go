package workflow_test

import (
	"errors"
	"testing"

	"vanthu/documents"
	"vanthu/workflow"
)

// TestLinkBothWays: what a new document answers has the way back once that one is
// sent, and not before; done again it stands there once.
func TestLinkBothWays(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	first := o.to("filed", o.begin(report()))
	draft, err := o.Create(t.Context(), o.people["drafter"], report(), workflow.Link{Kind: workflow.Corrects, Record: first.ID})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := draft.Links[0].Text, "Báo cáo số 01/BC-UBND ngày 24/11/2025"; got != want {
		t.Errorf("the draft names %q, want %q", got, want)
	}
	read := func() *workflow.Record {
		r, err := o.Get(t.Context(), o.people["clerk"], first.ID)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	signed := o.to("send", draft)
	if len(read().Links) != 0 {
		t.Error("the way back stands before the new document is sent")
	}
	sent := o.to("filed", signed)
	if len(sent.Tasks) != 0 {
		t.Errorf("left to do: %v", sent.Tasks)
	}
	back := workflow.Link{Kind: "corrected_by", Record: sent.ID, Text: "Báo cáo số 02/BC-UBND ngày 24/11/2025"}
	if got := read(); len(got.Links) != 1 || got.Links[0] != back {
		t.Errorf("linked back as %+v, want %+v", got.Links, back)
	}
	again := *sent
	again.Version, again.Tasks = sent.Version+1, []workflow.Task{{ID: workflow.LinkBack, Kind: workflow.LinkBack, Due: sent.Updated}}
	if err := o.store.Swap(t.Context(), &again, sent.Version); err != nil {
		t.Fatal(err)
	}
	if err := o.WorkOnce(t.Context(), func(d workflow.Due, err error) { t.Errorf("%v: %v", d, err) }); err != nil {
		t.Fatal(err)
	}
	if got := read(); len(got.Links) != 1 {
		t.Errorf("linked back twice: %+v", got.Links)
	}
	if _, err := o.as("clerk", first, workflow.Act{Action: "send"}); ruleOf(err) != workflow.RuleNoSuchAct {
		t.Errorf("the link kept who read the document before from acting: %v", err)
	}
}

func TestLinksAreChecked(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	r := o.begin(report())
	for _, row := range []struct {
		link workflow.Link
		kind error
	}{
		{workflow.Link{Kind: workflow.Answers, Record: "01JD0000000000000000000000"}, documents.ErrNotFound},
		{workflow.Link{Kind: "answered_by", Record: r.ID}, documents.ErrInvalid},
		{workflow.Link{Kind: "knows", Record: r.ID}, documents.ErrInvalid},
	} {
		if _, err := o.Create(t.Context(), o.people["drafter"], report(), row.link); !errors.Is(err, row.kind) {
			t.Errorf("%+v: got %v, want %v", row.link, err, row.kind)
		}
	}
}
