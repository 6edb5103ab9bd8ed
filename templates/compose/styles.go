package compose

import (
	"slices"
	"strconv"

	"vanthu/templates/layout"
	"vanthu/templates/ooxml"
)

const language = "vi-VN"

// styles returns the part word/styles.xml: one named style for each component.
func styles() *ooxml.Node {
	s := el("w:styles", "xmlns:w", ooxml.Namespace).Add(
		el("w:docDefaults").Add(
			el("w:rPrDefault").Add(el("w:rPr").Add(fonts(), val("w:lang", language).SetAttr("w:eastAsia", language))),
			el("w:pPrDefault")),
		normal(), plainTable(), borderedTable())
	for _, c := range layout.Components() {
		s.Add(componentStyle(c))
	}
	return s.Add(
		variant(layout.BodyEnd, layout.BodyText, "Nội dung (đoạn cuối)", el("w:keepNext")),
		variant(layout.TableHead, layout.TableCell, "Bảng (hàng đầu)", el("w:keepNext"), val("w:jc", "center")).
			Add(el("w:rPr").Add(el("w:b"), el("w:bCs"))),
		variant(layout.TableEnd, layout.TableCell, "Bảng (hàng cuối)", el("w:keepNext")),
		variant(layout.Picture, layout.TableCell, "Hình ảnh", el("w:spacing", "w:before", "120", "w:after", "0"), val("w:jc", "center")),
		fixedStyle(layout.Stroke, "Đường kẻ", layout.Strokes().Room),
		fixedStyle(layout.Gap, "Khoảng cách", layout.TableGap(), el("w:keepNext")),
		fixedStyle(layout.FileEnd, "Cuối văn bản", layout.Pt(1)))
}

func fonts() *ooxml.Node {
	return el("w:rFonts", "w:ascii", layout.Font, "w:hAnsi", layout.Font, "w:eastAsia", layout.Font, "w:cs", layout.Font)
}

func normal() *ooxml.Node {
	body, _ := layout.Find(layout.BodyText)
	return el("w:style", "w:type", "paragraph", "w:default", "1", "w:styleId", "Normal").Add(
		val("w:name", "Normal"), el("w:qFormat"),
		el("w:pPr").Add(el("w:widowControl")),
		face(body))
}

func plainTable() *ooxml.Node {
	return el("w:style", "w:type", "table", "w:default", "1", "w:styleId", "TableNormal").Add(
		val("w:name", "Normal Table"), val("w:uiPriority", "99"), el("w:semiHidden"), el("w:unhideWhenUsed"),
		el("w:tblPr").Add(el("w:tblInd", "w:w", "0", "w:type", "dxa"), margins(0)))
}

// borderedTable is the style of the tables in a body.
func borderedTable() *ooxml.Node {
	borders := el("w:tblBorders")
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		borders.Add(el("w:"+side, "w:val", "single", "w:sz", "4", "w:space", "0", "w:color", "000000"))
	}
	side := layout.Mm(1.5)
	margin := margins(0)
	for _, name := range []string{"w:left", "w:right"} {
		margin.Child(name).SetAttr("w:w", twips(side))
	}
	return el("w:style", "w:type", "table", "w:customStyle", "1", "w:styleId", string(layout.TableLines)).Add(
		val("w:name", "Bảng có đường kẻ"), val("w:basedOn", "TableNormal"), el("w:qFormat"),
		el("w:tblPr").Add(borders, margin))
}

func componentStyle(c layout.Component) *ooxml.Node {
	s := paragraphStyle(c.ID, c.Name)
	props := el("w:pPr").Add(spacing(c), val("w:jc", justification[c.Align]))
	if indent := c.Para.FirstLine.Default(); indent > 0 {
		props.Add(el("w:ind", "w:firstLine", twips(indent)))
	}
	if level, ok := outline[c.ID]; ok {
		props.Add(el("w:keepNext"), el("w:keepLines"), val("w:outlineLvl", strconv.Itoa(level)))
	} else if slices.Contains(heads[:], c.ID) {
		props.Add(el("w:keepNext"), el("w:keepLines"))
	}
	return s.Add(props, face(c))
}

// outline gives the headings their level in Word's navigation.
var outline = map[layout.ID]int{
	layout.Heading1: 0, layout.Heading2: 1, layout.Heading3: 2,
	layout.AnnexName: 0, layout.PartName: 0, layout.SectionName: 1, layout.ArticleTitle: 2,
}

// heads stay with the text below them and are no heading by themselves.
var heads = [...]layout.ID{
	layout.PartTitle, layout.SectionTitle, layout.AnnexTitle, layout.PromulgatedTitle, layout.Pointer,
	layout.AuthorityLine, layout.Enacting,
}

var justification = [...]string{layout.Left: "left", layout.Centre: "center", layout.Justify: "both", layout.Right: "right"}

func paragraphStyle(id layout.ID, name string) *ooxml.Node {
	return el("w:style", "w:type", "paragraph", "w:customStyle", "1", "w:styleId", string(id)).Add(
		val("w:name", name), val("w:basedOn", "Normal"), el("w:qFormat"))
}

// spacing returns the distances of a component's lines. Beside a component of a
// larger font its lines are made as high as that one's, so that both stand on
// one level.
func spacing(c layout.Component) *ooxml.Node {
	s := el("w:spacing", "w:before", twips(c.Para.Before.Default), "w:after", "0")
	if size := c.LevelSize(); size > c.Size.Default {
		return s.SetAttr("w:line", twips(layout.SingleLine(size))).SetAttr("w:lineRule", "atLeast")
	}
	line := layout.Pt(12).Times(c.Para.Spread.Default) // 240 twentieths of a point stand for one line
	return s.SetAttr("w:line", twips(line)).SetAttr("w:lineRule", "auto")
}

// face returns the font of a component: what is Free is left to the text.
func face(c layout.Component) *ooxml.Node {
	f := el("w:rPr")
	if c.Weight == layout.Yes {
		f.Add(el("w:b"), el("w:bCs"))
	}
	if c.Slant == layout.Yes {
		f.Add(el("w:i"), el("w:iCs"))
	}
	if c.Colour != "" {
		f.Add(val("w:color", c.Colour))
	}
	size := strconv.Itoa(c.Size.Default.HalfPoints())
	return f.Add(val("w:sz", size), val("w:szCs", size))
}

// variant returns a style that differs from a component's in a few properties.
func variant(id, of layout.ID, name string, props ...*ooxml.Node) *ooxml.Node {
	s := paragraphStyle(id, name)
	s.Child("w:basedOn").SetAttr("w:val", string(of))
	return s.Add(el("w:pPr").Add(props...))
}

// fixedStyle returns a style for paragraphs without text of a fixed height.
func fixedStyle(id layout.ID, name string, height layout.Length, props ...*ooxml.Node) *ooxml.Node {
	spacing := el("w:spacing", "w:before", "0", "w:after", "0", "w:line", twips(height), "w:lineRule", "exact")
	return paragraphStyle(id, name).Add(
		el("w:pPr").Add(spacing).Add(props...),
		el("w:rPr").Add(val("w:sz", "2"), val("w:szCs", "2")))
}
