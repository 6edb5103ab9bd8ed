package docx

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"vanthu/templates/ooxml"
)

// A Picture is a picture in a line of its own. One that is larger than the page
// is made to fit it.
type Picture struct {
	Style         string        // of its paragraph
	Format        PictureFormat // of Data
	Data          []byte        // the file
	Width, Height int           // as it is to be seen, in English Metric Units (914,400 to the inch)
	Alt           string        // what is to be seen, for those who cannot
}

// A PictureFormat is what a picture's file is; it is also the end of its name.
type PictureFormat string

// The formats that every reader of .docx knows.
const (
	PNG  PictureFormat = "png"
	JPEG PictureFormat = "jpeg"
)

func (p *Picture) unstyled(known map[string]bool) string { return strange(p.Style, known) }

// Measures of pictures.
const (
	emuPerTwip = 635
	mostHeight = 13_500 // in twips: what A4 leaves between its margins, less a line of text
	wideHeight = 8_500  // the same on a sheet that lies on its long side
)

// append writes the picture where its part can have one, else what is to be
// seen on it.
func (p *Picture) append(dst []byte, at spot) []byte {
	if !at.main || p.Width <= 0 || p.Height <= 0 {
		text := Paragraph{Style: p.Style, Runs: []Run{{Text: p.Alt}}}
		return text.append(dst, at)
	}
	rel := at.run.pictures.take(p)
	at.run.serial++
	serial := strconv.Itoa(firstSerial + at.run.serial)
	width, height := p.fit(at)
	dst = append(appendStyle(append(dst, "<w:p><w:pPr>"...), p.Style), "</w:pPr><w:r><w:drawing>"...)
	dst = append(dst, `<wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">`...)
	dst = appendExtent(append(dst, "<wp:extent"...), width, height)
	dst = append(append(append(dst, `<wp:docPr id="`...), serial...), `" name="Picture `...)
	dst = append(append(dst, serial...), `" descr="`...)
	dst = append(ooxml.AppendAttr(dst, p.Alt), `"/><wp:cNvGraphicFramePr/>`...)
	dst = append(dst, `<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="`+picturesNS+`">`...)
	dst = append(dst, `<pic:pic xmlns:pic="`+picturesNS+`"><pic:nvPicPr><pic:cNvPr id="0" name=""/><pic:cNvPicPr/></pic:nvPicPr>`...)
	dst = append(append(dst, `<pic:blipFill><a:blip xmlns:r="`+relationsNS+`" r:embed="`...), rel...)
	dst = append(dst, `"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext`...)
	dst = appendExtent(dst, width, height)
	dst = append(dst, `</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>`...)
	return append(dst, "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"...)
}

const (
	picturesNS  = "http://schemas.openxmlformats.org/drawingml/2006/picture"
	relationsNS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
)

func appendExtent(dst []byte, width, height int) []byte {
	dst = appendMeasure(dst, ` cx="`, width, `"`)
	return appendMeasure(dst, ` cy="`, height, `"/>`)
}

// fit returns the size of p on the page at work, its sides in proportion.
func (p *Picture) fit(at spot) (width, height int) {
	width, height = p.Width, p.Height
	most := mostHeight
	if at.run.sheet.Landscape {
		most = wideHeight
	}
	if room := at.textWidth() * emuPerTwip; width > room {
		width, height = room, max(1, int(float64(height)*float64(room)/float64(width)))
	}
	if room := most * emuPerTwip; height > room {
		width, height = max(1, int(float64(width)*float64(room)/float64(height))), room
	}
	return width, height
}

// pictures are those met in one rendering, and how their parts are called.
type pictures struct {
	names *album
	taken []*Picture
}

// take notes p and returns the id of its relationship.
func (s *pictures) take(p *Picture) string {
	s.taken = append(s.taken, p)
	return s.names.rel(len(s.taken))
}

// An album is what a template must change to hold pictures: its relationships
// and the types of its parts; and names that it does not have itself.
type album struct {
	prefix string
	rels   *ooxml.Node
	types  []byte
	shell  func() (*shell, error) // with these types and without the relationships
}

func (a *album) rel(n int) string { return a.prefix + "-" + strconv.Itoa(n) }

func (a *album) file(n int, p *Picture) string { return "media/" + a.rel(n) + "." + string(p.Format) }

// newAlbum reads what the parts of a template say of its pictures.
func newAlbum(parts []part) (*album, error) {
	a := &album{prefix: freePrefix(parts)}
	parts = slices.Clone(parts)
	for i := range parts {
		if name := parts[i].name; name != mainRels && name != typesPart {
			continue
		}
		root, err := ooxml.Parse(parts[i].data)
		if err != nil {
			return nil, fmt.Errorf("part %s: %w", parts[i].name, err)
		}
		if parts[i].name == mainRels {
			a.rels = root
			continue
		}
		a.types = withPictures(root).Bytes()
		parts[i].data = a.types
	}
	a.shell = sync.OnceValues(func() (*shell, error) { return newShell(parts, mainRels) })
	return a, nil
}

// freePrefix returns what no part and no relationship of a template is called.
func freePrefix(parts []part) string {
	for n := 1; ; n++ {
		prefix := "picture" + strconv.Itoa(n)
		taken := false
		for i := range parts {
			taken = taken || strings.Contains(parts[i].name, prefix) ||
				parts[i].name == mainRels && strings.Contains(string(parts[i].data), prefix)
		}
		if !taken {
			return prefix
		}
	}
}

// withPictures gives the types of parts those of pictures.
func withPictures(types *ooxml.Node) *ooxml.Node {
	for _, format := range [...]PictureFormat{JPEG, PNG} {
		known := false
		for _, n := range types.Kids {
			known = known || n.Local() == "Default" && strings.EqualFold(n.Attr("Extension"), string(format))
		}
		if !known {
			d := ooxml.El(beside(types, "Default"), "Extension", string(format), "ContentType", "image/"+string(format))
			types.Kids = append([]*ooxml.Node{d}, types.Kids...)
		}
	}
	return types
}

// beside returns name with the prefix of n.
func beside(n *ooxml.Node, name string) string { return strings.TrimSuffix(n.Name, n.Local()) + name }

// parts returns the parts of a file with these pictures that it would not have,
// or have otherwise, without.
func (s *pictures) parts() []part {
	rels := clone(s.names.rels)
	out := []part{{}}
	for i, p := range s.taken {
		file := s.names.file(i+1, p)
		rels.Kids = append(rels.Kids, ooxml.El(beside(rels, "Relationship"),
			"Id", s.names.rel(i+1), "Type", relationsNS+"/image", "Target", file))
		out = append(out, part{"word/" + file, p.Data})
	}
	out[0] = part{mainRels, rels.Bytes()}
	return out
}
