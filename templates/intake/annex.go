package intake

import (
	"strings"

	"vanthu/documents"
	"vanthu/templates/layout"
)

// isAnnex reports whether a line begins an annex.
func isAnnex(q piece) bool {
	if q.style != "" {
		return q.style == layout.AnnexName
	}
	return q.table == nil && q.image == nil && annexForm.MatchString(q.split()[0].plain()) && (q.centre || q.bold() || isUpper(q.plain()))
}

// annexes takes what goes with the document behind its foot: annexes, and texts
// that it promulgates, which begin with ô 1 and 2 of their own.
func (p *page) annexes() {
	var above []piece
	for len(p.rest) > 0 {
		q := p.rest[0]
		switch {
		case isAnnex(q):
			p.annex()
		case q.table != nil && p.isPlateOf(q.table):
			p.drop(1)
			p.promulgated()
		default:
			above = append(above, q)
			p.drop(1)
		}
	}
	p.rest = above
}

// isPlateOf reports whether a table holds ô 1 and no number: the head of a text
// that is put in force.
func (p *page) isPlateOf(t *table) bool {
	found := false
	for _, line := range append(t.side(true), t.side(false)...) {
		found = found || isPlate(line.plain())
	}
	return found
}

// annex takes one annex: its name, its title, the line that points to the
// document, and its text.
func (p *page) annex() {
	lines := p.rest[0].split()[1:]
	p.drop(1)
	a := documents.Attachment{Title: p.attachedTitle(lines, layout.AnnexTitle)}
	p.attach(a)
}

// promulgated takes one text with the name of its kind.
func (p *page) promulgated() {
	a := documents.Attachment{}
	var lines []piece
	if first := p.next().split(); kindOf(first[0].plain()) != "" {
		a.Kind, lines = kindOf(first[0].plain()), first[1:]
		p.drop(1)
	}
	a.Title = p.attachedTitle(lines, layout.PromulgatedTitle)
	p.attach(a)
}

// attachedTitle takes the lines of a title up to the pointer and the line below
// it. It is in small letters where the page has it in capitals.
func (p *page) attachedTitle(lines []piece, style layout.ID) string {
	lines = trim(lines)
	for len(p.rest) > 0 && len(lines) < maxTitleLines {
		q := p.rest[0]
		s := q.plain()
		if q.table != nil || q.image != nil || q.style == layout.Pointer || pointerForm.MatchString(s) {
			break
		}
		if q.style != style && (q.style != "" || !q.centre && !q.bold() || isAnnex(q)) {
			break
		}
		lines = append(lines, trim(q.split())...)
		p.drop(1)
	}
	for len(p.rest) > 0 && (p.rest[0].style == layout.Pointer || p.rest[0].table == nil && p.rest[0].image == nil && (pointerForm.MatchString(p.rest[0].plain()) || isRule(p.rest[0].plain()))) {
		p.drop(1) // made anew from the number
	}
	text := documents.OneLine(strings.ReplaceAll(joined(lines, " "), "\n", " "))
	if isUpper(text) {
		text = capital(strings.ToLower(text))
	}
	return text
}

// attach gives an attachment the text up to the next one.
func (p *page) attach(a documents.Attachment) {
	end := 0
	for end < len(p.rest) && !isAnnex(p.rest[end]) && (p.rest[end].table == nil || !p.isPlateOf(p.rest[end].table)) {
		end++
	}
	a.Body = p.body(p.rest[:end])
	p.drop(end)
	if turned := lying(a.Body); len(a.Body) > 0 && turned == len(a.Body) {
		a.Landscape = true
		for i := range a.Body {
			a.Body[i].Landscape = false
		}
	}
	p.doc.Attachments = append(p.doc.Attachments, a)
}

// lying counts the blocks on sheets that lie on their long side.
func lying(body documents.Body) int {
	n := 0
	for _, b := range body {
		if b.Landscape {
			n++
		}
	}
	return n
}

// copied takes what a copy on paper has below the document that was copied (form
// 3.1).
func (p *page) copied() {
	at := -1
	for i, q := range p.rest[:min(4, len(p.rest))] {
		for _, line := range linesOf(q) {
			if copyOf(line.plain()) != "" {
				at = i
			}
		}
	}
	if at < 0 {
		return
	}
	q := p.rest[at]
	p.drop(at + 1)
	sub := &page{doc: &documents.Document{}, notes: p.notes}
	h := header{page: sub}
	if q.table != nil {
		h.left(q.table.side(true))
		h.right(q.table.side(false))
	}
	h.finish()
	c := &p.doc.Copy
	for _, line := range linesOf(q) {
		if form := copyOf(line.plain()); form != "" {
			c.Form = form
		}
	}
	c.Issuer, c.Place = sub.doc.Issuer, sub.doc.Place
	_, c.Issuer.Symbol, _ = strings.Cut(sub.symbol, "-")
	if f, ok := p.takeFoot(); ok {
		above, list := parted(f.left)
		c.Recipients, c.Archive = p.recipients(list)
		c.Signatory = p.signatory(append(above, f.right...))
	}
}
