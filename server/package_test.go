//go:build unix

package main_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"vanthu/workflow/filing/csip"
)

// TestPackageCommand: a package that is whole, one that was changed, and one whose
// signature is of no trusted root.
func TestPackageCommand(t *testing.T) {
	t.Parallel()
	signed, root := signedReport(t)
	_, stranger := signedReport(t)
	folder := t.TempDir()
	file := func(name string, data []byte) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	var out bytes.Buffer
	err := csip.Write(&out, &csip.Package{ID: "H48.2026.01.VHXH", Label: "Hồ sơ chuyển đổi số", Created: time.Unix(0, 0), Creator: "UBND", Files: []csip.File{
		csip.Bytes(csip.DataOf("van-ban")+"H48.2026.01.VHXH.001.pdf", "application/pdf", signed),
	}})
	if err != nil {
		t.Fatal(err)
	}
	whole := file("ho-so.zip", out.Bytes())
	changed := bytes.Clone(out.Bytes())
	changed[bytes.Index(changed, []byte("%PDF"))+200] ^= 1
	for name, c := range map[string]struct {
		args []string
		code int
		says []string
	}{
		"whole":           {[]string{whole}, 0, []string{"Hồ sơ H48.2026.01.VHXH: Hồ sơ chuyển đổi số", "2 tệp, tất cả đúng"}},
		"with roots":      {[]string{"-roots", file("root.pem", root), whole}, 0, []string{"tất cả đúng"}},
		"of no root":      {[]string{"-roots", file("other.pem", stranger), whole}, 1, []string{"Chữ ký số trong tệp không đạt"}},
		"changed":         {[]string{file("changed.zip", changed)}, 1, []string{"KHÔNG ĐÚNG", "001.pdf"}},
		"as json":         {[]string{"--json", whole}, 0, []string{`"id": "H48.2026.01.VHXH"`}},
		"no zip":          {[]string{file("a.zip", []byte("x"))}, 2, []string{"không phải gói hồ sơ"}},
		"no file":         {[]string{filepath.Join(folder, "khong-co.zip")}, 2, []string{"Không đọc được tệp"}},
		"two files":       {[]string{whole, whole}, 2, []string{"đúng một tệp"}},
		"roots not there": {[]string{"-roots", filepath.Join(folder, "x.pem"), whole}, 2, []string{"chứng thư gốc"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			code, said := run(t, nil, append([]string{"package", "verify"}, c.args...)...)
			if code != c.code {
				t.Errorf("exit code %d, want %d:\n%s", code, c.code, said)
			}
			for _, want := range c.says {
				if !strings.Contains(said, want) {
					t.Errorf("does not say %q:\n%s", want, said)
				}
			}
		})
	}
}
