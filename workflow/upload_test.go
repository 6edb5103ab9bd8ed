package workflow_test

import (
	"errors"
	"testing"

	"vanthu/documents"
	"vanthu/workflow"
)

func TestUploadIsKeptUntilTheNext(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	r := o.begin(report())
	drafter := o.people["drafter"]
	keep := func(who documents.AccountID, file string) error {
		return o.KeepUpload(t.Context(), o.people[who], r.ID, workflow.Upload{Name: "Báo cáo.docx", File: []byte(file)})
	}
	if _, err := o.Upload(t.Context(), drafter, r.ID); !errors.Is(err, documents.ErrNotFound) {
		t.Errorf("before the first: got %v", err)
	}
	for i, file := range []string{"một", "hai"} {
		if err := keep("drafter", file); err != nil {
			t.Fatal(err)
		}
		up, err := o.Upload(t.Context(), drafter, r.ID)
		if err != nil {
			t.Fatal(err)
		}
		if string(up.File) != file || up.Name != "Báo cáo.docx" || up.Save != int64(i+1) {
			t.Errorf("got %q, %q, save %d", up.File, up.Name, up.Save)
		}
	}
	if _, err := o.Upload(t.Context(), o.people["other"], r.ID); !errors.Is(err, documents.ErrNotFound) {
		t.Errorf("another person: got %v", err)
	}
	if d := o.opens("drafter", r, false); d.Scratch != nil || d.Record.Version != r.Version {
		t.Errorf("the draft itself has %+v, version %d", d.Scratch, d.Record.Version)
	}
	for range 2 {
		if err := o.DropUpload(t.Context(), drafter, r.ID); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := o.Upload(t.Context(), drafter, r.ID); !errors.Is(err, documents.ErrNotFound) {
		t.Errorf("after it was dropped: got %v", err)
	}
	if err := keep("stranger", "ba"); ruleOf(err) != workflow.RuleNotYours {
		t.Errorf("a stranger: got %v", err)
	}
	r = o.to("review", r)
	if err := keep("drafter", "bốn"); ruleOf(err) != workflow.RuleNotDraft {
		t.Errorf("of what is no draft: got %v", err)
	}
}
