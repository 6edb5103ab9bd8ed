package documents_test

import (
	"encoding/json"
	"errors"
	"testing"
	"time"

	"vanthu/documents"
)

func TestDateInWords(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name         string
		date         documents.Date
		words, short string
	}{
		{"DayAndMonthPadded", documents.Date{Year: 2026, Month: 1, Day: 5}, "ngày 05 tháng 01 năm 2026", "05/01/2026"},
		{"FebruaryPadded", documents.Date{Year: 2026, Month: 2, Day: 9}, "ngày 09 tháng 02 năm 2026", "09/02/2026"},
		{"MarchNotPadded", documents.Date{Year: 2026, Month: 3, Day: 1}, "ngày 01 tháng 3 năm 2026", "01/3/2026"},
		{"SeptemberNotPadded", documents.Date{Year: 2019, Month: 9, Day: 29}, "ngày 29 tháng 9 năm 2019", "29/9/2019"},
		{"TenthOfOctober", documents.Date{Year: 2025, Month: 10, Day: 10}, "ngày 10 tháng 10 năm 2025", "10/10/2025"},
		{"None", documents.Date{}, "ngày \u00a0\u00a0\u00a0\u00a0\u00a0\u00a0 tháng \u00a0\u00a0\u00a0\u00a0\u00a0\u00a0 năm \u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0", ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			if got := row.date.Words(); got != row.words {
				t.Errorf("Words: got %q, want %q", got, row.words)
			}
			if got := row.date.Short(); got != row.short {
				t.Errorf("Short: got %q, want %q", got, row.short)
			}
		})
	}
}

func TestParseDate(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name, text string
		want       documents.Date
		ok         bool
	}{
		{"OK", "2025-11-25", documents.Date{Year: 2025, Month: 11, Day: 25}, true},
		{"LeapDay", "2024-02-29", documents.Date{Year: 2024, Month: 2, Day: 29}, true},
		{"NoLeapDay", "2025-02-29", documents.Date{}, false},
		{"VietnameseOrder", "25/11/2025", documents.Date{}, false},
		{"NotPadded", "2025-1-5", documents.Date{}, false},
		{"WithTime", "2025-11-25T07:00:00Z", documents.Date{}, false},
		{"YearMistyped", "0025-11-25", documents.Date{}, false},
		{"Empty", "", documents.Date{}, false},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			got, err := documents.ParseDate(row.text)
			if got != row.want || (err == nil) != row.ok {
				t.Errorf("got %v, %v; want %v, ok %t", got, err, row.want, row.ok)
			}
			if field := (*documents.FieldError)(nil); err != nil && (!errors.As(err, &field) || field.Rule != documents.RuleDateForm) {
				t.Errorf("error: got %v, want rule %s", err, documents.RuleDateForm)
			}
		})
	}
}

func TestDateOrder(t *testing.T) {
	t.Parallel()
	last, first := documents.Date{Year: 2025, Month: 12, Day: 31}, documents.Date{Year: 2026, Month: 1, Day: 1}
	if !last.Before(first) || first.Before(last) || first.Compare(documents.Date{Year: 2026, Month: 1, Day: 1}) != 0 || first.Compare(last) != 1 {
		t.Errorf("order of %v and %v is wrong", last, first)
	}
	hanoi := time.FixedZone("ICT", 7*60*60)
	if got := documents.DateOf(time.Date(2025, 12, 31, 17, 30, 0, 0, time.UTC).In(hanoi)); got != first {
		t.Errorf("DateOf: got %v, want the day in the time's own zone %v", got, first)
	}
}

func TestDaysFromDate(t *testing.T) {
	t.Parallel()
	from := documents.Date{Year: 2024, Month: 2, Day: 28}
	for days, want := range map[int]documents.Date{
		0: from, 1: {Year: 2024, Month: 2, Day: 29}, 2: {Year: 2024, Month: 3, Day: 1}, -59: {Year: 2023, Month: 12, Day: 31}, 366: {Year: 2025, Month: 2, Day: 28},
	} {
		if got := from.Add(days); got != want || got.Since(from) != days {
			t.Errorf("%v and %d days: got %v, %d days since; want %v", from, days, got, got.Since(from), want)
		}
	}
}

func TestDateAsText(t *testing.T) {
	t.Parallel()
	for _, date := range []documents.Date{{}, {Year: 2025, Month: 8, Day: 9}} {
		data, err := json.Marshal(date)
		if err != nil {
			t.Fatal(err)
		}
		var got documents.Date
		if err := json.Unmarshal(data, &got); err != nil || got != date {
			t.Errorf("%v came back from %s as %v, %v", date, data, got, err)
		}
	}
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"2025-11-25", "2024-02-29", "2025-13-01", "0000-01-01", "25/11/2025", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := documents.ParseDate(s)
		if err != nil {
			return
		}
		if d.String() != s || d.IsZero() {
			t.Errorf("%q was read as %v", s, d)
		}
	})
}
