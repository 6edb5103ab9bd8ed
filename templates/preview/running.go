package preview

import (
	"strconv"
	"strings"

	"vanthu/templates/docx"
	"vanthu/templates/ooxml"
)

// heads are the running heads of a file, headers and footers alike.
type heads struct {
	known   map[string][]byte // by part; nil where nothing is to be seen
	at      bool              // one is at work
	visible bool              // and there is something to be seen in it
}

// seen notes that something is shown.
func (h *heads) seen(text string) {
	if h.at && strings.TrimSpace(text) != "" {
		h.visible = true
	}
}

// running writes the header or footer of a sheet. Where a section's first page has
// none that shows anything, it gets that of the pages which follow, so that no
// text of the file is missed.
func (w *writer) running(kind string, first bool) {
	sect, g := w.sheets.sect(), w.sheets.page
	parts := []string{w.sheets.parts[kind+"default"], w.sheets.parts[kind]}
	if title := sect.Child("w:titlePg"); first && title != nil && on(title) {
		parts = append([]string{w.sheets.parts[kind+"first"]}, parts...)
	}
	class, room := "hd", g.top-g.header
	if kind == "w:footerReference" {
		class, room = "ft", g.bottom-g.footer
	}
	for _, part := range parts {
		html := w.head(part)
		if html == nil {
			continue
		}
		c := classes(class)
		c.measure(height, points(room))
		w.raw(`<div class="`, string(c), "\">\n", string(html), "</div>\n")
		return
	}
}

// head returns a running head as HTML, nil where nothing is to be seen in it or
// there is none.
func (w *writer) head(part string) []byte {
	if html, ok := w.heads.known[part]; ok || part == "" {
		return html
	}
	w.heads.known[part] = nil
	root, err := w.optional(part)
	if err != nil || root == nil {
		return nil
	}
	out := w.out
	w.out, w.heads.at, w.heads.visible = nil, true, false
	w.beside(part, func() { w.content(root.Kids, place{mute: true}) })
	if w.heads.visible {
		w.heads.known[part] = w.out
	}
	w.out, w.heads.at = out, false
	return w.heads.known[part]
}

// beside does what writes text of another part while a line may be at work.
func (w *writer) beside(part string, do func()) {
	line, drawing, rels, fields := w.line, w.object, w.rels, w.fields
	w.object, w.rels, w.fields = object{}, w.relations(part), nil
	do()
	w.line, w.object, w.rels, w.fields = line, drawing, rels, fields
}

// notes are the footnotes and endnotes of a file, which stand at the end of the
// sheet here.
type notes struct {
	texts   map[string]map[string]*ooxml.Node // by part and id
	waiting []note
	count   int
	at      string // the number of the note at work
}

// A note is one that the sheet at work refers to.
type note struct {
	part   string
	text   *ooxml.Node
	number string
}

// note writes a reference to a note.
func (w *writer) note(n *ooxml.Node, f face) {
	if w.notes.at != "" || w.heads.at {
		return
	}
	part := "word/footnotes.xml"
	if n.Name == "w:endnoteReference" {
		part = "word/endnotes.xml"
	}
	text := w.noteTexts(part)[n.Attr("w:id")]
	if text == nil {
		return
	}
	w.notes.count++
	number := strconv.Itoa(w.notes.count)
	w.notes.waiting = append(w.notes.waiting, note{part, text, number})
	f.marks |= raised
	w.sign("", number, f)
}

func (w *writer) noteTexts(part string) map[string]*ooxml.Node {
	if known, ok := w.notes.texts[part]; ok {
		return known
	}
	texts := map[string]*ooxml.Node{}
	w.notes.texts[part] = texts
	root, err := w.optional(part)
	if err != nil || root == nil {
		return texts
	}
	for _, n := range root.Kids {
		texts[n.Attr("w:id")] = n
	}
	return texts
}

// foot writes the notes that the sheet at work refers to.
func (w *writer) foot() {
	if len(w.notes.waiting) == 0 {
		return
	}
	w.raw(`<div class="notes">` + "\n")
	for _, n := range w.notes.waiting {
		w.notes.at = n.number
		w.beside(n.part, func() { w.content(n.text.Kids, place{mute: true}) })
	}
	w.notes.waiting, w.notes.at = w.notes.waiting[:0], ""
	w.raw("</div>\n")
}

// relations returns what the part called name refers to, by id. A part whose
// relationships cannot be read has none.
func (w *writer) relations(name string) map[string]docx.Rel {
	if known, ok := w.links[name]; ok {
		return known
	}
	out := map[string]docx.Rel{}
	rels, err := w.pkg.Rels(name)
	if err == nil {
		for _, r := range rels {
			out[r.ID] = r
		}
	}
	w.links[name] = out
	return out
}
