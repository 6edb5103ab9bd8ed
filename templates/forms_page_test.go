package templates_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"vanthu/documents"
	"vanthu/templates/layout"
)

// TestFormPages renders every example in LibreOffice and holds each part of its
// form (layout.Specimens) to the layout table.
func TestFormPages(t *testing.T) {
	t.Parallel()
	files := map[string][]byte{}
	all := issue(t, load(t))
	for _, f := range all {
		files[f.name] = f.file
	}
	out := convert(t, files, "pdf")
	for _, f := range all {
		t.Run(f.name, func(t *testing.T) {
			t.Parallel()
			pdf := filepath.Join(out, f.name+".pdf")
			fonts(t, pdf)
			p := formProof{proof{f.doc, sheets(t, pdf), strokes(t, pdf)}, f}
			form, ok := layout.FindSpecimen(string(f.form()))
			if !ok {
				t.Fatalf("no specimen of form %s", f.form())
			}
			p.sheets(t)
			for _, part := range form.Parts {
				p.part(t, part)
			}
			p.marks(t)
			p.annexes(t)
		})
	}
}

// A formProof is a proof of one file of an example.
type formProof struct {
	proof
	of issued
}

// shownIn is where a part's text comes from. Parts that are not here are held by
// their neighbours.
var shownIn = map[layout.ID]func(issued) string{
	layout.NationalName:     func(issued) string { return layout.NationalNameText },
	layout.Motto:            func(issued) string { return layout.MottoText },
	layout.ParentBody:       func(f issued) string { return f.doc.Issuer.ParentLine() },
	layout.Issuer:           func(f issued) string { return strings.Join(f.doc.Issuer.HeaderLines(), "\n") },
	layout.Abstract:         func(f issued) string { return notLetter(f, f.doc.Abstract) },
	layout.LetterAbstract:   func(f issued) string { return "V/v " + f.doc.Abstract },
	layout.AuthorityLine:    func(f issued) string { return f.doc.IssuedBy() },
	layout.AnnexName:        func(f issued) string { return f.doc.AnnexName(f.at) },
	layout.AnnexTitle:       func(f issued) string { return documents.Upper(f.doc.Attachments[f.at].Title) },
	layout.PromulgatedTitle: func(f issued) string { return f.doc.Attachments[f.at].Title },
	layout.SealText:         func(f issued) string { return f.doc.SealText() },
	layout.CopyName:         func(f issued) string { return documents.Upper(f.doc.Copy.Form.Name()) },
	layout.SecondSigner: func(f issued) string {
		if f.doc.Kind == "BB" {
			return f.doc.Detail("secretary").String()
		}
		return f.doc.Signatory.Name
	},
	layout.KindName: func(f issued) string {
		if f.at >= 0 {
			return documents.Upper(f.doc.Attachments[f.at].Kind.Name())
		}
		return notLetter(f, documents.Upper(f.doc.Kind.Name()))
	},
	layout.Enacting: func(f issued) string {
		if f.doc.Kind == "NQ" {
			return "QUYẾT NGHỊ:"
		}
		return "QUYẾT ĐỊNH:"
	},
}

// notLetter returns text unless the document is a công văn, which has it
// elsewhere.
func notLetter(f issued, text string) string {
	if f.doc.Kind == documents.Official {
		return ""
	}
	return text
}

// part holds one part of the form to its place on the first page, or on the page
// of the signature.
func (p formProof) part(t *testing.T, id layout.ID) {
	t.Helper()
	first := p.pages[0]
	switch id {
	case layout.Number:
		placedAs(t, first.column(extent(layout.HeaderLeft)).must(t, p.doc.NumberLine()), id, p.doc.NumberLine())
	case layout.PlaceDate:
		p.header(t)
	case layout.RecipientLabel:
		p.signed(t)
	default:
		text := shownIn[id]
		if text == nil || text(p.of) == "" {
			return
		}
		page := first
		if id == layout.SecondSigner {
			page = p.last()
		}
		lines := p.wrapped(t, page, id, text(p.of))
		if c := component(t, id); c.Line != layout.NoLine && id != layout.Pointer {
			p.stroked(t, id, lines)
		}
	}
}

// last returns the last page of the document itself, which has its recipients.
func (p formProof) last() sheet {
	for i := range p.pages {
		if _, ok := p.pages[i].find(layout.RecipientLabelText); ok {
			return p.pages[i]
		}
	}
	return p.pages[len(p.pages)-1]
}

// signed wants nơi nhận at its margin, and the authority centred in its column
// over the name.
func (p formProof) signed(t *testing.T) {
	t.Helper()
	last := p.last()
	label := last.must(t, layout.RecipientLabelText)
	placed(t, label, layout.RecipientLabel)
	form, _ := p.doc.Form()
	if form.ID == documents.Agreement {
		return // the signatory stands at the left
	}
	authority := p.doc.Signatory.Lines()
	top := p.wrapped(t, last, layout.Authority, authority[0])[0]
	if !form.Parties {
		about(t, "Nơi nhận is level with the first line of authority", label.foot(), top.foot(), near)
	}
	name := p.wrapped(t, last, layout.SignerName, p.doc.Signatory.Name)[0]
	bottom := p.wrapped(t, last, layout.Authority, authority[len(authority)-1])[0]
	if room := name.y0 - bottom.foot(); room < 20 {
		t.Errorf("there are %.1f mm for the signature, want 20", room)
	}
	if form.Parties && label.y0 < name.foot() {
		t.Error("Nơi nhận does not stand below the signatures")
	}
}

// sheets wants every page to be upright A4, or lying where its annex does, with
// all text within the margins.
func (p formProof) sheets(t *testing.T) {
	t.Helper()
	page := layout.A4()
	for i, s := range p.pages {
		width, height := page.Width.Mm(), page.Height.Mm()
		if s.width > s.height {
			width, height = height, width
		}
		about(t, fmt.Sprintf("page %d: width", i+1), s.width, width, near)
		about(t, fmt.Sprintf("page %d: height", i+1), s.height, height, near)
		for _, r := range s.rows(page.Top.Min.Mm()-edge, height-page.Bottom.Default.Mm()+edge) {
			if r.x0 < page.Left.Default.Mm()-edge || r.x1 > width-page.Right.Default.Mm()+edge {
				t.Errorf("page %d: %q stands from %.1f to %.1f mm", i+1, r.text, r.x0, r.x1)
			}
		}
	}
}

// marks wants what stands in the margins of page 1 in its place.
func (p formProof) marks(t *testing.T) {
	t.Helper()
	first, page := p.pages[0], layout.A4()
	if p.doc.Circulation != "" {
		mark := first.must(t, string(p.doc.Circulation))
		area := page.Area(layout.Circulation)
		about(t, "circulation in the middle of its frame", mark.centre(), (area.Left + area.Width/2).Mm(), near)
		if mark.y1 > page.Top.Default.Mm() || mark.y0 < area.Top.Mm() {
			t.Errorf("the mark of circulation stands from %.1f to %.1f mm", mark.y0, mark.y1)
		}
	}
	if p.doc.Contact != "" {
		contact := first.must(t, strings.Join(strings.Fields(p.doc.Contact)[:4], " "))
		placed(t, contact, layout.Contact)
		if below := page.Height - page.Bottom.Default; contact.y0 < below.Mm() {
			t.Errorf("the contact stands %.1f mm from the top, want it below the text at %.1f", contact.y0, below.Mm())
		}
	}
}

// annexes wants each annex and promulgated text in the document's file to begin
// a page, without a page number, and the next page to be its second.
func (p formProof) annexes(t *testing.T) {
	t.Helper()
	for i, a := range p.doc.Attachments {
		if p.of.at >= 0 || a.Separate || len(a.Body) == 0 {
			continue
		}
		head := p.doc.AnnexName(i)
		if a.Kind != "" {
			head = documents.Upper(a.Kind.Name())
		}
		from := -1
		for j, s := range p.pages {
			if _, ok := s.find(head); ok && j > 0 {
				from = j
			}
		}
		if from < 0 {
			t.Errorf("%q begins no page", head)
			continue
		}
		if top := p.pages[from].rows(0, layout.A4().Top.Default.Mm()-edge); len(top) > 0 {
			t.Errorf("the first page of %q shows %q", head, top[0].text)
		}
		if got := p.pages[from].width > p.pages[from].height; got != a.Landscape {
			t.Errorf("the sheet of %q lies: %v", head, got)
		}
		if next := from + 1; next < len(p.pages) {
			if top := p.pages[next].rows(0, layout.A4().Top.Default.Mm()-edge); len(top) == 1 && top[0].text != "2" {
				t.Errorf("the second page of %q has number %q", head, top[0].text)
			}
		}
	}
}
