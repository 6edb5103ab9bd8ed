package documents

import "strings"

// FormatPasted returns body as text for a place where nothing stands for a block
// that text cannot carry, as FormatBody's placeholders do: a field that somebody
// pastes into. A block loses there what text has no sign for, the style of half a
// word or the sheet that lies on its long side, and a picture is left out. lost
// are the blocks of body that did.
func FormatPasted(body Body) (text string, lost []Block) {
	var out strings.Builder
	for i, b := range body {
		lines, ok := formatBlock(b)
		if !ok {
			lost = append(lost, b)
			lines = b.asLines()
		}
		if lines == "" {
			continue
		}
		if b.Type == Table && i > 0 && body[i-1].Type == Table {
			out.WriteByte('\n')
		}
		out.WriteString(lines + "\n")
	}
	return out.String(), lost
}

// asLines returns lines with all words of b, and of its look what they can carry.
func (b Block) asLines() string {
	if b.Type == Image {
		return ""
	}
	b = b.plainest()
	if lines, ok := formatBlock(b); ok {
		return lines
	}
	return candidates(b)[0]
}

// plainest returns b without any style, on an upright sheet.
func (b Block) plainest() Block {
	b.Landscape, b.Text = false, unstyled(b.Text)
	rows := make([][]Text, len(b.Rows))
	for i, row := range b.Rows {
		for _, cell := range row {
			rows[i] = append(rows[i], unstyled(cell))
		}
	}
	if b.Rows = rows; len(rows) == 0 {
		b.Rows = nil
	}
	return b
}

func unstyled(t Text) Text {
	if len(t) == 0 {
		return nil
	}
	return Text{{Text: t.Plain()}}
}
