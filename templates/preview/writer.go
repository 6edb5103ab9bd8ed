package preview

import (
	"errors"
	"strconv"

	"vanthu/templates/docx"
	"vanthu/templates/ooxml"
)

// A writer writes the page of one file, in one walk over its text.
type writer struct {
	pkg     *docx.Package
	options Options
	styles  *styles
	lists   *lists
	names   map[shape]string // the classes of paragraphs met
	out     []byte
	blocks  []Block
	tables  int

	line   *line               // the paragraph at work
	object object              // the drawing at work
	rels   map[string]docx.Rel // of the part at work, by id
	fields []field             // around what is at work
	sheets sheets
	heads  heads
	notes  notes
	links  map[string]map[string]docx.Rel // read before, by part
}

// A place is where paragraphs stand.
type place struct {
	table string // the style of the table around
	page  bool   // on the sheet itself, where a page or a frame may begin
	mute  bool   // in a running head or a note, of which no block is made
}

// open reads what the walk needs besides the main part, which it returns.
func open(file []byte, o Options) (*writer, *ooxml.Node, error) {
	pkg, err := docx.Open(file)
	if err != nil {
		return nil, nil, err //nolint:wrapcheck // HTML says what was done
	}
	w := &writer{pkg: pkg, options: o, names: map[shape]string{}, links: map[string]map[string]docx.Rel{}}
	w.heads.known, w.notes.texts = map[string][]byte{}, map[string]map[string]*ooxml.Node{}
	root, err := pkg.Tree(docx.MainPart)
	if err != nil {
		return nil, nil, err
	}
	defs, err := w.optional("word/styles.xml")
	if err != nil {
		return nil, nil, err
	}
	numbering, err := w.optional("word/numbering.xml")
	if err != nil {
		return nil, nil, err
	}
	w.rels = w.relations(docx.MainPart)
	w.styles, w.lists = readStyles(defs), readLists(numbering)
	w.out = make([]byte, 0, 2*len(pkg.Part(docx.MainPart)))
	return w, root, nil
}

// optional reads a part, nil where there is none.
func (w *writer) optional(name string) (*ooxml.Node, error) {
	root, err := w.pkg.Tree(name)
	if errors.Is(err, docx.ErrNotDocx) {
		return nil, nil
	}
	return root, err
}

// full says that there is no room for more.
func (w *writer) full() bool { return len(w.out) > maxHTML }

// skipped is what stands in a file and is not its text: said again, said no
// more, or about it.
func skipped(name string) bool {
	switch name {
	case "mc:Fallback", "w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:sectPr", "w:tblPr", "w:tblGrid", "w:trPr", "w:tcPr":
		return true
	}
	return false
}

// content writes the paragraphs and tables among nodes and what wraps them.
func (w *writer) content(nodes []*ooxml.Node, at place) {
	for i, n := range nodes {
		switch {
		case w.full() || skipped(n.Name):
		case n.Name == "w:p":
			w.paragraph(n, at, neighbours{beside(nodes, i, -1), beside(nodes, i, 1)})
		case n.Name == "w:tbl":
			w.table(n, at)
		default:
			w.content(n.Kids, at)
		}
	}
}

// neighbours are the elements before and behind a paragraph, nil for none.
type neighbours struct{ before, behind *ooxml.Node }

func beside(nodes []*ooxml.Node, i, step int) *ooxml.Node {
	for i += step; i >= 0 && i < len(nodes); i += step {
		if nodes[i].Name != "" {
			return nodes[i]
		}
	}
	return nil
}

// raw writes markup of ours.
func (w *writer) raw(parts ...string) {
	for _, s := range parts {
		w.out = append(w.out, s...)
	}
}

// number writes a figure of ours.
func (w *writer) number(n int) { w.out = strconv.AppendInt(w.out, int64(n), 10) }

// words writes what is of the file, as content of an element or of an attribute
// in double quotes. A line end is a blank there, as it is to Word.
func (w *writer) words(s string) {
	last := 0
	for i := range len(s) {
		with := escapes[s[i]]
		if with == "" {
			continue
		}
		w.out = append(append(w.out, s[last:i]...), with...)
		last = i + 1
	}
	w.out = append(w.out, s[last:]...)
}

var escapes = [256]string{'&': "&amp;", '<': "&lt;", '>': "&gt;", '"': "&#34;", '\'': "&#39;", '\n': " ", '\r': " ", '\t': " ", 0: "\uFFFD"}
