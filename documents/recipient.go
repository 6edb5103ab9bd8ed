package documents

import (
	"fmt"
	"strings"
)

// A Recipient is one line of Nơi nhận (ô 9b): a body or a group, of the address
// book or by name only. AsAbove stands for the bodies of Kính gửi ("Như trên"),
// AsArticle for those that an article of a decision or resolution charges
// ("Như Điều 3"); neither has a name of its own. Members are filled in from the
// book; those of an article are the drafter's to say.
type Recipient struct {
	AsAbove   bool     `json:"as_above,omitempty"`
	AsArticle int      `json:"as_article,omitempty"`
	Name      string   `json:"name,omitempty"`
	Purpose   string   `json:"purpose,omitempty"` // "để b/c"; shown in brackets
	Agency    AgencyID `json:"agency,omitempty"`
	Group     GroupID  `json:"group,omitempty"`
	Each      bool     `json:"each,omitempty"` // the group's bodies instead of its name, a line each
	Members   []Member `json:"members,omitempty"`
}

// Named reports whether the line needs a name.
func (r Recipient) Named() bool { return !r.AsAbove && r.AsArticle == 0 }

// Line returns the line as shown, without its dash and final mark.
func (r Recipient) Line() string {
	name := r.Name
	switch {
	case r.AsAbove:
		name = "Như trên"
	case r.AsArticle > 0:
		name = fmt.Sprintf("Như Điều %d", r.AsArticle)
	}
	if r.Purpose == "" {
		return name
	}
	return name + " (" + r.Purpose + ")"
}

// Archive is what the last line of Nơi nhận says of the copies that are kept
// (Lưu: văn thư, the drafting unit, the drafter). Pattern is the office's
// setting, taken into the document when it is made, so that the page of an old
// document does not change with the setting; "" is StrictArchive.
type Archive struct {
	Pattern string `json:"pattern,omitempty"`
	Unit    string `json:"unit,omitempty"`    // symbol of the drafting division: "VHXH"
	Drafter string `json:"drafter,omitempty"` // short name, as the pattern wants it: "Hiếu"
	Copies  int    `json:"copies,omitempty"`  // số bản phát hành; 0 leaves it out
}

// Patterns of the Lưu line. {unit} is the drafting division's symbol,
// {drafter} the short name, {initials} its initials and {copies} the number of
// copies issued, with two figures. What stands in square brackets is left out
// when a field within it has no value.
const (
	StrictArchive = "VT[, {unit}].[ {initials}.][({copies})]" // ô 12 after the full stop (Phụ lục I)
	GluedArchive  = "VT[, {unit}][{drafter}]."                // house style of the seed's office
	ParenArchive  = "VT[, {unit}][({drafter})]."
	DashArchive   = "VT[, {unit}][-{drafter}]."
)

// Line returns the Lưu line without its dash: "Lưu: VT, VHXH. H.".
func (a Archive) Line() string {
	pattern := a.Pattern
	if pattern == "" {
		pattern = StrictArchive
	}
	return "Lưu: " + a.fill(pattern)
}

// fill replaces the fields of pattern, dropping bracketed parts without value.
func (a Archive) fill(pattern string) string {
	var out strings.Builder
	for pattern != "" {
		before, rest, open := strings.Cut(pattern, "[")
		text, _ := a.replace(before)
		out.WriteString(text)
		if !open {
			break
		}
		part, after, _ := strings.Cut(rest, "]")
		if text, whole := a.replace(part); whole {
			out.WriteString(text)
		}
		pattern = after
	}
	return out.String()
}

// replace fills the fields of part; whole is false when one had no value.
func (a Archive) replace(part string) (text string, whole bool) {
	copies := ""
	if a.Copies > 0 {
		copies = fmt.Sprintf("%02d", a.Copies)
	}
	values := []string{
		"{unit}", a.Unit, "{drafter}", a.Drafter, "{initials}", Initials(a.Drafter), "{copies}", copies,
	}
	whole = true
	for i := 0; i < len(values); i += 2 {
		whole = whole && (values[i+1] != "" || !strings.Contains(part, values[i]))
	}
	return strings.NewReplacer(values...).Replace(part), whole // in one pass: a value is never read as a field
}

// Initials returns the first letters of the words of name: "TMH".
func Initials(name string) string {
	var out []rune
	for word := range strings.FieldsSeq(name) {
		out = append(out, []rune(Upper(word))[0])
	}
	return string(out)
}
