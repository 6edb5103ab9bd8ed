package api_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vanthu/server/api"
)

func TestLists(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var ids []string
	for range 5 {
		ids = append([]string{w.draft().ID}, ids...)
		w.clock = w.clock.Add(time.Minute)
	}
	type page struct {
		Items []record
		Next  string
	}
	list := func(t *testing.T, query string) (got page) {
		t.Helper()
		w.in(t).get("vanthu", "/documents"+query, &got)
		return got
	}
	t.Run("PagesCoverAllOnce", func(t *testing.T) {
		t.Parallel()
		var got []string
		for next := ""; ; {
			p := list(t, "?limit=2&after="+next)
			for _, r := range p.Items {
				got = append(got, r.ID)
			}
			if next = p.Next; next == "" {
				break
			}
		}
		if diff := cmp.Diff(ids, got); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
	})
	for _, c := range []struct {
		name, query string
		want        int
	}{
		{"WordsWithoutMarks", "?q=ket+qua+thuc+hien", 5},
		{"WordsThatAreNotThere", "?q=ch%C3%A1y+r%E1%BB%ABng", 0},
		{"State", "?state=draft", 5},
		{"OtherState", "?state=filed", 0},
		{"NothingWaits", "?waiting=me", 0},
		{"Kind", "?kind=BC", 5},
		{"OtherKind", "?kind=KH", 0},
		{"Drafter", "?drafter=chuyenvien", 5},
		{"NotInvolved", "?involved=vanthu", 0},
		{"NothingDue", "?due_by=2999-12-31", 0},
		{"NothingNumbered", "?year=2025", 0},
		{"NumbersOnly", "?sort=number", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := list(t, c.query); len(got.Items) != c.want || got.Items == nil {
				t.Errorf("got %d, want %d", len(got.Items), c.want)
			}
		})
	}
}

func TestWrongQueriesAreNamed(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, c := range []struct{ name, path, field string }{
		{"Unknown", "/documents?colour=red", "colour"},
		{"Sort", "/documents?sort=asc", "sort"},
		{"Kind", "/documents?kind=thu", "kind"},
		{"Day", "/documents?due_by=25/11/2025", "due_by"},
		{"YearOfNumber", "/documents?year=0", "year"},
		{"UnknownWhereThereIsNone", "/me?x=1", "x"},
		{"Twice", "/documents?state=draft&state=filed", "state"},
		{"State", "/documents?state=lost", "state"},
		{"Waiting", "/documents?waiting=chutich", "waiting"},
		{"LimitOfNothing", "/documents?limit=0", "limit"},
		{"LimitTooLarge", "/documents?limit=201", "limit"},
		{"LimitIsNoNumber", "/documents?limit=ten", "limit"},
		{"After", "/documents?after=there", "after"},
		{"Year", "/registers/outgoing?year=25", "year"},
		{"Number", "/registers/outgoing?after=-1", "after"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := w.in(t)
			var p struct {
				Fields []struct{ Field, Detail string }
			}
			w.do(call{as: "vanthu", method: http.MethodGet, path: api.Base + c.path}).
				problem(http.StatusUnprocessableEntity, "invalid").into(&p)
			if len(p.Fields) != 1 || p.Fields[0].Field != c.field || p.Fields[0].Detail == "" {
				t.Errorf("got %+v, want the field %s", p.Fields, c.field)
			}
		})
	}
}

func TestRegister(t *testing.T) {
	w := newWorld(t)
	type book struct {
		Year         int
		Books        []string
		Series, Next string
		Items        []struct {
			Number                    int
			Reference, Date, Abstract string
			KindText                  string `json:"kind_text"`
			Signatory, Void           string
			Recipients                []string
			KeptBy                    string `json:"kept_by"`
		}
	}
	show := func(t *testing.T, query string) (b book) {
		t.Helper()
		w.in(t).get("vanthu", "/registers/outgoing"+query, &b)
		return b
	}
	t.Run("EmptyYear", func(t *testing.T) {
		want := book{Year: 2025, Books: []string{}}
		want.Items = show(t, "").Items[:0]
		if diff := cmp.Diff(want, show(t, "")); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
	})
	for range 3 {
		w.carry("filed")
	}
	voided := w.carry("send")
	w.act("vanthu", voided, "cancel", `{"comment":"Sai nơi nhận."}`).want(http.StatusOK)
	t.Run("TheOnlyBookIsShown", func(t *testing.T) {
		b := show(t, "")
		if b.Series != "BC" || len(b.Items) != 4 || b.Next != "" {
			t.Fatalf("got %+v", b)
		}
		first, last := b.Items[0], b.Items[3]
		if first.Reference != "01/BC-UBND" || first.Date != "2025-11-25" || first.KindText != "Báo cáo" || first.Signatory != "Trần Quang Minh" ||
			first.KeptBy != "VT, VHXH" || strings.Join(first.Recipients, ";") != "Sở Khoa học và Công nghệ" || first.Void != "" {
			t.Errorf("first line %+v", first)
		}
		if last.Number != 4 || last.Void != "Sai nơi nhận." {
			t.Errorf("last line %+v", last)
		}
	})
	t.Run("Pages", func(t *testing.T) {
		first := show(t, "?year=2025&series=BC&limit=3")
		rest := show(t, "?year=2025&series=BC&limit=3&after="+first.Next)
		if len(first.Items) != 3 || first.Next != "3" || len(rest.Items) != 1 || rest.Next != "" {
			t.Errorf("got %+v, then %+v", first, rest)
		}
	})
	t.Run("AnotherYear", func(t *testing.T) {
		if b := show(t, "?year=2024"); b.Year != 2024 || len(b.Books) != 0 || len(b.Items) != 0 {
			t.Errorf("got %+v", b)
		}
	})
}

func TestFlow(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var flow struct {
		States  []struct{ State string }
		Steps   []struct{ From, Action, Who, To, Article string }
		Mermaid string
	}
	w.get("vanthu", "/flows/outgoing", &flow)
	steps := w.engine.Flows().Named("outgoing").Steps()
	if len(flow.States) != len(w.engine.Flows().Named("outgoing").States()) || len(flow.Steps) != len(steps) {
		t.Fatalf("got %d states and %d steps", len(flow.States), len(flow.Steps))
	}
	for i, s := range steps {
		got := flow.Steps[i]
		if got.From != string(s.From) || got.Action != string(s.Action) || got.Article != s.Article {
			t.Errorf("row %d: got %+v, want %+v", i, got, s)
		}
		if !strings.Contains(flow.Mermaid, got.From+" --> "+got.To+" : ") {
			t.Errorf("no line from %s to %s in the diagram", got.From, got.To)
		}
	}
}
