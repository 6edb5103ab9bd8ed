package templates

import (
	"slices"
	"strings"

	"vanthu/documents"
	"vanthu/templates/docx"
	"vanthu/templates/layout"
)

// kindName is the title of a document; a công văn has none (ô 5b).
func kindName(p page) string {
	if p.Kind == documents.Official {
		return ""
	}
	return documents.Upper(p.Kind.Name())
}

func letterAbstract(p page) string {
	if p.Kind != documents.Official {
		return ""
	}
	return p.About()
}

// oneAddressee is the addressee who stands on the line of Kính gửi (mục II,
// khoản 9, điểm d); several stand below it.
func oneAddressee(p page) string {
	if len(p.Addressees) != 1 {
		return ""
	}
	return p.Addressees[0].Name
}

func severalAddressees(p page) []string {
	if len(p.Addressees) < 2 {
		return nil
	}
	names := make([]string, len(p.Addressees))
	for i, a := range p.Addressees {
		names[i] = a.Name
	}
	return closed(names)
}

// recipients end with the Lưu line, which has its own full stop.
func recipients(to []documents.Recipient, kept documents.Archive) []string {
	lines := make([]string, 0, len(to)+1)
	for _, r := range to {
		lines = append(lines, unmarked(r.Line())+";")
	}
	return append(lines, kept.Line())
}

// bases are the grounds of a document, the proposal of a body among them as the
// last (forms 1.1 to 1.3).
func bases(p page) []string {
	lines := p.Bases
	if by := p.Detail("proposer"); len(by) > 0 {
		lines = append(slices.Clip(lines), "Theo đề nghị của "+by.String())
	}
	return closed(lines)
}

// closed gives each line of a list its final mark: a semicolon, the last a full
// stop.
func closed(lines []string) []string {
	out := make([]string, len(lines))
	for i, line := range lines {
		out[i] = unmarked(line) + ";"
		if i == len(lines)-1 {
			out[i] = unmarked(line) + "."
		}
	}
	return out
}

// unmarked is a line of a list without the final mark its drafter may have
// typed or copied with it.
func unmarked(line string) string { return strings.TrimRight(line, " ;.") }

// authorityLine is in whose right a decision is made, as given or else by what
// it is of: the collective, or its head. Other documents have none.
func authorityLine(p page) string {
	if form, _ := p.Form(); !decisions.has(form.ID) {
		return ""
	}
	if given := p.Detail("authority"); len(given) > 0 {
		return documents.Upper(given.String())
	}
	return p.IssuedBy()
}

// enacting are the words that put a decision in force.
func enacting(p page) string {
	switch form, _ := p.Form(); {
	case form.ID == "1.1":
		return "QUYẾT NGHỊ:"
	case decisions.has(form.ID):
		return "QUYẾT ĐỊNH:"
	}
	return ""
}

func issuerText(i documents.Issuer) string { return strings.Join(i.HeaderLines(), "\n") }

// stroke returns the length of the line drawn under a component's text: a part
// of the longest line that the text takes in its column.
func stroke(id layout.ID, text string) docx.Value {
	c, _ := layout.Find(id)
	from, to := layout.A4().Extent(c.Place.Column)
	return docx.Number(c.Line.Range(c.Style().Longest(text, to-from)).Default.EMU())
}
