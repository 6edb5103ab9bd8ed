package storetest

import (
	"cmp"
	"fmt"
	"slices"
	"testing"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
)

var lists = []promise{
	{"List/EmptyHasNoNext", func(t *testing.T, s Backend) {
		page, err := s.List(t.Context(), home, workflow.Query{})
		must(t, err)
		same(t, "page", page, workflow.Page{})
	}},
	{"List/SummaryIsOfTheStoredRecord", func(t *testing.T, s Backend) {
		r := next(created(t, s, plain(1)), "revise")
		r.Document.Abstract, r.Document.Urgency, r.Desk = "Đã sửa", documents.AtOnce, "truongphong"
		must(t, s.Swap(t.Context(), r, 1))
		got, err := s.List(t.Context(), home, workflow.Query{})
		must(t, err)
		same(t, "page", got, workflow.Page{Items: []workflow.Summary{workflow.Summarise(r)}})
	}},
	{"List/FullLastPageHasNoNext", func(t *testing.T, s Backend) {
		created(t, s, plain(1), plain(2))
		page, err := s.List(t.Context(), home, workflow.Query{Limit: 2})
		must(t, err)
		same(t, "next", page.Next, "")
	}},
	{"List/DefaultPage", func(t *testing.T, s Backend) {
		for n := range workflow.DefaultPage + 1 {
			created(t, s, plain(n))
		}
		page, err := s.List(t.Context(), home, workflow.Query{})
		must(t, err)
		same(t, "items", len(page.Items), workflow.DefaultPage)
	}},
	{"List/NoDeskIsNotWaited", func(t *testing.T, s Backend) {
		r := plain(1)
		r.Desk = ""
		created(t, s, r)
		page, err := s.List(t.Context(), home, workflow.Query{Desks: []workflow.Desk{""}})
		must(t, err)
		same(t, "items", len(page.Items), 0)
	}},
	{"List/BadPageInvalid", func(t *testing.T, s Backend) {
		created(t, s, plain(1))
		for _, q := range []workflow.Query{
			{Limit: -1}, {Limit: workflow.MaxPage + 1}, {Sort: "colour"}, {After: "x"}, {After: "0-1-"}, {After: "9-1-a"}, {After: "0-x-a"}, {After: "' OR 1=1 --"},
		} {
			_, err := s.List(t.Context(), home, q)
			wantKind(t, fmt.Sprintf("%+v", q), err, documents.ErrInvalid)
		}
	}},
	{"List/PagesMatchAModel", modelPages},
	{"List/OfOneFlow", func(t *testing.T, s Backend) {
		created(t, s, plain(1), incoming(2), incoming(3))
		same(t, "outgoing", walk(t, s, workflow.Query{Flow: workflow.OutgoingFlow}), []workflow.RecordID{id(1)})
		same(t, "incoming", walk(t, s, workflow.Query{Flow: workflow.IncomingFlow, Limit: 1}), []workflow.RecordID{id(3), id(2)})
		same(t, "incoming, counted", tally(t, s, workflow.Query{Flow: workflow.IncomingFlow, Desks: []workflow.Desk{"clerk"}}), 2)
		same(t, "both", len(walk(t, s, workflow.Query{})), 3)
		same(t, "by words", walk(t, s, workflow.Query{Flow: workflow.IncomingFlow, Text: "thứ"}), []workflow.RecordID{id(3), id(2)})
		gone := next(incoming(2), "send_back")
		gone.Desk = ""
		must(t, s.Swap(t.Context(), gone, 1))
		same(t, "ended too", walk(t, s, workflow.Query{Flow: workflow.IncomingFlow}), []workflow.RecordID{id(2), id(3)})
		same(t, "of no flow there is", len(walk(t, s, workflow.Query{Flow: "none"})), 0)
	}},
	{"List/WhatIsSentOnLeavesTheListWhenItEnds", func(t *testing.T, s Backend) {
		r := created(t, s, due(plain(1), 3))
		sent := next(r, "submit")
		sent.Desk, sent.State = "truongphong", "review"
		must(t, s.Swap(t.Context(), sent, 1))
		mine := workflow.Query{Involved: "chuyenvien", Away: []workflow.Desk{"chuyenvien"}}
		same(t, "sent on", walk(t, s, mine), []workflow.RecordID{id(1)})
		mine.DueBy = day.Add(3)
		same(t, "due", walk(t, s, mine), []workflow.RecordID{id(1)})
		ended := next(sent, "refuse")
		ended.Desk, ended.State = "", "refused"
		must(t, s.Swap(t.Context(), ended, 2))
		same(t, "due, ended", len(walk(t, s, mine)), 0)
		mine.DueBy = documents.Date{}
		same(t, "sent on, ended", len(walk(t, s, mine)), 0)
		same(t, "involved", walk(t, s, workflow.Query{Involved: "vanthu"}), []workflow.RecordID{id(1)})
	}},
	{"List/NumbersByDayThenNumber", func(t *testing.T, s Backend) {
		for n, date := range []documents.Date{day, day, day.Add(1), day.Add(400)} {
			_, err := s.Register(t.Context(), dated(created(t, s, plain(n)), "BC", date), 1)
			must(t, err)
		}
		created(t, s, plain(9)) // has none
		same(t, "all", walk(t, s, workflow.Query{Sort: workflow.ByNumber, Limit: 1}), []workflow.RecordID{id(3), id(2), id(1), id(0)})
		same(t, "of a year", walk(t, s, workflow.Query{Year: 2025, Limit: 2}), []workflow.RecordID{id(2), id(1), id(0)})
		same(t, "of no year", len(walk(t, s, workflow.Query{Year: 2024})), 0)
	}},
	{"List/ToPostUntilAllOfItIsMarked", func(t *testing.T, s Backend) {
		for n := range 3 {
			registered, err := s.Register(t.Context(), dated(created(t, s, plain(n)), "BC", day.Add(n)), 1)
			must(t, err)
			sent := next(registered, "send")
			sent.Consignments, sent.Desk = []workflow.Consignment{onPaper("a"), onPaper("b"), {ID: "c", Channel: "mail", Sent: morning}}, ""
			must(t, s.Swap(t.Context(), sent, registered.Version))
		}
		waits := workflow.Query{ToPost: true, Limit: 2}
		same(t, "sent", walk(t, s, waits), []workflow.RecordID{id(2), id(1), id(0)})
		for _, c := range []struct {
			record int
			posted []string
		}{{1, []string{"a"}}, {2, []string{"a", "b"}}} {
			r, err := s.Get(t.Context(), home, id(c.record))
			must(t, err)
			marked := next(r, "")
			for i := range c.posted {
				marked.Consignments[i].Posted = "dòng 1"
			}
			must(t, s.Swap(t.Context(), marked, r.Version))
		}
		same(t, "half of one, all of one", walk(t, s, waits), []workflow.RecordID{id(1), id(0)})
		same(t, "counted", tally(t, s, waits), 2)
		waits.Year = day.Year + 1
		same(t, "of another year", len(walk(t, s, waits)), 0)
	}},
	{"Courses/CountAYearAndLeadToItsRecords", func(t *testing.T, s Backend) {
		created(t, s, plain(8)) // has no number
		none, err := s.Courses(t.Context(), home, 2025)
		must(t, err)
		same(t, "of nothing", len(none), 0)
		var all []*workflow.Record
		for n, date := range []documents.Date{day, day, day, day.Add(400)} {
			numbered := dated(created(t, s, plain(n)), "BC", date)
			numbered.Signed = date
			r, err := s.Register(t.Context(), numbered, 1)
			must(t, err)
			all = append(all, r)
		}
		ended := next(all[1], "send")
		ended.Desk, ended.Consignments = "", []workflow.Consignment{onPaper("a")}
		must(t, s.Swap(t.Context(), ended, all[1].Version))
		waits, sent := workflow.FacetsOf(all[0]).Course, workflow.FacetsOf(ended).Course
		want := []workflow.CourseCount{{Course: waits, N: 2}, {Course: sent, N: 1}}
		slices.SortFunc(want, func(a, b workflow.CourseCount) int { return cmp.Compare(a.Course, b.Course) })
		got, err := s.Courses(t.Context(), home, day.Year)
		must(t, err)
		same(t, "of the year", got, want)
		same(t, "of one", walk(t, s, workflow.Query{Courses: []workflow.Course{waits}, Limit: 1}), []workflow.RecordID{id(2), id(0)})
		same(t, "of both", walk(t, s, workflow.Query{Courses: []workflow.Course{waits, sent}, Limit: 2}), []workflow.RecordID{id(2), id(1), id(0)})
		same(t, "counted", tally(t, s, workflow.Query{Courses: []workflow.Course{sent, "2025|"}}), 1)
	}},
	{"Tally/CountsUpToItsEnd", func(t *testing.T, s Backend) {
		var many []workflow.Item
		for n := range workflow.MaxTally + 1 {
			many = append(many, workflow.NewItem(plain(n)))
		}
		must(t, s.Bring(t.Context(), workflow.RecordPart, many[:workflow.MaxTally-1]))
		same(t, "some", tally(t, s, workflow.Query{}), workflow.MaxTally-1)
		must(t, s.Bring(t.Context(), workflow.RecordPart, many))
		for _, q := range []workflow.Query{{}, {Desks: []workflow.Desk{"chuyenvien", "chuyenvien"}}, {Open: true}, {Involved: "chuyenvien", Limit: 3}} {
			same(t, fmt.Sprintf("%+v", q), tally(t, s, q), workflow.MaxTally)
		}
	}},
	{"List/RecordsThatStayAreListedOnce", func(t *testing.T, s Backend) {
		for n := range 60 {
			created(t, s, at(plain(n), n))
		}
		seen := map[workflow.RecordID]int{}
		for q := (workflow.Query{Limit: 7}); ; {
			page, err := s.List(t.Context(), home, q)
			must(t, err)
			for _, item := range page.Items {
				seen[item.ID]++
			}
			if page.Next == "" {
				break
			}
			created(t, s, at(plain(1000+len(seen)), 1000+len(seen))) // newer: before the place we are at
			q.After = page.Next
		}
		for n := range 60 {
			same(t, fmt.Sprintf("times record %d was listed", n), seen[id(n)], 1)
		}
	}},
}

// onPaper returns a consignment that left on paper.
func onPaper(id string) workflow.Consignment {
	return workflow.Consignment{ID: id, Recipient: "Sở Nội vụ", Channel: string(documents.OnPaper), Sent: morning}
}

// at returns r as changed n seconds after the morning.
func at(r *workflow.Record, n int) *workflow.Record {
	r.Updated = morning.Add(time.Duration(n) * time.Second)
	return r
}

// due returns r with a deadline some days after the day.
func due(r *workflow.Record, days int) *workflow.Record {
	r.Document.Deadline = day.Add(days)
	return r
}

func tally(t *testing.T, s Backend, q workflow.Query) int {
	t.Helper()
	n, err := s.Tally(t.Context(), home, q)
	must(t, err)
	return n
}

// walk returns the ids of all pages of a query of the home unit.
func walk(t *testing.T, s Backend, q workflow.Query) []workflow.RecordID {
	t.Helper()
	ids := []workflow.RecordID{}
	for {
		page, err := s.List(t.Context(), home, q)
		must(t, err)
		if len(page.Items) > max(q.Limit, workflow.DefaultPage) {
			t.Fatalf("%+v: a page of %d", q, len(page.Items))
		}
		for _, item := range page.Items {
			ids = append(ids, item.ID)
		}
		if page.Next == "" {
			return ids
		}
		q.After = page.Next
	}
}
