package templates_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"vanthu/documents"
	"vanthu/templates"
	"vanthu/templates/docx"
)

// An issued file is one that comes of an example: the document or one of its
// attachments that is a file of its own.
type issued struct {
	name string
	doc  *documents.Document
	at   int // of the attachment, -1 for the document
	file []byte
}

// form returns the form of the file's first page.
func (f issued) form() documents.FormID {
	if f.at < 0 {
		return f.doc.Page()
	}
	return f.doc.Attachments[f.at].Form(f.doc.Electronic)
}

// issue fills all examples, in order.
func issue(t testing.TB, c *templates.Catalogue) []issued {
	t.Helper()
	var out []issued
	for _, name := range templates.Examples() {
		text, err := templates.Example(name)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := documents.Load(text)
		if err != nil {
			t.Fatalf("example %s: %v", name, err)
		}
		file, err := c.Fill(&doc)
		if err != nil {
			t.Fatalf("example %s: %v", name, err)
		}
		out = append(out, issued{name, &doc, -1, file})
		for i, a := range doc.Attachments {
			if !a.Separate {
				continue
			}
			file, _, err := c.RenderAttachment(&doc, i, "")
			if err != nil {
				t.Fatalf("example %s, attachment %d: %v", name, i, err)
			}
			out = append(out, issued{name + "-tep", &doc, i, file})
		}
	}
	return out
}

// TestExamples wants an example for every kind and every form, each such that it
// may leave its drafter, without a warning, and filled as its golden text says.
func TestExamples(t *testing.T) {
	t.Parallel()
	catalogue := load(t)
	kinds, forms := map[documents.Kind]bool{}, map[documents.FormID]bool{}
	for _, f := range issue(t, catalogue) {
		kinds[f.doc.Kind], forms[f.form()] = true, true
		for i, a := range f.doc.Attachments {
			if len(a.Body) > 0 {
				forms[f.doc.Attachments[i].Form(f.doc.Electronic)] = true
			}
		}
		t.Run(f.name, func(t *testing.T) {
			t.Parallel()
			if err := f.doc.Complete(); err != nil {
				t.Error(err)
			}
			for _, w := range f.doc.Warnings(documents.Date{Year: 2025, Month: time.December, Day: 1}) {
				t.Errorf("warned of: %v", w)
			}
			for _, finding := range docx.Lint(f.file) {
				t.Error(finding)
			}
			lines, err := docx.PlainText(f.file)
			if err != nil {
				t.Fatal(err)
			}
			golden(t, "examples/"+f.name+".txt", strings.Join(lines, "\n")+"\n")
		})
	}
	for _, k := range documents.Kinds() {
		if !kinds[k.Kind] {
			t.Errorf("no example is a %s", k.Name)
		}
	}
	for _, f := range documents.Forms() {
		if !forms[f.ID] {
			t.Errorf("no example has form %s", f.ID)
		}
	}
	for _, id := range []documents.FormID{
		documents.TextOnPaper, documents.TextAsFile, documents.AnnexOnPaper, documents.AnnexAsFile, documents.CopyOnPaper, documents.CopyAsFile,
	} {
		if !forms[id] {
			t.Errorf("no example has form %s", id)
		}
	}
}

func TestExamplesAreTheSameEachTime(t *testing.T) {
	t.Parallel()
	first, second := issue(t, load(t)), issue(t, load(t))
	for i := range first {
		if !bytes.Equal(first[i].file, second[i].file) {
			t.Errorf("%s gives other bytes the second time", first[i].name)
		}
	}
}
