package documents

import "strings"

// A Document is one administrative document as its drafter means it: all that
// stands on the page, and what the office must know to send and keep it. It is
// plain data; nothing in it depends on where it is in its flow, except that
// Reference and Date are zero until văn thư gives them (Điều 15).
type Document struct {
	Kind        Kind         `json:"kind"`
	Issuer      Issuer       `json:"issuer,omitzero"`
	Of          Authorship   `json:"of,omitempty"` // the issuer's as a body, or its head's own
	Reference   Reference    `json:"reference,omitzero"`
	Place       string       `json:"place,omitempty"` // địa danh (ô 4): "Đức Phổ"
	Date        Date         `json:"date,omitzero"`
	Abstract    string       `json:"abstract,omitempty" keep:"lines"` // trích yếu (ô 5); a line end is a line break the drafter wants
	Addressees  []Addressee  `json:"addressees,omitempty"`            // kính gửi (ô 9a)
	Bases       []string     `json:"bases,omitempty"`                 // căn cứ (ô 6), each without its final mark
	Body        Body         `json:"body,omitempty"`                  // nội dung (ô 6)
	Recipients  []Recipient  `json:"recipients,omitempty"`            // nơi nhận (ô 9b), without the Lưu line
	Archive     Archive      `json:"archive,omitzero"`                // the Lưu line
	Drafting    Drafting     `json:"drafting,omitzero"`
	Signatory   Signatory    `json:"signatory,omitzero"`
	Urgency     Urgency      `json:"urgency,omitempty"`
	Deadline    Date         `json:"deadline,omitzero"` // hạn xử lý: the day by which it is to be issued; not on the page
	Attachments []Attachment `json:"attachments,omitempty"`
	Answers     []Citation   `json:"answers,omitempty"`
	Details     Details      `json:"details,omitempty"`     // fields of its form alone (Form.Details)
	Circulation Circulation  `json:"circulation,omitempty"` // phạm vi lưu hành (ô 11)
	Contact     string       `json:"contact,omitempty"`     // địa chỉ, điện thoại, thư điện tử (ô 13)
	Electronic  bool         `json:"electronic,omitempty"`  // no paper is signed: the annexes' pointers stay empty
	Sealed      Moment       `json:"sealed,omitzero"`       // when the office signed the file (ô 14)
	Copy        Copy         `json:"copy,omitzero"`         // of an original: what the copying office adds
}

// An Issuer (cơ quan ban hành, ô 2) is the body in whose name a document is
// made.
type Issuer struct {
	Kind   IssuerKind `json:"kind,omitempty"`   // "" is what the name says
	Parent string     `json:"parent,omitempty"` // cơ quan chủ quản trực tiếp, if any: not bold on the page
	Name   string     `json:"name,omitempty"`   // "Ủy ban nhân dân phường Đức Phổ"
	Symbol string     `json:"symbol,omitempty"` // its part of the symbol: "UBND"
	Seal   bool       `json:"seal,omitempty"`   // of a board: may use its parent's seal, so that posts in the office stand above the name
}

// Authorship says whose a document of a collective is (Điều 13 khoản 2): the
// body's, signed TM., or one of its head's own competence.
type Authorship string

// The authorships.
const (
	OfBody Authorship = ""
	OfHead Authorship = "head" // "of the chair of the committee"
)

// An Addressee is one line of Kính gửi (ô 9a): a body or a group, of the
// address book or by name only. Members are filled in from the book.
type Addressee struct {
	Name    string   `json:"name"`
	Agency  AgencyID `json:"agency,omitempty"`
	Group   GroupID  `json:"group,omitempty"`
	Each    bool     `json:"each,omitempty"` // the group's bodies instead of its name, a line each
	Members []Member `json:"members,omitempty"`
}

// Drafting says which division (phòng) drafted and who (Điều 10).
type Drafting struct {
	Division string `json:"division,omitempty"` // name: "Phòng Văn hóa - Xã hội"
	Symbol   string `json:"symbol,omitempty"`   // as in symbols and the Lưu line: "VHXH"
	Drafter  string `json:"drafter,omitempty"`  // full name
}

// Urgency (độ khẩn, ô 10b) is the mark on the page; "" is none.
type Urgency string

// The urgencies of the decree, least first.
const (
	Urgent     Urgency = "KHẨN"
	VeryUrgent Urgency = "THƯỢNG KHẨN"
	AtOnce     Urgency = "HỎA TỐC"
)

// Circulation (phạm vi lưu hành, ô 11) is the mark on the page; "" is none.
type Circulation string

// The circulations of the decree.
const (
	InternalUse Circulation = "LƯU HÀNH NỘI BỘ"
	ToReturn    Circulation = "XEM XONG TRẢ LẠI"
)

// A Citation names another document: here, one that this document answers.
type Citation struct {
	Kind      Kind      `json:"kind"`
	Reference Reference `json:"reference,omitzero"`
	Date      Date      `json:"date,omitzero"`
	Issuer    string    `json:"issuer"`
	Abstract  string    `json:"abstract,omitempty"`
}

// Symbol returns the symbol (ký hiệu) that the document must carry: code and
// issuer for a named kind, issuer and drafting division for a công văn (Phụ
// lục I, ô 3).
func (d *Document) Symbol() string {
	rule, _ := d.Kind.Rule()
	if rule.Code == "" {
		return d.Issuer.Symbol + "-" + d.Drafting.Symbol
	}
	return rule.Code + "-" + d.Issuer.Symbol
}

// letterMarks are what clerks type before the abstract of a công văn; its page
// prints the first by itself (ô 5b).
var letterMarks = [...]string{"V/v", "Về việc", "v/v", "về việc", "V/V"}

// About returns the abstract as the page of the kind goes on with it: that of a
// công văn without the "V/v" its drafter may have typed (ô 5b).
func (d *Document) About() string {
	if d.Kind != Official {
		return d.Abstract
	}
	for _, mark := range letterMarks {
		if rest, ok := strings.CutPrefix(d.Abstract, mark); ok && strings.TrimLeft(rest, " :\n") != rest {
			return strings.TrimLeft(rest, " :\n")
		}
	}
	return d.Abstract
}

// NumberLine returns the line of ô 3: "Số: 01/BC-UBND", with room for the
// number while there is none.
func (d *Document) NumberLine() string {
	symbol := d.Reference.Symbol
	if symbol == "" {
		symbol = d.Symbol()
	}
	return "Số: " + d.Reference.Ordinal() + "/" + symbol
}

// PlaceAndDate returns the line of ô 4: "Đức Phổ, ngày 25 tháng 11 năm 2025".
func (d *Document) PlaceAndDate() string { return d.Place + ", " + d.Date.Words() }
