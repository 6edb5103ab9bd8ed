package workflow

import (
	"fmt"
	"strings"

	"vanthu/documents"
)

// A Course is all of a record that the limits of the decree look at (Timeline, Duties), as
// a text that begins with the year of its number: equal for equal ones, so that stores
// count a year's records by it without reading them. "" of a record without a number.
type Course string

// coursePart parts the fields of a course.
const coursePart = "|"

// courseOf returns that of r.
func courseOf(r *Record) Course {
	day := r.Day()
	if r.Number().Number == 0 || day.IsZero() {
		return ""
	}
	t := r.Timeline()
	return Course(strings.Join([]string{
		CourseYear(day.Year), t.Arrived.String(), t.Signed.String(), t.Numbered.String(), t.Issued.String(), mark(r.Document.Urgency != ""), mark(r.Desk != ""),
	}, coursePart))
}

// CourseYear begins the courses of a year; those of the next one come after all of them.
func CourseYear(year int) string { return fmt.Sprintf("%04d", year) }

func mark(yes bool) string { return map[bool]string{true: "x"}[yes] }

// summary returns what the limits look at in a record of the course.
func (c Course) summary() (Summary, error) {
	parts := strings.Split(string(c), coursePart)
	if len(parts) != 7 {
		return Summary{}, fmt.Errorf("course %q: %w", c, documents.ErrInvalid)
	}
	s := Summary{Urgency: documents.Urgency(parts[5]), Desk: Desk(parts[6])}
	for i, into := range []*documents.Date{&s.Timeline.Arrived, &s.Timeline.Signed, &s.Timeline.Numbered, &s.Timeline.Issued} {
		if err := into.UnmarshalText([]byte(parts[i+1])); err != nil {
			return s, fmt.Errorf("course %q: %w", c, err)
		}
	}
	return s, nil
}

// A CourseCount is how many records are of a course.
type CourseCount struct {
	Course Course
	N      int
}
