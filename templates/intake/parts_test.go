package intake_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"image"
	"image/png"
	"maps"
	"slices"
	"strings"
	"testing"

	"vanthu/templates/ooxml"
)

// A parts is a Word file to be: its parts by name.
type parts map[string]string

const (
	typesML = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	relsNS  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	spaces  = `xmlns:w="` + ooxml.Namespace + `" xmlns:r="` + relsNS + `"` +
		` xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"` +
		` xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"` +
		` xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"`
)

// beside are the parts that may stand beside the text, by the kind of their
// relationship, whose id is "r" and the kind.
var beside = map[string]string{
	"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "comments": "comments", "header": "header", "footer": "footer",
}

// file returns a .docx whose body is content, with further parts by kind.
func file(t testing.TB, content string, more ...string) []byte {
	t.Helper()
	p := parts{
		"_rels/.rels":       `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` + relsNS + `/officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/document.xml": `<w:document ` + spaces + `><w:body>` + content + `</w:body></w:document>`,
	}
	types := `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>` +
		`<Override PartName="/word/document.xml" ContentType="` + typesML + `document.main+xml"/>`
	rels := ""
	for pair := range slices.Chunk(more, 2) {
		kind, body := pair[0], pair[1]
		if kind == "image" {
			p["word/media/a.png"] = body
			rels += `<Relationship Id="rimage" Type="` + relsNS + `/image" Target="media/a.png"/>`
			continue
		}
		if beside[kind] == "" {
			t.Fatalf("no part %q", kind)
		}
		p["word/"+kind+".xml"] = body
		types += `<Override PartName="/word/` + kind + `.xml" ContentType="` + typesML + kind + `+xml"/>`
		rels += `<Relationship Id="r` + kind + `" Type="` + relsNS + `/` + kind + `" Target="` + kind + `.xml"/>`
	}
	p["[Content_Types].xml"] = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` + types + `</Types>`
	p["word/_rels/document.xml.rels"] = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + rels + `</Relationships>`
	return p.zip(t)
}

func (p parts) zip(t testing.TB) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(p)) {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(p[name])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// root writes a part of WordprocessingML.
func root(name, content string) string {
	return "<w:" + name + " " + spaces + ">" + content + "</w:" + name + ">"
}

// r is a run with text, in which a "|" is a line break and a tab a tab.
func r(text string, props ...string) string {
	text = strings.NewReplacer("|", `</w:t><w:br/><w:t xml:space="preserve">`, "\t", `</w:t><w:tab/><w:t xml:space="preserve">`).Replace(text)
	return `<w:r><w:rPr>` + strings.Join(props, "") + `</w:rPr><w:t xml:space="preserve">` + text + `</w:t></w:r>`
}

const (
	bold   = `<w:b/>`
	italic = `<w:i/>`
	mid    = `<w:jc w:val="center"/>`
)

// p is a paragraph with properties and content; text without a tag is a run,
// cut in two as Word does.
func p(props string, content ...string) string {
	out := `<w:p><w:pPr>` + props + `</w:pPr>`
	for _, c := range content {
		if !strings.HasPrefix(c, "<") {
			words := strings.SplitAfterN(c, " ", 2)
			c = ""
			for _, w := range words {
				c += r(w)
			}
		}
		out += c
	}
	return out + `</w:p>`
}

// paras are paragraphs without properties.
func paras(texts ...string) string {
	out := ""
	for _, t := range texts {
		out += p("", t)
	}
	return out
}

// tbl is a table with or without lines; a cell is paragraphs.
func tbl(lines bool, rows ...[]string) string {
	kind := "nil"
	if lines {
		kind = "single"
	}
	out := `<w:tbl><w:tblPr><w:tblBorders><w:top w:val="` + kind + `"/><w:insideH w:val="` + kind + `"/></w:tblBorders></w:tblPr>`
	for _, row := range rows {
		out += "<w:tr>"
		for _, cell := range row {
			if !strings.HasPrefix(cell, "<") {
				cell = p("", cell)
			}
			if !strings.HasPrefix(cell, "<w:tcPr>") {
				cell = "<w:tcPr/>" + cell
			}
			out += "<w:tc>" + cell + "</w:tc>"
		}
		out += "</w:tr>"
	}
	return out + "</w:tbl>"
}

// numbering is a part with one list whose levels are formats and texts by turns;
// num 2 begins it anew.
func numbering(levels ...string) string {
	out := `<w:abstractNum w:abstractNumId="0">`
	i := 0
	for pair := range slices.Chunk(levels, 2) {
		out += fmt.Sprintf(`<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="%s"/><w:lvlText w:val="%s"/></w:lvl>`, i, pair[0], pair[1])
		i++
	}
	return root("numbering", out+`</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`+
		`<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>`)
}

func num(level, id int) string {
	return fmt.Sprintf(`<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>`, level, id)
}

// drawn is a run with a picture of the file.
const drawn = `<w:r><w:drawing><wp:inline><wp:docPr id="1" name="a" descr="Sơ đồ"/><a:graphic><a:graphicData><a:blip r:embed="rimage"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`

// shape is a drawing of that geometry with text in it.
func shape(geometry, text string) string {
	box := ""
	if text != "" {
		box = `<wps:txbx><w:txbxContent>` + p("", text) + `</w:txbxContent></wps:txbx>`
	}
	content := `<w:drawing><wp:anchor><wp:docPr id="2" name="b"/><a:graphic><a:graphicData><wps:wsp><wps:spPr><a:prstGeom prst="` + geometry + `"/></wps:spPr>` + box +
		`</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>`
	return `<w:r><mc:AlternateContent><mc:Choice Requires="wps">` + content + `</mc:Choice><mc:Fallback>` + content + `</mc:Fallback></mc:AlternateContent></w:r>`
}

func dots(t testing.TB, width, height int) string {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, image.NewGray(image.Rect(0, 0, width, height))); err != nil {
		t.Fatal(err)
	}
	return out.String()
}
