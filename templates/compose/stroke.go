package compose

import (
	"strconv"

	"vanthu/templates/layout"
	"vanthu/templates/ooxml"
)

const (
	drawingNS  = "http://schemas.openxmlformats.org/drawingml/2006/main"
	shapeURI   = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
	anchorNS   = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
	relationNS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	choiceNS   = "http://schemas.openxmlformats.org/markup-compatibility/2006"
)

// A stroke is one drawn line. Its name is the field that gives its length when
// a document is filled; the length here is what the template itself shows.
type stroke struct {
	id     int
	name   string
	length layout.Length
}

// under returns a paragraph of its own, as high as the stroke needs, that holds
// the line centred in its column. A paragraph of its own keeps the line right
// below the text however many lines the text takes.
func under(s stroke) *ooxml.Node {
	return para(layout.Stroke, "").Add(el("w:r").Add(
		el("mc:AlternateContent").Add(
			el("mc:Choice", "Requires", "wps").Add(el("w:drawing").Add(s.anchor())))))
}

func (s stroke) anchor() *ooxml.Node {
	return el("wp:anchor", "distT", "0", "distB", "0", "distL", "0", "distR", "0", "simplePos", "0",
		"relativeHeight", strconv.Itoa(s.id), "behindDoc", "0", "locked", "0", "layoutInCell", "1", "allowOverlap", "1").Add(
		el("wp:simplePos", "x", "0", "y", "0"),
		el("wp:positionH", "relativeFrom", "column").Add(el("wp:align").Add(ooxml.Text("center"))),
		el("wp:positionV", "relativeFrom", "paragraph").Add(
			el("wp:posOffset").Add(ooxml.Text(emus(layout.Strokes().Drop)))),
		el("wp:extent", "cx", emus(s.length), "cy", "0"),
		el("wp:effectExtent", "l", "0", "t", "0", "r", "0", "b", "0"),
		el("wp:wrapNone"),
		el("wp:docPr", "id", strconv.Itoa(s.id), "name", s.name),
		el("wp:cNvGraphicFramePr"),
		el("a:graphic").Add(el("a:graphicData", "uri", shapeURI).Add(s.shape())))
}

func (s stroke) shape() *ooxml.Node {
	props := el("wps:spPr").Add(
		el("a:xfrm").Add(el("a:off", "x", "0", "y", "0"), el("a:ext", "cx", emus(s.length), "cy", "0")),
		el("a:prstGeom", "prst", "line").Add(el("a:avLst")),
		el("a:ln", "w", emus(layout.Strokes().Weight)).Add(
			el("a:solidFill").Add(el("a:srgbClr", "val", "000000"))))
	return el("wps:wsp").Add(el("wps:cNvCnPr"), props, el("wps:bodyPr"))
}
