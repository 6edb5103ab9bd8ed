package documents_test

import (
	"testing"

	"vanthu/documents"
)

// TestLunarHolidays holds the table to days that were announced or are printed in
// Vietnamese calendars.
func TestLunarHolidays(t *testing.T) {
	t.Parallel()
	for _, known := range []struct{ name, day string }{
		{"Tết Nguyên đán", "2020-01-25"},
		{"Tết Nguyên đán", "2021-02-12"},
		{"Tết Nguyên đán", "2022-02-01"},
		{"Tết Nguyên đán", "2023-01-22"},
		{"Tết Nguyên đán", "2024-02-10"},
		{"Tết Nguyên đán", "2025-01-29"},
		{"Tết Nguyên đán", "2026-02-17"},
		{"Tết Nguyên đán", "2027-02-06"},
		{"Tết Nguyên đán", "2028-01-26"},
		{"Tết Nguyên đán", "2029-02-13"},
		{"Tết Nguyên đán", "2030-02-02"}, // in China a day later
		{"Tết Nguyên đán", "2031-01-23"},
		{"Tết Nguyên đán", "2032-02-11"},
		{"Tết Nguyên đán", "2033-01-31"},
		{"Tết Nguyên đán", "2034-02-19"},
		{"Tết Nguyên đán", "2035-02-08"},
		{"Giỗ Tổ Hùng Vương", "2020-04-02"},
		{"Giỗ Tổ Hùng Vương", "2023-04-29"}, // after a second leap month
		{"Giỗ Tổ Hùng Vương", "2024-04-18"},
		{"Giỗ Tổ Hùng Vương", "2025-04-07"},
		{"Giỗ Tổ Hùng Vương", "2026-04-26"},
	} {
		// the second day of Tết is the first of the lunar year
		nth := map[string]int{"Tết Nguyên đán": 1}[known.name]
		var found []string
		for _, h := range documents.Holidays(day(t, known.day).Year) {
			if h.Name == known.name && !h.Lieu {
				found = append(found, h.Day.String())
			}
		}
		if len(found) <= nth || found[nth] != known.day {
			t.Errorf("%s %s: got %q", known.name, known.day, found)
		}
	}
}

// TestHolidaysOfEachYear: eleven days are by law, each on a day of its own, and each
// that falls on a day of rest has one that stands in for it.
func TestHolidaysOfEachYear(t *testing.T) {
	t.Parallel()
	office := &documents.Settings{}
	for year := 2020; year < 2100; year++ {
		seen, byLaw, lieu, resting := map[documents.Date]bool{}, 0, 0, 0
		for _, h := range documents.Holidays(year) {
			if seen[h.Day] {
				t.Errorf("%s is twice a holiday", h.Day)
			}
			seen[h.Day] = true
			if office.Works(h.Day) {
				t.Errorf("the office works on %s, %s", h.Name, h.Day)
			}
			switch {
			case h.Lieu:
				lieu++
			default:
				byLaw++
				if weekend(h.Day) {
					resting++
				}
			}
			if h.Lieu && weekend(h.Day) {
				t.Errorf("%s stands in for %s and is a day of rest itself", h.Day, h.Name)
			}
		}
		if byLaw != 11 || lieu != resting {
			t.Errorf("%d: %d days by law, %d of them on days of rest, %d stand in", year, byLaw, resting, lieu)
		}
	}
	if got := len(documents.Holidays(2100)); got < 5 {
		t.Errorf("a year after the table has %d holidays, want those of the sun", got)
	}
}

// weekend counts from a known Monday.
func weekend(d documents.Date) bool {
	return (d.Since(documents.Date{Year: 2020, Month: 1, Day: 6})%7+7)%7 > 4
}

func TestNextWorkingDay(t *testing.T) {
	t.Parallel()
	swapped := documents.Settings{Days: []documents.DayChange{
		{Day: day(t, "2026-08-31"), Note: "hoán đổi"},
		{Day: day(t, "2026-08-22"), Works: true},
	}}
	for _, c := range []struct {
		name, after, want string
		office            documents.Settings
	}{
		{name: "Tuesday", after: "2026-11-24", want: "2026-11-25"},
		{name: "Friday", after: "2026-11-27", want: "2026-11-30"},
		{name: "Saturday", after: "2026-11-28", want: "2026-11-30"},
		{name: "BeforeTet", after: "2026-02-13", want: "2026-02-23"},
		{name: "AncestorsOnASunday", after: "2026-04-24", want: "2026-04-28"},
		{name: "TwoHolidaysOnAWeekend", after: "2022-04-29", want: "2022-05-04"},
		{name: "AncestorsBeforeReunification", after: "2023-04-28", want: "2023-05-04"},
		{name: "NationalDayOnATuesday", after: "2025-08-29", want: "2025-09-03"},
		{name: "NationalDayOnAMonday", after: "2024-08-30", want: "2024-09-04"},
		{name: "NationalDayOnAThursday", after: "2021-09-01", want: "2021-09-06"},
		{name: "YearEnd", after: "2026-12-31", want: "2027-01-04"},
		{name: "SwappedIsClosed", after: "2026-08-28", want: "2026-09-03", office: swapped},
		{name: "SwappedWorks", after: "2026-08-21", want: "2026-08-22", office: swapped},
		{name: "NotSwappedHere", after: "2026-08-28", want: "2026-08-31"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := c.office.NextWorkingDay(day(t, c.after)); got != day(t, c.want) {
				t.Errorf("after %s: got %s, want %s", c.after, got, c.want)
			}
		})
	}
}

// TestNextWorkingDayEnds: an office that is always closed gets an answer.
func TestNextWorkingDayEnds(t *testing.T) {
	t.Parallel()
	var s documents.Settings
	first := day(t, "2026-01-01")
	for i := range 400 {
		s.Days = append(s.Days, documents.DayChange{Day: first.Add(i)})
	}
	if got := s.NextWorkingDay(first); got.Since(first) < 60 {
		t.Errorf("got %s", got)
	}
}

func day(t *testing.T, s string) documents.Date {
	t.Helper()
	d, err := documents.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
