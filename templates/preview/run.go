package preview

import (
	"strconv"
	"strings"

	"vanthu/templates/ooxml"
)

// inline writes what stands within a paragraph, in letters of that face.
func (w *writer) inline(n *ooxml.Node, f face) {
	switch n.Name {
	case "w:t":
		w.say(n.Plain(), f)
	case "w:r":
		f = w.styles.run(f, n.Child("w:rPr"))
		w.each(n, f)
	case "w:tab", "w:ptab":
		w.sign("\t", "\t", f)
	case "w:br", "w:cr":
		w.lineEnd(n, f)
	case "w:noBreakHyphen":
		w.sign("\u2011", "\u2011", f)
	case "w:sym":
		w.sign("", symbolAt(n.Attr("w:char")), f)
	case "m:t": // of a formula
		w.sign("", n.Plain(), f)
	case "w:fldChar":
		w.fieldChar(n.Attr("w:fldCharType"))
	case "w:fldSimple":
		around := len(w.fields)
		w.fields = append(w.fields, field{n.Attr("w:instr"), true})
		w.each(n, f)
		w.fields = w.fields[:min(around, len(w.fields))]
	case "w:instrText":
		if last := len(w.fields) - 1; last >= 0 && len(w.fields[last].instruction) < maxInstruction {
			w.fields[last].instruction += n.Plain()
		}
	case "w:footnoteReference", "w:endnoteReference":
		w.note(n, f)
	case "w:footnoteRef", "w:endnoteRef":
		w.sign("", w.notes.at, f)
	case "w:p", "w:tbl", "w:txbxContent":
		w.line.later = append(w.line.later, boxed{n, w.object})
	default:
		if !skipped(n.Name) && !w.drawing(n, f) {
			w.each(n, f)
		}
	}
}

func (w *writer) each(n *ooxml.Node, f face) {
	for _, k := range n.Kids {
		w.inline(k, f)
	}
}

// say writes text of the file.
func (w *writer) say(text string, f face) { w.sign(text, text, f) }

// sign writes what is seen where the text of the file has text.
func (w *writer) sign(text, seen string, f face) {
	if w.silent() || w.full() {
		return
	}
	w.line.text.WriteString(text)
	if seen == "" {
		return
	}
	w.wear(f)
	w.line.bare = false
	w.heads.seen(seen)
	if seen == "\t" {
		w.raw(seen)
		return
	}
	w.words(seen)
}

// lineEnd writes a line break, or begins a page.
func (w *writer) lineEnd(n *ooxml.Node, f face) {
	l := w.line
	l.text.WriteByte('\n')
	if n.Name == "w:br" && n.Attr("w:type") == "page" && l.page {
		w.breakPage()
		return
	}
	w.wear(f)
	w.raw("<br>")
	l.bare = false
}

// breakPage begins a sheet within the line at work. The line's element goes on
// there; where nothing is in it yet, it moves there.
func (w *writer) breakPage() {
	l := w.line
	w.plain()
	anchor := ""
	if l.bare {
		w.out = w.out[:l.start]
		anchor = l.anchor
	} else {
		w.raw("</p>\n")
	}
	w.turn()
	w.begin(anchor)
}

// A field is what Word works out when it shows a page.
type field struct {
	instruction string
	result      bool // what follows is its result
}

// How many fields may stand in one another, and as much of an instruction as is
// looked at.
const (
	maxFields      = 16
	maxInstruction = 64
)

// fieldChar follows a field through its parts.
func (w *writer) fieldChar(part string) {
	last := len(w.fields) - 1
	switch {
	case part == "begin" && last < maxFields:
		w.fields = append(w.fields, field{})
	case last >= 0 && part == "separate":
		w.fields[last].result = true
	case last >= 0 && part == "end":
		w.fields = w.fields[:last]
	}
}

// silent says that what stands here is not to be shown: the number of a page,
// which a sheet has not.
func (w *writer) silent() bool {
	if !w.heads.at {
		return false
	}
	for _, f := range w.fields {
		name, _, _ := strings.Cut(strings.TrimSpace(f.instruction), " ")
		if f.result && (name == "PAGE" || name == "NUMPAGES" || name == "SECTIONPAGES") {
			return true
		}
	}
	return false
}

// symbolAt returns the sign of a symbol font at that place, in hexadecimal.
func symbolAt(hex string) string {
	n, err := strconv.ParseUint(hex, 16, 16)
	if err != nil || n == 0 {
		return ""
	}
	return symbol(rune(n))
}
