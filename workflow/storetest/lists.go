package storetest

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
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
			{Limit: -1}, {Limit: workflow.MaxPage + 1}, {After: "x"}, {After: "0-1-"}, {After: "9-1-a"}, {After: "0-x-a"}, {After: "' OR 1=1 --"},
		} {
			_, err := s.List(t.Context(), home, q)
			wantKind(t, fmt.Sprintf("%+v", q), err, documents.ErrInvalid)
		}
	}},
	{"List/PagesMatchAModel", modelPages},
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

// at returns r as changed n seconds after the morning.
func at(r *workflow.Record, n int) *workflow.Record {
	r.Updated = morning.Add(time.Duration(n) * time.Second)
	return r
}

// A model is what a store must answer, in memory.
type model struct {
	chance *rand.Rand
	held   []*workflow.Record
}

// words of the model's abstracts; many fold to the same.
var words = strings.Fields("đường Đường dương duong Phổ phố pho đặng Dang ước uoc báo cáo 15 QĐ-UBND")

// modelPages does random acts and compares random queries, page by page.
func modelPages(t *testing.T, s Backend) {
	m := &model{chance: rand.New(rand.NewPCG(30, 2020))} // a fixed seed: Nghị định 30/2020
	for range long(150) {
		m.act(t, s)
	}
	for range long(60) {
		q := m.query()
		got, want := walk(t, s, q), m.answer(q)
		if !slices.Equal(got, want) {
			t.Fatalf("%+v:\n got %v\nwant %v", q, got, want)
		}
	}
}

// act creates a record or changes one.
func (m *model) act(t *testing.T, s Backend) {
	if len(m.held) == 0 || m.chance.IntN(3) > 0 {
		r := m.draw(plain(len(m.held)))
		must(t, s.Create(t.Context(), r))
		m.held = append(m.held, r)
		return
	}
	i := m.chance.IntN(len(m.held))
	r := m.draw(next(m.held[i], "revise"))
	must(t, s.Swap(t.Context(), r, r.Version-1))
	m.held[i] = r
}

// draw gives r a random state, desk, time and abstract.
func (m *model) draw(r *workflow.Record) *workflow.Record {
	r.State = workflow.State(m.pick("draft", "review", "sign"))
	r.Desk = workflow.Desk(m.pick("", "chuyenvien", "truongphong", "clerk"))
	r.Updated = morning.Add(time.Duration(m.chance.IntN(40)) * time.Millisecond) // many at the same time
	r.Document.Abstract = m.pick(words...) + " " + m.pick(words...) + " " + m.pick(words...)
	return r
}

func (m *model) pick(from ...string) string { return from[m.chance.IntN(len(from))] }

func (m *model) query() workflow.Query {
	q := workflow.Query{Limit: 1 + m.chance.IntN(20)}
	q.State = workflow.State(m.pick("", "", "draft", "sign", "nowhere"))
	switch m.chance.IntN(3) {
	case 0:
		q.Desks = []workflow.Desk{"clerk"}
	case 1:
		q.Desks = []workflow.Desk{"chuyenvien", "truongphong"}
	}
	q.Text = m.pick("", m.pick(words...), m.pick(words...)+" "+m.pick(words...))
	return q
}

// answer returns the ids that q lists, in order.
func (m *model) answer(q workflow.Query) []workflow.RecordID {
	var found []*workflow.Record
	for _, r := range m.held {
		if slices.Contains([]workflow.State{"", r.State}, q.State) && (len(q.Desks) == 0 || slices.Contains(q.Desks, r.Desk)) && has(r, q.Text, documents.Fold) {
			found = append(found, r)
		}
	}
	slices.SortFunc(found, func(a, b *workflow.Record) int {
		return cmp.Or(
			rank(a, q.Text)-rank(b, q.Text), b.Updated.Compare(a.Updated), strings.Compare(string(b.ID), string(a.ID)))
	})
	ids := make([]workflow.RecordID, len(found))
	for i, r := range found {
		ids[i] = r.ID
	}
	return ids
}

// rank is 0 for a record that has the text as it is spelled, else 1.
func rank(r *workflow.Record, text string) int {
	if has(r, text, strings.ToLower) {
		return 0
	}
	return 1
}

// has reports whether all words of text are in r, seen through fold.
func has(r *workflow.Record, text string, fold func(string) string) bool {
	in := " " + strings.Join(documents.Words(fold(workflow.Searchable(r))), " ") + " "
	for piece := range strings.FieldsSeq(text) {
		if !strings.Contains(in, " "+strings.Join(documents.Words(fold(piece)), " ")+" ") {
			return false
		}
	}
	return true
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
