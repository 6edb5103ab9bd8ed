package workflow

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"vanthu/documents"
)

// A Punctuality counts, of a year and a limit, what was done in time and tells what
// was not.
type Punctuality struct {
	Limit   Limit
	InTime  int
	Open    int       // not done, in time so far
	TooLate int       // done too late, or over and not done
	Late    []Overdue // the latest of those, up to MaxPage

	late []lateCourse
}

// A lateCourse is how many records missed a limit in the same way.
type lateCourse struct {
	CourseCount
	from documents.Date
}

// Punctuality returns how the limits were kept with the documents of a year: those
// with a number of it, and those that wait for one.
func (e *Engine) Punctuality(ctx context.Context, by *documents.Account, year int) ([]Punctuality, error) {
	unit, err := e.d.Directory.Unit(ctx, by.Unit)
	if err != nil {
		return nil, fmt.Errorf("read unit %s: %w", by.Unit, err)
	}
	out := make([]Punctuality, len(limits))
	for i := range limits {
		out[i].Limit = limits[i]
	}
	if err := e.countCourses(ctx, unit, year, out); err != nil {
		return nil, err
	}
	if year == e.Today().Year {
		err = e.walk(ctx, by, Query{Desks: []Desk{clerksDesk}}, func(s Summary, office *documents.Settings) {
			for _, d := range s.Duties(office) {
				if p := ofLimit(out, d); s.Reference.IsZero() && p.count(d, 1, e.Today()) {
					p.Late = append(p.Late, Overdue{s, d})
				}
			}
		})
	}
	for i := 0; err == nil && i < len(out); i++ {
		err = e.nameLate(ctx, by, unit, &out[i])
	}
	return out, err
}

// countCourses counts what has a number of the year.
func (e *Engine) countCourses(ctx context.Context, unit *documents.Unit, year int, all []Punctuality) error {
	courses, err := e.d.Records.Courses(ctx, unit.ID, year)
	if err != nil {
		return fmt.Errorf("count the documents of %d of %s: %w", year, unit.ID, err)
	}
	for _, c := range courses {
		s, err := c.Course.summary()
		if err != nil {
			return err
		}
		for _, d := range s.Duties(&unit.Settings) {
			if p := ofLimit(all, d); p.count(d, c.N, e.Today()) {
				p.late = append(p.late, lateCourse{c, d.From})
			}
		}
	}
	return nil
}

// ofLimit returns the part of all that is of a duty's limit.
func ofLimit(all []Punctuality, d Duty) *Punctuality {
	return &all[slices.IndexFunc(all, func(p Punctuality) bool { return p.Limit.Name == d.Name })]
}

// count counts n records with a duty and reports whether they missed it.
func (p *Punctuality) count(d Duty, n int, today documents.Date) bool {
	switch {
	case d.Late(today) > 0:
		p.TooLate += n
		return true
	case d.Done.IsZero():
		p.Open += n
	default:
		p.InTime += n
	}
	return false
}

// nameLate reads the latest records that missed a limit: those of as many courses, the
// latest first, as have enough of them.
func (e *Engine) nameLate(ctx context.Context, by *documents.Account, unit *documents.Unit, p *Punctuality) error {
	slices.SortStableFunc(p.late, func(a, b lateCourse) int { return b.from.Compare(a.from) })
	q := Query{Limit: MaxPage}
	for n, i := 0, 0; n < MaxPage && i < len(p.late); i++ {
		q.Courses, n = append(q.Courses, p.late[i].Course), n+p.late[i].N
	}
	if len(q.Courses) > 0 {
		page, err := e.List(ctx, by, q)
		if err != nil {
			return err
		}
		for _, s := range page.Items {
			for _, d := range s.Duties(&unit.Settings) {
				if d.Name == p.Limit.Name && d.Late(e.Today()) > 0 {
					p.Late = append(p.Late, Overdue{s, d})
				}
			}
		}
	}
	slices.SortStableFunc(p.Late, func(a, b Overdue) int {
		return cmp.Or(b.Duty.From.Compare(a.Duty.From), cmp.Compare(b.ID, a.ID))
	})
	p.Late = p.Late[:min(len(p.Late), MaxPage)]
	return nil
}
