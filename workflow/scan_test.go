package workflow_test

import (
	"bytes"
	"os"
	"os/exec"
	"testing"

	"vanthu/workflow"
	"vanthu/workflow/signing"
	"vanthu/workflow/signing/trial"
)

// TestScanOfThePaper: văn thư keeps the scan of what was signed by hand, once it has
// its number; what is no scan is not kept.
func TestScanOfThePaper(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("pdfimages"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("pdfimages is not installed")
		}
		t.Skip("needs pdfimages (poppler-utils)")
	}
	o := newOffice(t)
	o.deps.Scanner = &signing.Office{Now: o.clock.now}
	o.Engine = workflow.New(o.deps)
	scan, err := trial.Scan(200, 300)
	o.ok(err)
	coarse, err := trial.Scan(150)
	o.ok(err)
	r := o.to("register", o.begin(report()))
	_, err = o.AddScan(t.Context(), o.people["clerk"], r.ID, workflow.Scan{Seen: r.Version, PDF: scan})
	wantRule(t, err, workflow.RuleNotPaper)
	r = o.to("filed", r)
	_, err = o.AddScan(t.Context(), o.people["drafter"], r.ID, workflow.Scan{Seen: r.Version, PDF: scan})
	wantRule(t, err, workflow.RuleNotYours)
	_, err = o.AddScan(t.Context(), o.people["clerk"], r.ID, workflow.Scan{Seen: r.Version, PDF: coarse})
	wantRule(t, err, workflow.RuleScanCoarse)
	kept, err := o.AddScan(t.Context(), o.people["clerk"], r.ID, workflow.Scan{Seen: r.Version, PDF: scan})
	o.ok(err)
	file, err := o.ScanFile(t.Context(), kept)
	o.ok(err)
	if !bytes.Equal(file, scan) || kept.State != "filed" || kept.History[len(kept.History)-1].File != kept.Scan.File {
		t.Errorf("kept %+v in state %s", kept.Scan, kept.State)
	}
}
