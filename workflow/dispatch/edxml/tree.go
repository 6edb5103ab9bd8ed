package edxml

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode"

	"vanthu/documents"
	"vanthu/workflow"
)

// MaxSize is how large a message may be, in bytes.
const MaxSize = 64 << 20

// More limits. The samples of the axis have 150 elements, 8 deep.
const (
	maxDepth    = 32
	maxElements = 20_000
	maxAttrs    = 32      // of one element
	maxBound    = 64      // prefixes declared at one place
	maxText     = 4 << 20 // bytes, of all elements but the files
)

// A node is one element; names are in lower case and without prefix, since the
// software of agencies agrees on neither.
type node struct {
	name string
	at   int // where it begins
	text string
	kids []*node
}

// parse reads a message as XML, stricter than encoding/xml: it lets prefixes that
// are bound nowhere and text around the root pass.
func parse(file []byte) (*node, error) {
	if len(file) > MaxSize {
		return nil, refused(file, 0, workflow.RuleEdXMLLarge, "")
	}
	file = withoutMark(file)
	if i := bytes.IndexByte(file, '<'); i > 0 && bytes.HasPrefix(file[i:], []byte("<?xml")) {
		return nil, refused(file, 0, workflow.RuleEdXMLBefore, "")
	}
	p := &parser{file: file, dec: xml.NewDecoder(bytes.NewReader(file))}
	for {
		p.at = int(p.dec.InputOffset())
		token, err := p.dec.RawToken()
		if errors.Is(err, io.EOF) {
			return p.finish()
		}
		if err != nil {
			p.at = int(p.dec.InputOffset())
			return nil, p.fail(workflow.RuleEdXMLSyntax, "")
		}
		if err := p.take(token); err != nil {
			return nil, err
		}
	}
}

// withoutMark returns the file without its mark of byte order.
func withoutMark(file []byte) []byte { return bytes.TrimPrefix(file, []byte("\uFEFF")) }

type parser struct {
	file  []byte
	dec   *xml.Decoder
	at    int // where the token begins
	root  *node
	open  []opened
	bound []string // the prefixes declared, of all open elements
	count int
	texts int // bytes so far
}

// An opened element is not yet closed.
type opened struct {
	*node
	tag   xml.Name
	words *bytes.Buffer // its text, however elements and comments part it
	mark  int           // how many prefixes were bound before it
}

func (p *parser) fail(rule documents.Rule, got string) error {
	return refused(p.file, p.at, rule, got)
}

func (p *parser) take(token xml.Token) error {
	switch t := token.(type) {
	case xml.StartElement:
		return p.start(t)
	case xml.EndElement:
		return p.end(t.Name)
	case xml.CharData:
		return p.words(t)
	case xml.Comment:
		return p.secret(p.at, string(t))
	case xml.ProcInst:
		if t.Target == "xml" && p.at > 0 {
			return p.fail(workflow.RuleEdXMLSyntax, "")
		}
		return p.secret(p.at, string(t.Inst))
	case xml.Directive: // no document type, so no entities but the five of XML
		return p.fail(workflow.RuleEdXMLDoctype, "")
	}
	return nil
}

// secret refuses a text with a mark of secrecy, wherever in a message it stands, and
// more text than a message has.
func (p *parser) secret(at int, text string) error {
	if p.texts += len(text); p.texts > maxText {
		return refused(p.file, at, workflow.RuleEdXMLLarge, "")
	}
	if documents.RefuseSecret("", text) != nil {
		return refused(p.file, at, documents.RuleSecret, "")
	}
	return nil
}

func (p *parser) start(t xml.StartElement) error {
	if p.count++; p.count > maxElements || len(p.open) == maxDepth || len(t.Attr) > maxAttrs {
		return p.fail(workflow.RuleEdXMLLarge, "")
	}
	if p.root != nil && len(p.open) == 0 {
		return p.fail(workflow.RuleEdXMLSyntax, "")
	}
	n := opened{node: &node{name: canonical(t.Name.Local), at: p.at}, tag: t.Name, words: &bytes.Buffer{}, mark: len(p.bound)}
	for _, a := range t.Attr {
		if a.Name.Space == "xmlns" {
			p.bound = append(p.bound, a.Name.Local)
		}
	}
	if len(p.bound) > maxBound {
		return p.fail(workflow.RuleEdXMLLarge, "")
	}
	if err := p.names(t); err != nil {
		return err
	}
	if len(p.open) == 0 {
		p.root = n.node
	} else {
		above := p.open[len(p.open)-1].node
		above.kids = append(above.kids, n.node)
	}
	p.open = append(p.open, n)
	return nil
}

// names refuses an element whose prefix, or that of an attribute, is bound nowhere,
// and one that has an attribute twice.
func (p *parser) names(t xml.StartElement) error {
	if !p.isBound(t.Name) {
		return p.fail(workflow.RuleEdXMLPrefix, t.Name.Space)
	}
	for i, a := range t.Attr {
		if !p.isBound(a.Name) {
			return refused(p.file, p.at+max(0, bytes.Index(p.file[p.at:], []byte(a.Name.Space+":"+a.Name.Local))), workflow.RuleEdXMLPrefix, a.Name.Space)
		}
		if slices.ContainsFunc(t.Attr[:i], func(b xml.Attr) bool { return a.Name == b.Name }) {
			return p.fail(workflow.RuleEdXMLSyntax, "")
		}
		if err := p.secret(p.at, a.Value); err != nil {
			return err
		}
	}
	return nil
}

func (p *parser) isBound(name xml.Name) bool {
	return slices.Contains([]string{"", "xml", "xmlns"}, name.Space) || slices.Contains(p.bound, name.Space)
}

func (p *parser) end(tag xml.Name) error {
	last := len(p.open) - 1
	if last < 0 || p.open[last].tag != tag {
		return p.fail(workflow.RuleEdXMLSyntax, "")
	}
	n := p.open[last]
	n.text = strings.TrimSpace(n.words.String())
	p.open, p.bound = p.open[:last], p.bound[:n.mark]
	if n.name == fileContent && !strings.ContainsFunc(n.text, func(r rune) bool { return r > unicode.MaxASCII }) {
		return nil // decoded, it is looked at
	}
	return p.secret(n.at, n.text)
}

func (p *parser) words(t xml.CharData) error {
	if len(p.open) > 0 {
		p.open[len(p.open)-1].words.Write(t)
	} else if len(bytes.TrimSpace(t)) > 0 {
		return p.fail(workflow.RuleEdXMLSyntax, "")
	}
	return nil
}

func (p *parser) finish() (*node, error) {
	if p.root == nil || len(p.open) > 0 {
		return nil, p.fail(workflow.RuleEdXMLSyntax, "")
	}
	return p.root, nil
}

// canonical returns the name of an element as the tables of this package have it:
// Bussiness is the standard's own spelling, mended by some.
func canonical(name string) string {
	return strings.Replace(strings.ToLower(name), "business", "bussiness", 1)
}

// find adds the elements of that name within n, n as well, to found.
func (n *node) find(name string, found []*node) []*node {
	if n.name == name {
		found = append(found, n)
	}
	for _, kid := range n.kids {
		found = kid.find(name, found)
	}
	return found
}

// all returns the children of that name; none of nil.
func (n *node) all(name string) (out []*node) {
	if n == nil {
		return nil
	}
	for _, kid := range n.kids {
		if kid.name == canonical(name) {
			out = append(out, kid)
		}
	}
	return out
}
