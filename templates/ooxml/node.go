package ooxml

import (
	"iter"
	"slices"
	"strings"
)

// A Node is one element, or one stretch of text between tags. A text node has
// no Name and no Kids; an element has no Text.
type Node struct {
	Name  string // with its prefix: "w:p"; "" for text
	Attrs []Attr // in the order of the file, namespace declarations among them
	Kids  []*Node
	Text  string // of a text node, unescaped
}

// An Attr is one attribute, its name with its prefix and its value unescaped.
type Attr struct{ Name, Value string }

// El returns a new element. attrs are names and values by turns; a name without
// a value gets the empty one.
func El(name string, attrs ...string) *Node {
	n := &Node{Name: name}
	for pair := range slices.Chunk(attrs, 2) {
		pair = append(slices.Clip(pair), "")
		n.Attrs = append(n.Attrs, Attr{pair[0], pair[1]})
	}
	return n
}

// Text returns a new text node. For the text of a document use Words, which
// knows line breaks and tabs.
func Text(s string) *Node { return &Node{Text: s} }

// Add puts each child where the schema wants it among the children of n, behind
// those of its own name, and returns n. Where n has no declared order the child
// comes last. It is the only way to add a child.
func (n *Node) Add(children ...*Node) *Node {
	for _, c := range children {
		at := len(n.Kids)
		if list := order(n.Name); list != "" {
			for rank := rank(list, c.Name); at > 0 && rankOf(list, n.Kids[at-1]) > rank; at-- {
			}
		}
		n.Kids = slices.Insert(n.Kids, at, c)
	}
	return n
}

// Set is Add, but a child takes the place of the one of its name that is there.
func (n *Node) Set(children ...*Node) *Node {
	for _, c := range children {
		if i := slices.IndexFunc(n.Kids, func(k *Node) bool { return k.Name == c.Name }); i >= 0 {
			n.Kids[i] = c
			continue
		}
		n.Add(c)
	}
	return n
}

// Child returns the first child called name, or nil. It may be asked of nil, so
// that n.Child("w:pPr").Child("w:jc") needs no check between.
func (n *Node) Child(name string) *Node {
	if n == nil {
		return nil
	}
	for _, k := range n.Kids {
		if k.Name == name {
			return k
		}
	}
	return nil
}

// Attr returns the value of the attribute called name, "" when there is none or
// n is nil.
func (n *Node) Attr(name string) string {
	if n == nil {
		return ""
	}
	for _, a := range n.Attrs {
		if a.Name == name {
			return a.Value
		}
	}
	return ""
}

// SetAttr gives the attribute called name this value and returns n.
func (n *Node) SetAttr(name, value string) *Node {
	for i := range n.Attrs {
		if n.Attrs[i].Name == name {
			n.Attrs[i].Value = value
			return n
		}
	}
	n.Attrs = append(n.Attrs, Attr{name, value})
	return n
}

// Local returns the name of n without its prefix.
func (n *Node) Local() string { return n.Name[strings.IndexByte(n.Name, ':')+1:] }

// All yields n and every node below it, in document order.
func (n *Node) All() iter.Seq[*Node] {
	return func(yield func(*Node) bool) { n.walk(yield) }
}

func (n *Node) walk(yield func(*Node) bool) bool {
	if n == nil {
		return true
	}
	if !yield(n) {
		return false
	}
	for _, k := range n.Kids {
		if !k.walk(yield) {
			return false
		}
	}
	return true
}

// Named yields n, if so called, and every element below it called name, in
// document order.
func (n *Node) Named(name string) iter.Seq[*Node] {
	return func(yield func(*Node) bool) {
		n.walk(func(k *Node) bool { return k.Name != name || yield(k) })
	}
}

// Plain returns all text at and below n, one after the other.
func (n *Node) Plain() string {
	var out strings.Builder
	for k := range n.All() {
		out.WriteString(k.Text)
	}
	return out.String()
}
