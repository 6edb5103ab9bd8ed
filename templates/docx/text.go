package docx

import (
	"strings"

	"vanthu/templates/ooxml"
)

// PlainText returns the text of each paragraph of a file's body, in order, those
// of tables and text boxes too. It returns the errors of Open.
func PlainText(file []byte) ([]string, error) {
	p, err := Open(file)
	if err != nil {
		return nil, err
	}
	return p.Text(MainPart)
}

// Text returns the text of each paragraph of the part called name. It returns
// the errors of Tree.
func (p *Package) Text(name string) ([]string, error) {
	root, err := p.Tree(name)
	if err != nil {
		return nil, err
	}
	return Paragraphs(root), nil
}

// Paragraphs returns the text of each paragraph under root, as Text does.
func Paragraphs(root *ooxml.Node) []string {
	var t reader
	t.read(root)
	return t.paragraphs
}

// reader gathers paragraphs. One within another (in a text box) has its own
// place behind it.
type reader struct {
	paragraphs []string
	line       *strings.Builder // of the paragraph at work
}

func (t *reader) read(n *ooxml.Node) {
	switch n.Name {
	case "w:p":
		t.paragraph(n)
		return
	case "mc:Fallback", "w:del", "w:moveFrom": // said again, or said no more
		return
	case "w:t":
		t.write(n.Plain())
	case "w:tab":
		t.write("\t")
	case "w:br", "w:cr":
		t.write("\n")
	case "w:noBreakHyphen":
		t.write("\u2011")
	case "w:pPr":
		return // its tabs are stops, not text
	}
	for _, k := range n.Kids {
		t.read(k)
	}
}

func (t *reader) paragraph(n *ooxml.Node) {
	outer, at := t.line, len(t.paragraphs)
	t.line = new(strings.Builder)
	t.paragraphs = append(t.paragraphs, "")
	for _, k := range n.Kids {
		t.read(k)
	}
	t.paragraphs[at] = t.line.String()
	t.line = outer
}

func (t *reader) write(s string) {
	if t.line != nil {
		t.line.WriteString(s)
	}
}
