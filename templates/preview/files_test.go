package preview_test

import (
	"archive/zip"
	"bytes"
	"maps"
	"testing"

	"vanthu/templates/ooxml"
)

// files is a package by part name.
type files map[string]string

const (
	wordNS = ` xmlns:w="` + ooxml.Namespace + `" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"` +
		` xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"` +
		` xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"` +
		` xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"`
	relNS    = `"http://schemas.openxmlformats.org/package/2006/relationships"`
	relTypes = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	wordType = "application/vnd.openxmlformats-officedocument.wordprocessingml."
)

// file returns a small document with this body and these parts besides.
func file(tb testing.TB, body string, more files) []byte {
	tb.Helper()
	all := files{
		"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Default Extension="png" ContentType="image/png"/><Default Extension="xml" ContentType="application/xml"/>` +
			`<Override PartName="/word/document.xml" ContentType="` + wordType + `document.main+xml"/></Types>`,
		"_rels/.rels":       `<Relationships xmlns=` + relNS + `><Relationship Id="rId1" Type="` + relTypes + `officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/document.xml": `<w:document` + wordNS + `><w:body>` + body + `</w:body></w:document>`,
	}
	maps.Copy(all, more)
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for name, part := range all {
		w, err := z.Create(name)
		if err != nil {
			tb.Fatal(err)
		}
		if _, err := w.Write([]byte(part)); err != nil {
			tb.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}

// The parts that tests put beside a body.
func styles(s string) files {
	return files{"word/styles.xml": `<w:styles` + wordNS + `>` + s + `</w:styles>`}
}

func (f files) with(name, part string) files {
	out := files{name: part}
	for n, p := range f {
		if n != name {
			out[n] = p
		}
	}
	return out
}

func rels(rows string) string {
	return `<Relationships xmlns=` + relNS + `>` + rows + `</Relationships>`
}

func rel(id, kind, target string) string {
	return `<Relationship Id="` + id + `" Type="` + relTypes + kind + `" Target="` + target + `"/>`
}

// p is a paragraph with these properties and runs, r a run, text its text.
func p(props, runs string) string { return `<w:p><w:pPr>` + props + `</w:pPr>` + runs + `</w:p>` }

func r(props, what string) string { return `<w:r><w:rPr>` + props + `</w:rPr>` + what + `</w:r>` }

func text(s string) string { return `<w:t xml:space="preserve">` + s + `</w:t>` }

func say(s string) string { return p("", r("", text(s))) }
