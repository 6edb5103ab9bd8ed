package pdf_test

import (
	"os"
	"path/filepath"
	"testing"

	"vanthu/templates/pdf"
)

// TestJoin: the pages of all files, in order, and no folder in the user's home.
func TestJoin(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(home, "config"))
	file, err := os.ReadFile("../../workflow/signing/testdata/bao-cao.pdf")
	if err != nil {
		t.Fatal(err)
	}
	one := pdf.Pages(file)
	if one == 0 {
		t.Fatal("no page")
	}
	joined, err := pdf.Join(file, file, file)
	if err != nil {
		t.Fatal(err)
	}
	if got := pdf.Pages(joined); got != 3*one {
		t.Errorf("%d pages of three times %d", got, one)
	}
	if left, err := os.ReadDir(home); err != nil || len(left) > 0 {
		t.Errorf("left in the home: %v, %v", left, err)
	}
	if _, err := pdf.Join(file, []byte("%PDF-1.7 hỏng")); err == nil {
		t.Error("a damaged file was joined")
	}
	if n := pdf.Pages([]byte("x")); n != 0 {
		t.Errorf("%d pages of what is no PDF", n)
	}
}
