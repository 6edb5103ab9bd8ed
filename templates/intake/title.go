package intake

import (
	"slices"
	"strings"

	"vanthu/documents"
	"vanthu/templates/layout"
)

// maxTitleLines is how many lines a title may have.
const maxTitleLines = 8

// title takes ô 5a: the name of the kind and what the document is about.
func (p *page) title() {
	for i, q := range p.rest[:min(3, len(p.rest))] {
		first, more := q, []piece(nil)
		if lines := q.split(); len(lines) > 1 {
			first, more = lines[0], lines[1:]
		}
		kind := kindOf(first.plain())
		if k, rest := kindBefore(first.plain()); kind == "" && k != "" && k == p.codeKind() {
			kind = k
			first.text = documents.Text{{Text: rest}}
			more = append([]piece{first}, more...)
		}
		if kind == "" || q.table != nil || !p.header && !q.centre && !q.bold() {
			continue
		}
		p.above = append(p.above, p.rest[:i]...)
		p.drop(i + 1)
		p.doc.Kind = kind
		p.about(more)
		return
	}
}

// about takes the lines below the name of the kind.
func (p *page) about(lines []piece) {
	ours := false
	for len(p.rest) > 0 && len(lines) < maxTitleLines {
		q := p.rest[0]
		ours = ours || q.style == layout.Abstract
		if q.table != nil || q.image != nil || !p.ofTitle(q, len(lines), ours) {
			break
		}
		lines = append(lines, q.split()...)
		p.drop(1)
	}
	for len(lines) > 0 && isRule(lines[len(lines)-1].plain()) {
		lines = lines[:len(lines)-1]
	}
	lines = slices.DeleteFunc(lines, func(q piece) bool { return isRule(q.plain()) })
	p.doc.Abstract = documents.Clean(joined(lines, "\n"))
}

// ofTitle reports whether a line goes on the title of which n lines are known.
func (p *page) ofTitle(q piece, n int, ours bool) bool {
	s := q.plain()
	switch {
	case q.style != "":
		return q.style == layout.Abstract
	case ours, toForm.MatchString(s), basisForm.MatchString(s), isEnacting(s), pointerForm.MatchString(s), dashForm.MatchString(s):
		return false
	case isRule(s):
		return true
	case p.hasOwn(q):
		return false
	case n > 0 && isUpper(s) && p.articles() && p.authorityAhead():
		return false
	case n == 0:
		return q.centre || q.bold()
	}
	return q.centre && q.bold()
}

// hasOwn reports whether a line is one of the form's own words.
func (p *page) hasOwn(q piece) bool {
	l, _ := ownLineOf(p.doc.Kind, q)
	return l.words != nil
}

// articles reports whether the kind names in whose right it is made.
func (p *page) articles() bool {
	rule, _ := p.doc.Kind.Rule()
	return rule.Articles
}

// authorityAhead reports whether the next line is the last in capitals before
// căn cứ.
func (p *page) authorityAhead() bool {
	return len(p.rest) < 2 || !isUpper(p.rest[1].plain()) || isEnacting(p.rest[1].plain())
}

// codeKind returns the kind whose code the symbol begins with, "" for none.
func (p *page) codeKind() documents.Kind {
	code, _, _ := strings.Cut(p.symbol, "-")
	for _, k := range documents.Kinds() {
		if k.Code != "" && k.Code == code {
			return k.Kind
		}
	}
	return ""
}

// kind decides on the kind where no line named it, and on what the symbol means:
// that of a công văn has no code, though an issuer's may look like one.
func (p *page) kind() {
	to := toForm.MatchString(p.next().plain()) || p.next().table != nil && len(trim(p.next().table.side(true))) > 0 && toForm.MatchString(trim(p.next().table.side(true))[0].plain())
	switch byCode := p.codeKind(); {
	case p.doc.Kind != "" || !p.header:
	case p.letter != "" || to && byCode == "" && p.symbol != "":
		p.doc.Kind, p.doc.Abstract = documents.Official, p.letter
	case byCode != "":
		p.doc.Kind = byCode
		p.notes.add(Unknown, 0, "không thấy tên loại; lấy theo ký hiệu là "+byCode.Name())
	default:
		p.notes.add(Unknown, 0, "không nhận ra loại văn bản")
	}
	first, rest, parted := strings.Cut(p.symbol, "-")
	rule, known := p.doc.Kind.Rule()
	switch {
	case !parted:
	case known && rule.Code == "" && first != "CV": // CV is not of the decree, but seen
		p.doc.Issuer.Symbol, p.doc.Drafting.Symbol = first, rest
	default:
		p.doc.Issuer.Symbol = rest
	}
}

// addressees takes ô 9a.
func (p *page) addressees() {
	if p.doc.Kind == documents.Letter {
		return // its salutation may begin so
	}
	q := p.next()
	if q.table != nil {
		left := trim(q.table.side(true))
		if len(left) == 0 || q.table.lined || !toForm.MatchString(left[0].plain()) {
			return
		}
		p.drop(1)
		p.addressee(toForm.FindStringSubmatch(left[0].plain())[1])
		for _, line := range append(left[1:], trim(q.table.side(false))...) {
			p.addressee(line.plain())
		}
		return
	}
	lines := trim(q.split())
	if len(lines) == 0 || !toForm.MatchString(lines[0].plain()) {
		return
	}
	p.drop(1)
	named := toForm.FindStringSubmatch(lines[0].plain())[1]
	p.addressee(named)
	for _, line := range lines[1:] {
		p.addressee(line.plain())
	}
	for len(p.rest) > 0 && (named == "" || dashForm.MatchString(named) || p.rest[0].style == layout.AddresseeItem) {
		q = p.rest[0]
		if q.table != nil || q.image != nil || q.style != layout.AddresseeItem && !p.listed(q) {
			break
		}
		p.addressee(q.plain())
		p.drop(1)
	}
	if len(p.doc.Addressees) == 0 {
		p.notes.add(Unknown, q.at, "dòng Kính gửi không có tên nơi nhận")
	}
}

// listed reports whether a line is one more of Kính gửi: with a dash, and as long
// as the last has no full stop.
func (p *page) listed(q piece) bool {
	return q.style == "" && dashForm.MatchString(q.plain()) && !p.closed
}

// addressee takes one line of ô 9a.
func (p *page) addressee(s string) {
	p.closed = strings.HasSuffix(s, ".")
	if name := unmarked(s); name != "" {
		p.doc.Addressees = append(p.doc.Addressees, documents.Addressee{Name: name})
	}
}

// authority takes the line that says in whose right a decision is made.
func (p *page) authority() {
	if !p.articles() {
		return
	}
	q := p.next()
	s := q.plain()
	if q.table != nil || q.style != layout.AuthorityLine && (q.style != "" || !isUpper(s) || isEnacting(s)) {
		return
	}
	p.drop(1)
	head := *p.doc
	head.Of = documents.OfHead
	switch fold(s) {
	case fold(p.doc.IssuedBy()):
	case fold(head.IssuedBy()):
		p.doc.Of = documents.OfHead
	default:
		p.detail("authority", issuerName(s))
	}
}

// detail sets a field of the form alone.
func (p *page) detail(name string, lines ...string) {
	if p.doc.Details == nil {
		p.doc.Details = documents.Details{}
	}
	p.doc.Details[name] = lines
}

// bases takes căn cứ: in a decision all up to the words that put it in force, in
// others the lines that begin so and end as lines of a list do.
func (p *page) bases() {
	enacting := -1
	if p.articles() {
		enacting = slices.IndexFunc(p.rest[:min(40, len(p.rest))], func(q piece) bool { return q.style == layout.Enacting || isEnacting(q.plain()) })
	}
	for i := 0; len(p.rest) > 0; i++ {
		q := p.rest[0]
		if i == enacting {
			p.drop(1)
			return
		}
		if i > enacting && !p.isBasis(q) {
			return
		}
		p.basis(q)
		p.drop(1)
	}
}

// isBasis reports whether a line is one of căn cứ.
func (p *page) isBasis(q piece) bool {
	s := q.plain()
	switch {
	case q.table != nil || q.image != nil:
		return false
	case q.style != "":
		return q.style == layout.Basis
	case !basisForm.MatchString(s) && (len(p.doc.Bases) == 0 || !groundForm.MatchString(s)):
		return false
	}
	return strings.HasSuffix(s, ";") || strings.HasSuffix(s, ",") || strings.HasSuffix(s, ".") && (q.italic() || len(p.doc.Bases) > 0) && !strings.HasSuffix(s, "./.")
}

// basis takes one line of căn cứ; in a decision the proposal is one by itself.
func (p *page) basis(q piece) {
	if q.table != nil || q.image != nil {
		p.above = append(p.above, q)
		return
	}
	s := unmarked(q.plain())
	if m := proposalForm.FindStringSubmatch(q.plain()); m != nil && p.articles() {
		p.detail("proposer", m[1])
		return
	}
	if s != "" {
		p.doc.Bases = append(p.doc.Bases, s)
	}
}
