package intake

import (
	"slices"
	"strings"

	"vanthu/documents"
	"vanthu/templates/layout"
)

// footAt returns where the foot of the document begins: nơi nhận, or who signs.
// Without one the text goes on to the end.
func (p *page) footAt() int {
	for i, q := range p.rest {
		if q.table != nil {
			if q.table.foot() {
				return i
			}
			continue
		}
		left, right := halves(q.split()[0])
		switch {
		case isFoot(left.plain()) && p.footBehind(i, left.plain()), right.plain() != "" && mandateForm.MatchString(right.plain()):
			return i
		case q.style == layout.RecipientLabel || q.style == layout.Authority:
			return i
		case mandateForm.MatchString(q.plain()) && isUpper(q.plain()):
			return i
		}
	}
	return len(p.rest)
}

// isFoot reports whether a line is the label of nơi nhận.
func isFoot(s string) bool {
	m := footForm.FindStringSubmatch(s)
	return m != nil && (m[1] == "" || dashForm.MatchString(m[1]))
}

// footBehind reports whether a label is that of a list: a colon, or a list below.
func (p *page) footBehind(i int, s string) bool {
	return strings.Contains(s, ":") || i+1 < len(p.rest) && dashForm.MatchString(p.rest[i+1].plain())
}

// foot reports whether a table lays out the foot of a document.
func (t *table) foot() bool {
	if len(t.rows) == 0 || len(t.rows[0]) > 4 {
		return false
	}
	for _, line := range append(t.side(true), t.side(false)...) {
		s := line.plain()
		switch {
		case isFoot(s) && (strings.Contains(s, ":") || !t.lined), mandateForm.MatchString(s) && isUpper(s) && !t.lined:
			return true
		case line.style == layout.RecipientLabel, line.style == layout.SecondAuthority:
			return true
		}
	}
	return false
}

// A foot is the lines of both columns at the end of a document.
type foot struct{ left, right []piece }

// takeFoot takes the lines of the foot off the page.
func (p *page) takeFoot() (f foot, ok bool) {
	q := p.next()
	if q.table != nil && q.table.foot() {
		p.drop(1)
		return foot{q.table.side(true), q.table.side(false)}, true
	}
	for len(p.rest) > 0 && p.rest[0].table == nil && p.rest[0].image == nil && !isAnnex(p.rest[0]) {
		for _, line := range p.rest[0].split() {
			left, right := halves(line)
			switch s := left.plain(); {
			case right.plain() != "":
				f.left, f.right = append(f.left, left), append(f.right, right)
			case line.style == layout.RecipientItem || line.style == layout.RecipientLabel, isFoot(s), dashForm.MatchString(s), archiveForm.MatchString(s):
				f.left = append(f.left, left)
			default:
				f.right = append(f.right, left)
			}
		}
		p.drop(1)
	}
	return f, len(f.left)+len(f.right) > 0
}

// foot takes nơi nhận and who signs.
func (p *page) foot() {
	if len(p.rest) == 0 {
		return
	}
	f, ok := p.takeFoot()
	if !ok {
		return
	}
	above, list := parted(f.left)
	p.doc.Recipients, p.doc.Archive = p.recipients(list)
	first, second := p.signatory(above), p.signatory(f.right)
	switch {
	case len(trim(above)) == 0:
		p.doc.Signatory = second
	case p.doc.Kind == "BB":
		p.doc.Signatory = second
		if p.doc.Details["secretary"] == nil && first.Name != "" {
			p.detail("secretary", first.Name)
		}
	default: // two parties
		p.doc.Signatory = first
		if form, ok := p.doc.Form(); ok && form.ID == documents.Agreement {
			p.detail("signatory_b", second.Name)
			p.detail("signatory_b_title", second.Title)
		}
	}
}

// parted returns the lines above the label of nơi nhận and those below.
func parted(lines []piece) (above, list []piece) {
	for i, q := range lines {
		m := footForm.FindStringSubmatch(q.plain())
		if m == nil || q.style != layout.RecipientLabel && !isFoot(q.plain()) {
			continue
		}
		if m[1] != "" {
			first := q
			first.text = documents.Text{{Text: m[1]}}
			list = append(list, first)
		}
		return lines[:i], append(list, lines[i+1:]...)
	}
	for _, q := range lines { // a list without its label
		if dashForm.MatchString(q.plain()) {
			list = append(list, q)
		} else {
			above = append(above, q)
		}
	}
	return above, list
}

// recipients takes the lines of ô 9b; the last says what is kept.
func (p *page) recipients(lines []piece) (to []documents.Recipient, kept documents.Archive) {
	for _, q := range lines {
		s := q.plain()
		switch {
		case s == "", isRule(s):
		case isArchive(s):
			kept = archiveOf(s)
		default:
			if r := recipientOf(s); r.Line() != "" {
				to = append(to, r)
			}
		}
	}
	return to, kept
}

func isArchive(s string) bool {
	m := archiveForm.FindStringSubmatch(s)
	return m != nil && (strings.Contains(s, ":") || strings.HasPrefix(m[1], "VT"))
}

// purposes are how a purpose in brackets begins; other brackets are of the name.
var purposes = []string{"để ", "b/c", "báo cáo", "biết", "t/h", "thực hiện", "p/h", "phối hợp", "theo dõi", "chỉ đạo", "thay b/c", "xem xét", "đăng tải", "v/x"}

// recipientOf reads one line of ô 9b.
func recipientOf(s string) documents.Recipient {
	s = unmarked(s)
	if fold(s) == "nhu tren" {
		return documents.Recipient{AsAbove: true}
	}
	r := documents.Recipient{Name: s}
	if m := bracketForm.FindStringSubmatch(s); m != nil && isPurpose(m[2]) {
		r.Name, r.Purpose = m[1], m[2]
	}
	switch m := articleForm.FindStringSubmatch(r.Name); {
	case m != nil && atoi(m[1]) > 0 && len(r.Name) <= len(m[0])+1:
		r.Name, r.AsArticle = "", atoi(m[1])
	case fold(r.Name) == "nhu tren":
		r.Name, r.AsAbove = "", true
	}
	return r
}

func isPurpose(s string) bool {
	return slices.ContainsFunc(purposes, func(p string) bool { return strings.HasPrefix(strings.ToLower(s), p) })
}

// blank reports whether a line of a signature says nothing: "(Đã ký)".
func blank(s string) bool {
	f := strings.Trim(fold(s), "()[]. ")
	return s == "" || isRule(s) || f == "da ky" || strings.HasPrefix(f, "ky,") || strings.HasPrefix(f, "ky ten") || strings.HasPrefix(f, "chu ky") || strings.HasPrefix(f, "ky va")
}

// signatory reads ô 7: the mandates, the title, and the name last.
func (p *page) signatory(lines []piece) documents.Signatory {
	words, names := signed(lines)
	var s documents.Signatory
	for _, w := range words {
		if m := mandateForm.FindStringSubmatch(w); m != nil {
			s.Mandates = append(s.Mandates, mandateOf(m[1], m[2]))
			continue
		}
		last := len(s.Mandates) - 1
		switch {
		case s.Title != "":
			s.Title = titleName(documents.Upper(s.Title) + " " + w)
		case last >= 0 && isPlace(w): // the rest of the name of a collective
			s.Mandates[last].Of += " " + placeName(w)
		case last >= 0 && (s.Mandates[last].Of == "" || strings.HasSuffix(s.Mandates[last].Of, ",")): // a line that was too long
			s.Mandates[last].Of = strings.TrimSpace(s.Mandates[last].Of + " " + titleName(w))
		default:
			s.Title = titleName(w)
		}
	}
	if n := len(names); n > 0 {
		s.Name = names[n-1]
		s.Post = strings.Join(names[:n-1], " ")
	}
	return s
}

// signed parts the lines of a signature in those in capitals, of authority and
// title, and those of the name below.
func signed(lines []piece) (words, names []string) {
	for _, q := range lines {
		line := q.plain()
		if blank(line) || strings.HasPrefix(fold(line), "dai dien ben") {
			continue
		}
		named := q.style == layout.SignerName || q.style == layout.SecondSigner
		if !named && isUpper(line) && len(names) == 0 {
			words = append(words, line)
			continue
		}
		names = append(names, line)
	}
	if n := len(words); len(names) == 0 && n > 1 && !isPost(words[n-1]) { // the name in capitals
		return words[:n-1], []string{title(strings.ToLower(words[n-1]))}
	}
	return words, names
}

// mandateOf reads one line of authority.
func mandateOf(capacity, of string) documents.Mandate {
	m := documents.Mandate{Capacity: documents.Capacity(strings.ReplaceAll(capacity, ".", ""))}
	if m.Capacity == documents.OnBehalf {
		m.Of = collective(of)
		return m
	}
	m.Of = titleName(of)
	return m
}

// isPlace reports whether a line begins with a class of place.
func isPlace(s string) bool {
	return slices.ContainsFunc(places, func(class string) bool { return strings.HasPrefix(strings.ToLower(s), class+" ") })
}

// isPost reports whether a line in capitals is a title and no name.
func isPost(s string) bool {
	if mandateForm.MatchString(s) {
		return true
	}
	for _, word := range []string{"chu tich", "truong", "chanh", "giam doc", "chu toa", "thu ky", "bi thu", "hieu truong", "pho", "vien", "chi huy", "to "} {
		if strings.Contains(fold(s)+" ", word) {
			return true
		}
	}
	return false
}
