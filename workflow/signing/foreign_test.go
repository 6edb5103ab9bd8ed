package signing_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/signing"
)

// TestForeignFiles signs whatever PDF files stand below the folder that
// VANTHU_PDFS names, such as the test data of a PDF library: each is signed so
// that pdfsig agrees, or refused with its reason.
func TestForeignFiles(t *testing.T) {
	folder := os.Getenv("VANTHU_PDFS")
	if folder == "" && os.Getenv("CI") == "true" && os.Getenv("VANTHU_LONG") == "1" {
		t.Fatal("VANTHU_PDFS names no folder")
	}
	if folder == "" {
		t.Skip("VANTHU_PDFS names no folder of PDF files")
	}
	w := newWard(t)
	signedFiles, reasons := 0, map[documents.Rule]int{}
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.EqualFold(filepath.Ext(path), ".pdf") {
			return err
		}
		data := must[[]byte](t)(os.ReadFile(path))
		if _, err := signing.Verify(data, w.trust()); err != nil {
			reason(t, path, err)
		}
		out, err := foreign(w, data)
		if err != nil {
			reasons[reason(t, path, err)]++
			return nil
		}
		signedFiles++
		w.checkForeign(t, path, out)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("signed %d, refused %v", signedFiles, reasons)
	if signedFiles < 100 {
		t.Errorf("only %d files were signed", signedFiles)
	}
}

// reason returns why a file was refused; everything else is a fault.
func reason(t *testing.T, path string, err error) documents.Rule {
	t.Helper()
	var refusal *workflow.Refusal
	if !errors.As(err, &refusal) {
		t.Errorf("%s: %v", path, err)
		return ""
	}
	if refusal.Rule != workflow.RulePDFLocked {
		t.Logf("%s: %v", filepath.Base(path), err)
	}
	return refusal.Rule
}

func foreign(w *ward, data []byte) ([]byte, error) {
	p, err := signing.Prepare(&signing.Request{
		PDF: data, Field: "vanthu", Place: &signing.Place{Page: 1, Left: 20, Right: 220, Bottom: 20, Top: 60},
		Text: []string{"Văn bản đến"}, Chain: w.agency.Certificates, Time: morning,
	})
	if err != nil {
		return nil, err
	}
	answer, err := w.agency.Start(context.Background(), []signing.Job{{Digest: p.Digest, Algorithm: p.Algorithm}})
	if err != nil {
		return nil, err
	}
	return p.Assemble(data, answer.Signatures[0])
}

// checkForeign makes sure that the signature is right, also to pdfsig.
func (w *ward) checkForeign(t *testing.T, path string, data []byte) {
	t.Helper()
	name := write(t, "a.pdf", data)
	out := run(t, "pdfsig", "-nocert", name)
	os.Remove(name)
	_, ours, _ := strings.Cut(out, "Signature Field Name: vanthu\n")
	if ours, _, _ = strings.Cut(ours, "\nSignature #"); !strings.Contains(ours, "Signature is Valid.") || !strings.Contains(ours, "Total document signed") {
		t.Errorf("%s: pdfsig: %s", path, out)
	}
	r, err := signing.Verify(data, w.trust())
	if err != nil {
		t.Errorf("%s: %v", path, err)
		return
	}
	for _, v := range r.Signatures {
		if v.Field == "vanthu" && (v.Integrity != signing.Intact || !v.Good()) {
			t.Errorf("%s: %+v", path, v)
		}
	}
}
