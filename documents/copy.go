package documents

import "time"

// A CopyForm (hình thức sao, Điều 25) says how a copy was made; its value is
// the code of Phụ lục III.
type CopyForm string

// The forms of copies.
const (
	FullCopy    CopyForm = "SY"  // sao y, of an original
	CopyOfCopy  CopyForm = "SL"  // sao lục, of a sao y
	ExtractCopy CopyForm = "TrS" // trích sao, of a part
)

// copyNames are the words that a copy bears (Phụ lục I, Phần II).
var copyNames = map[CopyForm]string{FullCopy: "Sao y", CopyOfCopy: "Sao lục", ExtractCopy: "Trích sao"}

// CopyForms returns the forms of copies in the order of Phụ lục III.
func CopyForms() []CopyForm { return []CopyForm{FullCopy, ExtractCopy, CopyOfCopy} }

// Name returns the words that the copy bears: "Sao y"; "" when f is none.
func (f CopyForm) Name() string { return copyNames[f] }

// A Copy (bản sao, Điều 25–27) is what an office adds to a document that it
// copies: below the text on paper (form 3.1), at the top right of an electronic
// file (form 3.2). The document around it is the one that was copied. The zero
// Copy means that a document is no copy.
type Copy struct {
	Form       CopyForm    `json:"form"`
	Issuer     Issuer      `json:"issuer,omitzero"`    // who copies
	Reference  Reference   `json:"reference,omitzero"` // of the copy: "03/SY-UBND"
	Place      string      `json:"place,omitempty"`
	Date       Date        `json:"date,omitzero"`
	Recipients []Recipient `json:"recipients,omitempty"`
	Archive    Archive     `json:"archive,omitzero"`
	Signatory  Signatory   `json:"signatory,omitzero"`
}

// NumberLine returns "Số: 03/SY-UBND", with room for the number while there is
// none.
func (c Copy) NumberLine() string {
	symbol := c.Reference.Symbol
	if symbol == "" {
		symbol = string(c.Form) + "-" + c.Issuer.Symbol
	}
	return "Số: " + c.Reference.Ordinal() + "/" + symbol
}

// PlaceAndDate returns "Đức Phổ, ngày 25 tháng 11 năm 2025".
func (c Copy) PlaceAndDate() string { return c.Place + ", " + c.Date.Words() }

// A Moment is when the office's own signature was put on a file, with the zone
// of the clock. The zero Moment means that it was not yet. Its text form is
// that of RFC 3339: "2025-11-25T09:15:30+07:00".
type Moment struct{ time.Time }

// Shown returns the moment as ô 14 has it: "25/11/2025; 09:15:30 +07:00", or
// the words of the form while there is none.
func (m Moment) Shown() string {
	if m.IsZero() {
		return "ngày/tháng/năm; giờ: phút: giây"
	}
	return m.Format("02/01/2006; 15:04:05 -07:00")
}

// MarshalText writes RFC 3339, "" for none.
func (m Moment) MarshalText() ([]byte, error) {
	if m.IsZero() {
		return nil, nil
	}
	return m.AppendFormat(nil, time.RFC3339), nil
}

// UnmarshalText reads RFC 3339. Its error is a *FieldError with the rule
// moment_form and no field.
func (m *Moment) UnmarshalText(b []byte) error {
	*m = Moment{}
	if len(b) == 0 {
		return nil
	}
	t, err := time.Parse(time.RFC3339, string(b))
	if err != nil {
		return &FieldError{Rule: RuleMomentForm, Got: excerpt(string(b))}
	}
	m.Time = t
	return nil
}

// SealText returns the line of ô 14 on an electronic file that goes with d:
// "Số: 05/QĐ-UBND; 25/11/2025; 09:15:30 +07:00"; on an electronic copy, what
// kind of copy it is, by whom and when.
func (d *Document) SealText() string {
	if d.Copy.Form != "" {
		return d.Copy.Form.Name() + "; " + d.Copy.Issuer.Name + "; " + d.Sealed.Shown()
	}
	return d.NumberLine() + "; " + d.Sealed.Shown()
}

// Citation names what was copied: "Quyết định số 199/QĐ-UBND ngày 03/11/2025 của Ủy ban
// nhân dân phường Đức Phổ".
func (d *Document) Citation() string {
	text := d.Kind.Name()
	if number := d.Reference.String(); number != "" {
		text += " số " + number
	}
	if !d.Date.IsZero() {
		text += " ngày " + d.Date.Short()
	}
	return text + " của " + d.Issuer.Name
}
