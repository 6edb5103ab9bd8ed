package signing_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"vanthu/workflow"
	"vanthu/workflow/signing"
	"vanthu/workflow/signing/trial"
)

// TestText reads the lines of a page, and none of a scan.
func TestText(t *testing.T) {
	t.Parallel()
	tool(t, "pdftotext")
	office := new(signing.Office)
	text, err := office.Text(t.Context(), must[[]byte](t)(trial.Scan(200)))
	if err != nil || strings.TrimSpace(text) != "" {
		t.Errorf("a scan says %q: %v", text, err)
	}
	text, err = office.Text(t.Context(), must[[]byte](t)(os.ReadFile(filepath.Join("testdata", "bao-cao.pdf"))))
	if err != nil || !strings.Contains(text, "\nĐộc lập - Tự do - Hạnh phúc") && !strings.Contains(text, "Độc lập - Tự do - Hạnh phúc\n") {
		t.Errorf("the report says %q: %v", text, err)
	}
	_, err = office.Text(t.Context(), []byte("không phải PDF"))
	refused(t, err, workflow.RulePDFKind)
}
