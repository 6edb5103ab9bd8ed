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
	strong  bool   // its mark is bold
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
	{documents.Article, 1}:   {style: layout.ArticleTitle, heading: true},
	{documents.Article, 2}:   {style: layout.BodyText, strong: true},
	{documents.Item, 2}:      {style: layout.BodyText},
	{documents.Item, 3}:      {style: layout.BodyText},
	{documents.Paragraph, 0}: {style: layout.BodyText},
	{documents.Bullet, 1}:    {style: layout.Dash, lead: "- "},
	{documents.Bullet, 2}:    {style: layout.Dash, lead: "+ "},
}

// divisions are the blocks whose title stands on the line below their number,
// both in the middle. The two lines are one paragraph, which no page parts and
// Word's navigation shows whole.
var divisions = map[documents.BlockType]layout.ID{
	documents.Part:       layout.PartName,
	documents.Chapter:    layout.PartName,
	documents.Section:    layout.SectionName,
	documents.Subsection: layout.SectionName,
}

// blocks returns the body as the template takes it. The last block stays with
// the signature block below, so that this never stands alone on a page.
func blocks(body documents.Body) docx.Blocks {
	out := make(docx.Blocks, 0, len(body)+2)
	landscape := false
	for i := range body {
		b := &body[i]
		if b.Landscape != landscape {
			landscape = b.Landscape
			out = append(out, &docx.Section{Style: string(layout.FileEnd), Landscape: landscape})
		}
		out = appendBlock(out, b, i == len(body)-1)
	}
	return out
}

func appendBlock(out docx.Blocks, b *documents.Block, last bool) docx.Blocks {
	style, divides := divisions[b.Type]
	switch {
	case b.Type == documents.Table:
		out = append(out, gap(), table(b, last))
		if last {
			out = append(out, gap())
		}
		return out
	case b.Type == documents.Image:
		return append(out, picture(b))
	case divides:
		return append(out, &docx.Paragraph{Style: string(style), Runs: appendRuns([]docx.Run{{Text: b.Mark + "\n"}}, b.Text, true)})
	}
	return append(out, line(b, last))
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
		p.Runs = append(p.Runs, docx.Run{Text: lead, Bold: s.strong})
	}
	p.Runs = appendRuns(p.Runs, b.Text, s.capital)
	return p
}

func appendRuns(runs []docx.Run, text documents.Text, capital bool) []docx.Run {
	for _, r := range text {
		if capital {
			r.Text = documents.Upper(r.Text)
		}
		runs = append(runs, docx.Run(r))
	}
	return runs
}

// picture shows the dots of a picture at 96 to the inch, as Word does.
func picture(b *documents.Block) *docx.Picture {
	const emuPerDot = 914400 / 96
	format, width, height, _ := b.Image.Format()
	return &docx.Picture{
		Style: string(layout.Picture), Format: docx.PictureFormat(format), Data: b.Image,
		Width: width * emuPerDot, Height: height * emuPerDot, Alt: b.Text.Plain(),
	}
}

func table(b *documents.Block, last bool) *docx.Table {
	t := &docx.Table{Style: string(layout.TableLines), Header: b.Header, Measure: cellWidth, Rows: make([][]docx.Cell, len(b.Rows))}
	aligns := b.Alignments()
	for i, row := range b.Rows {
		style := layout.TableCell
		head := b.Header && i == 0
		switch {
		case head:
			style = layout.TableHead
		case last && i == len(b.Rows)-1:
			style = layout.TableEnd
		}
		for j, text := range row {
			p := docx.Paragraph{Style: string(style), Runs: appendRuns(nil, text, false)}
			if !head && j < len(aligns) {
				p.Align = alignments[aligns[j]]
			}
			t.Rows[i] = append(t.Rows[i], docx.Cell{p})
		}
	}
	return t
}

// cellWidth measures in bold, which a head is and any text may be.
func cellWidth(line string) int {
	c, _ := layout.Find(layout.TableCell)
	return layout.TextWidth(line, c.Size.Default, true).Twips()
}

// alignments are those that a writer may ask for.
var alignments = map[documents.ColumnAlign]docx.Align{
	documents.ColumnLeft: docx.AlignLeft, documents.ColumnMid: docx.AlignCentre, documents.ColumnEnd: docx.AlignRight,
}
