package docx

import (
	"slices"
	"strings"

	"vanthu/templates/ooxml"
)

// emitter writes the tree of one part as a program.
type emitter struct {
	plain   bool // not a story: a mark may stand in any text
	ops     []op
	lit     []byte // static bytes not yet in ops
	dynamic bool   // there is more than static bytes
	scopes  []scope
	at      place // of the paragraph at work
	inner   int   // sections around

	hosts    map[*ooxml.Node]*host // of the block marks
	repeated map[string]bool       // the bookmarks that begin or end in a section
	last     *ooxml.Node           // the properties of the last section of pages
}

// scope is what one level of frames has at run time: the fields of an item, or
// the item of a list of texts (no form).
type scope struct{ form form }

func (e *emitter) flush() {
	if len(e.lit) > 0 {
		e.ops = append(e.ops, op{kind: opLit, lit: e.lit})
		e.lit = nil
	}
}

func (e *emitter) emit(o op) {
	e.flush()
	e.dynamic = true
	e.ops = append(e.ops, o)
}

// enclose emits o with what inside emits as its body.
func (e *emitter) enclose(o op, inside func()) {
	e.emit(o)
	at := len(e.ops)
	inside()
	e.flush()
	e.ops[at-1].body = len(e.ops) - at
}

// node emits n and all below it.
func (c *compiler) node(n *ooxml.Node) {
	switch {
	case isMark(n):
		c.marked(n)
	case n.Name == "" && c.plain:
		c.text(n.Text, opAttr)
	case n.Name == "":
		if strings.Contains(n.Text, openMark) {
			c.fault(ErrPlace, "", c.at)
		}
		c.lit = n.AppendTo(c.lit)
	case n.Name == "w:t" && len(n.Kids) > 0:
		text := n.Plain()
		if strings.Contains(text, openMark) {
			n.SetAttr("xml:space", "preserve")
		}
		c.start(n)
		c.text(text, opText)
		c.lit = n.AppendEnd(c.lit)
	case n.Name == "w:p":
		defer func(was place) { c.at = was }(c.at)
		c.at = c.places[n]
		c.element(n)
	case n == c.last && n != nil:
		c.emit(op{kind: opSheet})
	case (n.Name == "w:bookmarkStart" || n.Name == "w:bookmarkEnd") && c.repeated[n.Attr("w:id")]:
		// repeated, it would be there twice
	case n.Name == "w:tbl" && !slices.ContainsFunc(n.Kids, func(k *ooxml.Node) bool { return k.Name == "w:tr" }):
		c.enclose(op{kind: opRows}, func() { c.element(n) })
	default:
		c.element(n)
	}
}

// element emits n as an element with its children.
func (c *compiler) element(n *ooxml.Node) {
	switch n.Name {
	case "w:pStyle", "w:rStyle", "w:tblStyle":
		if id := n.Attr("w:val"); !c.styles[id] {
			c.fault(ErrStyle, id, c.at)
		}
	}
	c.start(n)
	if len(n.Kids) == 0 && n.Name != "w:p" {
		return
	}
	for _, k := range n.Kids {
		c.node(k)
	}
	switch n.Name {
	case "w:tc", "w:txbxContent", "w:hdr", "w:ftr", "w:footnote", "w:endnote":
		if isMark(n.Kids[len(n.Kids)-1]) {
			c.emit(op{kind: opFill})
		}
	}
	c.lit = n.AppendEnd(c.lit)
}

// start emits the start tag of n, with the marks in its attributes. What must be
// single in a file is left out or counted within a section.
func (c *compiler) start(n *ooxml.Node) {
	c.lit = append(append(c.lit, '<'), n.Name...)
	for _, a := range n.Attrs {
		if c.inner > 0 && (a.Name == "w14:paraId" || a.Name == "w14:textId") {
			continue
		}
		c.lit = append(append(append(c.lit, ' '), a.Name...), '=', '"')
		if c.inner > 0 && n.Name == "wp:docPr" && a.Name == "id" {
			c.emit(op{kind: opSerial})
		} else {
			c.text(a.Value, opAttr)
		}
		c.lit = append(c.lit, '"')
	}
	if len(n.Kids) == 0 && n.Name != "w:p" {
		c.lit = append(c.lit, '/')
	}
	c.lit = append(c.lit, '>')
}

// text emits s with its marks, the values in the way of kind. As literal text
// the escapes of an attribute do in both places, but a break in a text stays.
func (c *compiler) text(s string, kind opKind) {
	for s != "" {
		from, to := nextMark(s)
		if from < 0 || to == 0 {
			if from >= 0 {
				c.fault(ErrUnclosed, "", c.at)
			}
			c.literal(s, kind)
			return
		}
		c.literal(s[:from], kind)
		if m, ok := parseMark(inside(s[from:to])); !ok {
			c.syntax(s[from:to], c.at)
		} else if m.sign != 0 {
			c.fault(ErrPlace, s[from:to], c.at)
		} else if o, f := c.find(m.name, c.at); f != nil {
			if f.kind != KindText && f.kind != KindNumber {
				c.fault(ErrUse, m.name, c.at)
			}
			o.kind = kind
			c.emit(o)
		}
		s = s[to:]
	}
}

func (c *compiler) literal(s string, kind opKind) {
	if kind == opText {
		c.lit = ooxml.Text(s).AppendTo(c.lit)
		return
	}
	c.lit = ooxml.AppendAttr(c.lit, s)
}

// find returns the field called name as an op will look for it, and what it is.
// A field that is not there is a fault, and nil.
func (c *compiler) find(name string, at place) (op, *field) {
	for depth := len(c.scopes) - 1; depth >= 0; depth-- {
		scope := c.scopes[depth].form
		if name == self && scope == nil {
			return op{depth: depth, slot: theItem}, &field{kind: KindText}
		}
		if f := scope.find(name); f != nil {
			f.used = true
			return op{depth: depth, slot: f.slot}, f
		}
	}
	var known []string
	for _, s := range c.scopes {
		known = append(known, s.form.names()...)
	}
	c.fault(ErrUnknown, name, at).Suggest = nearest(name, known)
	return op{}, nil
}

// marked emits a section, or the blocks of a block mark.
func (c *compiler) marked(n *ooxml.Node) {
	at := c.places[n]
	o, f := c.find(n.Text, at)
	if f == nil {
		return
	}
	switch sign := sign(n); {
	case (sign == signBlock) != (f.kind == KindBlocks) && (sign == signBlock || sign == signEach):
		c.fault(ErrUse, n.Text, at)
	case sign == signBlock:
		o.kind, o.host = opBlocks, c.hosts[n]
		for _, props := range n.Kids {
			o.host.props = props.AppendTo(nil)
		}
		c.emit(o)
	case sign == signNot:
		o.kind = opNot
		c.section(o, n)
	case sign == signEach && f.kind == KindList:
		o.kind, o.width = opEach, len(f.item)
		c.section(o, n, scope{f.item})
	case sign == signEach && f.kind == KindTexts:
		o.kind = opTexts
		c.section(o, n, scope{})
	default:
		o.kind = opIf
		c.section(o, n)
	}
}

// section emits the children of n as the body of o, within scopes more.
func (c *compiler) section(o op, n *ooxml.Node, more ...scope) {
	c.scopes = append(c.scopes, more...)
	c.inner++
	c.enclose(o, func() {
		for _, k := range n.Kids {
			c.node(k)
		}
	})
	c.inner--
	c.scopes = c.scopes[:len(c.scopes)-len(more)]
}
