package pdf_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"vanthu/documents"
	"vanthu/templates"
	"vanthu/templates/pdf"
)

// missing skips the test for want of a tool, or fails it where the environment
// has CI=true.
func missing(t testing.TB, what string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal(what)
	}
	t.Skip(what)
}

// run returns what a program of another maker wrote of the PDF.
func run(t testing.TB, file []byte, name string, args ...string) string {
	t.Helper()
	program, err := exec.LookPath(name)
	if err != nil {
		missing(t, name+" is not installed (apt-get install poppler-utils qpdf)")
	}
	in := filepath.Join(t.TempDir(), "in.pdf")
	if err := os.WriteFile(in, file, 0o600); err != nil {
		t.Fatal(err)
	}
	for i, a := range args {
		if a == "IN" {
			args[i] = in
		}
	}
	out, err := exec.CommandContext(t.Context(), program, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}

// office returns a converter of this machine's LibreOffice.
func office(t testing.TB, o pdf.Options) *pdf.Converter {
	t.Helper()
	o.Use = pdf.LibreOffice
	c, err := pdf.Open(o)
	if lack := (*pdf.MissingError)(nil); errors.As(err, &lack) {
		missing(t, err.Error()+" (apt-get install libreoffice-writer-nogui fonts-liberation2)")
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	})
	return c
}

// report returns the three pages of the example report, told apart by a word of
// the abstract.
func report(t testing.TB, word string) []byte {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "examples", "bao-cao-duc-pho.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := documents.Load(text)
	if err != nil {
		t.Fatal(err)
	}
	doc.Abstract += " " + word
	catalogue, err := templates.Load()
	if err != nil {
		t.Fatal(err)
	}
	docx, _, err := catalogue.Render(&doc, "")
	if err != nil {
		t.Fatal(err)
	}
	return docx
}

const (
	spaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ` +
		`xmlns:v="urn:schemas-microsoft-com:vml" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ` +
		`xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"`
	relations = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	kinds     = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
)

// page returns a DOCX with that body and those links to elsewhere, by id.
func page(t testing.TB, body string, links map[string]string) []byte {
	t.Helper()
	rels := ""
	for id, to := range links {
		rels += `<Relationship Id="` + id + `" Type="` + kinds + `image" Target="` + to + `" TargetMode="External"/>`
	}
	parts := map[string]string{
		"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
		"_rels/.rels":                  relations + `<Relationship Id="r" Type="` + kinds + `officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/_rels/document.xml.rels": relations + rels + `</Relationships>`,
		"word/document.xml":            `<w:document ` + spaces + `><w:body>` + body + `</w:body></w:document>`,
	}
	var out bytes.Buffer
	file := zip.NewWriter(&out)
	for _, name := range []string{"[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels", "word/document.xml"} {
		w, err := file.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(parts[name])); err != nil {
			t.Fatal(err)
		}
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// words is a paragraph in a font.
func words(family, text string) string {
	return `<w:p><w:r><w:rPr><w:rFonts w:ascii="` + family + `" w:hAnsi="` + family + `"/></w:rPr><w:t>` + text + `</w:t></w:r></w:p>`
}

// heavy is a file that keeps LibreOffice busy for long: tables in tables.
func heavy(t testing.TB) []byte {
	row := `<w:tr>` + strings.Repeat(`<w:tc><w:p><w:r><w:t>ộ</w:t></w:r></w:p></w:tc>`, 60) + `</w:tr>`
	return page(t, `<w:tbl>`+strings.Repeat(row, 4000)+`</w:tbl><w:p/>`, nil)
}
