package documents

import (
	"slices"
	"time"
)

// A Holiday (ngày nghỉ lễ, tết) is a day on which offices are closed by law.
type Holiday struct {
	Day  Date
	Name string
	Lieu bool // nghỉ bù: the day itself was a weekly day of rest
}

// holidays are those of Điều 112 Bộ luật Lao động, in the order of a year. Which days of Tết and
// which day beside 2 September are free is announced each year; until the office
// enters what was announced (Settings.Days) it is the most usual: the last day of
// the old lunar year and four of the new, and the day that joins on to a weekend.
var holidays = [...]struct {
	name string
	days func(year int) []Date
}{
	{"Tết Dương lịch", solar(time.January, 1)},
	{"Tết Nguyên đán", func(year int) []Date {
		first, _ := lunar(year)
		return run(first, -1, 4)
	}},
	{"Giỗ Tổ Hùng Vương", func(year int) []Date {
		_, day := lunar(year)
		return run(day, 0, 1)
	}},
	{"Ngày Chiến thắng", solar(time.April, 30)},
	{"Ngày Quốc tế Lao động", solar(time.May, 1)},
	{"Quốc khánh", func(year int) []Date {
		day := Date{year, time.September, 2}
		if w := day.weekday(); w == time.Monday || w == time.Thursday {
			return run(day, 0, 2)
		}
		return run(day, -1, 1)
	}},
}

func solar(month time.Month, day int) func(int) []Date {
	return func(year int) []Date { return []Date{{year, month, day}} }
}

// run returns the days from day+from up to day+to, without the last; none of a
// day that is not known.
func run(day Date, from, to int) []Date {
	var out []Date
	for i := from; i < to && !day.IsZero(); i++ {
		out = append(out, day.Add(i))
	}
	return out
}

// Holidays returns the days of a year on which the law closes offices, and those
// that stand in for one on a weekly day of rest (Điều 111 khoản 3 Bộ luật Lao
// động), in order. It knows the lunar ones of 2020 to 2099.
func Holidays(year int) []Holiday {
	var out []Holiday
	taken := map[Date]bool{}
	for _, h := range holidays {
		for _, day := range h.days(year) {
			out = append(out, Holiday{Day: day, Name: h.name})
			taken[day] = true
		}
	}
	for _, h := range out {
		if !h.Day.restful() {
			continue
		}
		day := h.Day.Add(1)
		for day.restful() || taken[day] {
			day = day.Add(1)
		}
		taken[day] = true
		out = append(out, Holiday{Day: day, Name: h.Name, Lieu: true})
	}
	slices.SortFunc(out, func(a, b Holiday) int { return a.Day.Compare(b.Day) })
	return out
}

// weekdays are the days of the week as people call them.
var weekdays = [...]string{"Chủ nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"}

// Weekday returns what people call the day of the week: "Thứ Hai".
func (d Date) Weekday() string { return weekdays[d.weekday()] }

// weekday returns which day of the week d is.
func (d Date) weekday() time.Weekday {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC).Weekday()
}

// restful reports whether d is a weekly day of rest of offices (QĐ 188/1999/QĐ-TTg).
func (d Date) restful() bool {
	w := d.weekday()
	return w == time.Saturday || w == time.Sunday
}
