package doctor

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"vanthu/documents"
	"vanthu/templates/layout"
)

// A tally counts where a wrong font or size is met.
type tally map[wrong]*counted

// A wrong is a font, or a size in the style of a component.
type wrong struct {
	font string
	of   layout.ID
	size layout.Length
}

type counted struct {
	times int
	first documents.TemplatePlace
}

// add looks at one piece of text, or at a style by itself.
func (t tally) add(s style, place documents.TemplatePlace) {
	for _, name := range s.fonts {
		if name != layout.Font {
			t.count(wrong{font: name}, place)
		}
	}
	if c, ok := layout.Find(layout.ID(s.of)); ok && s.size != 0 && !c.Size.Holds(s.size, 0) {
		t.count(wrong{of: c.ID, size: s.size}, place)
	}
}

func (t tally) count(w wrong, place documents.TemplatePlace) {
	c := t[w]
	if c == nil {
		c = &counted{first: place}
		t[w] = c
	}
	c.times++
}

// components looks at the styles in which a body is written, though no text of
// the template may have them.
func (s *sheet) components(t tally) {
	for _, c := range layout.Components() {
		if s.styles[string(c.ID)] != nil {
			t.add(s.of(nil, string(c.ID)), documents.TemplatePlace{Part: "kiểu chữ (style) “" + c.Name + "”"})
		}
	}
}

// looks tells of each wrong font and size once, with the first place.
func (d *doctor) looks(t tally) {
	wrongs := slices.SortedFunc(maps.Keys(t), func(a, b wrong) int {
		return cmp.Or(cmp.Compare(a.font, b.font), cmp.Compare(a.of, b.of), cmp.Compare(a.size, b.size))
	})
	for _, w := range wrongs {
		c := t[w]
		times := ""
		if c.times > 1 {
			times = fmt.Sprintf(" ở %d chỗ", c.times)
		}
		if w.font != "" {
			d.found(font, c.first, "“"+w.font+"”"+times+", quy định là "+layout.Font)
			continue
		}
		of, _ := layout.Find(w.of)
		f := d.found(size, c.first, fmt.Sprintf("Cỡ chữ %s của %s%s, quy định %s", points(w.size), of.Name, times, span(of.Size)))
		f.Article = annex(of.Article)
	}
}

// points writes a size of letters.
func points(l layout.Length) string { return strconv.FormatFloat(l.Pt(), 'f', -1, 64) }

func span(r layout.Range) string {
	if r.Min == r.Max {
		return points(r.Min)
	}
	return points(r.Min) + " đến " + points(r.Max)
}
