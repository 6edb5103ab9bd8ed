package doctor

import (
	"slices"
	"strconv"
	"strings"

	"vanthu/templates/docx"
	"vanthu/templates/layout"
	"vanthu/templates/ooxml"
)

// A style is what a piece of text looks like, as far as the doctor asks: the
// style of its paragraph, its fonts, and its size.
type style struct {
	of    string // the paragraph's style
	fonts []string
	size  layout.Length // 0 where the file leaves it to the program
}

// A sheet is the styles of a file, with what stands behind them.
type sheet struct {
	styles   map[string]*ooxml.Node
	defaults *ooxml.Node       // the w:rPr of all text
	normal   string            // the style of a paragraph without one
	theme    map[string]string // fonts by their name in a theme: "minorHAnsi"
}

// newSheet reads the styles of a file. A part that cannot be read counts as
// empty: the file is refused for it elsewhere.
func newSheet(pkg *docx.Package) *sheet {
	s := &sheet{styles: map[string]*ooxml.Node{}, theme: map[string]string{}}
	if root, err := pkg.Tree("word/styles.xml"); err == nil {
		s.defaults = root.Child("w:docDefaults").Child("w:rPrDefault").Child("w:rPr")
		for n := range root.Named("w:style") {
			id := n.Attr("w:styleId")
			s.styles[id] = n
			if def := n.Attr("w:default"); n.Attr("w:type") == "paragraph" && (def == "1" || def == "true") {
				s.normal = id
			}
		}
	}
	s.readTheme(pkg)
	return s
}

// readTheme reads the fonts that styles may name by their part in the theme.
func (s *sheet) readTheme(pkg *docx.Package) {
	rels, err := pkg.Rels(docx.MainPart)
	if err != nil {
		return
	}
	for _, r := range rels {
		if r.Kind != "theme" {
			continue
		}
		root, err := pkg.Tree(r.Target)
		if err != nil {
			return
		}
		for _, half := range []string{"major", "minor"} {
			for f := range root.Named("a:" + half + "Font") {
				latin := f.Child("a:latin").Attr("typeface")
				s.theme[half+"HAnsi"], s.theme[half+"Ascii"] = latin, latin
			}
		}
	}
}

// story calls met with each piece of text in root that is seen, and the number
// of its paragraph.
func (s *sheet) story(root *ooxml.Node, met func(paragraph int, look style)) {
	count := 0
	var walk func(n *ooxml.Node, paragraph int, of string)
	walk = func(n *ooxml.Node, paragraph int, of string) {
		switch n.Name {
		case "w:p":
			count++
			paragraph, of = count, n.Child("w:pPr").Child("w:pStyle").Attr("w:val")
			if vanishes(n) {
				paragraph = 0
			}
		case "w:r":
			if paragraph > 0 && shows(n) {
				met(paragraph, s.of(n.Child("w:rPr"), of))
			}
		}
		for _, k := range n.Kids {
			walk(k, paragraph, of)
		}
	}
	walk(root, 0, "")
}

// vanishes reports whether a paragraph is nothing but a mark with a sign: it is
// not printed, and what stands for a block has looks of its own.
func vanishes(p *ooxml.Node) bool {
	text := strings.TrimSpace(p.Plain())
	return len(text) > 4 && text[:2] == "{{" && strings.ContainsRune("#?^/@", rune(text[2])) && strings.Index(text, "}}") == len(text)-2
}

// shows reports whether a run has letters.
func shows(run *ooxml.Node) bool {
	return slices.ContainsFunc(run.Kids, func(k *ooxml.Node) bool {
		return k.Name == "w:t" && strings.TrimSpace(k.Plain()) != ""
	})
}

// of returns the look of text with these properties of its own in a paragraph
// of a style.
func (s *sheet) of(own *ooxml.Node, of string) style {
	if of == "" {
		of = s.normal
	}
	chain := append([]*ooxml.Node{own}, s.chain(own.Child("w:rStyle").Attr("w:val"))...)
	chain = append(append(chain, s.chain(of)...), s.defaults)
	look := style{of: of}
	for _, face := range []string{"ascii", "hAnsi"} {
		if name := s.font(chain, face); name != "" && !slices.Contains(look.fonts, name) {
			look.fonts = append(look.fonts, name)
		}
	}
	for _, props := range chain {
		if half, err := strconv.Atoi(props.Child("w:sz").Attr("w:val")); err == nil {
			look.size = layout.Pt(float64(half) / 2)
			break
		}
	}
	return look
}

// chain returns the w:rPr of a style and of those it is based on.
func (s *sheet) chain(id string) (out []*ooxml.Node) {
	for n := s.styles[id]; n != nil && len(out) <= len(s.styles); n = s.styles[n.Child("w:basedOn").Attr("w:val")] {
		out = append(out, n.Child("w:rPr"))
	}
	return out
}

// font returns the font of the first that names one; a name from the theme
// goes before one of its own.
func (s *sheet) font(chain []*ooxml.Node, face string) string {
	for _, props := range chain {
		fonts := props.Child("w:rFonts")
		if from := fonts.Attr("w:" + face + "Theme"); from != "" {
			return s.theme[from]
		}
		if name := fonts.Attr("w:" + face); name != "" {
			return name
		}
	}
	return ""
}
