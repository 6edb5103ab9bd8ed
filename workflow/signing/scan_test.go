package signing_test

import (
	"testing"

	"vanthu/workflow"
	"vanthu/workflow/signing"
	"vanthu/workflow/signing/trial"
)

func TestScans(t *testing.T) {
	t.Parallel()
	tool(t, "pdfimages")
	office := new(signing.Office)
	if err := office.Scanned(t.Context(), must[[]byte](t)(trial.Scan(200, 300))); err != nil {
		t.Errorf("a good scan: %v", err)
	}
	for _, pages := range [][]int{{150}, {300, 72}, {300, 0}} {
		refused(t, office.Scanned(t.Context(), must[[]byte](t)(trial.Scan(pages...))), workflow.RuleScanCoarse)
	}
	refused(t, office.Scanned(t.Context(), []byte("không phải PDF")), workflow.RulePDFKind)
}
