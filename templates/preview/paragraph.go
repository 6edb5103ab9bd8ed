package preview

import (
	"strconv"
	"strings"

	"vanthu/templates/ooxml"
)

// A line is a paragraph at work.
type line struct {
	anchor string // "" in a running head or a note
	class  string
	speaks bool // there is text or a picture in it
	base   face // what its classes give its letters

	start int             // of its element in the output
	bare  bool            // nothing is in the element yet
	face  face            // of the letters at work
	ends  []string        // closes what face opened
	text  strings.Builder // of the block
	later []boxed         // what must stand behind it
	page  bool
}

// A boxed is a text box, or a paragraph or table that stands within a paragraph.
type boxed struct {
	node   *ooxml.Node
	object object
}

func (w *writer) paragraph(n *ooxml.Node, at place, by neighbours) {
	props := n.Child("w:pPr")
	s, mark := w.shape(n, at.table)
	s = s.among(props, by)
	if at.page && s.breaks {
		w.turn()
	}
	if at.page {
		w.frame(props.Child("w:framePr"))
	}
	base := s.face.inherited()
	l := &line{base: base, face: base, class: w.class(s), speaks: speaks(n), page: at.page}
	if !at.mute {
		l.anchor = w.next()
	}
	w.line = l
	w.begin(l.anchor)
	if mark != nil {
		w.mark(s, mark, props)
	}
	for _, k := range n.Kids {
		w.inline(k, s.face)
	}
	w.end()
	if !at.mute {
		w.blocks = append(w.blocks, Block{l.anchor, props.Child("w:pStyle").Attr("w:val"), l.text.String()})
	}
	for _, b := range l.later {
		w.box(b, place{mute: at.mute})
	}
	if at.page && props.Child("w:sectPr") != nil {
		w.frame(nil)
		w.section()
	}
}

// next returns the anchor of the next block.
func (w *writer) next() string { return "p-" + strconv.Itoa(len(w.blocks)+1) }

// shape returns how the paragraph n looks, and how it is numbered, nil where it is
// not.
func (w *writer) shape(n *ooxml.Node, table string) (shape, *level) {
	props := n.Child("w:pPr")
	s := w.styles.paragraph(props.Child("w:pStyle").Attr("w:val"), table)
	styled := s.list
	own := s.with(props)
	lv := w.lists.level(own.list)
	if lv != nil && (own.list != styled || s.left == 0 && s.first == 0) {
		own = s.with(lv.props).with(props)
	}
	if len(n.Kids) == 0 || len(n.Kids) == 1 && props != nil {
		own.face = w.styles.run(own.face, props.Child("w:rPr")) // as high as its end is
	}
	return own, lv
}

// among takes the distances from s that it keeps from others than its like only.
func (s shape) among(props *ooxml.Node, by neighbours) shape {
	if !s.close {
		return s
	}
	style := props.Child("w:pStyle").Attr("w:val")
	like := func(n *ooxml.Node) bool {
		return n != nil && n.Name == "w:p" && n.Child("w:pPr").Child("w:pStyle").Attr("w:val") == style
	}
	if like(by.before) {
		s.before = 0
	}
	if like(by.behind) {
		s.after = 0
	}
	return s
}

func (w *writer) class(s shape) string {
	s.list, s.breaks, s.close = item{}, false, false // leave no trace in it
	if known, ok := w.names[s]; ok {
		return known
	}
	name := s.class()
	w.names[s] = name
	return name
}

// speaks says whether there is something in n to read or to see.
func speaks(n *ooxml.Node) bool {
	for k := range n.All() {
		switch k.Name {
		case "w:t":
			if strings.TrimSpace(k.Plain()) != "" {
				return true
			}
		case "a:blip", "v:imagedata":
			return true
		}
	}
	return false
}

// begin opens the element of the line at work.
func (w *writer) begin(anchor string) {
	l := w.line
	l.start, l.bare = len(w.out), true
	w.raw("<p")
	if anchor != "" {
		w.raw(` id="`)
		w.words(w.options.Anchors)
		w.raw(anchor, `"`)
		if l.speaks {
			w.raw(` data-block="`, anchor, `"`)
		}
	}
	w.raw(` class="`, l.class, `">`)
}

// end closes the element of the line at work.
func (w *writer) end() {
	w.plain()
	w.raw("</p>\n")
}

// mark writes the number or bullet of the line at work.
func (w *writer) mark(s shape, lv *level, props *ooxml.Node) {
	text := w.lists.next(s.list)
	if text == "" {
		return
	}
	end := w.styles.run(s.face, props.Child("w:rPr"))
	f := end.with(lv.letters)
	f.family = end.family // not a symbol font: the sign is one that all fonts have
	w.wear(f)
	w.raw(`<span class="mk`)
	if s.first < 0 {
		w.raw(" hung")
	}
	w.raw(`">`)
	w.words(text)
	if lv.after != "nothing" {
		w.raw(" ")
	}
	w.raw("</span>")
	w.plain()
	w.line.bare = false
}

// wear opens the elements that give letters the look of f.
func (w *writer) wear(f face) {
	l := w.line
	if l == nil || f == l.face {
		return
	}
	w.plain()
	if f == l.base {
		return
	}
	l.face = f
	simple := f.marks &^ l.base.marks & (bold | italic | underlined | struck)
	rest := f
	rest.marks &^= simple | raised | lowered
	var c classes
	if f.size != l.base.size {
		c.measure(fontSize, f.size)
	}
	if c.letters(l.base, rest); len(c) > 0 {
		w.raw(`<span class="`, string(c), `">`)
		l.ends = append(l.ends, "</span>")
	}
	for _, e := range elements {
		if f.marks&e.mark != 0 && (simple|raised|lowered)&e.mark != 0 {
			w.raw("<", e.name, ">")
			l.ends = append(l.ends, "</"+e.name+">")
		}
	}
}

// elements are the marks that HTML has elements for.
var elements = [...]struct {
	mark marks
	name string
}{{bold, "b"}, {italic, "i"}, {underlined, "u"}, {struck, "s"}, {raised, "sup"}, {lowered, "sub"}}

// plain closes what wear opened.
func (w *writer) plain() {
	l := w.line
	for i := len(l.ends) - 1; i >= 0; i-- {
		w.raw(l.ends[i])
	}
	l.ends, l.face = l.ends[:0], l.base
}
