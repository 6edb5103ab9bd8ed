package documents

import (
	"maps"
	"slices"
	"strings"
)

// A FormID names one form (mẫu) of Phụ lục III: "1.4". The annex has two pages
// for the text that a decision promulgates, here "1.3a" on paper and "1.3b" as
// an electronic file of its own, and none for some kinds, whose form is a word
// of ours.
type FormID string

// The forms of the annex that are no form of a kind, and those of practice.
const (
	DecisionWithText FormID = "1.3" // a decision that promulgates or approves a text
	TextOnPaper      FormID = "1.3a"
	TextAsFile       FormID = "1.3b"
	AnnexOnPaper     FormID = "2.1"
	AnnexAsFile      FormID = "2.2"
	CopyOnPaper      FormID = "3.1"
	CopyAsFile       FormID = "3.2"
	Agreement        FormID = "thoa-thuan"
	OpenLetter       FormID = "thu-cong"
)

// A Form is what one form wants of a document besides what all documents have.
type Form struct {
	ID       FormID
	Kinds    []Kind
	Practice bool     // the annex has no form for these kinds; offices do it so
	Body     Presence // nội dung (ô 6)
	Bases    Presence // căn cứ
	Texts    bool     // it may promulgate texts
	Parties  bool     // two persons sign, as chair and secretary or for their parties: no TM. is missed
	Pointed  bool     // its own words name someone whom "Như trên" means
	Details  []Detail
}

// A Presence says whether a form has a part.
type Presence int

// The presences.
const (
	Needed Presence = iota
	Optional
	Never
)

// A Detail is one field that only this form has.
type Detail struct {
	Name     string // in Document.Details
	Label    string // for people
	Type     DetailType
	Required bool
}

// A DetailType says what a detail holds.
type DetailType int

// The types of details.
const (
	OneLineDetail DetailType = iota
	LinesDetail              // several lines, each a thing of its own
	DateDetail               // a day: "2025-11-25"
)

// Details common to several forms.
var (
	authority = Detail{Name: "authority", Label: "Thẩm quyền ban hành"} // IssuedBy where it is not given
	proposer  = Detail{Name: "proposer", Label: "Theo đề nghị của"}
	inTheName = Detail{Name: "issued_as", Label: "Tên cơ quan hoặc chức danh người đứng đầu"} // the issuer's name where it is not given
)

// forms stand in the order of Phụ lục III; those without a form there, behind.
// A form's own words (labels, sentences) stand in its template.
var forms = [...]Form{
	{ID: "1.1", Kinds: []Kind{"NQ"}, Bases: Optional, Texts: true, Details: []Detail{authority, proposer}},
	{ID: "1.2", Kinds: []Kind{Decision}, Bases: Optional, Details: []Detail{authority, proposer}},
	{ID: DecisionWithText, Kinds: []Kind{Decision}, Bases: Optional, Texts: true, Details: []Detail{authority, proposer}},
	{ID: "1.4", Bases: Optional, Kinds: []Kind{
		"CT", "QC", "QyĐ", "TC", "TB", "HD", "CTr", "KH", "PA", "ĐA", "DA", Report, "TTr", "GUQ", "PG", "PC", "PB",
	}},
	{ID: "1.5", Kinds: []Kind{Official}, Bases: Optional},
	{ID: "1.6", Kinds: []Kind{"CĐ"}, Bases: Never, Pointed: true, Details: []Detail{
		inTheName,
		{Name: "receivers", Label: "Nơi nhận điện", Type: LinesDetail, Required: true},
	}},
	{ID: "1.7", Kinds: []Kind{"GM"}, Body: Optional, Bases: Never, Pointed: true, Details: []Detail{
		inTheName,
		{Name: "invited", Label: "Kính mời", Type: LinesDetail, Required: true},
		{Name: "event", Label: "Tới dự", Required: true},
		{Name: "host", Label: "Chủ trì", Required: true},
		{Name: "time", Label: "Thời gian", Required: true},
		{Name: "venue", Label: "Địa điểm", Required: true},
	}},
	{ID: "1.8", Kinds: []Kind{"GGT"}, Body: Never, Bases: Never, Pointed: true, Details: []Detail{
		inTheName,
		{Name: "person", Label: "Ông (bà)", Required: true},
		{Name: "title", Label: "Chức vụ", Required: true},
		{Name: "sent_to", Label: "Được cử đến", Required: true},
		{Name: "valid_until", Label: "Có giá trị đến hết ngày", Type: DateDetail, Required: true},
	}},
	{ID: "1.9", Kinds: []Kind{"BB"}, Bases: Never, Parties: true, Details: []Detail{
		{Name: "start", Label: "Thời gian bắt đầu", Required: true},
		{Name: "venue", Label: "Địa điểm", Required: true},
		{Name: "attendance", Label: "Thành phần tham dự", Type: LinesDetail, Required: true},
		{Name: "chair", Label: "Chủ trì (chủ tọa)", Required: true},
		{Name: "secretary", Label: "Họ và tên thư ký", Required: true},
		{Name: "secretary_title", Label: "Chức vụ của thư ký"},
		{Name: "meeting", Label: "Cuộc họp, hội nghị hay hội thảo"}, // "Cuộc họp" where it is not given
		{Name: "end", Label: "Kết thúc vào", Required: true},
	}},
	{ID: "1.10", Kinds: []Kind{"GNP"}, Body: Never, Bases: Never, Pointed: true, Details: []Detail{
		inTheName,
		{Name: "requested", Label: "Ngày của đơn đề nghị", Type: DateDetail, Required: true},
		{Name: "person", Label: "Ông (bà)", Required: true},
		{Name: "title", Label: "Chức vụ, đơn vị công tác", Required: true},
		{Name: "duration", Label: "Thời gian nghỉ", Required: true},
		{Name: "from", Label: "Kể từ ngày", Type: DateDetail, Required: true},
		{Name: "to", Label: "Đến hết ngày", Type: DateDetail, Required: true},
		{Name: "venue", Label: "Nơi nghỉ phép", Required: true},
		{Name: "counted_as", Label: "Tính vào thời gian", Required: true},
	}},
	{ID: Agreement, Kinds: []Kind{"HĐ", "BGN", "BTT"}, Practice: true, Bases: Optional, Parties: true, Details: []Detail{
		{Name: "party_a", Label: "Bên A", Type: LinesDetail, Required: true},
		{Name: "party_b", Label: "Bên B", Type: LinesDetail, Required: true},
		{Name: "signatory_b", Label: "Người ký của Bên B", Required: true},
		{Name: "signatory_b_title", Label: "Chức vụ người ký của Bên B", Required: true},
	}},
	{ID: OpenLetter, Kinds: []Kind{Letter}, Practice: true, Bases: Never, Details: []Detail{
		{Name: "salutation", Label: "Lời chào", Required: true},
	}},
}

// Forms returns the forms of the kinds in the order of Phụ lục III.
func Forms() []Form { return slices.Clone(forms[:]) }

// DetailLabel returns what people call the detail of that name, in whatever form
// it is; "" when no form has it.
func DetailLabel(name string) string {
	for _, f := range forms {
		for _, d := range f.Details {
			if d.Name == name {
				return d.Label
			}
		}
	}
	return ""
}

// Form returns the form that the page of d has, and whether its kind is one at
// all. A decision with a promulgated text has a form of its own (1.3).
func (d *Document) Form() (Form, bool) {
	found := -1
	for i, f := range forms {
		if slices.Contains(f.Kinds, d.Kind) && (found < 0 || f.ID == DecisionWithText && d.promulgates()) {
			found = i
		}
	}
	if found < 0 {
		return Form{}, false
	}
	return forms[found], true
}

// Page returns the form of the file that is made of d: that of its kind, or
// that of a copy. "" when there is none.
func (d *Document) Page() FormID {
	switch {
	case d.Copy.Form != "" && d.Electronic:
		return CopyAsFile
	case d.Copy.Form != "":
		return CopyOnPaper
	}
	f, _ := d.Form()
	return f.ID
}

// Kinds returns the kinds whose documents may have a page of that form, as Page
// says: those of the form, all kinds for a copy, none for what goes with a
// document.
func (id FormID) Kinds() []Kind {
	var out []Kind
	if id == CopyOnPaper || id == CopyAsFile {
		for _, r := range kinds {
			out = append(out, r.Kind)
		}
	}
	for _, f := range forms {
		if f.ID == id {
			out = append(out, f.Kinds...)
		}
	}
	return out
}

// promulgates reports whether a text is attached that d puts in force.
func (d *Document) promulgates() bool {
	return slices.ContainsFunc(d.Attachments, func(a Attachment) bool { return a.Kind != "" })
}

// Detail returns the lines of one detail, nil when it is not there.
func (d *Document) Detail(name string) Lines { return d.Details[name] }

// formFaults returns what is wrong with the details of d and with the parts
// that its form does not have: what is given is never lost without a word.
func (d *Document) formFaults() FieldErrors {
	form, ok := d.Form()
	if !ok {
		return nil // the kind is at fault
	}
	var out FieldErrors
	known := map[string]DetailType{}
	for _, f := range form.Details {
		known[f.Name] = f.Type
	}
	for _, name := range slices.Sorted(maps.Keys(d.Details)) {
		kind, ok := known[name]
		if !ok {
			out = append(out, &FieldError{Field: member("details", excerpt(name)), Rule: RuleUnknownField, Got: suggest(name, known)})
			continue
		}
		out = append(out, d.Details[name].faults(member("details", name), kind)...)
	}
	return append(out, d.strangers(form)...)
}

// strangers are the parts of d that its form does not have.
func (d *Document) strangers(form Form) FieldErrors {
	fields := when(len(d.Body) > 0 && form.Body == Never, "body")
	fields = append(fields, when(len(d.Bases) > 0 && form.Bases == Never, "bases")...)
	fields = append(fields, each(d.Attachments, "attachments[%d]", func(a Attachment) bool {
		return len(a.Body) > 0 && (form.Body == Never || a.Kind != "" && !form.Texts)
	})...)
	var out FieldErrors
	for _, f := range fields {
		out = append(out, &FieldError{Field: f, Rule: RuleNotInForm, Article: form.article()})
	}
	return out
}

// MissingDetails names the details that the form of d wants and that are not
// there.
func (d *Document) MissingDetails() FieldErrors {
	form, _ := d.Form()
	var out FieldErrors
	for _, f := range form.Details {
		if f.Required && len(d.Details[f.Name]) == 0 {
			out = append(out, &FieldError{Field: member("details", f.Name), Rule: RuleRequired, Article: form.article()})
		}
	}
	return out
}

// article says where the law has the form; the forms of practice have none.
func (f Form) article() string {
	if f.Practice {
		return ""
	}
	return "Phụ lục III, mẫu " + string(f.ID)
}

// suggest returns the detail that name was most likely meant to be, else all
// there are.
func suggest(name string, known map[string]DetailType) string {
	names := slices.Sorted(maps.Keys(known))
	if near := closest(name, names); near != "" {
		return near
	}
	return strings.Join(names, ", ")
}
