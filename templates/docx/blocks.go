package docx

import (
	"bytes"

	"vanthu/templates/ooxml"
)

// A Block is a paragraph or a table put where a block mark stands. What it looks
// like is a matter of the template's styles, named by their ids.
type Block interface {
	append(dst []byte, h *host) []byte
	unstyled(known map[string]bool) string // the first style asked for that is not known, or ""
}

// A Paragraph is one paragraph. Without a style it takes the properties of the
// paragraph in which the mark stands; in a table's cell, those of the table.
type Paragraph struct {
	Style string
	Runs  []Run
}

// A Run is a stretch of text; a "\n" in it is a line break, a "\t" a tab.
type Run struct {
	Text         string
	Bold, Italic bool
}

// host is where blocks are put.
type host struct {
	props []byte // the w:pPr of the paragraph that held the mark
	width int    // of the text there, in twips

	tableNext bool // a table of the template follows
}

const (
	emptyParagraph = "<w:p></w:p>"
	endOfTable     = "</w:tbl>"
)

// append writes the blocks. Two tables that touch are one to Word, so an empty
// paragraph parts them, from those of the template too.
func (bs Blocks) append(dst []byte, h *host) []byte {
	for _, b := range bs {
		if _, ok := b.(*Table); ok && bytes.HasSuffix(dst, []byte(endOfTable)) {
			dst = append(dst, emptyParagraph...)
		}
		dst = b.append(dst, h)
	}
	if h.tableNext && bytes.HasSuffix(dst, []byte(endOfTable)) {
		dst = append(dst, emptyParagraph...)
	}
	return dst
}

func (p *Paragraph) append(dst []byte, h *host) []byte {
	dst = append(dst, "<w:p>"...)
	if p.Style != "" {
		dst = append(dst, `<w:pPr><w:pStyle w:val="`...)
		dst = append(ooxml.AppendAttr(dst, p.Style), `"/></w:pPr>`...)
	} else {
		dst = append(dst, h.props...)
	}
	for i := range p.Runs {
		dst = p.Runs[i].append(dst)
	}
	return append(dst, "</w:p>"...)
}

func (p *Paragraph) unstyled(known map[string]bool) string {
	if known[p.Style] {
		return ""
	}
	return p.Style
}

func (r *Run) append(dst []byte) []byte {
	dst = append(dst, "<w:r>"...)
	switch {
	case r.Bold && r.Italic:
		dst = append(dst, "<w:rPr><w:b/><w:i/></w:rPr>"...)
	case r.Bold:
		dst = append(dst, "<w:rPr><w:b/></w:rPr>"...)
	case r.Italic:
		dst = append(dst, "<w:rPr><w:i/></w:rPr>"...)
	}
	dst = append(dst, `<w:t xml:space="preserve">`...)
	return append(ooxml.AppendText(dst, r.Text), "</w:t></w:r>"...)
}
