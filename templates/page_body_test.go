package templates_test

import (
	"fmt"
	"strings"
	"testing"

	"vanthu/documents"
	"vanthu/templates/layout"
)

// addressees wants one on the line of its label, several with their dashes in
// line below the colon (mục II, khoản 9, điểm d).
func (p proof) addressees(t *testing.T) {
	t.Helper()
	first := p.pages[0]
	names := p.doc.Addressees
	switch len(names) {
	case 0:
		if b, ok := first.find(layout.AddresseeText); ok {
			t.Errorf("%q stands on the page, and there is no addressee", b.text)
		}
	case 1:
		placed(t, first.must(t, layout.AddresseeText+" "+names[0].Name), layout.Addressee)
	default:
		label := first.must(t, layout.AddresseeText)
		colon := label.x1 - layout.TextWidth(":", component(t, layout.Addressee).Size.Default, false).Mm()
		for i, a := range names {
			mark := ";"
			if i == len(names)-1 {
				mark = "."
			}
			dash := first.must(t, "- "+strings.Join(strings.Fields(a.Name + mark)[:3], " "))
			about(t, "dash below the colon", dash.x0, colon, near)
			if last := strings.Fields(a.Name + mark); !strings.Contains(fmt.Sprint(first.words), last[len(last)-1]) {
				t.Errorf("addressee %q does not end with %q", a.Name, mark)
			}
		}
	}
}

// body holds the first and last lines of each paragraph on the page to the
// indent, the margins and the distances of mục II, khoản 6, điểm e.
func (p proof) body(t *testing.T) {
	t.Helper()
	text := component(t, layout.BodyText)
	indent := layout.A4().Left.Default + text.Para.FirstLine.Default()
	starts := 0
	for _, b := range p.doc.Body {
		if b.Type == documents.Table {
			continue
		}
		line := strings.Fields(shown(b))
		head := strings.Join(line[:min(4, len(line))], " ")
		for _, s := range p.pages {
			if at, ok := s.find(head); ok && at.x0 < indent.Mm()+near {
				about(t, fmt.Sprintf("first line of %q", head), at.x0, indent.Mm(), near)
				starts++
				break
			}
		}
	}
	if starts < len(p.doc.Body)/2 {
		t.Errorf("found the first lines of %d of %d blocks", starts, len(p.doc.Body))
	}
	p.lines(t, text)
}

// lines holds neighbouring lines of running text to each other.
func (p proof) lines(t *testing.T, text layout.Component) {
	t.Helper()
	page := layout.A4()
	left, right := page.Left.Default.Mm(), (page.Width - page.Right.Default).Mm()
	single := layout.SingleLine(text.Size.Default)
	pitch := layout.Range{Min: single.Times(text.Para.Spread.Min), Max: single.Times(text.Para.Spread.Max)}
	gap := layout.Range{Min: pitch.Min + text.Para.Before.Min, Max: pitch.Max + text.Para.Before.Max}
	compared := 0
	for i, s := range p.pages[1:] {
		rows := s.rows(page.Top.Default.Mm()-edge, page.Height.Mm())
		for j := 1; j < len(rows) && rows[j].text != layout.RecipientLabelText && !strings.HasPrefix(rows[j].text, layout.RecipientLabelText); j++ {
			what := fmt.Sprintf("page %d, line %q", i+2, rows[j].text)
			step := rows[j].foot() - rows[j-1].foot()
			switch indent := rows[j].x0 - left; {
			case p.hasTable():
			case indent < near:
				within(t, what+": distance of lines", step, pitch, 0.2)
				about(t, what+": the line above is full", rows[j-1].x1, right, near)
				compared++
			case text.Para.FirstLine.Holds(layout.Mm(indent), layout.Mm(near)):
				within(t, what+": distance of paragraphs", step, gap, 0.2)
				compared++
			default:
				t.Errorf("%s begins %.2f mm from the margin", what, indent)
			}
		}
	}
	if compared < 10 && !p.hasTable() && len(p.pages) > 1 {
		t.Errorf("compared %d lines only", compared)
	}
}

func (p proof) hasTable() bool {
	for _, b := range p.doc.Body {
		if b.Type == documents.Table {
			return true
		}
	}
	return false
}

// tables wants the head of a table again on each page that has rows of it, its
// words whole.
func (p proof) tables(t *testing.T) {
	t.Helper()
	heads := 0
	for i, s := range p.pages {
		if _, rows := s.find("1.500.000"); !rows {
			continue
		}
		if _, ok := s.find("TT"); !ok {
			t.Errorf("page %d has rows of a table and not its head", i+1)
		}
		heads++
	}
	if p.hasTable() != (heads > 0) {
		t.Errorf("the table is on %d pages", heads)
	}
}

// shown returns the text of a block as the page begins it.
func shown(b documents.Block) string {
	switch b.Type {
	case documents.Heading:
		if b.Level == 1 {
			return documents.Upper(b.Mark + " " + b.Text.Plain())
		}
		return b.Mark + " " + b.Text.Plain()
	case documents.Item:
		return b.Mark + " " + b.Text.Plain()
	case documents.Bullet:
		return [...]string{"", "-", "+"}[b.Level] + " " + b.Text.Plain()
	case documents.Paragraph, documents.Table:
	}
	return b.Text.Plain()
}

// footer wants nơi nhận and the signature block level, whole, on one page, and
// with text above them.
func (p proof) footer(t *testing.T) {
	t.Helper()
	last := p.pages[len(p.pages)-1]
	label := last.must(t, layout.RecipientLabelText)
	placed(t, label, layout.RecipientLabel)
	authority := p.doc.Signatory.Lines()
	top := p.wrapped(t, last, layout.Authority, authority[0])[0]
	about(t, "Nơi nhận is level with the first line of authority", label.foot(), top.foot(), near)
	for _, line := range authority[1:] {
		p.wrapped(t, last, layout.Authority, line)
	}
	names := p.doc.Signatory.Names()
	name := p.wrapped(t, last, layout.SignerName, names[0])[0]
	if below := p.wrapped(t, last, layout.SignerName, names[len(names)-1])[0]; len(names) > 1 && below.y0 <= name.y0 {
		t.Errorf("the post %q does not stand above the name", names[0])
	}
	bottom := p.wrapped(t, last, layout.Authority, authority[len(authority)-1])[0]
	if room := name.y0 - bottom.foot(); room < 20 {
		t.Errorf("there are %.1f mm for the signature, want 20", room)
	}
	lines := append([]string(nil), "- "+p.doc.Archive.Line())
	for _, r := range p.doc.Recipients {
		lines = append(lines, "- "+r.Line()+";")
	}
	for _, line := range lines {
		p.wrapped(t, last, layout.RecipientItem, line)
	}
	if above := last.rows(layout.A4().Top.Default.Mm()-edge, label.y0); len(above) < 2 && !p.hasTable() {
		t.Errorf("the signature block stands on its page with %d lines of text above it", len(above))
	}
}
