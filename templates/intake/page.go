package intake

import (
	"fmt"
	"strings"

	"vanthu/documents"
	"vanthu/templates/layout"
)

// A page finds the components of a document among pieces.
type page struct {
	doc    *documents.Document
	notes  *notebook
	rest   []piece // not yet understood
	header bool    // the file has the header of a document
	above  []piece // lines before the title that nothing was made of

	symbol string // ô 3
	letter string // ô 5b
	closed bool   // the last line of Kính gửi ends so
}

// read takes the pieces of a file apart.
func (p *page) read(pieces []piece) {
	p.boxes(pieces)
	p.rest = trim(pieces)
	p.framed()
	if len(p.rest) > 0 && isAnnex(p.rest[0]) { // the file is an annex alone
		p.annexes()
		p.unknown(p.rest)
		return
	}
	if p.header = hasHeader(p.rest); p.header {
		p.head()
	}
	p.title()
	p.kind()
	p.addressees()
	p.authority()
	p.bases()
	foot := p.footAt()
	body, behind := p.rest[:foot], p.rest[foot:]
	p.doc.Body = p.body(p.formWords(body))
	p.rest = behind
	p.foot()
	p.copied()
	p.annexes()
	p.unknown(p.above)
	p.unknown(p.rest)
}

// boxes takes the marks that stand in text boxes.
func (p *page) boxes(pieces []piece) {
	for _, q := range pieces {
		for _, text := range q.boxes {
			p.mark(text)
		}
		if q.table != nil {
			for _, side := range [][]piece{q.table.side(true), q.table.side(false)} {
				p.boxes(side)
			}
		}
	}
}

// mark takes a line that is a mark of urgency or of circulation.
func (p *page) mark(text string) bool {
	if u := urgencyOf(text); u != "" {
		p.doc.Urgency = u
		return true
	}
	if c := circulationOf(text); c != "" {
		p.doc.Circulation = c
		return true
	}
	return false
}

// trim drops what shows nothing.
func trim(pieces []piece) []piece {
	var out []piece
	for _, q := range pieces {
		if !q.empty() {
			out = append(out, q)
		}
	}
	return out
}

// next returns the next piece, a blank one at the end.
func (p *page) next() piece {
	if len(p.rest) == 0 {
		return piece{}
	}
	return p.rest[0]
}

func (p *page) drop(n int) { p.rest = p.rest[min(n, len(p.rest)):] }

// unknown notes what nothing was made of, lines that follow each other as one.
func (p *page) unknown(pieces []piece) {
	first, lines := 0, 0
	tell := func() {
		switch {
		case lines == 1:
			p.notes.add(Unknown, first, "đoạn này không rõ là phần nào nên không được đưa vào")
		case lines > 1:
			p.notes.add(Unknown, first, fmt.Sprintf("%d đoạn từ đây không rõ là phần nào nên không được đưa vào", lines))
		}
		lines = 0
	}
	for _, q := range pieces {
		switch {
		case q.image != nil:
			p.notes.add(PictureKind, q.at, "ảnh nằm ngoài phần nội dung")
		case q.table != nil && q.table.blank(), q.table == nil && (q.plain() == "" || isRule(q.plain())):
		case q.table != nil:
			tell()
			p.notes.add(Unknown, q.table.at, "bảng này không rõ là phần nào nên không được đưa vào")
		default:
			if lines == 0 {
				first = q.at
			}
			lines++
		}
	}
	tell()
}

// blank reports whether a table is room to write in by hand, as the form of a
// giấy nghỉ phép has it for the place of the leave.
func (t *table) blank() bool {
	for _, line := range append(t.side(true), t.side(false)...) {
		if line.plain() != "" && line.style != layout.ConfirmNote && !blank(line.plain()) && !strings.HasPrefix(fold(line.plain()), "xac nhan cua") {
			return false
		}
	}
	return true
}

// framed takes what our templates put at a fixed place of the first page.
func (p *page) framed() {
	for len(p.rest) > 0 {
		switch q := p.rest[0]; {
		case q.style == layout.SealText || sealForm.MatchString(q.plain()):
		case q.style == layout.Contact:
			p.doc.Contact = q.plain()
		case p.mark(q.plain()):
		default:
			return
		}
		p.drop(1)
	}
}

// body makes blocks of the lines, tables and pictures of a text.
func (p *page) body(pieces []piece) documents.Body {
	var body documents.Body
	for _, q := range pieces {
		before := len(body)
		switch {
		case q.image != nil:
			body = append(body, *q.image)
		case q.table != nil && q.table.single():
			body = append(body, p.body(q.table.rows[0][0].pieces)...)
		case q.table != nil:
			if b := q.table.block(p.notes); len(b.Rows) > 0 && len(b.Rows[0]) > 0 {
				body = append(body, b)
			}
		case isRule(q.plain()) && q.centre:
		default:
			body = body.WithLine(q.text)
		}
		for i := before; i < len(body); i++ {
			body[i].Landscape = q.landscape
		}
	}
	for i := range body {
		body[i].Text = plainHeading(body[i])
	}
	return body
}

// single reports whether a table is a box around lines.
func (t *table) single() bool { return len(t.rows) == 1 && len(t.rows[0]) == 1 }

// plainHeading returns the text of a block, light where the form makes it bold.
func plainHeading(b documents.Block) documents.Text {
	switch {
	case b.Type == documents.Heading && b.Level < 3, b.Type == documents.Article && b.Level == 1,
		b.Type == documents.Part, b.Type == documents.Chapter, b.Type == documents.Section, b.Type == documents.Subsection:
		if (piece{text: b.Text}).bold() {
			return unbold(b.Text)
		}
	}
	return b.Text
}

// joined writes lines as one text: a line that its writer broke keeps the break,
// what stood in a paragraph of its own is joined by sep.
func joined(lines []piece, sep string) string {
	var out strings.Builder
	for i, q := range lines {
		switch {
		case i == 0:
		case q.follows:
			out.WriteByte('\n')
		default:
			out.WriteString(sep)
		}
		out.WriteString(q.plain())
	}
	return out.String()
}
