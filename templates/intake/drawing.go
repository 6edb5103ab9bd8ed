package intake

import (
	"strings"

	"vanthu/documents"
	"vanthu/templates/docx"
	"vanthu/templates/ooxml"
)

// drawing reads a drawing or an embedded object: the pictures in it, the text of
// its boxes, and what else it is.
func (l *liner) drawing(n *ooxml.Node) {
	if n.Name == "w:object" {
		l.notes.add(Embedded, l.reader.at, programOf(n))
		return
	}
	found := false
	for k := range visible(n) {
		switch k.Name {
		case "a:blip":
			l.picture(k.Attr("r:embed"), alternativeText(n))
			found = true
		case "v:imagedata":
			l.picture(k.Attr("r:id"), k.Attr("o:title"))
			found = true
		case "w:txbxContent":
			l.box(k)
			found = true
		}
	}
	switch kind := shapeOf(n); {
	case found:
	case kind == aLine:
		l.ruled = true
	default:
		l.notes.add(Shape, l.reader.at, kind)
	}
}

// visible yields the nodes of a drawing, of several ways to say the same one.
func visible(n *ooxml.Node) func(func(*ooxml.Node) bool) {
	return func(yield func(*ooxml.Node) bool) { walk(n, yield) }
}

func walk(n *ooxml.Node, yield func(*ooxml.Node) bool) bool {
	if n == nil {
		return true
	}
	if n.Name == "mc:AlternateContent" {
		return walk(alternative(n), yield)
	}
	if !yield(n) {
		return false
	}
	if n.Name == "w:txbxContent" {
		return true // read as a whole
	}
	for _, k := range n.Kids {
		if !walk(k, yield) {
			return false
		}
	}
	return true
}

// picture takes in a picture by its relationship.
func (l *liner) picture(id, alt string) {
	rel, known := l.rels[id]
	data := documents.Picture(l.pkg.Part(rel.Target))
	_, _, _, good := data.Format()
	switch {
	case !known || rel.External:
		l.notes.add(PictureKind, l.reader.at, "ảnh nằm ngoài tệp")
	case good:
		b := documents.Block{Type: documents.Image, Image: data}
		if alt = documents.OneLine(alt); alt != "" {
			b.Text = documents.Text{{Text: alt}}
		}
		l.images = append(l.images, b)
	default:
		l.notes.add(PictureKind, l.reader.at, "chỉ nhận PNG, JPEG đến 2 MB và 40 triệu điểm ảnh ("+extension(rel.Target)+")")
	}
}

func extension(name string) string { return strings.ToUpper(name[strings.LastIndexByte(name, '.')+1:]) }

// alternativeText is what the drawing says of itself to those who cannot see it.
func alternativeText(n *ooxml.Node) string {
	for k := range n.Named("wp:docPr") {
		return k.Attr("descr")
	}
	return ""
}

// box reads the text of a box: a mark of the page that offices frame so, or
// something for the clerk to look after.
func (l *liner) box(n *ooxml.Node) {
	text := documents.OneLine(strings.Join(docx.Paragraphs(n), " "))
	switch {
	case text == "":
	case isUrgency(text) || isCirculation(text):
		l.boxes = append(l.boxes, text)
	default:
		l.notes.add(TextBox, l.reader.at, cut(text))
	}
}

// The kinds of shapes, in words.
const aLine = "đường kẻ"

// shapeOf says what a drawing without picture and text is.
func shapeOf(n *ooxml.Node) string {
	kind := "hình khối"
	for k := range visible(n) {
		switch k.Name {
		case "a:prstGeom":
			if g := k.Attr("prst"); g == "line" || strings.Contains(g, "Connector") {
				return aLine
			}
		case "v:line", "v:rect":
			if k.Name == "v:line" || k.Attr("o:hr") != "" {
				return aLine
			}
		case "v:shape":
			if k.Attr("o:connectortype") == "straight" || k.Attr("type") == "#_x0000_t32" {
				return aLine
			}
		case "c:chart":
			return "biểu đồ"
		case "dgm:relIds":
			return "sơ đồ SmartArt"
		}
	}
	return kind
}

// programOf names the program that an embedded object is of.
func programOf(n *ooxml.Node) string {
	for k := range n.Named("o:OLEObject") {
		if id := k.Attr("ProgID"); id != "" {
			return id
		}
	}
	return "OLE"
}
