package templates_test

import (
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"vanthu/documents"
	"vanthu/templates"
	"vanthu/templates/layout"
)

// How far a position may be off, in millimetres. Half a millimetre is what the
// checker allows a margin; letters reach a little out of their boxes.
const (
	near = 0.5
	edge = 0.6
)

// TestPages renders every variant in LibreOffice and holds what stands on the
// pages to the layout table.
func TestPages(t *testing.T) {
	t.Parallel()
	catalogue := load(t)
	files := map[string][]byte{}
	docs := map[string]*documents.Document{}
	for _, v := range variants {
		doc := example(t)
		v.edit(doc)
		file, err := catalogue.Fill(doc)
		if err != nil {
			t.Fatalf("fill %s: %v", v.name, err)
		}
		files[v.name], docs[v.name] = file, doc
	}
	out := convert(t, files, "pdf")
	for _, v := range variants {
		t.Run(v.name, func(t *testing.T) {
			t.Parallel()
			pdf := filepath.Join(out, v.name+".pdf")
			p := proof{docs[v.name], sheets(t, pdf), strokes(t, pdf)}
			if v.pages > 0 && len(p.pages) != v.pages {
				t.Errorf("got %d pages, want %d", len(p.pages), v.pages)
			}
			fonts(t, pdf)
			p.margins(t)
			p.numbers(t)
			p.header(t)
			p.title(t)
			p.addressees(t)
			p.body(t)
			p.tables(t)
			p.footer(t)
		})
	}
}

// compiled are the embedded templates, compiled once for all tests: they do not
// change.
var compiled = sync.OnceValues(templates.Load)

func load(t testing.TB) *templates.Catalogue {
	t.Helper()
	c, err := compiled()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// fonts wants every font to be a face of the one that stands for Times New
// Roman here, and embedded.
func fonts(t *testing.T, pdf string) {
	t.Helper()
	lines := strings.Split(strings.TrimSpace(string(run(t, poppler(t, "pdffonts"), pdf))), "\n")
	if len(lines) < 3 {
		t.Fatalf("no fonts in %s", pdf)
	}
	for _, line := range lines[2:] {
		_, name, _ := strings.Cut(strings.Fields(line)[0], "+")
		if !strings.HasPrefix(name, "LiberationSerif") && !strings.HasPrefix(name, "TimesNewRoman") {
			t.Errorf("font %q is on the page", line)
		}
		if fields := strings.Fields(line); fields[len(fields)-5] != "yes" {
			t.Errorf("font %q is not embedded", line)
		}
	}
}

// A proof is one document, its pages and the lines drawn on the first.
type proof struct {
	doc     *documents.Document
	pages   []sheet
	strokes []box
}

// about reports a length in millimetres that is not what it should be.
func about(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if math.Abs(got-want) > tolerance {
		t.Errorf("%s: got %.2f mm, want %.2f", what, got, want)
	}
}

// within reports a length in millimetres outside its range.
func within(t *testing.T, what string, got float64, r layout.Range, tolerance float64) {
	t.Helper()
	if got < r.Min.Mm()-tolerance || got > r.Max.Mm()+tolerance {
		t.Errorf("%s: got %.2f mm, want %.2f to %.2f", what, got, r.Min.Mm(), r.Max.Mm())
	}
}

// extent returns the edges of a column.
func extent(c layout.Column) (from, to float64) {
	a, b := layout.A4().Extent(c)
	return a.Mm(), b.Mm()
}

func component(t *testing.T, id layout.ID) layout.Component {
	t.Helper()
	c, ok := layout.Find(id)
	if !ok {
		t.Fatalf("no component %s", id)
	}
	return c
}

// placed holds a line of text to its component: size, width by the table of the
// font's widths, and its place in the column.
func placed(t *testing.T, b box, id layout.ID) {
	t.Helper()
	placedAs(t, b, id, b.text)
}

// placedAs is placed for a box that lost the blanks of its text.
func placedAs(t *testing.T, b box, id layout.ID, text string) {
	t.Helper()
	c := component(t, id)
	what := fmt.Sprintf("%s %q", c.Name, b.text)
	if pt := b.size(); pt < c.Size.Min.Pt()-0.1 || pt > c.Size.Max.Pt()+0.1 {
		t.Errorf("%s: got %.1f pt, want %v to %v", what, pt, c.Size.Min.Pt(), c.Size.Max.Pt())
	}
	if c.Slant == layout.No && c.Weight != layout.Free {
		about(t, what+": width", b.width(), c.Style().Width(text).Mm(), near)
	}
	from, to := extent(c.Place.Column)
	switch c.Align {
	case layout.Centre:
		about(t, what+": centre", b.centre(), (from+to)/2, near)
	case layout.Left:
		about(t, what+": left edge", b.x0, from, near)
	case layout.Justify:
	}
}

// margins wants all text within the margins that the decree allows.
func (p proof) margins(t *testing.T) {
	t.Helper()
	page := layout.A4()
	for i, s := range p.pages {
		rows := s.rows(page.Top.Min.Mm()-edge, page.Height.Mm())
		left, right, bottom := page.Width.Mm(), 0.0, 0.0
		for _, r := range rows {
			left, right, bottom = min(left, r.x0), max(right, r.x1), max(bottom, r.foot())
		}
		what := fmt.Sprintf("page %d: ", i+1)
		if !p.hasTable() { // the text of a cell stands away from its border
			about(t, what+"left margin", left, page.Left.Default.Mm(), edge)
		} else if left < page.Left.Default.Mm()-edge {
			t.Errorf("%stext begins at %.2f mm", what, left)
		}
		if limit := page.Width - page.Right.Default; right > limit.Mm()+edge {
			t.Errorf("%stext reaches to %.2f mm, want at most %.2f", what, right, limit.Mm())
		}
		if limit := page.Height - page.Bottom.Default; bottom > limit.Mm() {
			t.Errorf("%stext reaches down to %.2f mm, want at most %.2f", what, bottom, limit.Mm())
		}
	}
}

// numbers wants the page number at the top in the middle, on all pages but the
// first (mục I, khoản 7).
func (p proof) numbers(t *testing.T) {
	t.Helper()
	page := layout.A4()
	for i, s := range p.pages {
		top := s.rows(0, page.Top.Default.Mm())
		if i == 0 {
			if len(top) > 0 {
				t.Errorf("page 1 shows %q in the top margin", top[0].text)
			}
			continue
		}
		if len(top) != 1 || top[0].text != fmt.Sprint(i+1) {
			t.Errorf("page %d: the top margin shows %v", i+1, top)
			continue
		}
		placed(t, top[0], layout.PageNumber)
		if top[0].y0 < page.NumberTop.Mm()-near {
			t.Errorf("page %d: the number stands %.2f mm from the edge", i+1, top[0].y0)
		}
	}
}

// stroked wants one drawn line right below the text, centred under it and as
// long as its component's rule says.
func (p proof) stroked(t *testing.T, id layout.ID, lines []box) {
	t.Helper()
	c := component(t, id)
	longest := slices.MaxFunc(lines, func(a, b box) int { return int(math.Copysign(1, a.width()-b.width())) })
	from, to := extent(c.Place.Column)
	foot := lines[len(lines)-1].foot()
	for _, s := range p.strokes {
		if s.y0 < foot || s.y0 > foot+4 || s.x0 < from || s.x1 > to {
			continue
		}
		within(t, "line under "+c.Name, s.width(), c.Line.Range(layout.Mm(longest.width())), near)
		about(t, "centre of the line under "+c.Name, s.centre(), (from+to)/2, near)
		return
	}
	t.Errorf("no line is drawn under %s", c.Name)
}

// wrapped returns the lines of a text as they stand on the page.
func (p proof) wrapped(t *testing.T, s sheet, id layout.ID, text string) []box {
	t.Helper()
	c := component(t, id)
	from, to := extent(c.Place.Column)
	var out []box
	for _, line := range c.Style().Wrap(text, layout.Mm(to-from)) {
		b := s.column(from, to).must(t, line)
		placed(t, b, id)
		out = append(out, b)
	}
	return out
}

func (p proof) header(t *testing.T) {
	t.Helper()
	first := p.pages[0]
	national := p.wrapped(t, first, layout.NationalName, layout.NationalNameText)
	motto := p.wrapped(t, first, layout.Motto, layout.MottoText)
	if len(national) != 1 || len(motto) != 1 {
		t.Errorf("quốc hiệu and tiêu ngữ take %d and %d lines, want one each", len(national), len(motto))
	}
	p.stroked(t, layout.Motto, motto)
	top := national[0]
	if parent := p.doc.Issuer.ParentLine(); parent != "" {
		about(t, "the parent body is level with quốc hiệu", p.wrapped(t, first, layout.ParentBody, parent)[0].foot(), top.foot(), near)
	}
	issuer := p.wrapped(t, first, layout.Issuer, strings.Join(p.doc.Issuer.HeaderLines(), "\n"))
	if p.doc.Issuer.Parent == "" {
		about(t, "the issuer is level with quốc hiệu", issuer[0].foot(), top.foot(), near)
	}
	p.stroked(t, layout.Issuer, issuer)
	number := first.column(extent(layout.HeaderLeft)).must(t, p.doc.NumberLine())
	placedAs(t, number, layout.Number, p.doc.NumberLine())
	place := first.column(extent(layout.HeaderRight)).must(t, p.doc.PlaceAndDate())
	if p.doc.Date.IsZero() { // the room for the year, a third more than that for the day, is part of the line
		space := layout.TextWidth(" ", component(t, layout.PlaceDate).Size.Default, false).Mm()
		day := first.must(t, "tháng").x0 - first.must(t, "ngày").x1 - 2*space
		place.x1 += space + day*4/3
	}
	placed(t, place, layout.PlaceDate)
	about(t, "date is level with number", place.foot(), number.foot(), near)
	if p.doc.Urgency != "" {
		p.urgency(t, number)
	}
}

// urgency wants the mark in a frame of the decree's size, under the number at
// the left edge (ô 10b).
func (p proof) urgency(t *testing.T, number box) {
	t.Helper()
	mark := p.pages[0].must(t, string(p.doc.Urgency))
	for _, f := range layout.Frames() {
		if f.Text != string(p.doc.Urgency) {
			continue
		}
		var sides []box
		for _, s := range p.strokes {
			if s.y0 > number.foot() && math.Abs(s.width()-f.Width.Mm()) < 1 {
				sides = append(sides, s)
			}
		}
		if len(sides) != 2 {
			t.Fatalf("the frame of %s has %d level sides", f.Text, len(sides))
		}
		about(t, "height of the frame", sides[1].y0-sides[0].y0, f.Height.Mm(), near)
		about(t, "mark in the middle of its frame", mark.centre(), sides[0].centre(), near)
		about(t, "frame at the left edge", sides[0].x0, layout.A4().Left.Default.Mm(), near)
		if mark.y0 < sides[0].y0-near || mark.foot() > sides[1].y0 {
			t.Errorf("the mark stands at %.1f, its frame from %.1f to %.1f mm", mark.foot(), sides[0].y0, sides[1].y0)
		}
	}
}

func (p proof) title(t *testing.T) {
	t.Helper()
	first := p.pages[0]
	p.wrapped(t, first, layout.KindName, documents.Upper(p.doc.Kind.Name()))
	p.stroked(t, layout.Abstract, p.wrapped(t, first, layout.Abstract, p.doc.Abstract))
}
