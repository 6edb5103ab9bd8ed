package intake

import (
	"maps"
	"strings"

	"vanthu/templates/layout"
	"vanthu/templates/ooxml"
)

// A styles knows the styles of a file.
type styles struct {
	byID     map[string]*ooxml.Node
	ours     map[string]layout.ID // by the id it has in the file
	defaults *ooxml.Node
	standard string // the paragraph style of what names none
}

// further are the names of our styles that are no component.
var further = map[string]layout.ID{
	"Nội dung (đoạn cuối)": layout.BodyEnd, "Bảng (hàng đầu)": layout.TableHead, "Bảng (hàng cuối)": layout.TableEnd,
	"Hình ảnh": layout.Picture, "Đường kẻ": layout.Stroke, "Khoảng cách": layout.Gap, "Cuối văn bản": layout.FileEnd,
}

// newStyles reads the part word/styles.xml; root may be nil. A style is ours by
// its name: word processors make ids anew and drop letters with marks.
func newStyles(root *ooxml.Node) *styles {
	s := &styles{byID: map[string]*ooxml.Node{}, ours: map[string]layout.ID{}}
	known := maps.Clone(further)
	for _, c := range layout.Components() {
		known[c.Name] = c.ID
	}
	for n := range root.Named("w:style") {
		id := n.Attr("w:styleId")
		s.byID[id] = n
		if ours, ok := known[strings.TrimSpace(n.Child("w:name").Attr("w:val"))]; ok {
			s.ours[id] = ours
		}
		if n.Attr("w:type") == "paragraph" && isOn(n.Attr("w:default"), false) {
			s.standard = id
		}
	}
	s.defaults = root.Child("w:docDefaults").Child("w:rPrDefault").Child("w:rPr")
	return s
}

// chain returns the style with that id and those it is based on.
func (s *styles) chain(id string) []*ooxml.Node {
	var out []*ooxml.Node
	for n := s.byID[id]; n != nil && len(out) < 20; n = s.byID[n.Child("w:basedOn").Attr("w:val")] {
		out = append(out, n)
	}
	return out
}

// component returns which of our styles a paragraph style is, or is based on.
func (s *styles) component(id string) layout.ID {
	for _, n := range s.chain(id) {
		if ours := s.ours[n.Attr("w:styleId")]; ours != "" {
			return ours
		}
	}
	return ""
}

// find returns what get finds first in the properties of the styles of a chain.
func (s *styles) find(id, props, name string) *ooxml.Node {
	for _, n := range s.chain(id) {
		if found := n.Child(props).Child(name); found != nil {
			return found
		}
	}
	return nil
}

// A look is what of a run's properties makes a difference.
type look struct{ bold, italic, caps, hidden, struck, underlined bool }

// lookOf returns how text looks that has the first of these properties to speak:
// of the run, of its character style, of the paragraph's style, of the file.
func lookOf(chain []*ooxml.Node) look {
	on := func(name string) bool {
		for _, props := range chain {
			if n := props.Child(name); n != nil {
				return isOn(n.Attr("w:val"), true)
			}
		}
		return false
	}
	return look{
		bold: on("w:b"), italic: on("w:i"), caps: on("w:caps"), hidden: on("w:vanish"),
		struck: on("w:strike") || on("w:dstrike"), underlined: on("w:u"),
	}
}

// isOn reads a flag of WordprocessingML; absent is what it means without a value.
func isOn(val string, absent bool) bool {
	switch val {
	case "":
		return absent
	case "0", "false", "off", "none":
		return false
	}
	return true
}

// faces returns the properties of runs in the style of a paragraph, the nearest
// first. What one of our own styles says of bold and italic is the page's, not
// the writer's.
func (s *styles) faces(id string) []*ooxml.Node {
	var out []*ooxml.Node
	for _, n := range s.chain(id) {
		if s.ours[n.Attr("w:styleId")] != "" {
			return out
		}
		if props := n.Child("w:rPr"); props != nil {
			out = append(out, props)
		}
	}
	if s.defaults != nil {
		out = append(out, s.defaults)
	}
	return out
}
