package layout_test

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/templates/layout"
)

func TestLengthConverts(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name  string
		l     layout.Length
		mm    float64
		twips int
		half  int
	}{
		{"a body point size", layout.Pt(14), 4.9388888888888891, 280, 28},
		{"a margin", layout.Mm(20), 20, 1134, 113},
		{"the width of A4", layout.A4().Width, 210, 11906, 1191},
		{"twips there and back", layout.Twips(720), 12.7, 720, 72},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if got := tc.l.Mm(); math.Abs(got-tc.mm) > 1e-9 {
				t.Errorf("got %v mm, want %v", got, tc.mm)
			}
			if got := tc.l.Twips(); got != tc.twips {
				t.Errorf("got %d twips, want %d", got, tc.twips)
			}
			if got := tc.l.HalfPoints(); got != tc.half {
				t.Errorf("got %d half points, want %d", got, tc.half)
			}
		})
	}
}

func TestTableHoldsTogether(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	order := 0
	for _, c := range layout.Components() {
		if c.Name == "" || c.Article == "" || seen[string(c.ID)] || seen[c.Name] {
			t.Errorf("%s: want an id and a name of its own and an article", c.ID)
		}
		if strings.Contains(c.Name, ",") {
			t.Errorf("%s: Word takes what follows the comma in %q for another name", c.ID, c.Name)
		}
		seen[string(c.ID)], seen[c.Name] = true, true
		if !c.Size.Holds(c.Size.Default, 0) || c.Size.Default == 0 {
			t.Errorf("%s: the default size %v pt is not allowed", c.ID, c.Size.Default.Pt())
		}
		if !c.Para.Before.Holds(c.Para.Before.Default, 0) {
			t.Errorf("%s: the default gap is not allowed", c.ID)
		}
		if s := c.Para.Spread; s.Default < s.Min || s.Default > s.Max {
			t.Errorf("%s: the default line spacing is not allowed", c.ID)
		}
		if c.Place.Level != "" {
			if level, ok := layout.Find(c.Place.Level); !ok || level.Place.Order != c.Place.Order {
				t.Errorf("%s: level with %q, which stands elsewhere", c.ID, c.Place.Level)
			}
		}
		if c.Place.Column != layout.HeaderRight && c.Place.Column != layout.FooterRight && c.Place.Order < order {
			t.Errorf("%s: out of the order of the page", c.ID)
		}
		order = c.Place.Order
	}
	if _, ok := layout.Find("Watermark"); ok {
		t.Error("found a component that is not in the table")
	}
}

// TestPageIsLegal holds our own choices to the ranges of mục I.
func TestPageIsLegal(t *testing.T) {
	t.Parallel()
	page := layout.A4()
	for name, r := range map[string]layout.Range{"top": page.Top, "bottom": page.Bottom, "left": page.Left, "right": page.Right} {
		if !r.Holds(r.Default, 0) {
			t.Errorf("default %s margin %v mm is not allowed", name, r.Default.Mm())
		}
	}
	if page.Left.Holds(layout.Mm(29.4), layout.Mm(0.5)) {
		t.Error("a left margin of 29.4 mm passes with a tolerance of 0.5")
	}
	for _, c := range []layout.Column{layout.HeaderLeft, layout.HeaderRight, layout.FooterLeft, layout.FooterRight, layout.AcrossPage} {
		if from, to := page.Extent(c); from < page.Left.Default || to > page.Width-page.Right.Default || from >= to {
			t.Errorf("column %d runs from %v to %v mm", c, from.Mm(), to.Mm())
		}
	}
}

func TestChoice(t *testing.T) {
	t.Parallel()
	body, _ := layout.Find(layout.BodyText)
	indent := body.Para.FirstLine
	for mm, want := range map[float64]bool{10: true, 12.7: true, 11: false, 0: false} {
		if got := indent.Holds(layout.Mm(mm), layout.Mm(0.2)); got != want {
			t.Errorf("first line in by %v mm: got %v, want %v", mm, got, want)
		}
	}
	if !(layout.Choice(nil)).Holds(layout.Mm(33), 0) {
		t.Error("no choice given, yet a length is refused")
	}
}

func TestLineRange(t *testing.T) {
	t.Parallel()
	w := layout.Mm(60)
	got := [...]layout.Range{layout.NoLine.Range(w), layout.AsLongAsText.Range(w), layout.ThirdToHalf.Range(w)}
	want := [...]layout.Range{
		{},
		{Min: w, Max: w, Default: w},
		{Min: layout.Mm(20), Max: layout.Mm(30), Default: layout.Mm(24)},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("line lengths (-want +got):\n%s", diff)
	}
}
