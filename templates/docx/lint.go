package docx

import (
	"errors"
	"fmt"
	"path"
	"strings"

	"vanthu/templates/ooxml"
)

// A Finding is one thing wrong with a file that makes Word call it damaged or
// show it wrong, and that schema validators do not all see.
type Finding struct {
	Part string
	Rule LintRule
	What string // the id, name or text it is about
}

func (f Finding) String() string { return fmt.Sprintf("%s: %s: %q", f.Part, f.Rule, f.What) }

// A LintRule names what Lint looks for.
type LintRule string

// The rules of Lint.
const (
	LintPackage     LintRule = "package cannot be read"
	LintXML         LintRule = "not well-formed"
	LintType        LintRule = "part without a content type"
	LintTarget      LintRule = "relationship to a part that is not there"
	LintRel         LintRule = "relationship id that is not there"
	LintCell        LintRule = "table cell that does not end with a paragraph"
	LintStyle       LintRule = "style that is not defined"
	LintNumbering   LintRule = "numbering that is not defined"
	LintDrawing     LintRule = "drawing id used twice"
	LintPlaceholder LintRule = "mark left over"
	LintOrder       LintRule = "child out of the order of the schema"
)

// Lint judges a file, a template (where marks are to be left over) or a filled
// one, and returns what it found, in the order of the parts.
func Lint(file []byte) []Finding {
	p, err := Open(file)
	if err != nil {
		return []Finding{{Rule: LintPackage, What: err.Error()}}
	}
	l := &linter{pkg: p, drawings: map[string]bool{}}
	l.known()
	for _, name := range p.Names() {
		l.part = name
		l.check(name)
	}
	return l.findings
}

type linter struct {
	pkg      *Package
	part     string
	findings []Finding
	styles   map[string]bool
	numbers  map[string]bool // the w:numId defined
	rels     map[string]bool // the ids of the part at work
	drawings map[string]bool // the ids of wp:docPr met
}

func (l *linter) found(rule LintRule, what string) {
	l.findings = append(l.findings, Finding{l.part, rule, what})
}

// known reads what may be referred to. Parts that cannot be read are found later.
func (l *linter) known() {
	l.styles, _ = l.pkg.styles()
	l.numbers = map[string]bool{"0": true} // 0 takes a numbering away
	if root, err := l.pkg.Tree("word/numbering.xml"); err == nil {
		for n := range root.Named("w:num") {
			l.numbers[n.Attr("w:numId")] = true
		}
	}
}

func (l *linter) check(name string) {
	if name != typesPart && l.pkg.types.of(name) == "" {
		l.found(LintType, name)
	}
	if ext := path.Ext(name); ext != ".xml" && ext != ".rels" {
		return
	}
	root, err := l.pkg.Tree(name)
	if err != nil {
		l.found(LintXML, errors.Unwrap(err).Error())
		return
	}
	l.targets(name)
	l.tree(root)
	if text, _ := l.pkg.Text(name); strings.HasPrefix(name, "word/") || strings.HasPrefix(name, propsDir) {
		l.leftOver(append(text, root.Plain()))
	}
}

func (l *linter) leftOver(texts []string) {
	for _, s := range texts {
		if from := strings.Index(s, openMark); from >= 0 {
			l.found(LintPlaceholder, cut(s[from:]))
			return
		}
	}
}

// targets reads the relationships of the part called name.
func (l *linter) targets(name string) {
	l.rels = map[string]bool{}
	rels, err := l.pkg.Rels(name)
	if err != nil {
		return // its .rels is a part and found as such
	}
	for _, r := range rels {
		l.rels[r.ID] = true
		if !r.External && !strings.HasPrefix(r.Target, "#") && l.pkg.Part(r.Target) == nil {
			l.found(LintTarget, r.Target)
		}
	}
}

func (l *linter) tree(n *ooxml.Node) {
	l.refs(n)
	l.order(n)
	for _, k := range n.Kids {
		l.tree(k)
	}
}

func (l *linter) refs(n *ooxml.Node) {
	id := n.Attr("w:val")
	switch n.Name {
	case "w:pStyle", "w:rStyle", "w:tblStyle", "w:basedOn", "w:next", "w:link":
		if !l.styles[id] {
			l.found(LintStyle, id)
		}
	case "w:numId":
		if !l.numbers[id] {
			l.found(LintNumbering, id)
		}
	case "wp:docPr":
		if l.drawings[n.Attr("id")] {
			l.found(LintDrawing, n.Attr("id"))
		}
		l.drawings[n.Attr("id")] = true
	case "w:tc":
		if last := len(n.Kids) - 1; last < 0 || n.Kids[last].Name != "w:p" {
			l.found(LintCell, cut(n.Plain()))
		}
	}
	for _, a := range n.Attrs {
		if strings.HasPrefix(a.Name, "r:") && a.Name != "xmlns:r" && !l.rels[a.Value] {
			l.found(LintRel, a.Value)
		}
	}
}

// order finds the first child of n that stands before one it must follow.
func (l *linter) order(n *ooxml.Node) {
	list := ooxml.Order(n.Name)
	if list == nil {
		return
	}
	sorted := ooxml.El(n.Name)
	for _, k := range n.Kids {
		if k.Name != "" {
			sorted.Add(k)
		}
	}
	i := 0
	for _, k := range n.Kids {
		if k.Name == "" {
			continue
		}
		if sorted.Kids[i].Name != k.Name {
			l.found(LintOrder, n.Name+"/"+k.Name)
			return
		}
		i++
	}
}
