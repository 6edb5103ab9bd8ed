package workflow_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"vanthu/documents"
	"vanthu/workflow"
)

var administrator = documents.Account{ID: "admin", Unit: unit, Name: "Trịnh Kha", Roles: []documents.Role{documents.Admin}}

// added returns a template of the ward for reports: the program's, under a name
// of its own.
func (o *office) added() *documents.TemplateVersion {
	o.t.Helper()
	all, err := o.Templates(o.t.Context(), &administrator)
	if err != nil || len(all) == 0 {
		o.t.Fatal(all, err)
	}
	for _, v := range all {
		if !slices.Contains(v.Kinds, documents.Report) {
			continue
		}
		_, file, err := o.Template(o.t.Context(), &administrator, v.Version)
		if err != nil {
			o.t.Fatal(err)
		}
		blank := workflow.Blank{Name: "cua-phuong", Kinds: []documents.Kind{documents.Report}, File: file}
		own, report, err := o.AddTemplate(o.t.Context(), &administrator, blank)
		if err != nil || len(report.Findings) > 0 {
			o.t.Fatal(report, err)
		}
		return own
	}
	o.t.Fatal("the program has no template for reports")
	return nil
}

// TestOneOfManyActsOnATemplate: two administrators press at once.
func TestOneOfManyActsOnATemplate(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	v := o.added()
	var wait sync.WaitGroup
	errs := make([]error, 8)
	for i := range errs {
		wait.Go(func() {
			_, errs[i] = o.ActOnTemplate(t.Context(), &administrator, workflow.TemplateAct{Version: v.Version, Action: documents.ActivateTemplate, Seen: v.Writes})
		})
	}
	wait.Wait()
	won := 0
	for _, err := range errs {
		var refusal *workflow.Refusal
		switch {
		case err == nil:
			won++
		case !errors.As(err, &refusal) || refusal.Rule != workflow.RuleTemplateChanged || !errors.Is(err, documents.ErrConflict):
			t.Errorf("got %v", err)
		}
	}
	if won != 1 {
		t.Errorf("%d won", won)
	}
}

// TestTemplateFileThatIsGone: a document is not quietly made with another page
// than the one in use.
func TestTemplateFileThatIsGone(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	v := o.added()
	if _, err := o.ActOnTemplate(t.Context(), &administrator, workflow.TemplateAct{Version: v.Version, Action: documents.ActivateTemplate, Seen: v.Writes}); err != nil {
		t.Fatal(err)
	}
	r := o.begin(report())
	if _, err := o.Docx(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(o.dir, "files", string(unit), v.File[:2], v.File[2:4], v.File)); err != nil {
		t.Fatal(err)
	}
	_, err := o.as("drafter", r, workflow.Act{Action: "submit"})
	if err == nil || !strings.Contains(err.Error(), v.Version) {
		t.Errorf("got %v", err)
	}
}

// TestKindLetsGoOfATemplate: a document of another kind is filled into that
// kind's.
func TestKindLetsGoOfATemplate(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	r := o.to("review", o.begin(report()))
	if r.Template == "" || r.Template != r.Revisions[0].File.Template {
		t.Fatalf("the record keeps %q, its round has %q", r.Template, r.Revisions[0].File.Template)
	}
	r, err := o.as("head", r, workflow.Act{Action: "return", Comment: "Đổi thành tờ trình."})
	if err != nil {
		t.Fatal(err)
	}
	doc := report()
	if doc.Kind = "TTr"; r.Template == "" {
		t.Error("the returned draft lost its template")
	}
	if r, err = o.Revise(t.Context(), o.people["drafter"], r.ID, r.Version, doc); err != nil || r.Template != "" {
		t.Errorf("the template is %q, %v", r.Template, err)
	}
}

func TestOnlyAdministratorsKeepTemplates(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	v := o.added()
	for _, who := range []documents.AccountID{"drafter", "head", "chair", "clerk"} {
		_, _, err := o.AddTemplate(t.Context(), o.people[who], workflow.Blank{})
		if !errors.Is(err, documents.ErrForbidden) {
			t.Errorf("%s adds: %v", who, err)
		}
		_, err = o.ActOnTemplate(t.Context(), o.people[who], workflow.TemplateAct{Version: v.Version, Action: documents.RetireTemplate, Seen: 1})
		if !errors.Is(err, documents.ErrForbidden) {
			t.Errorf("%s retires: %v", who, err)
		}
	}
}

// TestRecordFromBeforeKeepsItsFile: one that was signed under a program whose
// records named the template with their file only.
func TestRecordFromBeforeKeepsItsFile(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	r := o.to("register", o.begin(report()))
	signed := r.Template
	old := *r
	old.Template = ""
	old.Version++
	if err := o.store.Swap(t.Context(), &old, r.Version); err != nil {
		t.Fatal(err)
	}
	v := o.added()
	if _, err := o.ActOnTemplate(t.Context(), &administrator, workflow.TemplateAct{Version: v.Version, Action: documents.ActivateTemplate, Seen: v.Writes}); err != nil {
		t.Fatal(err)
	}
	done, err := o.as("clerk", &old, workflow.Act{Action: "register"})
	if err != nil {
		t.Fatal(err)
	}
	if done.Final == nil || done.Final.Template != signed {
		t.Errorf("the numbered file is made with %+v, want %s", done.Final, signed)
	}
}
