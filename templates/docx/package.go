package docx

import (
	"errors"
	"fmt"
	"strings"

	"vanthu/templates/ooxml"
)

// MainPart is the part that holds the text of a document. Others are legal, but
// the carrier knows this name only, and so does every program in use.
const MainPart = "word/document.xml"

const (
	typesPart  = "[Content_Types].xml"
	rootRels   = "_rels/.rels"
	mainRels   = "word/_rels/document.xml.rels"
	stylesPart = "word/styles.xml"
	propsDir   = "docProps/" // the properties of the file

	typeMain  = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
	wordTypes = "application/vnd.openxmlformats-officedocument.wordprocessingml."
)

// A Package is a .docx taken apart. It does not change after Open.
type Package struct {
	parts []part
	index map[string]int
	types contentTypes
}

// Open takes file apart under limits against foreign files: sizes, count and
// names of the parts, and the checksum of every part; its main part must be
// MainPart. It returns ErrNotDocx, ErrOldFormat, ErrMacro, ErrTooLarge,
// ErrDamaged or ErrPartName, wrapped with the part and why.
func Open(file []byte) (*Package, error) { return open(file, ofDocument) }

func open(file []byte, most bound) (*Package, error) {
	parts, err := unzip(file, most)
	if err != nil {
		return nil, fmt.Errorf("open docx: %w", err)
	}
	p := &Package{parts: parts, index: make(map[string]int, len(parts))}
	for i := range parts {
		p.index[parts[i].name] = i
	}
	if p.types, err = readTypes(p.Part(typesPart)); err != nil {
		return nil, fmt.Errorf("open docx: %w", err)
	}
	if err := p.checkMain(); err != nil {
		return nil, fmt.Errorf("open docx: %w", err)
	}
	return p, nil
}

func (p *Package) checkMain() error {
	rels, err := p.Rels("")
	if err != nil {
		return err
	}
	main := ""
	for _, r := range rels {
		if r.Kind == "officeDocument" {
			main = r.Target
		}
	}
	switch kind := p.types.of(MainPart); {
	case p.macros():
		return ErrMacro
	case main != MainPart || p.Part(MainPart) == nil:
		return fmt.Errorf("%w: its main part is %q, not %s", ErrNotDocx, main, MainPart)
	case kind != typeMain:
		return fmt.Errorf("%w: its content type is %q", ErrNotDocx, kind)
	}
	return nil
}

// macros says whether p carries code.
func (p *Package) macros() bool {
	for i := range p.parts {
		kind := p.types.of(p.parts[i].name)
		if strings.Contains(kind, "macroEnabled") || strings.Contains(kind, "vbaProject") ||
			strings.HasSuffix(strings.ToLower(p.parts[i].name), "vbaproject.bin") {
			return true
		}
	}
	return false
}

// Part returns the content of the part called name, nil when there is none. It
// must not be changed.
func (p *Package) Part(name string) []byte {
	if i, ok := p.index[name]; ok {
		return p.parts[i].data
	}
	return nil
}

// Names returns the names of the parts in the order of the file.
func (p *Package) Names() []string {
	names := make([]string, len(p.parts))
	for i := range p.parts {
		names[i] = p.parts[i].name
	}
	return names
}

// Tree reads one part as XML. It returns ErrNotDocx where there is no such part,
// else the errors of ooxml.Parse.
func (p *Package) Tree(name string) (*ooxml.Node, error) {
	data := p.Part(name)
	if data == nil {
		return nil, fmt.Errorf("part %s: %w: no such part", name, ErrNotDocx)
	}
	root, err := ooxml.Parse(data)
	if err != nil {
		return nil, fmt.Errorf("part %s: %w", name, err)
	}
	return root, nil
}

// stories returns the names of the parts that hold running text, the main part
// first.
func (p *Package) stories() []string {
	names := []string{MainPart}
	for i := range p.parts {
		kind, ours := strings.CutPrefix(p.types.of(p.parts[i].name), wordTypes)
		switch kind {
		case "header+xml", "footer+xml", "footnotes+xml", "endnotes+xml":
			if ours {
				names = append(names, p.parts[i].name)
			}
		}
	}
	return names
}

// styles returns the ids of the styles defined.
func (p *Package) styles() (map[string]bool, error) {
	ids := map[string]bool{}
	root, err := p.Tree(stylesPart)
	if errors.Is(err, ErrNotDocx) { // legal: a document without styles
		return ids, nil
	}
	if err != nil {
		return nil, err
	}
	for s := range root.Named("w:style") {
		ids[s.Attr("w:styleId")] = true
	}
	return ids, nil
}
