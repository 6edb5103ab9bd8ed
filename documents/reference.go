package documents

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A Reference (số, ký hiệu) identifies an issued document within its office
// and year: the number, an optional suffix letter and the symbol. The zero
// Reference means that none was given yet (Điều 15: văn thư gives it after the
// signature). Its text form is "01/BC-UBND".
type Reference struct {
	Number int
	Suffix string // "a" in 10a: read in old books, never issued by us
	Symbol string // "BC-UBND"
}

// ParseReference reads "01/BC-UBND" or "10a/QĐ-UBND". Its error is a
// *FieldError with the rule reference_form and no field.
func ParseReference(s string) (Reference, error) {
	s = norm.NFC.String(s)
	bad := &FieldError{Rule: RuleReferenceForm, Article: "Phụ lục I, mục II, khoản 3", Got: excerpt(s)}
	num, symbol, ok := strings.Cut(s, "/")
	if !ok || !symbolForm(symbol) {
		return Reference{}, bad
	}
	digits := strings.TrimRight(num, "abcdefghijklmnopqrstuvwxyz")
	suffix := num[len(digits):]
	n, err := strconv.Atoi(digits)
	if err != nil || n < 1 || fmt.Sprintf("%02d", n) != digits || len(suffix) > 3 {
		return Reference{}, bad
	}
	return Reference{Number: n, Suffix: suffix, Symbol: symbol}, nil
}

// IsZero reports whether no number was given yet.
func (r Reference) IsZero() bool { return r == Reference{} }

// Ordinal returns the number as written: two figures at least, with its
// suffix; room to write by hand when there is none.
func (r Reference) Ordinal() string {
	if r.Number == 0 {
		return blank(8)
	}
	return fmt.Sprintf("%02d%s", r.Number, r.Suffix)
}

// String returns "01/BC-UBND", or "" while there is no number.
func (r Reference) String() string {
	if r.Number == 0 {
		return ""
	}
	return r.Ordinal() + "/" + r.Symbol
}

// MarshalText writes the form of String. It refuses a symbol without a number,
// which UnmarshalText could not read back, with a *FieldError of the rule
// reference_form.
func (r Reference) MarshalText() ([]byte, error) {
	if r.Number < 1 && !r.IsZero() {
		return nil, &FieldError{Rule: RuleReferenceForm, Article: "Phụ lục I, mục II, khoản 3", Got: r.Symbol}
	}
	return []byte(r.String()), nil
}

// UnmarshalText reads the form of String.
func (r *Reference) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*r = Reference{}
		return nil
	}
	var err error
	*r, err = ParseReference(string(b))
	return err
}

// symbolForm reports whether s is groups of letters joined by "-" without
// spaces, as in "BC-UBND" and "UBND-KTHTĐT". A group may end in figures, as
// that of a police division does ("CATP-PC06"), but is never a figure: the
// year stands in no administrative symbol.
func symbolForm(s string) bool {
	for group := range strings.SplitSeq(s, "-") {
		if first, _ := utf8.DecodeRuneInString(group); !unicode.IsLetter(first) {
			return false
		}
		for _, r := range group {
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '&' {
				return false
			}
		}
	}
	return true
}
