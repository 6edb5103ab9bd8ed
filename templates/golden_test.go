package templates_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/templates/docx"
	"vanthu/templates/ooxml"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestSeedReport holds the filled seed report to its golden files, and the text
// that LibreOffice reads out of it to the text that we do.
func TestSeedReport(t *testing.T) {
	t.Parallel()
	doc := example(t)
	registered(doc)
	catalogue := load(t)
	file, err := catalogue.Fill(doc)
	if err != nil {
		t.Fatal(err)
	}
	again, err := catalogue.Fill(doc)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(file, again) {
		t.Error("the same record gives other bytes the second time")
	}
	main := mainPart(t, file)
	golden(t, seed+".document.xml", strings.ReplaceAll(string(main.Bytes()), "<w:p>", "\n<w:p>"))
	text := plain(main)
	golden(t, seed+".txt", text)
	t.Run("LibreOffice", func(t *testing.T) {
		t.Parallel()
		out := convert(t, map[string][]byte{"seed": file}, "txt:Text (encoded):UTF8")
		read, err := os.ReadFile(filepath.Join(out, "seed.txt"))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(lines(text), lines(string(read))); diff != "" {
			t.Errorf("LibreOffice reads another text (-ours +theirs):\n%s", diff)
		}
	})
}

func mainPart(t testing.TB, file []byte) *ooxml.Node {
	t.Helper()
	pkg, err := docx.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	main, err := pkg.Tree(docx.MainPart)
	if err != nil {
		t.Fatal(err)
	}
	return main
}

// plain returns the text of a part, a line for each paragraph and line break.
func plain(main *ooxml.Node) string {
	var out strings.Builder
	for p := range main.Named("w:p") {
		for n := range p.All() {
			switch n.Name {
			case "w:t":
				out.WriteString(n.Plain())
			case "w:br":
				out.WriteByte('\n')
			}
		}
		out.WriteByte('\n')
	}
	return out.String()
}

// lines returns the lines of text that show something.
func lines(text string) []string {
	var out []string
	for line := range strings.Lines(strings.TrimPrefix(text, "\uFEFF")) {
		if line = strings.TrimRight(line, "\r\n"); line != "" {
			out = append(out, line)
		}
	}
	return out
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}

// TestValid has the Open XML SDK judge the seed report, a report with everything
// in it and the template as an office opens it; our own rules, which see what
// the SDK does not, are held for every variant.
func TestValid(t *testing.T) {
	t.Parallel()
	catalogue := load(t)
	files := map[string][]byte{}
	for _, v := range variants {
		doc := example(t)
		v.edit(doc)
		file, err := catalogue.Fill(doc)
		if err != nil {
			t.Fatal(err)
		}
		files[v.name] = file
		for _, finding := range docx.Lint(file) {
			if finding.Rule != docx.LintPlaceholder || !strings.Contains(finding.What, "{{x}}") { // a drafter's own text
				t.Errorf("%s: %s", v.name, finding)
			}
		}
	}
	var err error
	if files["template"], err = os.ReadFile("van-ban-co-ten-loai.docx"); err != nil {
		t.Fatal(err)
	}
	judge := validator(t)
	for _, name := range [...]string{"registered", "everything", "template"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			judged(t, judge, files[name])
		})
	}
}

func judged(t *testing.T, judge string, file []byte) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file.docx")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	verdict, _ := exec.CommandContext(t.Context(), judge, path).Output() // it exits with 1 when there are errors
	var answer struct {
		OK     bool `json:"ok"`
		Errors []struct{ Description, Path, XPath string }
	}
	if err := json.Unmarshal(verdict, &answer); err != nil {
		t.Fatalf("the validator says %q: %v", verdict, err)
	}
	if !answer.OK {
		t.Errorf("not valid: %+v", answer.Errors)
	}
}
