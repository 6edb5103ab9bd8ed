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
	{RuleCirculation, "Phụ lục I, ô 11", func(d *Document) []string {
		return when(!slices.Contains([]Circulation{"", InternalUse, ToReturn}, d.Circulation), "circulation")
	}},
	{RuleCopyForm, "Điều 25", func(d *Document) []string {
		return when(d.Copy.Form.Name() == "" && !reflect.ValueOf(d.Copy).IsZero(), "copy.form")
	}},
	{RuleKind, "Điều 7", func(d *Document) []string {
		return each(d.Attachments, "attachments[%d].kind", func(a Attachment) bool { return a.Kind != "" && a.Kind.Name() == "" })
	}},
	{RuleAuthorship, "Điều 13 khoản 2", func(d *Document) []string {
		rule, _ := d.Issuer.Rule()
		return when(d.Of != OfBody && (d.Of != OfHead || !rule.Collective), "of")
	}},
	{RuleBlockForm, "", func(d *Document) []string {
		return d.eachBlock("", func(b Block) bool { return !b.wellFormed() })
	}},
	{RulePictureForm, "", func(d *Document) []string {
		return d.eachBlock(".image", func(b Block) bool { return b.Type == Image && !b.Image.good() })
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
		form, _ := d.Form()
		return each(d.Recipients, "recipients[%d]", func(r Recipient) bool {
			return r.AsAbove && len(d.Addressees) == 0 && !form.Pointed
		})
	}},
	{RuleTitle, "Phụ lục I, mục II, khoản 6, điểm d", func(d *Document) []string {
		return d.eachBlock("", func(b Block) bool { return b.divides() && len(b.Text) == 0 })
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
func (d *Document) Check() FieldErrors { return append(check(d, shape[:]), d.formFaults()...) }

// Complete returns what d lacks to leave its drafter (Điều 8, Điều 10): nil or
// FieldErrors.
func (d *Document) Complete() error {
	return slices.Concat(d.Check(), check(d, whole[:]), d.MissingDetails()).Err()
}

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
	form, _ := d.Form()
	out = append(out, when(len(d.Body) == 0 && form.Body == Needed, "body")...)
	out = append(out, when(rule.Code == "" && d.Drafting.Symbol == "", "drafting.symbol")...)
	return append(out, when(d.Kind == Official && len(d.Addressees) == 0, "addressees")...)
}

// tooLong names the fields that pass the limits.
func tooLong(d *Document) []string {
	var out []string
	d.eachBody(func(path string, body Body) { out = append(out, when(len(body) > maxBlocks, path)...) })
	out = append(out, d.eachBlock("", func(b Block) bool { return longer(b.plain(), maxBlock) })...)
	eachText(nil, reflect.ValueOf(*d), func(at *spot, text string) {
		if longer(text, maxField) {
			out = append(out, at.String())
		}
	})
	return out
}

// longer reports whether text has more than most characters.
func longer(text string, most int) bool {
	return len(text) > most && utf8.RuneCountInString(text) > most
}

// secrets names the fields that bear a mark of state secrecy, also where the
// mark is put together from several runs.
func secrets(d *Document) []string {
	out := d.eachBlock("", func(b Block) bool { return RefuseSecret("", b.plain()) != nil })
	eachText(nil, reflect.ValueOf(*d), func(at *spot, text string) {
		if RefuseSecret("", text) != nil && RefuseSecret(at.String(), text) != nil {
			out = append(out, at.String())
		}
	})
	return out
}

// eachBody calls visit with every body in d and its path.
func (d *Document) eachBody(visit func(path string, body Body)) {
	visit("body", d.Body)
	for i, a := range d.Attachments {
		visit(index("attachments", i)+".body", a.Body)
	}
}

// eachBlock returns the path of every block at fault, with what follows it.
func (d *Document) eachBlock(behind string, fault func(Block) bool) []string {
	var out []string
	d.eachBody(func(path string, body Body) { out = append(out, each(body, path+"[%d]"+behind, fault)...) })
	return out
}

// eachText calls visit with every text in v that is in no body, and its spot.
func eachText(at *spot, v reflect.Value, visit func(at *spot, text string)) {
	if v.Type() == reflect.TypeFor[Body]() {
		return
	}
	switch v.Kind() {
	case reflect.String:
		visit(at, v.String())
	case reflect.Slice:
		for i := range v.Len() {
			eachText(&spot{up: at, index: i}, v.Index(i), visit)
		}
	case reflect.Map:
		for _, key := range slices.SortedFunc(slices.Values(v.MapKeys()), func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) }) {
			visit(at, key.String())
			eachText(&spot{up: at, key: key.String()}, v.MapIndex(key), visit)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			eachText(&spot{up: at, of: v.Type(), index: i}, v.Field(i), visit)
		}
	}
}

// A spot is where a value stands in a document: in the indexth field of a
// struct, under a key of a map or at an index of a list. Its path is made only
// for those that are at fault, for there are hundreds of spots.
type spot struct {
	up    *spot
	of    reflect.Type // the struct, nil for a map and a list
	key   string
	index int
}

// String returns the path of the spot.
func (p *spot) String() string {
	switch {
	case p == nil:
		return ""
	case p.of != nil:
		return member(p.up.String(), jsonName(p.of.Field(p.index)))
	case p.key != "":
		return member(p.up.String(), p.key)
	default:
		return index(p.up.String(), p.index)
	}
}

// levels are the first and the last level of each type of block.
var levels = map[BlockType][2]int{
	Heading: {1, 3}, Item: {2, 3}, Paragraph: {}, Bullet: {1, 2}, Table: {}, Image: {},
	Part: {}, Chapter: {}, Section: {}, Subsection: {}, Article: {1, 2},
}

// wellFormed reports whether the block uses the fields of its type rightly.
func (b Block) wellFormed() bool {
	span, known := levels[b.Type]
	if !known || b.Level < span[0] || b.Level > span[1] || (len(b.Image) > 0) != (b.Type == Image) {
		return false
	}
	if b.Type == Table {
		return b.table() && len(b.Text) == 0
	}
	marked := b.divides() || b.Type == Heading || b.Type == Item || b.Type == Article
	shows := b.divides() || strings.TrimSpace(b.Text.Plain()) != ""
	return len(b.Rows) == 0 && len(b.Columns) == 0 && shows && (b.Mark != "") == marked
}

// table reports whether b has the rows and columns of a table.
func (b Block) table() bool {
	if len(b.Rows) == 0 || len(b.Rows[0]) == 0 {
		return false
	}
	width := len(b.Rows[0])
	ragged := slices.ContainsFunc(b.Rows, func(row []Text) bool { return len(row) != width })
	strange := slices.ContainsFunc(b.Columns, func(a ColumnAlign) bool {
		return !slices.Contains([]ColumnAlign{AsContent, ColumnLeft, ColumnMid, ColumnEnd}, a)
	})
	return !ragged && !strange && (len(b.Columns) == 0 || len(b.Columns) == width)
}

// divides reports whether b is a phần, chương, mục or tiểu mục, which has a
// title on the line below.
func (b Block) divides() bool {
	return slices.Contains([]BlockType{Part, Chapter, Section, Subsection}, b.Type)
}

// plain returns all text of b, each cell of a table on its own line.
func (b Block) plain() string {
	if b.Mark == "" && len(b.Rows) == 0 {
		return b.Text.Plain()
	}
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
