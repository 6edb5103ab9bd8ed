package workflow

import (
	"fmt"
	"time"

	"vanthu/documents"
)

// A Timeline is on which days the work of văn thư on a record was done, as far as it
// was. It is read from the record; nothing keeps it beside.
type Timeline struct {
	Arrived  documents.Date `json:"arrived,omitzero"` // of what came to the office
	Signed   documents.Date `json:"signed,omitzero"`
	Numbered documents.Date `json:"numbered,omitzero"` // the day the number was given, not that of the document
	Issued   documents.Date `json:"issued,omitzero"`   // the day it went out
}

// Timeline returns the days of r.
func (r *Record) Timeline() Timeline {
	t := Timeline{Signed: r.Signed}
	if r.Incoming != nil {
		if t.Arrived = r.Incoming.Day; t.Arrived.IsZero() {
			t.Arrived = dayOf(r.Created)
		}
	}
	if number := r.Number().String(); number != "" {
		for _, ev := range r.History {
			if ev.Number == number && t.Numbered.IsZero() {
				t.Numbered = dayOf(ev.At)
			}
		}
	}
	switch { // a copy is handed over with its number; a file has no force before the agency signed it
	case r.Document.Copy.Form == "":
	case !r.AsFile():
		t.Issued = t.Numbered
	case !r.Document.Sealed.IsZero():
		t.Issued = dayOf(r.Document.Sealed.Time)
	}
	for _, c := range r.Consignments {
		if !c.Sent.IsZero() && (t.Issued.IsZero() || dayOf(c.Sent).Before(t.Issued)) {
			t.Issued = dayOf(c.Sent)
		}
	}
	return t
}

// dayOf is the day in Vietnam.
func dayOf(at time.Time) documents.Date { return documents.DateOf(at.In(Zone)) }

// A Limit (thời hạn) is by when a piece of work of văn thư is to be done: on the day
// of what it follows or the next working day, with an urgent document at once.
type Limit struct {
	Name    string // for programs
	Work    string // "phát hành"
	After   string // what it follows: "ký"
	Article string

	atOnce     bool // with an urgent document
	from, done func(Timeline) documents.Date
}

// limits are the times that the decree sets (Điều 4 khoản 2 điểm c). What came is laid
// before who directs in the step that enters it.
var limits = [...]Limit{
	{
		Name: "number", Work: "cấp số", After: "ký", Article: "Điều 15 khoản 2",
		from: func(t Timeline) documents.Date { return t.Signed }, done: func(t Timeline) documents.Date { return t.Numbered },
	},
	{
		Name: "enter", Work: "vào sổ, trình", After: "đến", Article: "Điều 22, Điều 23 khoản 1", atOnce: true,
		from: func(t Timeline) documents.Date { return t.Arrived }, done: func(t Timeline) documents.Date { return t.Numbered },
	},
	{
		Name: "issue", Work: "phát hành", After: "ký", Article: "Điều 18 khoản 1", atOnce: true,
		from: func(t Timeline) documents.Date { return t.Signed }, done: func(t Timeline) documents.Date { return t.Issued },
	},
}

// A Duty is a limit as it stands for one record.
type Duty struct {
	Limit
	From documents.Date // the day it counts from
	By   documents.Date // the last day on which it is in time
	Done documents.Date // zero while it is not
}

// Duties returns how the limits stand for a record of an office, those that count
// already. What has ended undone owes nothing.
func (s *Summary) Duties(office *documents.Settings) []Duty {
	var out []Duty
	for _, l := range limits {
		d := Duty{Limit: l, From: l.from(s.Timeline), Done: l.done(s.Timeline)}
		if d.From.IsZero() || d.Done.IsZero() && s.Desk == "" {
			continue
		}
		if d.By = d.From; !l.atOnce || s.Urgency == "" {
			d.By = office.NextWorkingDay(d.From)
		}
		out = append(out, d)
	}
	return out
}

// Pressing returns the first of duties that is still to be done, today at the
// latest; false for none.
func Pressing(duties []Duty, today documents.Date) (Duty, bool) {
	for _, d := range duties {
		if d.Done.IsZero() && !today.Before(d.By) {
			return d, true
		}
	}
	return Duty{}, false
}

// Late returns how many days after its limit it was done, or is still not done.
func (d *Duty) Late(today documents.Date) int {
	end := d.Done
	if end.IsZero() {
		end = today
	}
	return max(end.Since(d.By), 0)
}

// SayDuty tells how a duty stands: "Quá hạn phát hành: ký ngày 20/11/2026, chậm nhất
// ngày 23/11/2026 (Điều 18 khoản 1)".
func SayDuty(d Duty, today documents.Date) string {
	what := "Hôm nay phải " + d.Work
	switch late := d.Late(today); {
	case !d.Done.IsZero() && late > 0:
		what = fmt.Sprintf("Đã %s ngày %s, chậm %d ngày", d.Work, d.Done.Short(), late)
	case !d.Done.IsZero():
		what = fmt.Sprintf("Đã %s ngày %s, đúng hạn", d.Work, d.Done.Short())
	case late > 0:
		what = "Quá hạn " + d.Work
	case today.Before(d.By):
		what = "Chưa " + d.Work
	}
	return fmt.Sprintf("%s: %s ngày %s, chậm nhất ngày %s (%s)", what, d.After, d.From.Short(), d.By.Short(), d.Article)
}
