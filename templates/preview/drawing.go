package preview

import (
	"bytes"
	"strconv"
	"strings"

	"vanthu/templates/layout"
	"vanthu/templates/ooxml"
)

// An object is a drawing: how large it is and where it stands. Measures are
// points.
type object struct {
	width, height int
	left, top     int   // of one that has a place of its own, from the text
	align         align // of such a one; "" where left counts
	group         bool  // measures of what is in it are not those of the page
	alt           string
}

// drawing writes n if it is a drawing or a part of one, and says whether.
func (w *writer) drawing(n *ooxml.Node, f face) bool {
	outer := w.object
	defer func() { w.object = outer }()
	switch n.Name {
	case "wp:anchor", "wp:inline":
		w.object = w.placed(n)
	case "wpg:wgp", "v:group":
		if n.Name == "v:group" {
			w.object = fromVML(n, outer)
		}
		w.object.group = true
	case "pic:pic":
		w.object = outer.sized(n.Child("pic:spPr").Child("a:xfrm").Child("a:ext"))
	case "wps:wsp", "wps:cxnSp":
		w.shapeOf(n)
	case "v:line", "v:shape", "v:rect", "v:roundrect", "v:oval":
		w.object = fromVML(n, outer)
		if n.Name == "v:line" || strings.HasSuffix(n.Attr("type"), "_t32") || w.object.flat() {
			w.stroke(w.object)
		}
	case "a:blip":
		w.picture(n.Attr("r:embed"))
		return true
	case "v:imagedata":
		w.picture(n.Attr("r:id"))
		return true
	default:
		return false
	}
	w.each(n, f)
	return true
}

// placed reads the measures of a drawing.
func (w *writer) placed(n *ooxml.Node) object {
	size, about := n.Child("wp:extent"), n.Child("wp:docPr")
	o := object{width: ofEMU(number(size.Attr("cx"))), height: ofEMU(number(size.Attr("cy"))), alt: about.Attr("descr")}
	if o.alt == "" {
		o.alt = about.Attr("title")
	}
	across, down := n.Child("wp:positionH"), n.Child("wp:positionV")
	o.align = alignments[strings.TrimSpace(across.Child("wp:align").Plain())]
	o.left = offset(across)
	switch across.Attr("relativeFrom") {
	case "page", "leftMargin":
		o.left -= points(w.sheets.page.left)
	}
	switch down.Attr("relativeFrom") {
	case "paragraph", "line":
		o.top = offset(down)
	}
	return o
}

func offset(position *ooxml.Node) int {
	return ofEMU(number(strings.TrimSpace(position.Child("wp:posOffset").Plain())))
}

// sized returns o with a size of its own, where it has one that is smaller: one
// of several pictures in a drawing.
func (o object) sized(ext *ooxml.Node) object {
	width, height := ofEMU(number(ext.Attr("cx"))), ofEMU(number(ext.Attr("cy")))
	if width > 0 && height > 0 && width < o.width {
		o.width, o.height = width, height
	}
	return o
}

// shapeOf writes a shape if it is a line.
func (w *writer) shapeOf(n *ooxml.Node) {
	switch n.Child("wps:spPr").Child("a:prstGeom").Attr("prst") {
	case "line", "straightConnector1":
		w.stroke(w.object)
	default:
		if w.object.flat() {
			w.stroke(w.object)
		}
	}
}

// flat says that o has no height.
func (o object) flat() bool { return o.height == 0 && o.width > 0 }

// stroke writes a level line.
func (w *writer) stroke(o object) {
	if o.group || o.width <= 0 || o.height > o.width {
		return
	}
	c := classes("ln")
	c.measure(width, o.width)
	c.measure(before, o.top)
	if o.align != "" {
		c.add(string(o.align))
	} else {
		c.measure(leftIndent, o.left)
	}
	w.heads.seen("-")
	w.wear(w.line.base)
	w.raw(`<span class="`, string(c), `"></span>`)
	w.line.bare = false
}

// box writes what stands within a paragraph, behind it.
func (w *writer) box(b boxed, at place) {
	if b.node.Name != "w:txbxContent" {
		w.content([]*ooxml.Node{b.node}, at)
		return
	}
	c := classes("box")
	c.measure(width, b.object.width)
	if b.object.align != "" {
		c.add("t" + string(b.object.align[1]))
	} else {
		c.measure(firstLine, b.object.left)
	}
	w.raw(`<div class="`, string(c), "\">\n")
	w.content(b.node.Kids, at)
	w.raw("</div>\n")
}

// media is where the pictures of a file are.
const media = "word/media/"

// maxAlt is how many bytes of what is to be seen on a picture are told.
const maxAlt = 500

// picture writes a picture: the caller's address of it, or in words what is to be
// seen.
func (w *writer) picture(id string) {
	if w.line == nil || w.full() {
		return
	}
	w.heads.seen("picture")
	w.wear(w.line.base)
	w.line.bare = false
	rel := w.rels[id]
	name, ours := strings.CutPrefix(rel.Target, media)
	alt := strings.ToValidUTF8(w.object.alt[:min(len(w.object.alt), maxAlt)], "")
	var c classes
	c.measure(width, w.object.width)
	if ours && !rel.External && w.options.Picture != nil && !strings.Contains(name, "/") && pictureType(w.pkg.Part(rel.Target)) != "" {
		w.raw(`<img src="`)
		w.words(w.options.Picture(name))
		w.raw(`" alt="`)
		w.words(alt)
		w.raw(`" width="`)
		w.number(pixels(w.object.width))
		w.raw(`" height="`)
		w.number(pixels(w.object.height))
		w.raw(`" loading="lazy"`)
		w.classes(c)
		w.raw(">")
		return
	}
	if alt == "" {
		alt = "Hình không xem được ở đây"
	}
	c.add("nopic")
	c.measure(height, w.object.height)
	w.raw(`<span role="img" aria-label="`)
	w.words(alt)
	w.raw(`"`)
	w.classes(c)
	w.raw("></span>")
}

// pixels returns points as the pixels of a browser.
func pixels(points int) int { return max(points, 1) * 96 / 72 }

// pictureType returns the media type of a picture that every browser shows, or "".
func pictureType(data []byte) string {
	for _, t := range [...]struct{ begin, mediaType string }{
		{"\x89PNG\r\n\x1a\n", "image/png"}, {"\xff\xd8\xff", "image/jpeg"}, {"GIF87a", "image/gif"}, {"GIF89a", "image/gif"},
	} {
		if bytes.HasPrefix(data, []byte(t.begin)) {
			return t.mediaType
		}
	}
	return ""
}

// fromVML reads the measures of a shape of old files, within a drawing.
func fromVML(n *ooxml.Node, within object) object {
	if within.group {
		return within
	}
	o := object{alt: n.Attr("alt")}
	for decl := range strings.SplitSeq(n.Attr("style"), ";") {
		name, value, _ := strings.Cut(decl, ":")
		switch value = strings.TrimSpace(value); strings.TrimSpace(name) {
		case "width":
			o.width = ofCSS(value)
		case "height":
			o.height = ofCSS(value)
		case "margin-left", "left":
			o.left = ofCSS(value)
		case "margin-top", "top":
			o.top = ofCSS(value)
		case "mso-position-horizontal":
			o.align = alignments[value]
		}
	}
	fromX, fromY, ok := strings.Cut(n.Attr("from"), ",")
	toX, toY, _ := strings.Cut(n.Attr("to"), ",")
	if ok {
		o.left, o.top = ofCSS(fromX), ofCSS(fromY)
		o.width, o.height = ofCSS(toX)-o.left, ofCSS(toY)-o.top
	}
	return o
}

// ofCSS reads a measure with its unit, in points.
func ofCSS(s string) int {
	s = strings.TrimSpace(s)
	for _, u := range [...]struct {
		unit string
		is   layout.Length
	}{{"pt", layout.Pt(1)}, {"in", layout.Pt(72)}, {"mm", layout.Mm(1)}, {"cm", layout.Mm(10)}, {"px", layout.Pt(0.75)}} {
		if figures, ok := strings.CutSuffix(s, u.unit); ok {
			return points(u.is.Times(decimal(figures)).Twips())
		}
	}
	return ofEMU(number(s))
}

// decimal reads a number with a fraction; one that is none, or absurd, is 0.
func decimal(s string) float64 {
	const most = 10_000
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || !(f > -most && f < most) { // so that NaN is none
		return 0
	}
	return f
}
