package docx

import (
	"strings"

	"vanthu/templates/ooxml"
)

// names looks at the marks of a part whose sections do not fit together: which
// fields they name can be told all the same, whatever list they should stand
// in. at is the place of n.
func (c *compiler) names(n *ooxml.Node, at place) {
	if p, ok := c.places[n]; ok {
		at = p
	}
	switch {
	case isMark(n) && sign(n) != signEnd:
		c.named(n.Text, at)
	case n.Name == "w:t":
		c.namesIn(n.Plain(), at)
	}
	for _, a := range n.Attrs {
		c.namesIn(a.Value, at)
	}
	for _, k := range n.Kids {
		c.names(k, at)
	}
}

func (c *compiler) namesIn(text string, at place) {
	for from, to := nextMark(text); from >= 0 && to > 0; from, to = nextMark(text) {
		if m, ok := parseMark(inside(text[from:to])); !ok {
			c.syntax(text[from:to], at)
		} else if m.sign == 0 {
			c.named(m.name, at)
		}
		text = text[to:]
	}
}

// named notes that a field is used, or that there is none of that name.
func (c *compiler) named(name string, at place) {
	if name == self || c.form.use(name) {
		return
	}
	c.fault(ErrUnknown, name, at).Suggest = nearest(name, c.form.all())
}

// syntax tells of a mark that is none; mostly a blank stands in its name.
func (c *compiler) syntax(mark string, at place) {
	c.fault(ErrSyntax, mark, at).Suggest = nearest(strings.TrimLeft(inside(mark), signs+" "), c.form.all())
}

// use marks every field called name as used, those of items too, and says
// whether there is one.
func (f form) use(name string) bool {
	there := false
	for _, field := range f {
		if field.name == name || field.item.use(name) {
			field.used, there = true, true
		}
	}
	return there
}

// all returns the names of f and of its items.
func (f form) all() []string {
	var out []string
	for _, field := range f {
		out = append(append(out, field.name), field.item.all()...)
	}
	return out
}
