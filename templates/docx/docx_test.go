package docx_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"

	"vanthu/templates/docx"
	"vanthu/templates/ooxml"
)

// The look-alikes of this package's tests: small .docx files made here.

const (
	declaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`
	wordNS      = ` xmlns:w="` + ooxml.Namespace + `" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"` +
		` xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"` +
		` xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"`
	relNS    = "http://schemas.openxmlformats.org/package/2006/relationships"
	relTypes = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	wordType = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	sectPr   = `<w:sectPr><w:headerReference w:type="default" r:id="rId2"/><w:pgSz w:w="11906" w:h="16838"/>` +
		`<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>`
)

// files is a package by part name; order is that of fileOrder, then by name.
type files map[string]string

var fileOrder = [...]string{"[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/_rels/document.xml.rels",
	"word/styles.xml", "word/header1.xml", "docProps/core.xml"}

// newFiles returns a small valid document with this body.
func newFiles(body string) files {
	return files{
		"[Content_Types].xml": declaration + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Default Extension="xml" ContentType="application/xml"/>` +
			`<Override PartName="/word/document.xml" ContentType="` + wordType + `document.main+xml"/>` +
			`<Override PartName="/word/styles.xml" ContentType="` + wordType + `styles+xml"/>` +
			`<Override PartName="/word/header1.xml" ContentType="` + wordType + `header+xml"/>` +
			`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`,
		"_rels/.rels": declaration + `<Relationships xmlns="` + relNS + `"><Relationship Id="rId1" Type="` + relTypes +
			`officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
		"word/document.xml": declaration + `<w:document` + wordNS + `><w:body>` + body + sectPr + `</w:body></w:document>`,
		"word/_rels/document.xml.rels": declaration + `<Relationships xmlns="` + relNS + `"><Relationship Id="rId1" Type="` + relTypes +
			`styles" Target="styles.xml"/><Relationship Id="rId2" Type="` + relTypes + `header" Target="header1.xml"/></Relationships>`,
		"word/styles.xml": declaration + `<w:styles` + wordNS + `><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>` +
			`<w:style w:type="paragraph" w:styleId="NoiDung"><w:name w:val="Nội dung"/></w:style>` +
			`<w:style w:type="table" w:styleId="Luoi"><w:name w:val="Lưới"/></w:style></w:styles>`,
		"word/header1.xml":  declaration + `<w:hdr` + wordNS + `><w:p><w:r><w:t>Trang</w:t></w:r></w:p></w:hdr>`,
		"docProps/core.xml": declaration + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Mẫu</dc:title></cp:coreProperties>`,
	}
}

// with returns a copy in which part has changed.
func (f files) with(part, content string) files {
	out := files{part: content}
	for name, data := range f {
		if name != part {
			out[name] = data
		}
	}
	return out
}

// without returns a copy that lacks part.
func (f files) without(part string) files {
	out := f.with(part, "")
	delete(out, part)
	return out
}

// zip returns the package as a file.
func (f files) zip(tb testing.TB) []byte {
	tb.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	left := f.with("", "")
	delete(left, "")
	write := func(name string) {
		if data, ok := left[name]; ok {
			delete(left, name)
			w, err := z.Create(name)
			if err == nil {
				_, err = w.Write([]byte(data))
			}
			if err != nil {
				tb.Fatal(err)
			}
		}
	}
	for _, name := range fileOrder {
		write(name)
	}
	for name := range left {
		write(name)
	}
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}

// p is a paragraph of one run for each text.
func p(texts ...string) string {
	var s strings.Builder
	s.WriteString("<w:p>")
	for _, t := range texts {
		fmt.Fprintf(&s, "<w:r><w:t>%s</w:t></w:r>", t)
	}
	return s.String() + "</w:p>"
}

// tr is a row with a cell for each content.
func tr(cells ...string) string {
	var s strings.Builder
	for _, c := range cells {
		s.WriteString("<w:tc>" + c + "</w:tc>")
	}
	return "<w:tr>" + s.String() + "</w:tr>"
}

func tbl(rows ...string) string {
	return `<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="4000"/></w:tblGrid>` + strings.Join(rows, "") + "</w:tbl>"
}

// compile compiles a template with this body.
func compile(t testing.TB, body string, schema docx.Schema) *docx.Template {
	t.Helper()
	tmpl, err := docx.Compile("mẫu", newFiles(body).zip(t), schema)
	if err != nil {
		t.Fatal(err)
	}
	return tmpl
}

// body returns the children of w:body of a file but for the last w:sectPr.
func body(t testing.TB, file []byte) string {
	t.Helper()
	root := tree(t, file, docx.MainPart).Child("w:body")
	var out []byte
	for _, k := range root.Kids[:len(root.Kids)-1] {
		out = k.AppendTo(out)
	}
	return string(out)
}

func tree(t testing.TB, file []byte, part string) *ooxml.Node {
	t.Helper()
	pkg, err := docx.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	root, err := pkg.Tree(part)
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// render compiles and fills a template with this body, judges what comes out and
// returns it.
func render(t testing.TB, body string, schema docx.Schema, v docx.Values) []byte {
	t.Helper()
	file, err := compile(t, body, schema).Render(v)
	if err != nil {
		t.Fatal(err)
	}
	return file
}
