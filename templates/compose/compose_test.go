package compose_test

import (
	"archive/zip"
	"bytes"
	"flag"
	"io"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/templates/compose"
	"vanthu/templates/layout"
)

var update = flag.Bool("update", false, "rewrite the templates")

// TestTemplatesAreComposed proves that each embedded template is what the
// composer makes of the layout table. The parts are compared, not the compressed
// bytes, which another version of Go may write differently.
func TestTemplatesAreComposed(t *testing.T) {
	t.Parallel()
	for _, template := range compose.Templates() {
		t.Run(template.Name, func(t *testing.T) {
			t.Parallel()
			composed(t, "../"+template.Name+".docx", template.Parts())
		})
	}
}

// TestBooksAreComposed proves the same of the printed books.
func TestBooksAreComposed(t *testing.T) {
	t.Parallel()
	for _, form := range layout.Books() {
		t.Run(form.Name, func(t *testing.T) {
			t.Parallel()
			composed(t, "../books/"+form.Name+".docx", compose.Book(form).Parts())
		})
	}
}

// TestFilingFormsAreComposed proves the same of the papers of work files.
func TestFilingFormsAreComposed(t *testing.T) {
	t.Parallel()
	for _, form := range compose.FilingForms() {
		composed(t, "../books/"+form.Name+".docx", form.Parts())
	}
}

// TestTemplatesHaveOneStyle proves that the styles of one template are those of
// all.
func TestTemplatesHaveOneStyle(t *testing.T) {
	t.Parallel()
	var first []byte
	for _, template := range compose.Templates() {
		for _, part := range template.Parts() {
			switch {
			case part.Name != "word/styles.xml":
			case first == nil:
				first = part.Body
			case !bytes.Equal(first, part.Body):
				t.Errorf("%s has styles of its own", template.Name)
			}
		}
	}
}

func composed(t *testing.T, file string, want []compose.Part) {
	t.Helper()
	if *update {
		docx, err := compose.Zip(want)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, docx, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(want, parts(t, file)); diff != "" {
		t.Errorf("%s is not what the composer makes; run with -update (-want +got):\n%s", file, diff)
	}
}

func parts(t *testing.T, file string) []compose.Part {
	t.Helper()
	docx, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(docx), int64(len(docx)))
	if err != nil {
		t.Fatal(err)
	}
	var out []compose.Part
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, compose.Part{Name: f.Name, Body: body})
	}
	return out
}
