package workflow_test

import (
	"errors"
	"strings"
	"testing"

	"vanthu/documents"
	"vanthu/templates/docx"
	"vanthu/workflow"
)

// copyOf asks for a copy, signed by the chair.
func (o *office) copyOf(r *workflow.Record, form documents.CopyForm, change func(*workflow.CopyRequest)) (*workflow.Record, error) {
	ask := workflow.CopyRequest{Of: r.ID, Form: form, Signatory: "chair", Recipients: []string{"Phòng Kinh tế", " "}}
	if change != nil {
		change(&ask)
	}
	return o.MakeCopy(o.t.Context(), o.people["clerk"], ask)
}

// copied carries a copy to its number.
func (o *office) copied(r *workflow.Record) *workflow.Record {
	r = o.must("chair", r, workflow.Act{Action: "authorise"})
	return o.must("clerk", r, workflow.Act{Action: "register"})
}

// TestCopies: copies of each form are signed under the authority of the head and have
// one series of numbers; the copy and what was copied know one another, and the page
// has the copied text with the copy's part below.
func TestCopies(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	source := o.must("clerk", o.to("send", o.begin(report())), workflow.Act{Action: "send"})
	full, err := o.copyOf(source, documents.FullCopy, nil)
	if err != nil {
		t.Fatal(err)
	}
	if full.Desk != "account:chair" || full.Flow != workflow.CopyFlow {
		t.Errorf("it waits at %s in %s", full.Desk, full.Flow)
	}
	full = o.copied(full)
	extract, err := o.copyOf(source, documents.ExtractCopy, func(a *workflow.CopyRequest) { a.Paragraphs = []int{0, 1} })
	if err != nil {
		t.Fatal(err)
	}
	extract = o.copied(extract)
	second, err := o.copyOf(full, documents.CopyOfCopy, nil)
	if err != nil {
		t.Fatal(err)
	}
	second = o.copied(second)
	for i, c := range []struct {
		r    *workflow.Record
		want string
	}{{full, "01/SY-UBND"}, {extract, "02/TrS-UBND"}, {second, "03/SL-UBND"}} {
		if got := c.r.Number().String(); got != c.want || c.r.Document.Reference != source.Document.Reference {
			t.Errorf("copy %d has number %s of %s, want %s", i+1, got, c.r.Document.Reference, c.want)
		}
		if c.r.Desk != "" || len(c.r.Tasks) > 0 || c.r.Final == nil {
			t.Errorf("copy %d waits at %q with tasks %v, file %v", i+1, c.r.Desk, c.r.Tasks, c.r.Final)
		}
	}
	if page := o.page(full); !strings.Contains(page, "SAO Y") || !strings.Contains(page, "Số: 01/SY-UBND") || !strings.Contains(page, "Đã họp 02 lần") || !strings.Contains(page, "Phòng Kinh tế") {
		t.Errorf("the page says %s", page)
	}
	if page := o.page(extract); strings.Contains(page, "Đã họp 02 lần") || !strings.Contains(page, "TRÍCH SAO") || !strings.Contains(page, "KẾT QUẢ") {
		t.Errorf("the extract says %s", page)
	}
	now, err := o.Get(t.Context(), o.people["clerk"], source.ID)
	if err != nil || len(now.Linked("copied_by")) != 2 || len(second.Linked(workflow.CopyOf)) != 1 {
		t.Errorf("links %v and %v, %v", now.Links, second.Links, err)
	}
	proofs, err := o.ProveBooks(t.Context(), o.people["clerk"], 2025, "")
	if err != nil || len(proofs) != 2 {
		t.Fatalf("got %+v, %v", proofs, err)
	}
	for _, p := range proofs {
		if len(p.Faults) > 0 || p.Book.Series == workflow.CopySeries && p.Last != 3 {
			t.Errorf("book %s ends with %d: %v", p.Book.Series, p.Last, p.Faults)
		}
	}
	lines, err := o.deps.Books.Entries(t.Context(), workflow.BookKey{Unit: unit, Year: 2025, Series: workflow.CopySeries}, 0, 9)
	if err != nil || lines[0].Signatory != "Hồ Giang" || lines[0].Recipients[0] != "Phòng Kinh tế" || !strings.HasPrefix(lines[0].Abstract, "Sao y Báo cáo số 01/BC-UBND ngày 24/11/2025") {
		t.Errorf("lines %+v, %v", lines, err)
	}
}

// page returns the words of the file that stands for r.
func (o *office) page(r *workflow.Record) string {
	o.t.Helper()
	file, err := o.Docx(o.t.Context(), r)
	if err != nil {
		o.t.Fatal(err)
	}
	lines, err := docx.PlainText(file)
	if err != nil {
		o.t.Fatal(err)
	}
	return strings.Join(lines, "\n")
}

// TestCopyOfWhatCame: what came on paper is copied as it is: the program numbers the
// copy and makes no page of a text that it does not have.
func TestCopyOfWhatCame(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	in := letter()
	in.Source = workflow.ByPaper
	came := o.entered(in)
	r, err := o.copyOf(came, documents.FullCopy, nil)
	if err != nil {
		t.Fatal(err)
	}
	r = o.copied(r)
	if r.Number().String() != "01/SY-UBND" || r.Final != nil || len(r.Tasks) > 0 || r.Desk != "" {
		t.Errorf("number %s, file %v, tasks %v, desk %q", r.Number(), r.Final, r.Tasks, r.Desk)
	}
	for _, nature := range []struct {
		nature workflow.Nature
		form   documents.CopyForm
		rule   documents.Rule
	}{
		{workflow.AFullCopy, documents.CopyOfCopy, ""}, {workflow.AFullCopy, documents.FullCopy, workflow.RuleCopyOfCopy},
		{workflow.AnyCopy, documents.CopyOfCopy, workflow.RuleCopyNeedsCopy}, {workflow.AnyCopy, documents.FullCopy, workflow.RuleCopyOfCopy},
		{workflow.AnOriginal, documents.ExtractCopy, workflow.RuleNoExtract},
	} {
		_, err := o.copyOf(came, nature.form, func(a *workflow.CopyRequest) { a.Nature = nature.nature })
		if ruleOf(err) != nature.rule || (err == nil) != (nature.rule == "") {
			t.Errorf("%s of %q: got %v, want %q", nature.form, nature.nature, err, nature.rule)
		}
	}
}

func TestCopyRefusals(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	draft := o.begin(report())
	source := o.must("clerk", o.to("send", o.begin(report())), workflow.Act{Action: "send"})
	extract, err := o.copyOf(source, documents.ExtractCopy, func(a *workflow.CopyRequest) { a.Paragraphs = []int{0} })
	if err != nil {
		t.Fatal(err)
	}
	extract = o.copied(extract)
	in := letter()
	in.Source = workflow.ByFile
	file := o.entered(in)
	for _, c := range []struct {
		name   string
		of     *workflow.Record
		form   documents.CopyForm
		change func(*workflow.CopyRequest)
		rule   documents.Rule
	}{
		{"NoForm", source, "XX", nil, documents.RuleCopyForm},
		{"Draft", draft, documents.FullCopy, nil, workflow.RuleNotFiled},
		{"Void", o.must("clerk", o.to("send", o.begin(report())), workflow.Act{Action: "cancel", Comment: "sai"}), documents.FullCopy, nil, workflow.RuleNotFiled},
		{"CopyOfExtract", extract, documents.FullCopy, nil, workflow.RuleCopyOfCopy},
		{"SecondCopyOfExtract", extract, documents.CopyOfCopy, nil, workflow.RuleCopyNeedsCopy},
		{"SecondCopyOfOriginal", source, documents.CopyOfCopy, nil, workflow.RuleCopyNeedsCopy},
		{"FileToFile", file, documents.FullCopy, func(a *workflow.CopyRequest) { a.Electronic = true }, workflow.RuleCopyFileToFile},
		{"PaperToFile", source, documents.FullCopy, func(a *workflow.CopyRequest) { a.Electronic = true }, workflow.RuleCopyNoScan},
		{"ExtractToFile", source, documents.ExtractCopy, func(a *workflow.CopyRequest) { a.Electronic = true }, workflow.RuleExtractAsFile},
		{"NothingExtracted", source, documents.ExtractCopy, func(a *workflow.CopyRequest) { a.Paragraphs = []int{99} }, workflow.RuleNoExtract},
		{"NobodySigns", source, documents.FullCopy, func(a *workflow.CopyRequest) { a.Signatory = "nobody" }, documents.RuleRequired},
		{"WhoMayNot", source, documents.FullCopy, func(a *workflow.CopyRequest) { a.Signatory = "drafter" }, documents.RuleNoAuthority},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := o.copyOf(c.of, c.form, c.change); !hasRule(err, c.rule) {
				t.Errorf("got %v, want %s", err, c.rule)
			}
		})
	}
	if _, err := o.MakeCopy(t.Context(), o.people["chair"], workflow.CopyRequest{Of: source.ID, Form: documents.FullCopy}); !errors.Is(err, documents.ErrForbidden) {
		t.Errorf("the chair: got %v", err)
	}
	waiting, err := o.copyOf(source, documents.FullCopy, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := o.as("clerk", waiting, workflow.Act{Action: "authorise"}); !errors.Is(err, documents.ErrForbidden) {
		t.Errorf("the clerk signs: got %v", err)
	}
	if r := o.must("chair", waiting, workflow.Act{Action: "refuse", Comment: "không cần"}); r.Desk != "" || !r.Number().IsZero() {
		t.Errorf("refused, it waits at %q with number %s", r.Desk, r.Number())
	}
}
