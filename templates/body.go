package templates

import (
	"vanthu/documents"
	"vanthu/templates/docx"
	"vanthu/templates/layout"
)

// A shape is how a block of one type and level becomes a paragraph.
type shape struct {
	style   layout.ID
	lead    string // typed before the text, as offices do; not a list of Word
	capital bool   // in upper case
	heading bool   // stays with the text below it
}

// A blockKind is what tells the shapes of blocks apart.
type blockKind struct {
	kind  documents.BlockType
	level int
}

// shapes say how a block looks (mục II, khoản 6, điểm đ; mục V for the headings
// of a report).
var shapes = map[blockKind]shape{
	{documents.Heading, 1}:   {style: layout.Heading1, capital: true, heading: true},
	{documents.Heading, 2}:   {style: layout.Heading2, heading: true},
	{documents.Heading, 3}:   {style: layout.Heading3, heading: true},
	{documents.Item, 2}:      {style: layout.BodyText},
	{documents.Item, 3}:      {style: layout.BodyText},
	{documents.Paragraph, 0}: {style: layout.BodyText},
	{documents.Bullet, 1}:    {style: layout.Dash, lead: "- "},
	{documents.Bullet, 2}:    {style: layout.Dash, lead: "+ "},
}

// blocks returns the body as the template takes it. The last block stays with
// the signature block below, so that this never stands alone on a page.
func blocks(body documents.Body) docx.Blocks {
	out := make(docx.Blocks, 0, len(body)+2)
	for i := range body {
		last := i == len(body)-1
		if body[i].Type == documents.Table {
			out = append(out, gap(), table(&body[i], last))
			if last {
				out = append(out, gap())
			}
			continue
		}
		out = append(out, line(&body[i], last))
	}
	return out
}

// gap keeps a table away from what stands around it.
func gap() *docx.Paragraph { return &docx.Paragraph{Style: string(layout.Gap)} }

func line(b *documents.Block, last bool) *docx.Paragraph {
	s := shapes[blockKind{b.Type, b.Level}]
	if last && !s.heading {
		s.style = layout.BodyEnd
	}
	lead := s.lead
	if b.Mark != "" {
		lead = b.Mark + " "
	}
	p := &docx.Paragraph{Style: string(s.style), Runs: make([]docx.Run, 0, len(b.Text)+1)}
	if lead != "" {
		p.Runs = append(p.Runs, docx.Run{Text: lead})
	}
	for _, r := range b.Text {
		if s.capital {
			r.Text = documents.Upper(r.Text)
		}
		p.Runs = append(p.Runs, docx.Run(r))
	}
	return p
}

func table(b *documents.Block, last bool) *docx.Table {
	t := &docx.Table{Style: string(layout.TableLines), Header: b.Header, Measure: cellWidth, Rows: make([][]docx.Cell, len(b.Rows))}
	for i, row := range b.Rows {
		style := layout.TableCell
		switch {
		case b.Header && i == 0:
			style = layout.TableHead
		case last && i == len(b.Rows)-1:
			style = layout.TableEnd
		}
		for _, text := range row {
			t.Rows[i] = append(t.Rows[i], docx.Cell{cellText(text, style)})
		}
	}
	return t
}

// cellWidth measures in bold, which a head is and any text may be.
func cellWidth(line string) int {
	c, _ := layout.Find(layout.TableCell)
	return layout.TextWidth(line, c.Size.Default, true).Twips()
}

func cellText(text documents.Text, style layout.ID) docx.Paragraph {
	p := docx.Paragraph{Style: string(style)}
	for _, r := range text {
		p.Runs = append(p.Runs, docx.Run(r))
	}
	return p
}
