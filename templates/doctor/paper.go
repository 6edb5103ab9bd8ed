package doctor

import (
	"fmt"
	"strconv"
	"strings"

	"vanthu/documents"
	"vanthu/templates/docx"
	"vanthu/templates/layout"
	"vanthu/templates/ooxml"
)

// near is how far a measure may be off: what rounding in inches does.
var near = layout.Mm(0.5)

// paper holds the sheet and margins of each section of the document to the
// decree. A sheet lying across is allowed: it is for wide tables (khoản 2).
func (d *doctor) paper(root *ooxml.Node) {
	page := layout.A4()
	told := map[string]bool{}
	tell := func(r rule, got string) {
		if !told[got] {
			told[got] = true
			d.found(r, documents.TemplatePlace{Part: d.places.part(docx.MainPart)}, got)
		}
	}
	for sect := range root.Named("w:sectPr") {
		size, margins := sect.Child("w:pgSz"), sect.Child("w:pgMar")
		width, height := measure(size, "w:w"), measure(size, "w:h")
		if width > height {
			width, height = height, width
		}
		if !about(width, page.Width) || !about(height, page.Height) {
			tell(paper, fmt.Sprintf("%s × %s mm, quy định là A4 (%s × %s mm)", mm(width), mm(height), mm(page.Width), mm(page.Height)))
		}
		for _, side := range [...]struct {
			attr, word string
			want       layout.Range
		}{
			{"w:top", "trên", page.Top}, {"w:bottom", "dưới", page.Bottom}, {"w:left", "trái", page.Left}, {"w:right", "phải", page.Right},
		} {
			got := measure(margins, side.attr)
			if side.attr == "w:left" {
				got += measure(margins, "w:gutter")
			}
			if !side.want.Holds(got, near) {
				tell(margin, fmt.Sprintf("%s %s mm, quy định %s đến %s mm", side.word, mm(got), mm(side.want.Min), mm(side.want.Max)))
			}
		}
	}
}

func about(got, want layout.Length) bool { return got >= want-near && got <= want+near }

// measure reads a length in twips; one that is not there or is none is 0. A
// margin below 0 pushes the text under a tall header and is as wide as its
// number.
func measure(n *ooxml.Node, attr string) layout.Length {
	twips, err := strconv.Atoi(strings.TrimPrefix(n.Attr(attr), "-"))
	if err != nil {
		return 0
	}
	return layout.Twips(twips)
}

// mm writes a length in millimetres, as people say it here.
func mm(l layout.Length) string {
	return strings.Replace(strings.TrimSuffix(strconv.FormatFloat(l.Mm(), 'f', 1, 64), ".0"), ".", ",", 1)
}
