package templates_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/templates/compose"
	"vanthu/templates/docx"
	"vanthu/templates/ooxml"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestSeedReport holds the filled seed report to its golden files.
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
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
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
	if errors := verdict(t, judge, file); len(errors) > 0 {
		t.Errorf("not valid: %+v", errors)
	}
}

// An sdkError is one thing that the Open XML SDK finds wrong.
type sdkError struct{ Description, Path, XPath string }

// verdict returns what the Open XML SDK finds wrong with a file.
func verdict(t *testing.T, judge string, file []byte) []sdkError {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file.docx")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	said, _ := exec.CommandContext(t.Context(), judge, path).Output() // it exits with 1 when there are errors
	var answer struct {
		OK     bool `json:"ok"`
		Errors []sdkError
	}
	if err := json.Unmarshal(said, &answer); err != nil {
		t.Fatalf("the validator says %q: %v", said, err)
	}
	if !answer.OK && len(answer.Errors) == 0 {
		t.Fatalf("the validator says %q", said)
	}
	return answer.Errors
}

// joinedFile returns one file with the pages of all, in order, each of its
// sections ended as it was. What must be single in a file is numbered anew, and
// pictures, whose parts are not taken along, are left out.
func joinedFile(t *testing.T, files map[string][]byte) []byte {
	t.Helper()
	var body []*ooxml.Node
	drawing := 0
	for _, name := range slices.Sorted(maps.Keys(files)) {
		for _, n := range mainPart(t, files[name]).Child("w:body").Kids {
			if n.Name == "w:sectPr" {
				n = ooxml.El("w:p").Add(ooxml.El("w:pPr").Add(n))
			}
			for pr := range n.Named("wp:docPr") {
				drawing++
				pr.SetAttr("id", fmt.Sprint(drawing))
			}
			if !strings.Contains(string(n.AppendTo(nil)), "<a:blip") {
				body = append(body, n)
			}
		}
	}
	parts := namedKind(t)
	for i := range parts {
		if parts[i].Name == docx.MainPart {
			main, err := ooxml.Parse(parts[i].Body)
			if err != nil {
				t.Fatal(err)
			}
			last := main.Child("w:body").Child("w:sectPr")
			main.Child("w:body").Kids = slices.Concat(body, []*ooxml.Node{last})
			parts[i].Body = main.Bytes()
		}
	}
	file, err := compose.Zip(parts)
	if err != nil {
		t.Fatal(err)
	}
	return file
}
