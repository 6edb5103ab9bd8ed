package documents

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"
)

// The longest a document may be, in characters of one field and in blocks of
// its body. Far above any real paper; they keep a page from being a weapon.
const (
	maxField  = 2_000
	maxBlock  = 50_000
	maxBlocks = 20_000
)

// A requirement is one row of the table of what a document, or another of
// these words, must be. Faults gives the fields at fault; none when the rule
// is kept.
type requirement[T any] struct {
	rule    Rule
	article string
	faults  func(*T) []string
}

// shape is what even an unfinished draft must keep to.
var shape = [...]requirement[Document]{
	{RuleKind, "Điều 7", func(d *Document) []string {
		_, ok := d.Kind.Rule()
		return when(!ok, "kind")
	}},
	{RuleKind, "Điều 7", func(d *Document) []string {
		return each(d.Answers, "answers[%d].kind", func(c Citation) bool { return c.Kind.Name() == "" })
	}},
	{RuleCapacity, "Phụ lục I, ô 7a", func(d *Document) []string {
		return each(d.Signatory.Mandates, "signatory.mandates[%d].capacity", func(m Mandate) bool { return !m.Capacity.known() })
	}},
	{RuleUrgency, "Phụ lục I, ô 10b", func(d *Document) []string {
		return when(!slices.Contains([]Urgency{"", Urgent, VeryUrgent, AtOnce}, d.Urgency), "urgency")
	}},
	{RuleAuthorship, "Điều 13 khoản 2", func(d *Document) []string {
		rule, _ := d.Issuer.Rule()
		return when(d.Of != OfBody && (d.Of != OfHead || !rule.Collective), "of")
	}},
	{RuleBlockForm, "", func(d *Document) []string {
		return each(d.Body, "body[%d]", func(b Block) bool { return !b.wellFormed() })
	}},
	{RuleArchivePattern, "Phụ lục I, ô 9b", func(d *Document) []string {
		return when(!archivePattern(d.Archive.Pattern), "archive.pattern")
	}},
	{RuleTooLong, "", tooLong},
	{RuleSecret, markLaw, secrets},
}

// whole is what a document must have besides before it leaves its drafter.
var whole = [...]requirement[Document]{
	{RuleRequired, "Điều 8", missing},
	{RuleRequired, "Phụ lục I, ô 9a", func(d *Document) []string {
		return each(d.Addressees, "addressees[%d].name", func(a Addressee) bool { return a.Name == "" })
	}},
	{RuleRequired, "Phụ lục I, ô 9b", func(d *Document) []string {
		return each(d.Recipients, "recipients[%d].name", func(r Recipient) bool { return r.Named() && r.Name == "" })
	}},
	{RuleRequired, "Phụ lục I, ô 7a", func(d *Document) []string {
		return each(d.Signatory.Mandates, "signatory.mandates[%d].of", func(m Mandate) bool { return m.Of == "" })
	}},
	{RuleRequired, "Phụ lục I, ô 6", func(d *Document) []string {
		return each(d.Bases, "bases[%d]", func(s string) bool { return s == "" })
	}},
	{RuleRequired, "Phụ lục I, mục III", func(d *Document) []string {
		return each(d.Attachments, "attachments[%d].title", func(a Attachment) bool { return a.Title == "" })
	}},
	{RuleAddresseesKind, "Phụ lục I, ô 9a", func(d *Document) []string {
		rule, _ := d.Kind.Rule()
		return when(len(d.Addressees) > 0 && !rule.Addressees, "addressees")
	}},
	{RuleAsAbove, "Phụ lục I, ô 9b", func(d *Document) []string {
		return each(d.Recipients, "recipients[%d]", func(r Recipient) bool { return r.AsAbove && len(d.Addressees) == 0 })
	}},
	{RuleAsArticle, "Phụ lục III, mẫu 1.1, 1.2", func(d *Document) []string {
		rule, _ := d.Kind.Rule()
		return each(d.Recipients, "recipients[%d].as_article", func(r Recipient) bool { return r.AsArticle > 0 && !rule.Articles })
	}},
	{RuleDuplicate, "Phụ lục I, ô 9b", duplicates},
	{RuleCollectiveFirst, "Điều 13 khoản 2", func(d *Document) []string {
		first := true
		return each(d.Signatory.Mandates, "signatory.mandates[%d]", func(m Mandate) bool {
			later := !first
			first = false
			return later && m.Capacity == OnBehalf
		})
	}},
	{RuleDeputyTitle, "Điều 13 khoản 1", func(d *Document) []string {
		last := len(d.Signatory.Mandates) - 1
		acting := last >= 0 && d.Signatory.Mandates[last].Capacity == Acting
		return when(!acting && d.Signatory.Title == "" && d.Signatory.Name != "", "signatory.title")
	}},
}

// Check returns what is wrong with d even as an unfinished draft.
func (d *Document) Check() FieldErrors { return check(d, shape[:]) }

// Complete returns what d lacks to leave its drafter (Điều 8, Điều 10): nil or
// FieldErrors.
func (d *Document) Complete() error { return append(d.Check(), check(d, whole[:])...).Err() }

func check[T any](d *T, table []requirement[T]) FieldErrors {
	var out FieldErrors
	for _, r := range table {
		for _, field := range r.faults(d) {
			out = append(out, &FieldError{Field: field, Rule: r.rule, Article: r.article})
		}
	}
	return out
}

// missing names the components of Điều 8 that are empty.
func missing(d *Document) []string {
	var out []string
	for _, f := range [...]struct{ field, value string }{
		{"issuer.name", d.Issuer.Name}, {"issuer.symbol", d.Issuer.Symbol}, {"place", d.Place},
		{"abstract", d.Abstract}, {"signatory.name", d.Signatory.Name}, {"archive.unit", d.Archive.Unit},
	} {
		out = append(out, when(f.value == "", f.field)...)
	}
	rule, _ := d.Kind.Rule()
	out = append(out, when(len(d.Body) == 0, "body")...)
	out = append(out, when(rule.Code == "" && d.Drafting.Symbol == "", "drafting.symbol")...)
	return append(out, when(d.Kind == Official && len(d.Addressees) == 0, "addressees")...)
}

// tooLong names the fields that pass the limits.
func tooLong(d *Document) []string {
	out := when(len(d.Body) > maxBlocks, "body")
	out = append(out, each(d.Body, "body[%d]", func(b Block) bool { return utf8.RuneCountInString(b.plain()) > maxBlock })...)
	eachText("", reflect.ValueOf(*d), func(path, text string) {
		inBody := strings.HasPrefix(path, "body[")
		out = append(out, when(!inBody && utf8.RuneCountInString(text) > maxField, path)...)
	})
	return out
}

// secrets names the fields that bear a mark of state secrecy, also where the
// mark is put together from several runs.
func secrets(d *Document) []string {
	marked := func(path, text string) []string { return when(RefuseSecret(path, text) != nil, path) }
	var out []string
	for i, b := range d.Body {
		out = append(out, marked(index("body", i), b.plain())...)
	}
	eachText("", reflect.ValueOf(*d), func(path, text string) {
		if !strings.HasPrefix(path, "body[") {
			out = append(out, marked(path, text)...)
		}
	})
	return out
}

// eachText calls visit with every text in v and its path.
func eachText(path string, v reflect.Value, visit func(path, text string)) {
	switch v.Kind() {
	case reflect.String:
		visit(path, v.String())
	case reflect.Slice:
		for i := range v.Len() {
			eachText(index(path, i), v.Index(i), visit)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			eachText(member(path, jsonName(v.Type().Field(i))), v.Field(i), visit)
		}
	}
}

// wellFormed reports whether the block uses the fields of its type rightly.
func (b Block) wellFormed() bool {
	levels := map[BlockType][2]int{Heading: {1, 3}, Item: {2, 3}, Paragraph: {0, 0}, Bullet: {1, 2}, Table: {0, 0}}
	span, known := levels[b.Type]
	if !known || b.Level < span[0] || b.Level > span[1] {
		return false
	}
	if b.Type == Table {
		ragged := slices.ContainsFunc(b.Rows, func(row []Text) bool { return len(row) != len(b.Rows[0]) })
		return len(b.Rows) > 0 && len(b.Rows[0]) > 0 && !ragged && len(b.Text) == 0
	}
	return len(b.Rows) == 0 && strings.TrimSpace(b.Text.Plain()) != "" && (b.Mark != "") == (b.Type == Heading || b.Type == Item)
}

// plain returns all text of b, each cell of a table on its own line.
func (b Block) plain() string {
	lines := []string{b.Mark, b.Text.Plain()}
	for _, row := range b.Rows {
		for _, cell := range row {
			lines = append(lines, cell.Plain())
		}
	}
	return strings.Join(lines, "\n")
}

func when(fault bool, field string) []string {
	if fault {
		return []string{field}
	}
	return nil
}

// each returns format with the place of every element at fault.
func each[T any](list []T, format string, fault func(T) bool) []string {
	var out []string
	for i, x := range list {
		if fault(x) {
			out = append(out, fmt.Sprintf(format, i))
		}
	}
	return out
}
