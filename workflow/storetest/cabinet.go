package storetest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"vanthu/documents"
	"vanthu/workflow"
)

// sampleSlip returns a slip of the home unit as Lay wants it.
func sampleSlip(id string) *workflow.Slip {
	return &workflow.Slip{
		Unit: home, Drawer: "files", ID: id, Version: 1,
		Label: workflow.Label{Year: 2025, Order: "01.TCCB", Refs: []string{"01JD2", "01JD1"}, Files: []workflow.Hash{"6f0c12ab34cd"}},
		Body:  []byte(`{"title":"Hồ sơ “Đức Phổ” \u003c\u0026\u003e","opened":3}`),
	}
}

// labelled returns a slip that is found so.
func labelled(id string, l workflow.Label) *workflow.Slip {
	s := sampleSlip(id)
	s.Label = l
	return s
}

// rewritten returns the version after s.
func rewritten(s *workflow.Slip, body string) *workflow.Slip {
	n := *s
	n.Version++
	n.Body = []byte(body)
	return &n
}

// laid lays slips.
func laid(t *testing.T, s Backend, slips ...*workflow.Slip) {
	t.Helper()
	for _, slip := range slips {
		must(t, s.Lay(t.Context(), slip))
	}
}

// drawn returns the ids of a page of slips.
func drawn(t *testing.T, s Backend, q workflow.SlipQuery) []string {
	t.Helper()
	found, err := s.Slips(t.Context(), home, "files", q)
	must(t, err)
	var ids []string
	for _, slip := range found {
		ids = append(ids, slip.ID)
	}
	return ids
}

var cabinets = []promise{
	{"Cabinet/ComesBack", func(t *testing.T, s Backend) {
		bare := &workflow.Slip{Unit: home, Drawer: "files", ID: "trống/2", Version: 1, Body: []byte(`null`)}
		laid(t, s, sampleSlip("a"), bare)
		for _, want := range []*workflow.Slip{sampleSlip("a"), bare} {
			got, err := s.Slip(t.Context(), home, "files", want.ID)
			must(t, err)
			same(t, "slip", got, want)
		}
		all, err := s.Slips(t.Context(), home, "files", workflow.SlipQuery{})
		must(t, err)
		same(t, "slips", all, []workflow.Slip{*bare, *sampleSlip("a")})
	}},
	{"Cabinet/UnknownNotFound", func(t *testing.T, s Backend) {
		_, err := s.Slip(t.Context(), home, "files", "a")
		wantKind(t, "slip", err, documents.ErrNotFound)
		wantKind(t, "swap", s.SwapSlip(t.Context(), rewritten(sampleSlip("a"), `1`), 1), documents.ErrNotFound)
		same(t, "slips", len(drawn(t, s, workflow.SlipQuery{})), 0)
	}},
	{"Cabinet/SecondOfOneIDExists", func(t *testing.T, s Backend) {
		laid(t, s, sampleSlip("a"))
		again := labelled("a", workflow.Label{Refs: []string{"khác"}})
		wantKind(t, "lay", s.Lay(t.Context(), again), documents.ErrExists)
		got, err := s.Slip(t.Context(), home, "files", "a")
		must(t, err)
		same(t, "slip", got, sampleSlip("a"))
		same(t, "about another", len(drawn(t, s, workflow.SlipQuery{Ref: "khác"})), 0)
	}},
	{"Cabinet/StaleVersionConflicts", func(t *testing.T, s Backend) {
		first := sampleSlip("a")
		laid(t, s, first)
		second := rewritten(first, `"hai"`)
		must(t, s.SwapSlip(t.Context(), second, 1))
		wantKind(t, "swap", s.SwapSlip(t.Context(), rewritten(first, `"ba"`), 1), documents.ErrConflict)
		got, err := s.Slip(t.Context(), home, "files", "a")
		must(t, err)
		same(t, "slip", got, second)
		if s.SwapSlip(t.Context(), second, 5) == nil || s.Lay(t.Context(), rewritten(first, `1`)) == nil {
			t.Error("a version that leaves a hole in the count was stored")
		}
	}},
	{"Cabinet/OneWinnerOfMany", func(t *testing.T, s Backend) {
		laid(t, s, sampleSlip("a"))
		oneWinner(t, "swap", together(16, func(i int) error {
			return s.SwapSlip(t.Context(), rewritten(sampleSlip("a"), fmt.Sprint(i)), 1)
		}), documents.ErrConflict)
		oneWinner(t, "lay", together(16, func(int) error { return s.Lay(t.Context(), sampleSlip("b")) }), documents.ErrExists)
	}},
	{"Cabinet/DrawersAndUnitsDoNotMix", func(t *testing.T, s Backend) {
		theirs, elsewhere := sampleSlip("a"), sampleSlip("a")
		theirs.Unit, elsewhere.Drawer = other, "filesx"
		laid(t, s, theirs, elsewhere)
		_, err := s.Slip(t.Context(), home, "files", "a")
		wantKind(t, "slip", err, documents.ErrNotFound)
		wantKind(t, "swap", s.SwapSlip(t.Context(), rewritten(sampleSlip("a"), `1`), 1), documents.ErrNotFound)
		for _, q := range []workflow.SlipQuery{{}, {Year: 2025}, {Ref: "01JD1"}, {Prefix: "01"}} {
			same(t, "slips", len(drawn(t, s, q)), 0)
		}
		laid(t, s, sampleSlip("a"))
		same(t, "ours", drawn(t, s, workflow.SlipQuery{Ref: "01JD1"}), []string{"a"})
	}},
	{"Cabinet/FoundByYearPrefixAndRef", func(t *testing.T, s Backend) {
		laid(t, s,
			labelled("a", workflow.Label{Year: 2025, Order: "02", Refs: []string{"x", "y"}, Due: day, Until: day.Add(8)}),
			labelled("b", workflow.Label{Year: 2025, Order: "01", Refs: []string{"y"}, Until: day}),
			labelled("c", workflow.Label{Year: 2026, Order: "02", Refs: []string{"x"}}),
			labelled("d", workflow.Label{Year: 2026, Order: "0"}),
			labelled("e", workflow.Label{Order: "02Đ", Due: day.Add(-7)}), labelled("f", workflow.Label{Order: "đ"}), labelled("g", workflow.Label{Order: "Z"}),
		)
		for q, want := range map[workflow.SlipQuery][]string{
			{}:                         {"d", "b", "a", "c", "e", "g", "f"},
			{Year: 2025}:               {"b", "a"},
			{Prefix: "0"}:              {"d", "b", "a", "c", "e"},
			{Prefix: "02"}:             {"a", "c", "e"},
			{Prefix: "đ"}:              {"f"},
			{Prefix: "%"}:              nil,
			{Ref: "x"}:                 {"a", "c"},
			{Ref: "x", Year: 2026}:     {"c"},
			{Ref: "y", Prefix: "02"}:   {"a"},
			{Ref: "X"}:                 nil,
			{DueBy: day}:               {"a", "e"},
			{DueBy: day.Add(-1)}:       {"e"},
			{DueBy: day, Year: 2025}:   {"a"},
			{DueBy: day.Add(-9)}:       nil,
			{Before: day}:              nil,
			{Before: day.Add(1)}:       {"b"},
			{Before: day.Add(9)}:       {"b", "a"},
			{Year: 2024}:               nil,
			{Year: 2026, Prefix: "01"}: nil,
		} {
			same(t, fmt.Sprintf("by %+v", q), drawn(t, s, q), want)
			marks, err := s.Marks(t.Context(), home, "files", q)
			must(t, err)
			for i := range marks {
				_, marks[i], _ = strings.Cut(marks[i], "\x00")
			}
			same(t, fmt.Sprintf("marks by %+v", q), marks, want)
		}
	}},
	{"Cabinet/ChangedIsFoundAnew", func(t *testing.T, s Backend) {
		first := labelled("a", workflow.Label{Year: 2025, Order: "02", Refs: []string{"x", "y"}})
		laid(t, s, first)
		second := rewritten(first, `2`)
		second.Label = workflow.Label{Year: 2026, Order: "03", Refs: []string{"z", "y", "z"}}
		must(t, s.SwapSlip(t.Context(), second, 1))
		for q, want := range map[workflow.SlipQuery][]string{
			{Ref: "x"}: nil, {Ref: "y"}: {"a"}, {Ref: "z"}: {"a"}, {Year: 2025}: nil, {Year: 2026}: {"a"}, {Prefix: "02"}: nil, {Prefix: "03"}: {"a"},
		} {
			same(t, fmt.Sprintf("by %+v", q), drawn(t, s, q), want)
		}
	}},
	{"Cabinet/ComesInPages", func(t *testing.T, s Backend) {
		for i, order := range []string{"b", "a", "", "a", "c"} {
			laid(t, s, labelled(fmt.Sprint("s", i), workflow.Label{Order: order, Refs: []string{"x"}}))
		}
		var got []string
		q := workflow.SlipQuery{Limit: 2, Ref: "x"}
		for {
			page, err := s.Slips(t.Context(), home, "files", q)
			must(t, err)
			if len(page) > 2 {
				t.Fatalf("a page of %d", len(page))
			}
			for _, slip := range page {
				got = append(got, slip.ID)
			}
			if len(page) < 2 {
				break
			}
			q.After = page[1].Mark()
		}
		same(t, "in pages", got, []string{"s2", "s1", "s3", "s0", "s4"})
	}},
	{"Cabinet/DrawersKeepValues", keepsValues},
}

// A paper is what keepsValues keeps.
type paper struct {
	Title string   `json:"title"`
	About []string `json:"about"`
}

// keepsValues holds a typed drawer over the store to what it says.
func keepsValues(t *testing.T, s Backend) {
	d := workflow.Drawer[paper]{Cabinet: s, Name: "papers", Label: func(p *paper) workflow.Label { return workflow.Label{Order: p.Title, Refs: p.About} }}
	for n := range workflow.MaxPage + 5 {
		_, err := d.Lay(t.Context(), home, fmt.Sprintf("%03d", n), &paper{Title: fmt.Sprint(n % 2)})
		must(t, err)
	}
	_, err := d.Lay(t.Context(), home, "000", &paper{})
	wantKind(t, "lay again", err, documents.ErrExists)
	count, last := 0, ""
	for k, err := range d.All(t.Context(), home, workflow.SlipQuery{}) {
		must(t, err)
		if k.Mark <= last {
			t.Errorf("%s is not in order", k.ID)
		}
		count, last = count+1, k.Mark
	}
	same(t, "all", count, workflow.MaxPage+5)
	n, err := d.Count(t.Context(), home, workflow.SlipQuery{Prefix: "1", Limit: 3})
	must(t, err)
	ids, err := d.IDs(t.Context(), home, workflow.SlipQuery{Prefix: "1", Limit: 3, After: last})
	must(t, err)
	same(t, "counted, none after the last", []int{n, len(ids)}, []int{workflow.MaxPage/2 + 2, 0})
	errs := together(8, func(i int) error {
		_, err := d.Change(t.Context(), home, "007", func(p *paper) error { p.About = append(p.About, fmt.Sprint(i)); return nil })
		return err
	})
	must(t, errors.Join(errs...))
	k, err := d.Read(t.Context(), home, "007")
	must(t, err)
	same(t, "changes", []int{len(k.Value.About), int(k.Version)}, []int{8, 9})
	found, err := d.List(t.Context(), home, workflow.SlipQuery{Ref: "5"})
	must(t, err)
	same(t, "found", found, []workflow.Kept[paper]{k})
	old := k
	old.Version--
	_, err = d.Swap(t.Context(), home, old)
	wantKind(t, "swap", err, documents.ErrConflict)
	no := errors.New("no")
	_, err = d.Change(t.Context(), home, "007", func(*paper) error { return no })
	wantKind(t, "change", err, no)
}

// cabinetCalls are the methods of workflow.Cabinet.
var cabinetCalls = []call{
	{"Lay", func(ctx context.Context, s Backend) error { return s.Lay(ctx, sampleSlip("mới")) }},
	{"Slip", func(ctx context.Context, s Backend) error {
		_, err := s.Slip(ctx, home, "files", "a")
		return err
	}},
	{"SwapSlip", func(ctx context.Context, s Backend) error {
		return s.SwapSlip(ctx, rewritten(sampleSlip("a"), `2`), 1)
	}},
	{"Marks", func(ctx context.Context, s Backend) error {
		_, err := s.Marks(ctx, home, "files", workflow.SlipQuery{})
		return err
	}},
	{"Slips", func(ctx context.Context, s Backend) error {
		_, err := s.Slips(ctx, home, "files", workflow.SlipQuery{})
		return err
	}},
}
