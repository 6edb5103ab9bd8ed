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

// A model is what a store must answer, in memory.
type model struct {
	chance  *rand.Rand
	held    []*workflow.Record
	numbers int // given
}

// words of the model's abstracts; many fold to the same.
var words = strings.Fields("đường Đường dương duong Phổ phố pho đặng Dang ước uoc báo cáo 15 QĐ-UBND")

// modelPages does random acts and compares random queries, page by page.
func modelPages(t *testing.T, s Backend) {
	m := &model{chance: rand.New(rand.NewPCG(30, 2020))} // a fixed seed: Nghị định 30/2020
	for range long(200) {
		m.act(t, s)
	}
	for range long(150) {
		q := m.query()
		got, want := walk(t, s, q), m.answer(q)
		if !slices.Equal(got, want) {
			t.Fatalf("%+v:\n got %v\nwant %v", q, got, want)
		}
		same(t, fmt.Sprintf("count of %+v", q), tally(t, s, q), len(want))
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

// draw gives r a random state, desk, kind, people, deadline, time and abstract;
// some also a number, which stays.
func (m *model) draw(r *workflow.Record) *workflow.Record {
	d := &r.Document
	r.State = workflow.State(m.pick("draft", "review", "sign"))
	if r.Version == 1 {
		r.Flow = m.pick("outgoing", "outgoing", "incoming")
	}
	r.Desk = workflow.Desk(m.pick("", "chuyenvien", "truongphong", "clerk"))
	r.Updated = morning.Add(time.Duration(m.chance.IntN(40)) * time.Millisecond) // many at the same time
	if r.Version == 1 {
		r.Drafter = documents.AccountID(m.pick("chuyenvien", "chanhvanphong"))
	}
	r.History[len(r.History)-1].By = documents.AccountID(m.pick("chuyenvien", "truongphong", "vanthu"))
	d.Kind = documents.Kind(m.pick("BC", "QĐ"))
	d.Deadline = documents.Date{}
	if m.chance.IntN(2) == 0 {
		d.Deadline = day.Add(m.chance.IntN(6))
	}
	if m.chance.IntN(3) == 0 && r.Series == "" {
		m.numbers++
		r.Series, d.Date = "BC", day.Add(m.chance.IntN(80)) // over the end of the year
		d.Reference = documents.Reference{Number: m.numbers, Symbol: "BC-UBND"}
	}
	if r.Series != "" {
		r.Consignments = []workflow.Consignment{onPaper("a")}
		r.Consignments[0].Posted = m.pick("", "dòng 1")
	}
	d.Abstract = m.pick(words...) + " " + m.pick(words...) + " " + m.pick(words...)
	return r
}

func (m *model) pick(from ...string) string { return from[m.chance.IntN(len(from))] }

func (m *model) query() workflow.Query {
	q := workflow.Query{Limit: 1 + m.chance.IntN(20), Open: m.chance.IntN(4) == 0}
	q.Flow = m.pick("", "outgoing", "outgoing", "incoming", "none")
	q.State = workflow.State(m.pick("", "", "", "draft", "sign", "nowhere"))
	q.Kind = documents.Kind(m.pick("", "", "", "BC", "QĐ"))
	q.Involved = documents.AccountID(m.pick("", "", "vanthu", "chanhvanphong", "nobody"))
	q.Drafter = documents.AccountID(m.pick("", "", "", "chuyenvien", "truongphong"))
	q.Sort = workflow.Sort(m.pick("", "", "deadline", "number"))
	switch m.chance.IntN(5) {
	case 0:
		q.Desks = []workflow.Desk{"clerk"}
	case 1:
		q.Desks = []workflow.Desk{"chuyenvien", "truongphong"}
	case 2:
		q.Away = []workflow.Desk{"truongphong", "clerk"}
	}
	switch m.chance.IntN(6) {
	case 0:
		q.DueBy = day.Add(m.chance.IntN(6))
	case 1:
		q.Year = day.Year + m.chance.IntN(2)
	}
	q.ToPost = m.chance.IntN(8) == 0
	q.Text = m.pick("", "", m.pick(words...), m.pick(words...)+" "+m.pick(words...))
	return q
}

// answer returns the ids that q lists, in order.
func (m *model) answer(q workflow.Query) []workflow.RecordID {
	var found []*workflow.Record
	for _, r := range m.held {
		if fits(r, &q) && has(r, q.Text, documents.Fold) {
			found = append(found, r)
		}
	}
	slices.SortFunc(found, func(a, b *workflow.Record) int {
		switch q.Order() {
		case workflow.ByDeadline:
			return cmp.Or(a.Document.Deadline.Compare(b.Document.Deadline), strings.Compare(string(a.ID), string(b.ID)))
		case workflow.ByNumber:
			return cmp.Or(b.Document.Date.Compare(a.Document.Date), b.Document.Reference.Number-a.Document.Reference.Number)
		}
		return cmp.Or(
			rank(a, q.Text)-rank(b, q.Text), b.Updated.Compare(a.Updated), strings.Compare(string(b.ID), string(a.ID)))
	})
	ids := make([]workflow.RecordID, len(found))
	for i, r := range found {
		ids[i] = r.ID
	}
	return ids
}

// fits reports whether r is what q asks for, but for its text.
func fits(r *workflow.Record, q *workflow.Query) bool {
	d := &r.Document
	acted := r.Drafter == q.Involved || slices.ContainsFunc(r.History, func(ev workflow.Event) bool { return ev.By == q.Involved })
	waits, late, numbered := r.Desk != "", r.Desk != "" && !d.Deadline.IsZero(), d.Reference.Number > 0
	for _, ok := range []bool{
		q.Flow == "" || q.Flow == r.Flow,
		q.State == "" || q.State == r.State,
		q.Kind == "" || q.Kind == d.Kind,
		q.Drafter == "" || q.Drafter == r.Drafter,
		q.Involved == "" || acted,
		len(q.Desks) == 0 || slices.Contains(q.Desks, r.Desk),
		len(q.Away) == 0 || waits && !slices.Contains(q.Away, r.Desk),
		!q.Open || waits,
		q.DueBy.IsZero() || late && d.Deadline.Compare(q.DueBy) <= 0,
		q.Year == 0 || numbered && d.Date.Year == q.Year,
		!q.ToPost || slices.ContainsFunc(r.Consignments, workflow.Consignment.ToPost),
		q.Order() != workflow.ByDeadline || late,
		q.Order() != workflow.ByNumber || numbered,
	} {
		if !ok {
			return false
		}
	}
	return true
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
