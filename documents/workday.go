package documents

import "slices"

// A DayChange is a day that is otherwise than the calendar has it: each year the
// Government swaps some, and an office may have a day of its own.
type DayChange struct {
	Day   Date   `json:"day"`
	Works bool   `json:"works,omitempty"` // làm bù; else the office is closed
	Note  string `json:"note,omitempty"`  // by which announcement
}

// Works reports whether the office works on the day: as it entered it itself, else
// neither on weekly days of rest nor on holidays.
func (s *Settings) Works(day Date) bool {
	for _, c := range s.Days {
		if c.Day == day {
			return c.Works
		}
	}
	if day.restful() {
		return false
	}
	return !slices.ContainsFunc(Holidays(day.Year), func(h Holiday) bool { return h.Day == day })
}

// longestRest is how many days an office is never closed at a stretch.
const longestRest = 60

// NextWorkingDay returns the first day after day on which the office works (ngày
// làm việc tiếp theo). An office that entered itself as closed for two months has
// the day after those.
func (s *Settings) NextWorkingDay(day Date) Date {
	for range longestRest {
		if day = day.Add(1); s.Works(day) {
			return day
		}
	}
	return day.Add(1)
}
