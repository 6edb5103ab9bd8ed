package intake

import (
	"strings"

	"vanthu/documents"
	"vanthu/templates/layout"
)

// reach is how many pieces from the top the header may begin.
const reach = 12

// hasHeader reports whether pieces begin with the header of a document.
func hasHeader(pieces []piece) bool {
	for _, q := range pieces[:min(reach, len(pieces))] {
		for _, line := range linesOf(q) {
			if s := line.plain(); isPlate(s) || isNumber(s) && !isBodyNumber(s) {
				return true
			}
		}
	}
	return false
}

// linesOf returns the lines of a piece, those of all cells of a table, and both
// halves of what stands side by side.
func linesOf(q piece) []piece {
	if q.table != nil {
		return append(q.table.side(true), q.table.side(false)...)
	}
	var out []piece
	for _, line := range q.split() {
		left, right := halves(line)
		out = append(out, left)
		if right.plain() != "" {
			out = append(out, right)
		}
	}
	return out
}

func isNumber(s string) bool { return numberForm.MatchString(s) }

// isBodyNumber reports whether a line that begins with "Số" is a sentence.
func isBodyNumber(s string) bool { return len(s) > 80 }

// head takes the header: ô 1 to 4, 5b, 10b and 11.
func (p *page) head() {
	h := header{page: p}
	for len(p.rest) > 0 && !p.begins() { // what stands above it is no part of the form
		p.above = append(p.above, p.rest[0])
		p.drop(1)
	}
	for len(p.rest) > 0 {
		q := p.rest[0]
		if q.table != nil {
			if h.full() || !h.fits(q.table) {
				break
			}
			h.left(q.table.side(true))
			h.right(q.table.side(false))
			p.drop(1)
			continue
		}
		if !h.lines(q) {
			break
		}
		p.drop(1)
	}
	h.finish()
}

// begins reports whether the next piece can be the first of the header: a line of
// it, or one in capitals.
func (p *page) begins() bool {
	for _, line := range linesOf(p.rest[0]) {
		if s := line.plain(); isPlate(s) || isNumber(s) || isUpper(s) && p.rest[0].table == nil {
			return true
		}
	}
	return false
}

// A header gathers the lines of ô 1 to 5b.
type header struct {
	*page
	issuer []piece
	about  []piece // the V/v of a công văn
	number bool    // ô 3 was met: what follows at the left is ô 5b
	plate  bool    // ô 1 was met
	date   bool
}

// full reports whether the header can hold no more.
func (h *header) full() bool { return h.plate && h.number && h.date }

// fits reports whether a table is of the header.
func (h *header) fits(t *table) bool {
	for _, line := range append(t.side(true), t.side(false)...) {
		if s := line.plain(); isPlate(s) || isNumber(s) || dateForm.MatchString(s) || isUrgency(s) {
			return true
		}
	}
	return false
}

// lines takes a paragraph of a header without table; false when it is none.
func (h *header) lines(q piece) bool {
	for i, line := range q.split() {
		left, right := halves(line)
		s := left.plain()
		switch {
		case right.plain() != "" && (isPlate(right.plain()) || dateForm.MatchString(right.plain())):
			h.left([]piece{left})
			h.right([]piece{right})
		case isPlate(s), dateForm.MatchString(s) && len(s) < 80:
			h.right([]piece{left})
		case isNumber(s) && !isBodyNumber(s), isRule(s), isUrgency(s), isCirculation(s), aboutForm.MatchString(s) && h.number && len(h.about) == 0:
			h.left([]piece{left})
		case isUpper(s) && !h.number && kindOf(s) == "" && h.plateAhead():
			h.left([]piece{left})
		case i > 0:
			h.left([]piece{left})
		default:
			return false
		}
	}
	return true
}

// plateAhead reports whether more of the header follows near by.
func (h *header) plateAhead() bool {
	for _, q := range h.rest[1:min(8, len(h.rest))] {
		for _, line := range linesOf(q) {
			if s := line.plain(); isPlate(s) || isNumber(s) && !isBodyNumber(s) {
				return true
			}
		}
	}
	return false
}

// halves parts a line at the wide gap that makes it look like two columns: the
// last behind which something of the right column stands, else the first.
func halves(line piece) (left, right piece) {
	left, right = line, line
	right.text = nil
	whole := line.text.Plain()
	begin := len(whole) - len(strings.TrimLeft(whole, " \t"))
	at := -1
	for _, gap := range columnGap.FindAllStringIndex(whole, 20) {
		behind := documents.OneLine(whole[gap[1]:])
		if gap[0] < begin || behind == "" {
			continue
		}
		if at < 0 || isPlate(behind) || dateForm.MatchString(behind) || mandateForm.MatchString(behind) {
			at = gap[0]
		}
	}
	if at < 0 {
		return left, right
	}
	left.text = nil
	for _, r := range line.text {
		n := min(max(at, 0), len(r.Text))
		a, b := r, r
		a.Text, b.Text = r.Text[:n], r.Text[n:]
		left.text = append(left.text, a)
		right.text = append(right.text, b)
		at -= len(r.Text)
	}
	return left, right
}

// left takes lines of the left column.
func (h *header) left(lines []piece) {
	for _, q := range lines {
		s := q.plain()
		switch {
		case s == "", isRule(s):
		case h.mark(s):
		case isPlate(s), dateForm.MatchString(s) && h.number:
			h.right([]piece{q})
		case isNumber(s):
			h.numberLine(q)
		case !h.number:
			h.issuer = append(h.issuer, q)
		default:
			h.about = append(h.about, q)
		}
	}
}

// right takes lines of the right column.
func (h *header) right(lines []piece) {
	for _, q := range lines {
		s := q.plain()
		switch m := dateForm.FindStringSubmatch(s); {
		case s == "", isRule(s):
		case isPlate(s):
			h.plate = true
		case h.mark(s):
		case m != nil && !h.date:
			h.date = true
			h.doc.Place = strings.Trim(m[1], " ,.")
			if strings.ContainsAny(m[2]+m[3], "123456789") {
				h.notes.add(GivenLater, q.at, "“"+cut(strings.TrimLeft(strings.TrimPrefix(s, m[1]), " ,."))+"” ghi sẵn trong tệp không được lấy: văn thư ghi ngày khi cấp số (Điều 15)")
			}
		case isNumber(s) && !h.number:
			h.numberLine(q)
		default:
			h.above = append(h.above, q)
		}
	}
}

// numberLine takes ô 3.
func (h *header) numberLine(q piece) {
	s := q.plain()
	m := numberForm.FindStringSubmatch(s)
	h.number = true
	if strings.ContainsAny(m[1], "123456789") {
		h.notes.add(GivenLater, q.at, "“"+cut(s)+"” ghi sẵn trong tệp không được lấy: văn thư cấp số khi vào sổ (Điều 15)")
	}
	symbol := strings.ReplaceAll(strings.ReplaceAll(m[2], " ", ""), "–", "-")
	if year, rest, ok := strings.Cut(symbol, "/"); ok && strings.Trim(year, "0123456789") == "" {
		symbol = rest
	}
	h.symbol = symbol
}

// finish makes ô 2 and 5b of their lines.
func (h *header) finish() {
	h.doc.Issuer.Parent, h.doc.Issuer.Name = issuerOf(h.issuer)
	if len(h.about) == 0 {
		return
	}
	text := joined(h.about, " ")
	if m := aboutForm.FindStringSubmatch(strings.ReplaceAll(text, "\n", "\x00")); m != nil {
		h.letter = strings.ReplaceAll(m[1], "\x00", "\n")
		return
	}
	h.above = append(h.above, h.about...)
}

// issuerOf parts the lines of ô 2 in the parent body and the issuer.
func issuerOf(lines []piece) (parent, name string) {
	var upper, lower []string // not bold, bold
	for i, q := range lines {
		switch {
		case q.style == layout.ParentBody:
			upper = append(upper, q.plain())
		case q.style == layout.Issuer, i > 0 && len(lower) > 0, len(lines) == 1:
			lower = append(lower, q.plain())
		case i == 0 && breaksBehind(q.plain()), q.bold():
			lower = append(lower, q.plain())
		case i < len(lines)-1:
			upper = append(upper, q.plain())
		default:
			lower = append(lower, q.plain())
		}
	}
	if len(upper) > 0 {
		parent = issuerName(strings.Join(upper, " "))
	}
	return parent, issuerName(strings.Join(lower, " "))
}

// breaksBehind reports whether a line is the name of a collective without its
// place, which the next line has (ô 2).
func breaksBehind(s string) bool {
	rule, ok := documents.Issuer{Name: s}.Rule()
	return ok && rule.Collective && fold(s) == fold(rule.Begins)
}
