package workflow

import (
	"context"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"vanthu/documents"
)

// Answer begins a draft that answers a document which came: addressed to its author,
// it cites it as the decree has it, and is joined to it. *Refusal for who does not
// draft; ErrInvalid where r did not come to the office.
func (e *Engine) Answer(ctx context.Context, by *documents.Account, id RecordID, kind documents.Kind) (*Record, error) {
	came, err := e.Get(ctx, by, id)
	if err != nil {
		return nil, err
	}
	if came.Incoming == nil {
		return nil, fmt.Errorf("answer document %s: %w", id, documents.ErrInvalid)
	}
	unit, err := e.d.Directory.Unit(ctx, by.Unit)
	if err != nil {
		return nil, fmt.Errorf("read unit %s: %w", by.Unit, err)
	}
	d := &came.Document
	doc := documents.Document{
		Kind: kind, Abstract: "Kết quả thực hiện " + came.shortly(), Urgency: d.Urgency, Deadline: d.Deadline,
		Addressees: []documents.Addressee{{Name: d.Issuer.Name, Agency: came.Incoming.Agency}},
		Recipients: []documents.Recipient{{AsAbove: true}},
	}
	opening := "Thực hiện " + came.Cited() + ", " + unit.Issuer.Name
	if rule, _ := kind.Rule(); rule.Code == "" {
		doc.Abstract, opening = "Trả lời "+came.shortly(), opening+" có ý kiến như sau:"
	} else {
		opening += " " + strings.ToLower(rule.Name) + " kết quả như sau:"
	}
	if rule, _ := kind.Rule(); !rule.Addressees {
		doc.Addressees, doc.Recipients = nil, []documents.Recipient{{Name: d.Issuer.Name, Agency: came.Incoming.Agency}}
	}
	doc.Body = documents.ParseBody(opening)
	if d.Kind != "" {
		doc.Answers = []documents.Citation{{Kind: d.Kind, Reference: d.Reference, Date: d.Date, Issuer: d.Issuer.Name, Abstract: d.Abstract}}
	}
	return e.Create(ctx, by, doc, Link{Kind: Answers, Record: id})
}

// shortly names the document as it is cited after the first time: type, number and
// symbol (Phụ lục I, mục II, khoản 6).
func (r *Record) shortly() string {
	if r.Incoming.Notation == "" {
		return r.KindName() + " của " + r.Document.Issuer.Name
	}
	return r.KindName() + " số " + r.Incoming.Notation
}

// Cited names a document that came as it is cited the first time: type, number and
// symbol, day, author, abstract (Phụ lục I, mục II, khoản 6).
func (r *Record) Cited() string {
	d := &r.Document
	text := r.KindName()
	if r.Incoming.Notation != "" {
		text += " số " + r.Incoming.Notation
	}
	if !d.Date.IsZero() {
		text += " ngày " + d.Date.Short()
	}
	return text + " của " + d.Issuer.Name + about(d.Abstract)
}

// about returns an abstract as it goes on in a sentence: " về việc báo cáo …".
func about(abstract string) string {
	abstract = strings.TrimRight(documents.OneLine(abstract), ".")
	for _, mark := range [...]string{"V/v", "v/v", "Về việc", "về việc", "Về", "về"} {
		if rest, ok := strings.CutPrefix(abstract, mark+" "); ok {
			word := "về việc "
			if documents.Fold(mark) == "ve" {
				word = "về "
			}
			return " " + word + begun(rest)
		}
	}
	return " về việc " + begun(abstract)
}

// begun returns text with a small first letter, where the second is small as well:
// not of "UBND" nor of a name's first word, which is only known by its second.
func begun(text string) string {
	first, n := utf8.DecodeRuneInString(text)
	second, m := utf8.DecodeRuneInString(text[n:])
	word, rest, _ := strings.Cut(text, " ")
	third, _ := utf8.DecodeRuneInString(rest)
	if m > 0 && unicode.IsUpper(second) || word != "" && unicode.IsUpper(third) {
		return text
	}
	return string(unicode.ToLower(first)) + text[n:]
}
