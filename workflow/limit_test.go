package workflow_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
)

// TestLimits: what was signed is numbered and goes out on the day or the next
// working day, what is urgent at once; each list tells of the same documents.
func TestLimits(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name    string
		urgency documents.Urgency
		days    []documents.DayChange
		today   int // of November 2025; signed on Friday the 21st
		want    string
		late    int
	}{
		{name: "TheSameDay", today: 21},
		{name: "OverTheWeekend", today: 23},
		{name: "NextWorkingDay", today: 24, want: "Hôm nay phải cấp số: ký ngày 21/11/2025, chậm nhất ngày 24/11/2025 (Điều 15 khoản 2)"},
		{name: "TooLate", today: 25, want: "Quá hạn cấp số: ký ngày 21/11/2025, chậm nhất ngày 24/11/2025 (Điều 15 khoản 2)", late: 2},
		{name: "MondayIsFree", today: 24, days: []documents.DayChange{{Day: documents.Date{Year: 2025, Month: 11, Day: 24}}}},
		{name: "SaturdayWorks", today: 23, days: []documents.DayChange{{Day: documents.Date{Year: 2025, Month: 11, Day: 22}, Works: true}},
			want: "Quá hạn cấp số: ký ngày 21/11/2025, chậm nhất ngày 22/11/2025 (Điều 15 khoản 2)", late: 2},
		{name: "Urgent", today: 21, urgency: documents.Urgent, want: "Hôm nay phải phát hành: ký ngày 21/11/2025, chậm nhất ngày 21/11/2025 (Điều 18 khoản 1)"},
		{name: "UrgentTooLate", today: 22, urgency: documents.Urgent, want: "Quá hạn phát hành: ký ngày 21/11/2025, chậm nhất ngày 21/11/2025 (Điều 18 khoản 1)", late: 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			o := newOffice(t)
			o.clock.set(2025, time.November, 21)
			ward, err := o.store.Unit(t.Context(), unit)
			if err != nil {
				t.Fatal(err)
			}
			ward.Settings.Days = c.days
			if err := o.store.PutUnit(t.Context(), ward); err != nil {
				t.Fatal(err)
			}
			doc := report()
			doc.Urgency = c.urgency
			r := o.to("register", o.begin(doc))
			o.clock.set(2025, time.November, c.today)
			o.mustPress(r, c.want)
			late := 0
			for _, p := range o.kept(2025) {
				late += len(p.Late)
			}
			if late != c.late {
				t.Errorf("%d limits are over, want %d", late, c.late)
			}
		})
	}
}

// TestLimitsAfterwards: what was issued late is told as that, and owes nothing.
func TestLimitsAfterwards(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.clock.set(2025, time.November, 21)
	inTime, late, void := o.to("send", o.begin(report())), o.to("register", o.begin(report())), o.to("send", o.begin(report()))
	inTime = o.must("clerk", inTime, workflow.Act{Action: "send"})
	o.must("clerk", void, workflow.Act{Action: "cancel", Comment: "sai"})
	o.clock.set(2025, time.November, 26)
	late = o.must("clerk", late, workflow.Act{Action: "register"})
	o.mustPress(late, "Quá hạn phát hành: ký ngày 21/11/2025, chậm nhất ngày 24/11/2025 (Điều 18 khoản 1)")
	late = o.must("clerk", late, workflow.Act{Action: "send"})
	o.clock.set(2025, time.December, 26)
	o.mustPress(late, "")
	o.mustPress(inTime, "")
	duties, err := o.Duties(t.Context(), o.people["clerk"], late)
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, d := range duties {
		said = append(said, workflow.SayDuty(d, o.Today()))
	}
	want := []string{
		"Đã cấp số ngày 26/11/2025, chậm 2 ngày: ký ngày 21/11/2025, chậm nhất ngày 24/11/2025 (Điều 15 khoản 2)",
		"Đã phát hành ngày 26/11/2025, chậm 2 ngày: ký ngày 21/11/2025, chậm nhất ngày 24/11/2025 (Điều 18 khoản 1)",
	}
	if !slices.Equal(said, want) {
		t.Errorf("got %s", strings.Join(said, "\n"))
	}
	for _, p := range o.kept(2025) {
		if p.Limit.Name != "enter" && (len(p.Late) != 1 || p.Late[0].ID != late.ID || p.Open != 0) {
			t.Errorf("%s: %d in time, %d open, late %v", p.Limit.Name, p.InTime, p.Open, p.Late)
		}
	}
	if others := o.kept(2024); len(others[0].Late)+others[0].InTime != 0 {
		t.Errorf("the year before has %+v", others)
	}
}

// mustPress wants the sentence of what presses with r, on the desk of văn thư and of
// a list alike; "" for nothing.
func (o *office) mustPress(r *workflow.Record, want string) {
	o.t.Helper()
	now, err := o.Get(o.t.Context(), o.people["clerk"], r.ID)
	if err != nil {
		o.t.Fatal(err)
	}
	inList, err := o.Pressing(o.t.Context(), o.people["clerk"], []workflow.Summary{workflow.Summarise(now)})
	if err != nil {
		o.t.Fatal(err)
	}
	got := ""
	if d, ok := inList[r.ID]; ok {
		got = workflow.SayDuty(d, o.Today())
	}
	if got != want {
		o.t.Errorf("a list says %q, want %q", got, want)
	}
	desk, err := o.ClerkDue(o.t.Context(), o.people["clerk"])
	if err != nil {
		o.t.Fatal(err)
	}
	got = ""
	for _, d := range desk {
		if d.ID == r.ID {
			got = workflow.SayDuty(d.Duty, o.Today())
		}
	}
	if got != want {
		o.t.Errorf("the desk says %q, want %q", got, want)
	}
	if others, err := o.ClerkDue(o.t.Context(), o.people["drafter"]); err != nil || len(others) > 0 {
		o.t.Errorf("a drafter's desk has %v, %v", others, err)
	}
}

func (o *office) kept(year int) []workflow.Punctuality {
	o.t.Helper()
	all, err := o.Punctuality(o.t.Context(), o.people["chair"], year)
	if err != nil {
		o.t.Fatal(err)
	}
	return all
}

// must does an act that has to succeed, on the version that is stored.
func (o *office) must(who documents.AccountID, r *workflow.Record, act workflow.Act) *workflow.Record {
	o.t.Helper()
	next, err := o.as(who, r, act)
	if err != nil {
		o.t.Fatal(err)
	}
	return next
}

// TestLimitsOfWhatCame: what came is entered on the day or the next working day, what
// is urgent at once; the year counts it.
func TestLimitsOfWhatCame(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.clock.set(2025, time.November, 21)
	arrive := func(id string, urgency documents.Urgency) *workflow.Record {
		in := letter()
		in.Urgency = urgency
		r, _, err := o.Arrive(t.Context(), unit, workflow.Arrival{Receipt: in, Organ: "H29.1", DocumentID: id})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	plain, urgent := arrive("1", ""), arrive("2", documents.Urgent)
	o.mustPress(plain, "")
	o.mustPress(urgent, "Hôm nay phải vào sổ, trình: đến ngày 21/11/2025, chậm nhất ngày 21/11/2025 (Điều 22, Điều 23 khoản 1)")
	o.clock.set(2025, time.November, 24)
	o.mustPress(plain, "Hôm nay phải vào sổ, trình: đến ngày 21/11/2025, chậm nhất ngày 24/11/2025 (Điều 22, Điều 23 khoản 1)")
	plain = o.must("clerk", plain, workflow.Act{Action: "register", Date: documents.Date{Year: 2025, Month: 11, Day: 21}})
	o.mustPress(plain, "")
	urgent = o.must("clerk", urgent, workflow.Act{Action: "register", Date: documents.Date{Year: 2025, Month: 11, Day: 21}})
	for _, p := range o.kept(2025) {
		if p.Limit.Name == "enter" && (p.InTime != 1 || len(p.Late) != 1 || p.Late[0].ID != urgent.ID) {
			t.Errorf("%d in time, late %+v", p.InTime, p.Late)
		}
	}
}
