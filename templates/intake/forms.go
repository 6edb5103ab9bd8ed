package intake

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"vanthu/documents"
	"vanthu/templates/layout"
)

// An ownLine is one of the words that a form has by itself (Phụ lục III), with
// the details that stand in it: the groups of words bear their names. The lines
// of a list may follow it, with dashes.
type ownLine struct {
	kinds []documents.Kind
	words *regexp.Regexp
	list  bool
}

// agreements are the kinds that two parties sign.
var agreements = []documents.Kind{"HĐ", "BGN", "BTT"}

func own(words string, kinds ...documents.Kind) ownLine {
	return ownLine{kinds: kinds, words: regexp.MustCompile(`(?i)^` + words + `$`)}
}

// ownLines stand in the order of the forms.
var ownLines = [...]ownLine{
	listing(own(`(?P<issued_as>.+?)\s+điện\s*:\s*(?P<receivers>.*)`, "CĐ")),
	listing(own(`(?P<issued_as>.+?)\s+trân trọng kính mời\s*:\s*(?P<invited>.*)`, "GM")),
	own(`tới dự\s*:\s*(?P<event>.+)`, "GM"),
	own(`chủ trì\s*:\s*(?P<host>.+)`, "GM"),
	own(`thời gian\s*:\s*(?P<time>.+)`, "GM"),
	own(`địa điểm\s*:\s*(?P<venue>.+)`, "GM", "BB"),
	own(`(?P<issued_as>.+?)\s+trân trọng giới thiệu\s*:`, "GGT"),
	own(`ông \(bà\)\s*:\s*(?P<person>.+)`, "GGT", "GNP"),
	own(`chức vụ\s*:\s*(?P<title>.+)`, "GGT", "GNP"),
	own(`được cử đến\s*:\s*(?P<sent_to>.+)`, "GGT"),
	own(`về việc\s*:\s*(?P<abstract>.+)`, "GGT"),
	own(`đề nghị quý cơ quan tạo điều kiện.*`, "GGT"),
	own(`giấy này có giá trị đến hết ngày\s*(?P<valid_until>[\d/.]+?)[./ ]*`, "GGT"),
	own(`thời gian bắt đầu\s*:\s*(?P<start>.+)`, "BB"),
	listing(own(`thành phần tham dự\s*:\s*(?P<attendance>.*)`, "BB")),
	own(`chủ trì(?: \(chủ tọa\))?\s*:\s*(?P<chair>.+)`, "BB"),
	own(`thư ký(?: \(người ghi biên bản\))?\s*:\s*(?P<secretary>[^,]+)(?:,\s*(?P<secretary_title>.+))?`, "BB"),
	own(`nội dung \(theo diễn biến .+\)\s*:`, "BB"),
	own(`(?P<meeting>\S.{0,80}?)\s+kết thúc vào\s*(?P<end>.+?)[./]*`, "BB"),
	own(`xét đơn đề nghị nghỉ phép ngày (?P<requested>\S+) của ông \(bà\) .+`, "GNP"),
	own(`(?P<issued_as>.+?)\s+cấp cho\s*:`, "GNP"),
	own(`được nghỉ phép trong thời gian (?P<duration>.+?) kể từ ngày (?P<from>\S+) đến hết ngày (?P<to>\S+) tại (?P<venue>.+?)\.?`, "GNP"),
	own(`số ngày nghỉ phép nêu trên được tính vào thời gian (?P<counted_as>.+?)[./]*`, "GNP"),
	own(`chúng tôi gồm( có)?\s*:`, agreements...),
}

func listing(l ownLine) ownLine {
	l.list = true
	return l
}

// formWords takes the form's own words out of a text and returns the rest.
func (p *page) formWords(pieces []piece) []piece {
	switch {
	case p.doc.Kind == documents.Letter:
		return p.salutation(pieces)
	case slices.Contains(agreements, p.doc.Kind):
		pieces = p.parties(pieces)
	}
	var out []piece
	met := map[*regexp.Regexp]bool{}
	for i := 0; i < len(pieces); i++ {
		rule, values := ownLineOf(p.doc.Kind, pieces[i])
		if rule.words == nil || met[rule.words] {
			out = append(out, pieces[i])
			continue
		}
		met[rule.words] = true
		last := ""
		for j, name := range rule.words.SubexpNames() {
			if name != "" {
				p.own(name, values[j])
				last = name
			}
		}
		if !rule.list || len(p.doc.Details[last]) > 0 {
			continue
		}
		var lines []string
		for i+1 < len(pieces) && pieces[i+1].table == nil && pieces[i+1].image == nil && dashForm.MatchString(pieces[i+1].plain()) {
			i++
			lines = append(lines, unmarked(pieces[i].plain()))
		}
		if len(lines) > 0 {
			p.detail(last, lines...)
		}
	}
	return out
}

// ownLineOf returns the rule that a line fits, with what its groups hold.
func ownLineOf(kind documents.Kind, q piece) (ownLine, []string) {
	if q.table == nil && q.image == nil {
		for _, l := range ownLines {
			if !slices.Contains(l.kinds, kind) {
				continue
			}
			if m := l.words.FindStringSubmatch(q.plain()); m != nil {
				return l, m
			}
		}
	}
	return ownLine{}, nil
}

// own takes one value from the words of a form.
func (p *page) own(name, value string) {
	value = strings.TrimSpace(value)
	switch {
	case value == "":
	case name == "abstract":
		p.doc.Abstract = value
	case name == "issued_as" && fold(value) == fold(p.doc.Issuer.Name), name == "meeting" && value == "Cuộc họp":
	case p.isDate(name):
		if day := dateOf(value); !day.IsZero() {
			p.detail(name, day.String())
		}
	default:
		p.detail(name, value)
	}
}

func (p *page) isDate(name string) bool {
	form, _ := p.doc.Form()
	return slices.ContainsFunc(form.Details, func(d documents.Detail) bool { return d.Name == name && d.Type == documents.DateDetail })
}

// dateOf reads a day in figures: "09/8/2025".
func dateOf(s string) documents.Date {
	t, err := time.Parse("2/1/2006", strings.ReplaceAll(strings.Trim(s, " ./"), ".", "/"))
	if err != nil {
		return documents.Date{}
	}
	return documents.DateOf(t)
}

// salutation takes the line that a letter begins with.
func (p *page) salutation(pieces []piece) []piece {
	if len(pieces) == 0 {
		return pieces
	}
	s := pieces[0].plain()
	if pieces[0].style == layout.Lead || pieces[0].style == "" && s != "" && len(s) < 150 && strings.ContainsAny(s[len(s)-1:], "!:,") {
		p.detail("salutation", s)
		return pieces[1:]
	}
	return pieces
}

// partyForm begins the lines of one party; labelForm is a line about it.
var (
	partyForm = regexp.MustCompile(`(?i)^(?:\d\.\s*)?bên ([ab])\b`)
	labelForm = regexp.MustCompile(`^[-+]?\s*\p{Lu}[^.;:]{1,30}:\s*\S`)
)

// parties takes the lines about both parties of an agreement.
func (p *page) parties(pieces []piece) []piece {
	var out []piece
	lines := map[string][]string{}
	at := "" // of the party at work
	for _, q := range pieces {
		s := q.plain()
		m := partyForm.FindStringSubmatch(s)
		switch {
		case q.table != nil || q.image != nil || len(out) > 1:
			at = "-"
		case m != nil && at != "-" && (at == "" || !strings.EqualFold(at, m[1])):
			at = strings.ToLower(m[1])
		case at == "" || !labelForm.MatchString(s):
			if at != "" {
				at = "-"
			}
		}
		if at == "a" || at == "b" {
			lines[at] = append(lines[at], s)
			continue
		}
		out = append(out, q)
	}
	for party, l := range lines {
		p.detail("party_"+party, l...)
	}
	return out
}
