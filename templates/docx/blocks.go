package docx

import (
	"bytes"

	"vanthu/templates/ooxml"
)

// A Block is a paragraph, a table, a picture or the beginning of a section, put
// where a block mark stands. What it looks like is a matter of the template's
// styles, named by their ids.
type Block interface {
	append(dst []byte, at spot) []byte
	unstyled(known map[string]bool) string // the first style asked for that is not known, or ""
}

// A Paragraph is one paragraph. Without a style it takes the properties of the
// paragraph in which the mark stands; in a table's cell, those of the table.
type Paragraph struct {
	Style string
	Align Align
	Runs  []Run
}

// An Align says how the lines of a paragraph stand; the zero value leaves it to
// the style.
type Align string

// The alignments a paragraph may have against its style.
const (
	AlignLeft   Align = "left"
	AlignCentre Align = "center"
	AlignRight  Align = "right"
)

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
	main      bool // it is in the main part
	page      bool // and in no cell or text box there
}

// spot is a host in one rendering.
type spot struct {
	*host
	run *runner
}

// textWidth is the width of the text on the sheet at work.
func (s spot) textWidth() int {
	if s.page && s.run.sheet.Landscape && s.run.sheets != nil {
		return max(s.width, s.run.sheets.wide)
	}
	return s.width
}

const (
	emptyParagraph = "<w:p></w:p>"
	endOfTable     = "</w:tbl>"
)

// append writes the blocks. Two tables that touch are one to Word, so an empty
// paragraph parts them, from those of the template too.
func (bs Blocks) append(dst []byte, at spot) []byte {
	for _, b := range bs {
		if _, ok := b.(*Table); ok && bytes.HasSuffix(dst, []byte(endOfTable)) {
			dst = append(dst, emptyParagraph...)
		}
		dst = b.append(dst, at)
	}
	if at.tableNext && bytes.HasSuffix(dst, []byte(endOfTable)) {
		dst = append(dst, emptyParagraph...)
	}
	return dst
}

func (p *Paragraph) append(dst []byte, at spot) []byte {
	dst = append(dst, "<w:p>"...)
	switch {
	case p.Align != "":
		dst = appendStyle(append(dst, "<w:pPr>"...), p.Style)
		dst = append(append(append(dst, `<w:jc w:val="`...), p.Align...), `"/></w:pPr>`...)
	case p.Style != "":
		dst = append(appendStyle(append(dst, "<w:pPr>"...), p.Style), "</w:pPr>"...)
	default:
		dst = append(dst, at.props...)
	}
	for i := range p.Runs {
		dst = p.Runs[i].append(dst)
	}
	return append(dst, "</w:p>"...)
}

// appendStyle names the style of a paragraph, if it has one.
func appendStyle(dst []byte, style string) []byte {
	if style == "" {
		return dst
	}
	return append(ooxml.AppendAttr(append(dst, `<w:pStyle w:val="`...), style), `"/>`...)
}

func (p *Paragraph) unstyled(known map[string]bool) string { return strange(p.Style, known) }

// strange returns the style that is not known, or "".
func strange(style string, known map[string]bool) string {
	if known[style] {
		return ""
	}
	return style
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
