package workflow_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vanthu/documents"
	"vanthu/workflow"
)

// opens opens a draft in a person's name.
func (o *office) opens(who documents.AccountID, r *workflow.Record, over bool) *workflow.Draft {
	o.t.Helper()
	d, err := o.Open(o.t.Context(), o.people[who], r.ID, over)
	if err != nil {
		o.t.Fatal(err)
	}
	return d
}

// types keeps an abstract as typed by a person.
func (o *office) types(who documents.AccountID, r *workflow.Record, save int64, abstract string) (int64, error) {
	return o.KeepTyped(o.t.Context(), o.people[who], workflow.Scratch{
		ScratchKey: workflow.ScratchKey{Record: r.ID}, Base: r.Version, Save: save, Fields: map[string][]string{"abstract": {abstract}},
	})
}

func TestTypedTextIsThereAfterwards(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	r := o.begin(report())
	save, err := o.types("drafter", r, 0, "Kết quả")
	if err != nil || save != 1 {
		t.Fatalf("got save %d, %v", save, err)
	}
	if save, err = o.types("drafter", r, save, "Kết quả công tác"); err != nil || save != 2 {
		t.Fatalf("got save %d, %v", save, err)
	}
	if _, err := o.types("drafter", r, 1, "từ thẻ thứ hai"); !errors.Is(err, documents.ErrConflict) {
		t.Errorf("a second tab: got %v", err)
	}
	d := o.opens("drafter", r, false)
	if d.Scratch == nil || d.Scratch.Fields["abstract"][0] != "Kết quả công tác" || d.Scratch.Base != r.Version {
		t.Errorf("got scratch %+v", d.Scratch)
	}
	if _, err := o.Revise(t.Context(), o.people["drafter"], r.ID, r.Version, report()); err != nil {
		t.Fatal(err)
	}
	if d := o.opens("drafter", r, false); d.Scratch != nil {
		t.Errorf("after saving there is still %+v", d.Scratch)
	}
}

func TestTypedSecretIsNotKept(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	r := o.begin(report())
	if _, err := o.types("drafter", r, 0, "Kế hoạch\nTỐI MẬT"); ruleOf(err) != documents.RuleSecret {
		t.Errorf("got %v", err)
	}
	if d := o.opens("drafter", r, false); d.Scratch != nil {
		t.Errorf("kept %+v", d.Scratch)
	}
}

func TestTwoOnOneDraft(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	r := o.begin(report())
	if d := o.opens("drafter", r, false); !d.Mine(o.people["drafter"]) {
		t.Errorf("the first is not let in: %+v", d.Hold)
	}
	if d := o.opens("other", r, false); d.Mine(o.people["other"]) || d.Hold.Name != "Lê An" {
		t.Errorf("the second got %+v", d.Hold)
	}
	if _, err := o.types("other", r, 0, "x"); ruleOf(err) != workflow.RuleHeld {
		t.Errorf("the second types: got %v", err)
	}
	if _, err := o.Revise(t.Context(), o.people["other"], r.ID, r.Version, report()); ruleOf(err) != workflow.RuleHeld {
		t.Errorf("the second saves: got %v", err)
	}
	if d := o.opens("other", r, true); !d.Mine(o.people["other"]) {
		t.Errorf("taking over got %+v", d.Hold)
	}
	if _, err := o.types("drafter", r, 0, "y"); ruleOf(err) != workflow.RuleHeld {
		t.Errorf("the first types after that: got %v", err)
	}
	o.clock.set(2025, time.November, 25) // the holds of yesterday have ended
	if d := o.opens("drafter", r, false); !d.Mine(o.people["drafter"]) {
		t.Errorf("after the hold ended: got %+v", d.Hold)
	}
	if _, err := o.Open(t.Context(), o.people["stranger"], r.ID, false); ruleOf(err) != workflow.RuleNotYours {
		t.Errorf("a stranger: got %v", err)
	}
}

func TestNotes(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	r := o.to("review", o.begin(report()))
	remark := workflow.Remark{Anchor: "p-7", Quote: "Đã mở 03 lớp", Text: "Bổ sung số liệu"}
	if _, err := o.AddRemark(t.Context(), o.people["drafter"], r.ID, r.Version, workflow.Remark{Anchor: "p-1"}); !errors.Is(err, documents.ErrInvalid) {
		t.Errorf("without a text: got %v", err)
	}
	if _, err := o.AddRemark(t.Context(), o.people["clerk"], r.ID, r.Version, remark); ruleOf(err) != workflow.RuleNotYours {
		t.Errorf("whose turn it is not: got %v", err)
	}
	next, err := o.AddRemark(t.Context(), o.people["head"], r.ID, r.Version, remark)
	if err != nil {
		t.Fatal(err)
	}
	got := next.Remarks[0]
	want := workflow.Remark{ID: got.ID, Round: 1, Anchor: "p-7", Quote: "Đã mở 03 lớp", Text: "Bổ sung số liệu", By: "head", Name: "Ngô Chi", At: next.Updated}
	if diff := cmp.Diff(want, got); diff != "" || len(r.Remarks) != 0 {
		t.Errorf("remark (-want +got):\n%s", diff)
	}
	if _, err := o.SettleRemark(t.Context(), o.people["head"], r.ID, next.Version, "none"); !errors.Is(err, documents.ErrNotFound) {
		t.Errorf("an unknown remark: got %v", err)
	}
	done, err := o.SettleRemark(t.Context(), o.people["head"], r.ID, next.Version, got.ID)
	if err != nil || done.Remarks[0].DoneBy != "Ngô Chi" || done.Remarks[0].Done.IsZero() || !next.Remarks[0].Done.IsZero() {
		t.Errorf("settled: got %+v, %v", done, err)
	}
}

func TestRoundsKeepTheirDocument(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	r := o.to("review", o.begin(report()))
	first := r.Document
	r, err := o.as("head", r, workflow.Act{Action: "return", Comment: "Sửa trích yếu"})
	if err != nil {
		t.Fatal(err)
	}
	doc := report()
	doc.Abstract = "Kết quả công tác quý IV"
	if r, err = o.Revise(t.Context(), o.people["drafter"], r.ID, r.Version, doc); err != nil {
		t.Fatal(err)
	}
	r = o.to("review", r)
	for round, want := range map[int]documents.Document{1: first, 2: r.Document} {
		got, err := o.Round(t.Context(), r, round)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(&want, got); diff != "" {
			t.Errorf("round %d (-want +got):\n%s", round, diff)
		}
		if _, err := o.RoundFile(t.Context(), r, round); err != nil {
			t.Error(err)
		}
	}
	for _, round := range []int{0, 3} {
		if _, err := o.Round(t.Context(), r, round); !errors.Is(err, documents.ErrNotFound) {
			t.Errorf("round %d: got %v", round, err)
		}
	}
}

// TestBlankHasAPage: whatever of a document nobody has typed yet, the drafter
// sees its page.
func TestBlankHasAPage(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	for _, rule := range documents.Kinds() {
		r := o.begin(documents.Document{Kind: rule.Kind})
		trial, err := o.Try(t.Context(), o.people["drafter"], r.ID, r.Document)
		if err != nil {
			t.Fatal(err)
		}
		if len(trial.File) == 0 {
			t.Errorf("a blank %s has no page", rule.Kind)
		}
		if len(trial.Lacks) == 0 {
			t.Errorf("a blank %s lacks nothing", rule.Kind)
		}
	}
}
