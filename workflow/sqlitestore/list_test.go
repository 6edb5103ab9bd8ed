package sqlitestore_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
)

// TestEveryListLiesInAnIndex: no list is sorted, and its rows are found by all
// that its index begins with.
func TestEveryListLiesInAnIndex(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	t.Cleanup(func() { must(t, s.Close()) })
	enter(t, s, 1)
	today := documents.Date{Year: 2025, Month: 11, Day: 25}
	mine := []workflow.Desk{"account:chuyenvien"}
	for _, row := range []struct {
		query workflow.Query
		want  string
	}{
		{workflow.Query{}, "listed_open (unit=?); listed_ended (unit=? AND flow=?)"},
		{workflow.Query{After: "0-1763999999999-01JD"}, "listed_open (unit=? AND (updated,id)<(?,?)); listed_ended (unit=? AND flow=? AND (updated,id)<(?,?))"},
		{workflow.Query{State: "filed"}, "listed_open (unit=?); listed_ended_state (unit=? AND state=?)"},
		{workflow.Query{Kind: "BC"}, "listed_open (unit=?); listed_ended_kind (unit=? AND flow=? AND kind=?)"},
		{workflow.Query{Kind: "BC", State: "filed"}, "listed_open (unit=?); listed_ended_state (unit=? AND state=?)"},
		{workflow.Query{Open: true}, "listed_open (unit=?)"},
		{workflow.Query{Desks: mine}, "listed_open (unit=?)"},
		{workflow.Query{Desks: mine, DueBy: today}, "listed_deadline (unit=? AND deadline>? AND deadline<?)"},
		{workflow.Query{DueBy: today}, "listed_deadline (unit=? AND deadline>? AND deadline<?)"},
		{workflow.Query{Sort: workflow.ByDeadline}, "listed_deadline (unit=? AND deadline>?)"},
		{workflow.Query{Sort: workflow.ByNumber}, "listed_dated (unit=? AND flow=? AND dated>?)"},
		{workflow.Query{Year: 2025}, "listed_dated (unit=? AND flow=? AND dated>? AND dated<?)"},
		{workflow.Query{Involved: "vanthu", Away: mine}, "listed_open (unit=?)"},
		{workflow.Query{Involved: "vanthu", Away: mine, DueBy: today}, "listed_deadline (unit=? AND deadline>? AND deadline<?)"},
		{workflow.Query{Drafter: "chuyenvien", Sort: workflow.ByNumber}, "listed_dated (unit=? AND flow=? AND dated>?)"},
		{workflow.Query{Drafter: "chuyenvien"}, "listed_open (unit=?); listed_ended_drafter (unit=? AND drafter=?)"},
		{workflow.Query{Flow: "incoming"}, "listed_open (unit=?); listed_ended (unit=? AND flow=?)"},
		{workflow.Query{Flow: "incoming", Kind: "BC"}, "listed_open (unit=?); listed_ended_kind (unit=? AND flow=? AND kind=?)"},
		{workflow.Query{Flow: "incoming", Year: 2025}, "listed_dated (unit=? AND flow=? AND dated>? AND dated<?)"},
		{workflow.Query{ToPost: true}, "listed_topost (unit=? AND dated>?)"},
		{workflow.Query{ToPost: true, Year: 2025}, "listed_topost (unit=? AND dated>? AND dated<?)"},
		{workflow.Query{Flow: "incoming", DueBy: today}, "listed_deadline (unit=? AND deadline>? AND deadline<?)"},
	} {
		plan, err := s.Plan(t.Context(), row.query)
		must(t, err)
		var got []string
		for _, step := range plan {
			if _, index, ok := strings.Cut(step, "INDEX "); ok {
				got = append(got, index)
			}
			if strings.Contains(step, "TEMP B-TREE") {
				t.Errorf("%+v: %s", row.query, step)
			}
		}
		if strings.Join(got, "; ") != row.want {
			t.Errorf("%+v: %q, want %s", row.query, got, row.want)
		}
	}
}

// TestListsOfMany: what many records have is listed the same, however it is
// found.
func TestListsOfMany(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	t.Cleanup(func() { must(t, s.Close()) })
	for n := range 40 {
		r := draft(n + 1)
		r.Drafter = []documents.AccountID{"chuyenvien", "truongphong", "vanthu"}[n%3]
		if n%2 == 0 {
			r.Desk, r.State = "", "withdrawn"
		}
		must(t, s.Create(t.Context(), r))
	}
	for _, q := range []workflow.Query{
		{Involved: "chuyenvien"}, {Drafter: "vanthu"}, {Involved: "chuyenvien", Drafter: "truongphong"}, {Involved: "nobody"},
		{Drafter: "truongphong", State: "withdrawn"}, {Involved: "vanthu", Kind: "BC", Limit: 5},
		{Text: "chuyển đổi số"}, {Text: "chuyen doi so", Limit: 7}, {Text: "chuyển đổi số", Limit: 2, State: "withdrawn"}, {Text: "chuyển đổi số", Limit: 3, Open: true}, {Text: "chuyen doi so", State: "withdrawn", Involved: "vanthu"}, {Text: "khong co gi"},
	} {
		var lists [3][]workflow.RecordID
		for i, sizes := range [...]struct{ few, newest int }{{300, 500}, {0, 0}, {0, 9}} {
			s.SetSizes(sizes.few, sizes.newest)
			for at := q; ; {
				page, err := s.List(t.Context(), ward, at)
				must(t, err)
				for _, item := range page.Items {
					lists[i] = append(lists[i], item.ID)
				}
				if at.After = page.Next; page.Next == "" {
					break
				}
			}
		}
		if !slices.Equal(lists[0], lists[1]) || !slices.Equal(lists[0], lists[2]) {
			t.Errorf("%+v: %v, of many %v, beyond the newest %v", q, lists[0], lists[1], lists[2])
		}
	}
}

// TestOpenListsWhatAnOldDatabaseHas: one from before lists had a table.
func TestOpenListsWhatAnOldDatabaseHas(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	enter(t, s, 1)
	must(t, s.Create(t.Context(), draft(2)))
	must(t, s.Close())
	edit(t, dir, beforeLists)
	s = open(t, dir)
	t.Cleanup(func() { must(t, s.Close()) })
	for _, row := range []struct {
		query workflow.Query
		want  int
	}{
		{workflow.Query{}, 2}, {workflow.Query{Kind: "BC"}, 2}, {workflow.Query{State: "draft"}, 1}, {workflow.Query{Year: 2025}, 1},
		{workflow.Query{Involved: "vanthu"}, 1}, {workflow.Query{Drafter: "chuyenvien"}, 2}, {workflow.Query{Text: "thứ 1"}, 1},
	} {
		page, err := s.List(t.Context(), ward, row.query)
		must(t, err)
		if len(page.Items) != row.want {
			t.Errorf("%+v: listed %d, want %d", row.query, len(page.Items), row.want)
		}
	}
}

// TestOpenIndexesAnew: what waits for the posting book, and the days that the limits look
// at, in a database from before they had an index.
func TestOpenIndexesAnew(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	for n, c := range []workflow.Consignment{
		{ID: "a", Channel: "paper", Sent: time.UnixMilli(1)}, {ID: "b", Channel: "paper"}, {ID: "c", Channel: "mail", Sent: time.UnixMilli(1)},
	} {
		sent := *enter(t, s, n+1)
		sent.Version++
		sent.Consignments = []workflow.Consignment{c}
		must(t, s.Swap(t.Context(), &sent, sent.Version-1))
	}
	want, err := s.Courses(t.Context(), ward, 2025)
	must(t, err)
	must(t, s.Close())
	edit(t, dir, beforeToPost)
	s = open(t, dir)
	t.Cleanup(func() { must(t, s.Close()) })
	got, err := s.Courses(t.Context(), ward, 2025)
	must(t, err)
	if len(got) == 0 || !slices.Equal(got, want) {
		t.Errorf("courses: got %v, want %v", got, want)
	}
	page, err := s.List(t.Context(), ward, workflow.Query{ToPost: true})
	must(t, err)
	if len(page.Items) != 1 || page.Items[0].ID != draft(1).ID {
		t.Errorf("waits: %+v", page.Items)
	}
}

// TestSearchesAtOnceAfterTheStart: more people search at once than there are
// connections, before any of their statements was prepared.
func TestSearchesAtOnceAfterTheStart(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	for n := range 4 {
		enter(t, s, n+1)
	}
	must(t, s.Close())
	for range 5 {
		s := open(t, dir)
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute) // it answers in no time, or never
		var all sync.WaitGroup
		start := make(chan struct{})
		for n := range 64 {
			all.Go(func() {
				<-start
				for _, q := range []workflow.Query{{Text: "báo cáo"}, {Text: "chuyen doi so"}, {Text: fmt.Sprintf("%d/BC-UBND", n%4+1)}} {
					if page, err := s.List(ctx, ward, q); err != nil || len(page.Items) == 0 {
						t.Errorf("%q: %d found, %v", q.Text, len(page.Items), err)
						return
					}
				}
			})
		}
		close(start)
		all.Wait()
		cancel()
		must(t, s.Close())
	}
}
