package doctor

import (
	"bytes"
	"path"
	"strings"

	"vanthu/documents"
	"vanthu/templates/docx"
	"vanthu/templates/ooxml"
)

// places knows where the paragraphs of a file stand.
type places struct {
	pkg     *docx.Package
	words   map[string]string                    // the parts, in words
	targets map[string]string                    // parts by the relationship of the main one to them
	spots   map[string][]documents.TemplatePlace // of the paragraphs of a part
	order   []string                             // of the parts with text, those that are printed first
}

// partKinds are the parts with text, by the kind of the relationship to them.
var partKinds = [...]struct{ kind, word string }{
	{"header", "đầu trang"},
	{"footer", "chân trang"},
	{"footnotes", "chú thích cuối trang"},
	{"endnotes", "chú thích cuối văn bản"},
	{"settings", "phần thiết lập của tệp"},
	{"styles", "bảng kiểu chữ (styles)"},
	{"numbering", "định nghĩa danh sách"},
}

// pageKinds are the pages for which a header or footer is.
var pageKinds = map[string]string{"first": " của trang đầu", "even": " của trang chẵn"}

func newPlaces(pkg *docx.Package) *places {
	p := &places{
		pkg: pkg, words: map[string]string{docx.MainPart: "thân văn bản"},
		targets: map[string]string{}, spots: map[string][]documents.TemplatePlace{}, order: []string{docx.MainPart},
	}
	rels, err := pkg.Rels(docx.MainPart)
	if err != nil {
		return p // the file is refused for it
	}
	for _, r := range rels {
		for i, known := range partKinds {
			if r.Kind != known.kind || r.External || p.words[r.Target] != "" {
				continue
			}
			p.words[r.Target], p.targets[r.ID] = known.word, r.Target
			if i < 4 && pkg.Part(r.Target) != nil {
				p.order = append(p.order, r.Target)
			}
		}
	}
	for _, name := range pkg.Names() {
		if strings.HasPrefix(name, "docProps/") && path.Ext(name) == ".xml" {
			p.order = append(p.order, name)
		}
	}
	return p
}

// part returns a part in words.
func (p *places) part(name string) string {
	switch word := p.words[name]; {
	case word != "":
		return word
	case strings.HasPrefix(name, "docProps/"):
		return "thuộc tính của tệp"
	case name == "":
		return ""
	}
	return "phần " + path.Base(name)
}

// at returns the place of a paragraph, counted from 1; 0 is the part as a whole.
func (p *places) at(part string, paragraph int, near string) documents.TemplatePlace {
	place := documents.TemplatePlace{}
	if spots := p.spots[part]; paragraph > 0 && paragraph <= len(spots) {
		place = spots[paragraph-1]
	}
	place.Part, place.Paragraph, place.Near = p.part(part), paragraph, near
	return place
}

// learn notes where each paragraph of a part stands, and from the main part for
// which pages headers and footers are.
func (p *places) learn(part string, root *ooxml.Node) {
	if part == docx.MainPart {
		for sect := range root.Named("w:sectPr") {
			for _, ref := range sect.Kids {
				if target, word := p.targets[ref.Attr("r:id")], pageKinds[ref.Attr("w:type")]; target != "" && !strings.HasSuffix(p.words[target], word) {
					p.words[target] += word
				}
			}
		}
	}
	s := spotter{breaks: "w:br"}
	if bytes.Contains(p.pkg.Part(part), []byte("w:lastRenderedPageBreak")) {
		s.breaks = "w:lastRenderedPageBreak"
	}
	s.look(root, documents.TemplatePlace{})
	if part != docx.MainPart || s.page == 0 { // one page: nothing to tell apart
		for i := range s.spots {
			s.spots[i].Page = 0
		}
	}
	p.spots[part] = s.spots
}

// A spotter walks through one part.
type spotter struct {
	spots  []documents.TemplatePlace
	tables int
	page   int    // breaks met
	breaks string // the element that counts: Word's note of where a page ended, else a break set by hand
}

func (s *spotter) look(n *ooxml.Node, at documents.TemplatePlace) {
	switch n.Name {
	case "w:p":
		at.Page = s.page + 1
		s.spots = append(s.spots, at)
	case s.breaks:
		if n.Name != "w:br" || n.Attr("w:type") == "page" {
			s.page++
		}
	case "w:tbl":
		s.tables++
		at.Table, at.Row, at.Column = s.tables, 0, 0
	}
	row, column := 0, 0
	for _, k := range n.Kids {
		inner := at
		switch k.Name {
		case "w:tr":
			row++
			inner.Row = row
		case "w:tc":
			column++
			inner.Column = column
		}
		s.look(k, inner)
	}
}
