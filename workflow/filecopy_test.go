package workflow_test

import (
	"bytes"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/signing"
	"vanthu/workflow/signing/trial"
)

// scans gives an office that signs what looks at scans, too.
func (o *office) scans(t *testing.T) *trial.Authority {
	t.Helper()
	if _, err := exec.LookPath("pdfimages"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("pdfimages is not installed")
		}
		t.Skip("needs pdfimages (poppler-utils)")
	}
	ca := o.signs(t)
	o.deps.Scanner = &signing.Office{Now: o.clock.now}
	o.Engine = workflow.New(o.deps)
	return ca
}

func asFile(a *workflow.CopyRequest) { a.Electronic = true }

// paper returns a document that was signed and sent on paper, with its scan.
func (o *office) paper() *workflow.Record {
	o.t.Helper()
	r := o.to("filed", o.begin(report()))
	scan, err := trial.Scan(200, 300)
	o.ok(err)
	r, err = o.AddScan(o.t.Context(), o.people["clerk"], r.ID, workflow.Scan{Seen: r.Version, PDF: scan})
	o.ok(err)
	return r
}

// TestCopyAsFile: a copy to a file is the scan, byte for byte, with one revision: the
// words of ô 14 at the top right and a signature of the agency that is not to be seen.
func TestCopyAsFile(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.scans(t)
	source := o.paper()
	r, err := o.copyOf(source, documents.FullCopy, asFile)
	o.ok(err)
	r = o.must("chair", r, workflow.Act{Action: "authorise"})
	wantRule(t, refusedBy(o.as("clerk", r, workflow.Act{Action: "register"})), workflow.RuleNoSuchAct)
	steps, err := o.Actions(t.Context(), o.people["clerk"], r)
	if err != nil || len(steps) != 2 || steps[0].Action != "register_file" {
		t.Errorf("it offers %v, %v", steps, err)
	}
	r = o.must("clerk", r, workflow.Act{Action: "register_file"})
	if r.Number().String() != "01/SY-UBND" || r.Desk != "clerk" {
		t.Errorf("number %s, desk %q", r.Number(), r.Desk)
	}
	if day := r.Timeline(); day.Numbered.IsZero() || !day.Issued.IsZero() {
		t.Errorf("not signed yet, it has the days %+v", day)
	}
	wantRule(t, refusedBy(o.as("clerk", r, workflow.Act{Action: "seal_copy"})), workflow.RuleSignature)
	wantRule(t, refusedBy(o.signNow("chair", r, "seal_copy", password)), workflow.RuleNotYours)
	wantRule(t, refusedBy(o.signNow("clerk", r, "seal_copy", "sai")), workflow.RuleKeyPassword)
	r, err = o.signNow("clerk", r, "seal_copy", password)
	o.ok(err)
	file, err := o.OriginalFile(t.Context(), r)
	o.ok(err)
	scan, err := o.ScanFile(t.Context(), source)
	o.ok(err)
	if !bytes.HasPrefix(file, scan) || bytes.Count(file, []byte("%%EOF")) != bytes.Count(scan, []byte("%%EOF"))+1 {
		t.Error("the copy is not the scan with one revision")
	}
	if r.Desk != "" || r.Timeline().Issued.IsZero() || r.Mode != workflow.Electronic || r.History[len(r.History)-1].File != r.Original.Newest().File {
		t.Errorf("sealed, it waits at %q; mode %s, history %+v", r.Desk, r.Mode, r.History)
	}
	if found, err := o.Verify(file); err != nil || !found.Good || len(found.Signatures) != 1 {
		t.Errorf("verified %+v, %v", found, err)
	}
	if got, want := o.words(file), r.Document.SealText(); got != want || !strings.HasPrefix(got, "Sao y; Ủy ban nhân dân ") || !strings.HasSuffix(got, " +07:00") {
		t.Errorf("the page says %q, want %q", got, want)
	}
	o.proves(file)
	if now, err := o.Get(t.Context(), o.people["clerk"], source.ID); err != nil || len(now.Linked("copied_by")) != 1 {
		t.Errorf("what was copied has %v, %v", now.Links, err)
	}
	if _, err := o.copyOf(r, documents.CopyOfCopy, asFile); !hasRule(err, workflow.RuleCopyFileToFile) {
		t.Errorf("a copy of the file to a file: %v", err)
	}
}

// proves has poppler, which knows nothing of this program, look at the signature.
func (o *office) proves(file []byte) {
	o.t.Helper()
	name := filepath.Join(o.t.TempDir(), "ban-sao.pdf")
	o.ok(os.WriteFile(name, file, 0o600))
	said, err := exec.CommandContext(o.t.Context(), "pdfsig", "-nocert", name).CombinedOutput()
	o.ok(err)
	if text := string(said); strings.Count(text, "Signature is Valid") != 1 || !strings.Contains(text, "Total document signed") {
		o.t.Errorf("pdfsig says %s", text)
	}
}

// TestCopyAsFileOfWhatCame: the PDF that came with a paper is the scan; a sao lục is
// made of a paper sao y; a numbered copy that is not signed after all is void.
func TestCopyAsFileOfWhatCame(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	ca := o.scans(t)
	stamps, err := ca.TimeStamps(o.clock.now)
	o.ok(err)
	authority := httptest.NewServer(stamps)
	t.Cleanup(authority.Close)
	o.deps.Archiver = &signing.Archivist{TSA: signing.TSA{URL: authority.URL}}
	o.Engine = workflow.New(o.deps)
	in := letter()
	in.Source = workflow.ByPaper
	in.Files[0].Data, err = trial.Scan(200)
	o.ok(err)
	came := o.entered(in)
	r, err := o.copyOf(came, documents.CopyOfCopy, func(a *workflow.CopyRequest) { a.Electronic, a.Nature = true, workflow.AFullCopy })
	o.ok(err)
	r = o.must("clerk", o.must("chair", r, workflow.Act{Action: "authorise"}), workflow.Act{Action: "register_file"})
	r, err = o.signNow("clerk", r, "seal_copy", password)
	o.ok(err)
	if r = o.works(r); r.Original.Copy(workflow.Archived) == nil || len(r.Tasks) > 0 {
		t.Errorf("no time stamp: %+v, tasks %v", r.Original, r.Tasks)
	}
	file, err := o.OriginalFile(t.Context(), r)
	o.ok(err)
	if words := o.words(file); !strings.HasPrefix(words, "Sao lục; ") {
		t.Errorf("the page says %q", words)
	}
	r, err = o.copyOf(came, documents.FullCopy, asFile)
	o.ok(err)
	r = o.must("clerk", o.must("chair", r, workflow.Act{Action: "authorise"}), workflow.Act{Action: "register_file"})
	r = o.must("clerk", r, workflow.Act{Action: "cancel", Comment: "không cần nữa"})
	if r.Desk != "" || r.Original.Copy(workflow.Sealed) != nil {
		t.Errorf("cancelled, it waits at %q: %+v", r.Desk, r.Original)
	}
	lines, err := o.deps.Books.Entries(t.Context(), workflow.BookKey{Unit: unit, Year: 2025, Series: workflow.CopySeries}, 0, 9)
	if err != nil || len(lines) != 2 || lines[0].Void != "" || lines[1].Void == "" {
		t.Errorf("lines %+v, %v", lines, err)
	}
}

// TestNoCopyAsFile: without the agency's certificate, or a scan of enough dots, none can
// be made.
func TestNoCopyAsFile(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.scans(t)
	source := o.paper()
	in := letter()
	in.Source = workflow.ByPaper
	o.deps.Scanner = nil
	o.Engine = workflow.New(o.deps)
	var err error
	in.Files[0].Data, err = trial.Scan(100)
	o.ok(err)
	came := o.entered(in)
	wantRule(t, refusedBy(o.copyOf(came, documents.FullCopy, asFile)), workflow.RuleNoSigner)
	o.deps.Scanner = &signing.Office{Now: o.clock.now}
	o.Engine = workflow.New(o.deps)
	wantRule(t, refusedBy(o.copyOf(came, documents.FullCopy, asFile)), workflow.RuleScanCoarse)
	r, err := o.copyOf(source, documents.FullCopy, asFile)
	o.ok(err)
	r = o.must("clerk", o.must("chair", r, workflow.Act{Action: "authorise"}), workflow.Act{Action: "register_file"})
	ward, err := o.store.Unit(t.Context(), unit)
	o.ok(err)
	ward.Seal = nil
	o.ok(o.store.PutUnit(t.Context(), ward))
	wantRule(t, refusedBy(o.copyOf(source, documents.FullCopy, asFile)), workflow.RuleNoSeal)
	wantRule(t, refusedBy(o.as("clerk", r, workflow.Act{Action: "seal_copy"})), workflow.RuleNoSeal)
}
