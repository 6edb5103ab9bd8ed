package documents

import (
	"fmt"
	"time"
)

// A Date is a day of the calendar without time or zone, as a document carries
// it. The zero Date means that there is none yet. Its text form is
// "2025-11-25".
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf returns the day that t is in t's own zone.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// ParseDate reads "2025-11-25". Its error is a *FieldError with the rule
// date_form and no field; the caller knows which it was.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || t.Year() < 1000 {
		return Date{}, &FieldError{Rule: RuleDateForm, Got: excerpt(s)}
	}
	return DateOf(t), nil
}

// IsZero reports whether there is no date.
func (d Date) IsZero() bool { return d == Date{} }

// Before reports whether d is an earlier day than e.
func (d Date) Before(e Date) bool { return d.Compare(e) < 0 }

// Compare returns -1, 0 or 1 as d is before, on or after e.
func (d Date) Compare(e Date) int {
	for _, diff := range [...]int{d.Year - e.Year, int(d.Month - e.Month), d.Day - e.Day} {
		if diff < 0 {
			return -1
		}
		if diff > 0 {
			return 1
		}
	}
	return 0
}

// Add returns the day that many days later, earlier when days is negative.
func (d Date) Add(days int) Date {
	return DateOf(time.Date(d.Year, d.Month, d.Day+days, 0, 0, 0, 0, time.UTC))
}

// Since returns how many days d is after e.
func (d Date) Since(e Date) int {
	at := func(d Date) time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }
	return int(at(d).Sub(at(e)).Hours() / 24)
}

// String returns "2025-11-25", or "" for no date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day)
}

// Words returns the day as a document writes it: "ngày 05 tháng 01 năm 2026".
// Days below 10 and the months 1 and 2 carry a leading zero, other months do
// not (Phụ lục I, ô 4). No date leaves room to write it by hand.
func (d Date) Words() string {
	if d.IsZero() {
		return "ngày " + blank(6) + " tháng " + blank(6) + " năm " + blank(8)
	}
	return fmt.Sprintf("ngày %02d tháng %s năm %d", d.Day, d.month(), d.Year)
}

// month writes the month with a leading zero for 1 and 2 only.
func (d Date) month() string {
	if d.Month < time.March {
		return fmt.Sprintf("%02d", int(d.Month))
	}
	return fmt.Sprintf("%d", int(d.Month))
}

// Figures returns the parts of the date as Words has them.
func (d Date) Figures() (day, month, year string) {
	return fmt.Sprintf("%02d", d.Day), d.month(), fmt.Sprint(d.Year)
}

// Short returns the day as books and citations write it: "09/8/2025".
func (d Date) Short() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%02d/%s/%d", d.Day, d.month(), d.Year)
}

// MarshalText writes the form of String.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads the form of String.
func (d *Date) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = Date{}
		return nil
	}
	var err error
	*d, err = ParseDate(string(b))
	return err
}

// blank returns room of n figures; no-break spaces, so that a page keeps it.
func blank(n int) string {
	b := make([]rune, n)
	for i := range b {
		b[i] = '\u00a0'
	}
	return string(b)
}
