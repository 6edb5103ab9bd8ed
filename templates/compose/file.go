package compose

import (
	"archive/zip"
	"bytes"
	"fmt"

	"vanthu/templates/layout"
	"vanthu/templates/ooxml"
)

// A Part is one file of the package: its name and its bytes.
type Part struct {
	Name string
	Body []byte
}

// Parts returns the parts of the template. They are the same each time.
func (t Template) Parts() []Part {
	return []Part{
		{"[Content_Types].xml", contentTypes().Bytes()},
		{"_rels/.rels", packageRelations().Bytes()},
		{"docProps/core.xml", coreProperties().Bytes()},
		{"docProps/app.xml", appProperties().Bytes()},
		{"word/document.xml", t.document().Bytes()},
		{"word/_rels/document.xml.rels", documentRelations().Bytes()},
		{"word/styles.xml", styles().Bytes()},
		{"word/settings.xml", settings().Bytes()},
		{"word/fontTable.xml", fontTable().Bytes()},
		{"word/header1.xml", pageNumber().Bytes()},
		{"word/header2.xml", noPageNumber().Bytes()},
	}
}

// Zip returns the parts as one .docx file.
func Zip(parts []Part) ([]byte, error) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, p := range parts {
		w, err := z.CreateHeader(&zip.FileHeader{Name: p.Name, Method: zip.Deflate})
		if err != nil {
			return nil, fmt.Errorf("start part %s: %w", p.Name, err)
		}
		if _, err := w.Write(p.Body); err != nil {
			return nil, fmt.Errorf("write part %s: %w", p.Name, err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("close the package: %w", err)
	}
	return out.Bytes(), nil
}

// document returns the main part with what stands on its pages.
func (t Template) document() *ooxml.Node {
	sheet := t.sheet
	if sheet == nil {
		sheet = section
	}
	body := el("w:body").Add(t.page()...).Add(sheet())
	return el("w:document",
		"xmlns:w", ooxml.Namespace, "xmlns:r", relationNS, "xmlns:mc", choiceNS,
		"xmlns:wp", anchorNS, "xmlns:a", drawingNS, "xmlns:wps", shapeURI).Add(body)
}

// section is the sheet: A4, the margins, the page number from page 2 on.
func section() *ooxml.Node {
	page := layout.A4()
	return el("w:sectPr").Add(
		el("w:headerReference", "w:type", "default", "r:id", "rId4"),
		el("w:headerReference", "w:type", "first", "r:id", "rId5"),
		el("w:pgSz", "w:w", twips(page.Width), "w:h", twips(page.Height)),
		el("w:pgMar", "w:top", twips(page.Top.Default), "w:right", twips(page.Right.Default),
			"w:bottom", twips(page.Bottom.Default), "w:left", twips(page.Left.Default),
			"w:header", twips(page.NumberTop), "w:footer", twips(page.NumberTop), "w:gutter", "0"),
		el("w:cols", "w:space", "708"),
		el("w:titlePg"))
}

func pageNumber() *ooxml.Node {
	field := el("w:fldSimple", "w:instr", " PAGE ").Add(el("w:r").Add(ooxml.Words("2")...))
	return headerPart(para(layout.PageNumber, "").Add(field))
}

// noPageNumber is the header of page 1, on which no number is shown (mục I,
// khoản 7).
func noPageNumber() *ooxml.Node { return headerPart(para(layout.PageNumber, "")) }

func headerPart(p *ooxml.Node) *ooxml.Node {
	return el("w:hdr", "xmlns:w", ooxml.Namespace).Add(p)
}
