package documents_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/documents"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func loadSeed(t *testing.T) documents.Document {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "templates", "examples", "bao-cao-duc-pho.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := documents.Load(data)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestSeedIsGolden(t *testing.T) {
	t.Parallel()
	doc := loadSeed(t)
	var got bytes.Buffer
	out := json.NewEncoder(&got)
	out.SetIndent("", "  ")
	out.SetEscapeHTML(false)
	if err := out.Encode(doc); err != nil {
		t.Fatal(err)
	}
	golden := filepath.Join("testdata", "bao-cao-duc-pho.json")
	if *update {
		if err := os.WriteFile(golden, got.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		t.Errorf("seed (-golden +got):\n%s", diff)
	}
	again, err := documents.Load(want)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(doc, again); diff != "" {
		t.Errorf("the golden file loads otherwise (-yaml +json):\n%s", diff)
	}
}

func TestSeedIsComplete(t *testing.T) {
	t.Parallel()
	doc := loadSeed(t)
	if err := doc.Complete(); err != nil {
		t.Error(err)
	}
	for _, row := range []struct{ name, got, want string }{
		{"Header", strings.Join(doc.Issuer.HeaderLines(), "/"), "ỦY BAN NHÂN DÂN/PHƯỜNG ĐỨC PHỔ"},
		{"Symbol", doc.Symbol(), "BC-UBND"},
		{"Archive", doc.Archive.Line(), "Lưu: VT, VHXHHiếu."},
		{"Pattern", doc.Archive.Pattern, documents.GluedArchive},
		{"Signatory", strings.Join(doc.Signatory.Lines(), "/"), "TM. ỦY BAN NHÂN DÂN/CHỦ TỊCH"},
		{"Answered", doc.Answers[0].Reference.String(), "2959/SKHCN-TĐC"},
	} {
		if row.got != row.want {
			t.Errorf("%s: got %q, want %q", row.name, row.got, row.want)
		}
	}
}

// The wording of the office's own report stays: the only differences are the
// faults of form that were mended.
func TestSeedKeepsItsWording(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile(filepath.Join("..", "..", "shared", "seed", "bao-cao-duc-pho.txt"))
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("needs ../../shared/seed/bao-cao-duc-pho.txt, the report as the office wrote it")
	}
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(mended(string(raw)), wording(loadSeed(t))); diff != "" {
		t.Errorf("wording (-office +example):\n%s", diff)
	}
}

// mended returns the lines of the office's text, its faults of form mended.
func mended(raw string) []string {
	raw = strings.NewReplacer(
		"21/KH- UBND", "21/KH-UBND",
		"Văn hóa – Xã hội", "Văn hóa - Xã hội",
	).Replace(raw)
	var out []string
	for line := range strings.SplitSeq(documents.Clean(raw), "\n") {
		if line = documents.OneLine(line); line != "" {
			out = append(out, line)
		}
	}
	if out[0] == "2" { // the number of a page
		out = out[1:]
	}
	return cutOwnLine(out)
}

// cutOwnLine leaves out the addressee's line of Nơi nhận, which is "Như trên",
// and the name of the drafter, who is another here.
func cutOwnLine(lines []string) []string {
	var out []string
	drafter := regexp.MustCompile(`^(- Lưu: VT, VHXH).+\.$`)
	for _, line := range lines {
		if line != "- Sở Khoa học và Công nghệ;" {
			out = append(out, drafter.ReplaceAllString(line, "${1}Hiếu."))
		}
	}
	return out
}

// wording returns the lines of the page as the office's text has them: without
// motto, Kính gửi and signature, which it lacks, and with its half-filled date.
func wording(d documents.Document) []string {
	lines := d.Issuer.HeaderLines()
	lines = append(lines, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", d.NumberLine(), d.Place+", ngày tháng 11 năm 2025", documents.Upper(d.Kind.Name()))
	lines = append(lines, strings.Split(d.Abstract, "\n")...)
	for _, b := range d.Body {
		mark := b.Mark
		if b.Type == documents.Bullet {
			mark = "-"
		}
		lines = append(lines, strings.TrimSpace(mark+" "+b.Text.Plain()))
	}
	lines = append(lines, "Nơi nhận:")
	for _, r := range d.Recipients {
		lines = append(lines, "- "+r.Line()+";")
	}
	lines = append(lines, "- "+d.Archive.Line())
	for i := range lines {
		lines[i] = documents.OneLine(lines[i])
	}
	return lines
}
