package ooxml

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Namespace is what the prefix w must stand for.
const Namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

// The reasons for which Parse refuses a part.
var (
	ErrMalformed = errors.New("not well-formed XML")
	ErrForbidden = errors.New("XML with a document type declaration")
	ErrTooLarge  = errors.New("XML too deep or of too many elements")
	ErrPrefix    = errors.New("the prefix w does not stand for WordprocessingML")
)

// Limits of a part. Word itself stays under a depth of 100; a page of text has
// some 500 elements.
const (
	maxDepth = 256
	maxNodes = 1 << 20 // elements and attributes together
	maxAttrs = 512     // of one element
	maxScope = 1024    // prefixes declared at one place
)

// Parse reads one part. Everything is kept but comments and processing
// instructions, which say nothing in a document; CDATA becomes plain text. A
// document type declaration is refused, so there are no entities but the five
// of XML. It returns ErrMalformed, ErrForbidden, ErrTooLarge or ErrPrefix,
// wrapped with where and why.
func Parse(part []byte) (*Node, error) {
	p := parser{dec: xml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(part, []byte("\uFEFF"))))}
	for {
		token, err := p.dec.RawToken()
		if errors.Is(err, io.EOF) {
			return p.finish()
		}
		if err != nil {
			return nil, p.fail(ErrMalformed, err.Error())
		}
		if err := p.take(token); err != nil {
			return nil, err
		}
	}
}

type parser struct {
	dec   *xml.Decoder
	root  *Node
	words []byte // text not yet in the tree: a comment or CDATA may part it
	open  []*Node
	scope []string // the prefixes declared, of all open elements
	marks []int    // the length of scope before each open element
	nodes int
}

func (p *parser) fail(kind error, why string) error {
	line, column := p.dec.InputPos()
	return fmt.Errorf("line %d, column %d: %w: %s", line, column, kind, why)
}

func (p *parser) take(token xml.Token) error {
	switch t := token.(type) {
	case xml.StartElement:
		return p.start(t)
	case xml.EndElement:
		return p.end(join(t.Name))
	case xml.CharData:
		p.words = append(p.words, t...)
	case xml.Directive:
		return p.fail(ErrForbidden, "<!…> is not allowed")
	}
	return nil
}

func (p *parser) start(t xml.StartElement) error {
	if err := p.text(); err != nil {
		return err
	}
	n := &Node{Name: join(t.Name)}
	if p.nodes += 1 + len(t.Attr); p.nodes > maxNodes || len(p.open) >= maxDepth || len(t.Attr) > maxAttrs {
		return p.fail(ErrTooLarge, n.Name)
	}
	p.marks = append(p.marks, len(p.scope))
	if err := p.attrs(n, t.Attr); err != nil {
		return err
	}
	if err := p.declared(n); err != nil {
		return err
	}
	if last := len(p.open) - 1; last >= 0 {
		p.open[last].Kids = append(p.open[last].Kids, n)
	} else if p.root != nil {
		return p.fail(ErrMalformed, "a second root, "+n.Name)
	} else {
		p.root = n
	}
	p.open = append(p.open, n)
	return nil
}

// attrs gives n its attributes and notes the prefixes it declares.
func (p *parser) attrs(n *Node, attrs []xml.Attr) error {
	for i, a := range attrs {
		if slices.ContainsFunc(attrs[:i], func(b xml.Attr) bool { return a.Name == b.Name }) {
			return p.fail(ErrMalformed, "two attributes "+join(a.Name))
		}
		name := join(a.Name)
		if prefix, ok := strings.CutPrefix(name, "xmlns:"); ok {
			if prefix == "w" && a.Value != Namespace {
				return p.fail(ErrPrefix, a.Value)
			}
			if p.scope = append(p.scope, prefix); len(p.scope) > maxScope {
				return p.fail(ErrTooLarge, name)
			}
		}
		n.Attrs = append(n.Attrs, Attr{name, a.Value})
	}
	return nil
}

// declared says whether every prefix of n and its attributes is declared.
func (p *parser) declared(n *Node) error {
	if !p.inScope(n.Name) {
		return p.fail(ErrMalformed, "undeclared prefix of "+n.Name)
	}
	for _, a := range n.Attrs {
		if !p.inScope(a.Name) {
			return p.fail(ErrMalformed, "undeclared prefix of "+a.Name)
		}
	}
	return nil
}

func (p *parser) inScope(name string) bool {
	prefix, local, ok := strings.Cut(name, ":")
	if !ok || prefix == "xml" || prefix == "xmlns" {
		return true
	}
	if local == "" {
		return false
	}
	for i := len(p.scope) - 1; i >= 0; i-- {
		if p.scope[i] == prefix {
			return true
		}
	}
	return false
}

func (p *parser) end(name string) error {
	if err := p.text(); err != nil {
		return err
	}
	last := len(p.open) - 1
	if last < 0 || p.open[last].Name != name {
		return p.fail(ErrMalformed, "</"+name+"> closes nothing")
	}
	p.open, p.scope, p.marks = p.open[:last], p.scope[:p.marks[last]], p.marks[:last]
	return nil
}

// text puts the words gathered into the tree.
func (p *parser) text() error {
	if len(p.words) == 0 {
		return nil
	}
	s := string(p.words)
	p.words = p.words[:0]
	if last := len(p.open) - 1; last >= 0 {
		p.open[last].Kids = append(p.open[last].Kids, Text(s))
	} else if strings.TrimSpace(s) != "" {
		return p.fail(ErrMalformed, "text outside the root")
	}
	return nil
}

func (p *parser) finish() (*Node, error) {
	if err := p.text(); err != nil {
		return nil, err
	}
	if p.root == nil || len(p.open) > 0 {
		return nil, p.fail(ErrMalformed, "it ends too early")
	}
	return p.root, nil
}

func join(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return n.Space + ":" + n.Local
}
