package templates

import (
	"strings"

	"vanthu/documents"
	"vanthu/templates/docx"
	"vanthu/templates/layout"
)

// A field is one row of the table of what stands on a page: the name a template
// uses, and how it comes from the document.
type field struct {
	name     string
	kind     docx.Kind
	optional bool // a template may leave it out
	value    func(*documents.Document) docx.Value
}

// fields stand in the order of the page. Names are Vietnamese without marks,
// for those who adapt a template in Word.
var fields = [...]field{
	{"co_quan_chu_quan", docx.KindText, false, func(d *documents.Document) docx.Value { return docx.Text(d.Issuer.ParentLine()) }},
	{"co_quan_ban_hanh", docx.KindTexts, false, func(d *documents.Document) docx.Value { return docx.Texts(d.Issuer.HeaderLines()) }},
	{"duong_ke_co_quan", docx.KindNumber, false, issuerStroke},
	{"so_ky_hieu", docx.KindText, false, func(d *documents.Document) docx.Value { return docx.Text(d.NumberLine()) }},
	{"hoa_toc", docx.KindFlag, true, urgency(documents.AtOnce)},
	{"thuong_khan", docx.KindFlag, true, urgency(documents.VeryUrgent)},
	{"khan", docx.KindFlag, true, urgency(documents.Urgent)},
	{"dia_danh_ngay_thang", docx.KindText, false, func(d *documents.Document) docx.Value { return docx.Text(d.PlaceAndDate()) }},
	{"ten_loai", docx.KindText, false, func(d *documents.Document) docx.Value { return docx.Text(documents.Upper(d.Kind.Name())) }},
	{"trich_yeu", docx.KindText, false, func(d *documents.Document) docx.Value { return docx.Text(d.Abstract) }},
	{"duong_ke_trich_yeu", docx.KindNumber, false, abstractStroke},
	{"kinh_gui", docx.KindText, false, oneAddressee},
	{"kinh_gui_nhieu", docx.KindTexts, false, severalAddressees},
	{"can_cu", docx.KindTexts, false, func(d *documents.Document) docx.Value { return docx.Texts(closed(d.Bases)) }},
	{"noi_dung", docx.KindBlocks, false, func(d *documents.Document) docx.Value { return blocks(d.Body) }},
	{"noi_nhan", docx.KindTexts, false, recipients},
	{"quyen_han", docx.KindTexts, false, func(d *documents.Document) docx.Value { return docx.Texts(d.Signatory.Lines()) }},
	{"ho_ten", docx.KindText, false, func(d *documents.Document) docx.Value { return docx.Text(strings.Join(d.Signatory.Names(), "\n")) }},
	{"tieu_de", docx.KindText, true, func(d *documents.Document) docx.Value {
		return docx.Text(d.Kind.Name() + " " + strings.ReplaceAll(d.Abstract, "\n", " "))
	}},
	{"tac_gia", docx.KindText, true, func(d *documents.Document) docx.Value { return docx.Text(d.Issuer.Name) }},
}

// schema returns the names and kinds of the fields.
func schema() docx.Schema {
	s := make(docx.Schema, len(fields))
	for _, f := range fields {
		s[f.name] = docx.Field{Kind: f.kind, Optional: f.optional}
	}
	return s
}

// values returns what a template is filled with.
func values(doc *documents.Document) docx.Values {
	v := make(docx.Values, len(fields))
	for _, f := range fields {
		v[f.name] = f.value(doc)
	}
	return v
}

func urgency(u documents.Urgency) func(*documents.Document) docx.Value {
	return func(d *documents.Document) docx.Value { return docx.Flag(d.Urgency == u) }
}

// oneAddressee is the addressee who stands on the line of Kính gửi (mục II,
// khoản 9, điểm d); several stand below it.
func oneAddressee(d *documents.Document) docx.Value {
	if len(d.Addressees) != 1 {
		return docx.Text("")
	}
	return docx.Text(d.Addressees[0].Name)
}

func severalAddressees(d *documents.Document) docx.Value {
	if len(d.Addressees) < 2 {
		return docx.Texts(nil)
	}
	names := make([]string, len(d.Addressees))
	for i, a := range d.Addressees {
		names[i] = a.Name
	}
	return docx.Texts(closed(names))
}

// recipients end with the Lưu line, which has its own full stop.
func recipients(d *documents.Document) docx.Value {
	var lines docx.Texts
	for _, r := range d.Recipients {
		lines = append(lines, r.Line()+";")
	}
	return append(lines, d.Archive.Line())
}

// closed gives each line of a list its final mark: a semicolon, the last a full
// stop.
func closed(lines []string) []string {
	out := make([]string, len(lines))
	for i, line := range lines {
		out[i] = line + ";"
		if i == len(lines)-1 {
			out[i] = line + "."
		}
	}
	return out
}

func issuerStroke(d *documents.Document) docx.Value {
	return stroke(layout.Issuer, strings.Join(d.Issuer.HeaderLines(), "\n"))
}

func abstractStroke(d *documents.Document) docx.Value { return stroke(layout.Abstract, d.Abstract) }

// stroke returns the length of the line drawn under a component's text: a part
// of the longest line that the text takes in its column.
func stroke(id layout.ID, text string) docx.Value {
	c, _ := layout.Find(id)
	from, to := layout.A4().Extent(c.Place.Column)
	return docx.Number(c.Line.Range(c.Style().Longest(text, to-from)).Default.EMU())
}

// A need is one row of what a page cannot do without.
type need struct {
	field   string
	article string
	has     func(*documents.Document) bool
}

var needs = [...]need{
	{"kind", "Điều 7", func(d *documents.Document) bool { return d.Kind.Name() != "" }},
	{"issuer.name", "Phụ lục I, ô 2", func(d *documents.Document) bool { return d.Issuer.Name != "" }},
	{"issuer.symbol", "Phụ lục I, ô 3", func(d *documents.Document) bool { return d.Issuer.Symbol != "" || d.Reference.Symbol != "" }},
	{"place", "Phụ lục I, ô 4", func(d *documents.Document) bool { return d.Place != "" }},
	{"abstract", "Phụ lục I, ô 5", func(d *documents.Document) bool { return d.Abstract != "" }},
	{"body", "Phụ lục I, ô 6", func(d *documents.Document) bool { return len(d.Body) > 0 }},
	{"signatory.title", "Phụ lục I, ô 7a", func(d *documents.Document) bool { return len(d.Signatory.Lines()) > 0 }},
	{"signatory.name", "Phụ lục I, ô 7b", func(d *documents.Document) bool { return d.Signatory.Name != "" }},
}

// complete returns the first thing that the page needs and the document lacks,
// as a *documents.FieldError, or nil.
func complete(doc *documents.Document) error {
	for _, n := range needs {
		if !n.has(doc) {
			return &documents.FieldError{Field: n.field, Rule: documents.RuleRequired, Article: n.article}
		}
	}
	return nil
}
