package workflow

import (
	"slices"

	"vanthu/documents"
)

// Facets are what lists filter and sort a record by: stores keep them beside
// it, under indexes. A key of 0 means that the record has no such thing.
type Facets struct {
	Flow     string
	State    State
	Desk     Desk
	Kind     documents.Kind
	Drafter  documents.AccountID
	Involved []documents.AccountID // the drafter and whoever did an act, in order
	Updated  int64                 // milliseconds since 1970
	Deadline int64                 // the day as a number; of what waits
	Dated    int64                 // the day and the number that the office gave; of what has both
	Course   Course
	ToPost   bool // a consignment of it waits for the posting book
}

// numbersOfDay is the room for numbers within a day's part of Facets.Dated.
const numbersOfDay = 10_000_000

// FacetsOf returns the facets of r.
func FacetsOf(r *Record) Facets {
	d := &r.Document
	f := Facets{
		Flow: r.Flow, State: r.State, Desk: r.Desk, Kind: d.Kind, Drafter: r.Drafter, Updated: r.Updated.UnixMilli(),
		Course: courseOf(r), ToPost: slices.ContainsFunc(r.Consignments, Consignment.ToPost),
	}
	if r.Desk != "" {
		f.Deadline = dayKey(d.Deadline)
	}
	if n, day := r.Number().Number, r.Day(); n > 0 && !day.IsZero() {
		f.Dated = dayKey(day)*numbersOfDay + int64(n)
	}
	f.Involved = []documents.AccountID{r.Drafter}
	for _, ev := range r.History {
		f.Involved = append(f.Involved, ev.By)
	}
	slices.Sort(f.Involved)
	f.Involved = slices.DeleteFunc(slices.Compact(f.Involved), func(a documents.AccountID) bool { return a == "" })
	return f
}

// dayKey returns a number for a day that sorts as days do: 20251125; 0 for none.
func dayKey(d documents.Date) int64 { return int64(d.Year)*10_000 + int64(d.Month)*100 + int64(d.Day) }

// LastDeadline is the highest Deadline that q asks for, 0 for any.
func (q *Query) LastDeadline() int64 { return dayKey(q.DueBy) }

// DatedWithin returns the range of Dated that q asks for; up to 0 for any.
func (q *Query) DatedWithin() (from, to int64) {
	year := int64(q.Year) * 10_000 * numbersOfDay
	if year == 0 {
		return 0, 0
	}
	return year, year + 10_000*numbersOfDay - 1
}
