package intake

import (
	"strings"

	"vanthu/documents"
	"vanthu/templates/docx"
	"vanthu/templates/layout"
	"vanthu/templates/ooxml"
)

// A reader makes pieces of the XML of a file.
type reader struct {
	pkg     *docx.Package
	styles  *styles
	numbers *numbers
	rels    map[string]docx.Rel // of the main part, by id
	asides  map[string]string   // texts of notes and comments: "footnote 2"
	notes   *notebook

	at      int            // paragraphs met
	text    map[int]string // of each, for the notes
	section int
	wide    []bool // for each section that ended: it lies on its long side
	fields  []field
	open    *piece // a paragraph whose end was deleted: the next goes on with it
	fonts   map[string]bool
}

// newReader opens what stands beside the main part. A part that cannot be read
// is as if it were not there: the text does not depend on it.
func newReader(pkg *docx.Package) *reader {
	r := &reader{
		pkg: pkg, rels: map[string]docx.Rel{}, asides: map[string]string{}, notes: newNotebook(), text: map[int]string{}, fonts: map[string]bool{},
	}
	byKind := map[string]string{}
	rels, err := pkg.Rels(docx.MainPart)
	if err != nil {
		r.notes.add(Foreign, 0, "danh sách các phần của tệp bị hỏng; ảnh và danh sách đánh số có thể thiếu")
	}
	for _, rel := range rels {
		r.rels[rel.ID] = rel
		if !rel.External {
			byKind[rel.Kind] = rel.Target
		}
	}
	r.styles = newStyles(r.part(byKind["styles"]))
	r.numbers = newNumbers(r.part(byKind["numbering"]), r.styles)
	for kind, child := range map[string]string{"footnotes": "w:footnote", "endnotes": "w:endnote", "comments": "w:comment"} {
		for n := range r.part(byKind[kind]).Named(child) {
			r.asides[child+" "+n.Attr("w:id")] = strings.Join(docx.Paragraphs(n), " ")
		}
	}
	return r
}

// embedded are the kinds of relationships that bring in what is no text and no
// picture.
var embedded = map[string]string{"oleObject": "OLE", "package": "tệp nhúng", "control": "ActiveX", "subDocument": "văn bản con"}

// attached notes what lies in the file and is shown at no place of its text.
func (r *reader) attached() {
	for _, rel := range r.rels {
		if what := embedded[rel.Kind]; what != "" && r.notes.count[Embedded] == 0 {
			r.notes.add(Embedded, 0, what)
		}
	}
}

// part returns a part as XML, nil when it cannot be read.
func (r *reader) part(name string) *ooxml.Node {
	if r.pkg.Part(name) == nil {
		return nil
	}
	root, err := r.pkg.Tree(name)
	if err != nil {
		r.notes.add(Foreign, 0, "một phần của tệp bị hỏng nên không đọc được ("+name+")")
		return nil
	}
	return root
}

// read returns the pieces of the body in order.
func (r *reader) read(main *ooxml.Node) []piece {
	pieces := r.pieces(main.Child("w:body"))
	r.wide = append(r.wide, lies(main.Child("w:body").Child("w:sectPr")))
	for i := range pieces {
		pieces[i].landscape = r.wide[pieces[i].section]
	}
	return pieces
}

// lies reports whether the pages of a section lie on their long side.
func lies(sect *ooxml.Node) bool {
	size := sect.Child("w:pgSz")
	return size.Attr("w:orient") == "landscape" || atoi(size.Attr("w:w")) > atoi(size.Attr("w:h"))
}

// pieces returns what stands under n: a body, a cell, a text box.
func (r *reader) pieces(n *ooxml.Node) []piece {
	var out []piece
	if n == nil {
		return nil
	}
	for _, k := range n.Kids {
		switch k.Name {
		case "w:p":
			out = append(out, r.paragraph(k)...)
		case "w:tbl":
			out = append(out, r.table(k))
		case "w:sdt":
			out = append(out, r.pieces(k.Child("w:sdtContent"))...)
		case "w:ins", "w:moveTo":
			r.notes.add(Tracked, r.at+1, "")
			out = append(out, r.pieces(k)...)
		case "w:customXml", "w:smartTag":
			out = append(out, r.pieces(k)...)
		case "w:del", "w:moveFrom":
			r.notes.add(Tracked, r.at, "")
		case "mc:AlternateContent":
			out = append(out, r.pieces(alternative(k))...)
		case "w:altChunk":
			r.notes.add(Embedded, r.at, "altChunk")
		}
	}
	return out
}

// alternative returns what is to be read of several ways to say the same.
func alternative(n *ooxml.Node) *ooxml.Node {
	if choice := n.Child("mc:Choice"); choice != nil {
		return choice
	}
	return n.Child("mc:Fallback")
}

// paragraph returns the line of a paragraph and the pictures in it, which stand
// behind it.
func (r *reader) paragraph(n *ooxml.Node) []piece {
	r.at++
	props := n.Child("w:pPr")
	style := props.Child("w:pStyle").Attr("w:val")
	if style == "" {
		style = r.styles.standard
	}
	l := &liner{reader: r, faces: r.styles.faces(style), piece: piece{
		at: r.at, style: r.styles.component(style), centre: r.centred(props, style), jc: props.Child("w:jc").Attr("w:val"), section: r.section,
	}}
	before := r.open
	if r.open != nil {
		l.piece, r.open = *r.open, nil
	} else if mark := r.numbers.mark(props); mark != "" {
		l.write(mark+" ", look{})
	}
	l.read(n)
	if before == nil && props.Child("w:rPr").Child("w:ins") != nil || props.Child("w:pPrChange") != nil {
		r.notes.add(Tracked, r.at, "")
	}
	r.text[r.at] = l.piece.text.Plain()
	if sect := props.Child("w:sectPr"); sect != nil {
		r.wide = append(r.wide, lies(sect))
		r.section++
	}
	if props.Child("w:rPr").Child("w:del") != nil && len(l.images) == 0 { // its end was deleted
		r.notes.add(Tracked, r.at, "")
		held := l.piece
		r.open = &held
		return nil
	}
	if len(l.images) > 0 && !l.empty() {
		r.notes.add(PictureMoved, r.at, "")
	}
	out := []piece{l.piece}
	for i := range l.images {
		out = append(out, piece{at: l.piece.at, style: layout.Picture, image: &l.images[i], section: l.piece.section})
	}
	return out
}

// centred reports whether the lines of a paragraph stand in the middle.
func (r *reader) centred(props *ooxml.Node, style string) bool {
	jc := props.Child("w:jc")
	if jc == nil {
		jc = r.styles.find(style, "w:pPr", "w:jc")
	}
	return jc.Attr("w:val") == "center"
}

// A field is one of Word's own that is open: its instruction is not text, its
// result is.
type field struct {
	instruction strings.Builder
	shown       bool // the result is at work
}

// harmless are the instructions that say nothing a reader must know.
var harmless = map[string]bool{"": true, "HYPERLINK": true, "PAGEREF": true, "TOC": true, "QUOTE": true, "ADDIN": true, "FORMTEXT": true}

// noteField tells of a field by its instruction.
func (r *reader) noteField(instruction string) {
	word, _, _ := strings.Cut(strings.ToUpper(strings.TrimSpace(instruction)), " ")
	switch {
	case word == "HYPERLINK":
		r.notes.add(Link, r.at, "")
	case !harmless[word]:
		r.notes.add(FieldCode, r.at, word)
	}
}

// fieldChar follows the marks of a field.
func (r *reader) fieldChar(kind string) {
	last := len(r.fields) - 1
	switch {
	case kind == "begin":
		if len(r.fields) < 32 {
			r.fields = append(r.fields, field{})
		}
	case last < 0:
	case kind == "separate":
		r.noteField(r.fields[last].instruction.String())
		r.fields[last].shown = true
	case kind == "end":
		if !r.fields[last].shown {
			r.noteField(r.fields[last].instruction.String())
		}
		r.fields = r.fields[:last]
	}
}

// instructing reports whether what is read is the instruction of a field.
func (r *reader) instructing() bool {
	for i := range r.fields {
		if !r.fields[i].shown {
			return true
		}
	}
	return false
}

// margins notes what stands in the headers and footers beside page numbers.
func (r *reader) margins() {
	told := map[string]bool{}
	for _, name := range r.pkg.Names() {
		for _, rel := range r.rels {
			if rel.External || rel.Target != name || rel.Kind != "header" && rel.Kind != "footer" {
				continue
			}
			text := documents.OneLine(strings.Join(docx.Paragraphs(r.part(name)), " "))
			letters := strings.Trim(strings.ToLower(text), " -–—/.0123456789")
			if letters != "" && letters != "trang" && letters != "page" && !told[text] {
				told[text] = true
				r.notes.add(Margin, 0, cut(text))
			}
		}
	}
}
