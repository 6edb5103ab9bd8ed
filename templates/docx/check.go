package docx

import (
	"cmp"
	"fmt"
	"slices"
)

// checker compares values with the fields of a template. After it rendering
// cannot fail for want of a value.
type checker struct {
	template *Template
	faults   Faults
}

func (t *Template) check(v Values) error {
	c := checker{template: t}
	c.values(v, t.fields, nil)
	slices.SortFunc(c.faults, func(a, b *Fault) int { return cmp.Compare(a.Field, b.Field) })
	return c.faults.err()
}

func (c *checker) fault(rule error, field string) *Fault {
	f := &Fault{Rule: rule, Template: c.template.name, Field: field}
	c.faults = append(c.faults, f)
	return f
}

// A step is one item on the way to a field, spelt out only for a fault.
type step struct {
	up   *step
	list string
	item int
}

func (s *step) to(name string) string {
	if s == nil {
		return name
	}
	return fmt.Sprintf("%s[%d].%s", s.up.to(s.list), s.item, name)
}

// values checks v, to which the steps of at lead.
func (c *checker) values(v Values, fields fields, at *step) {
	for name, f := range fields {
		if _, ok := v[name]; !ok && f.used {
			c.fault(ErrMissing, at.to(name))
		}
	}
	for name, value := range v {
		f, ok := fields[name]
		switch {
		case !ok:
			c.fault(ErrUnknown, at.to(name)).Suggest = nearest(name, fields.names())
		case value == nil || value.kind() != f.kind:
			c.fault(ErrKind, at.to(name))
		default:
			c.within(name, value, f, at)
		}
	}
}

// within checks what value holds.
func (c *checker) within(name string, value Value, f *field, at *step) {
	switch value := value.(type) {
	case List:
		for i, item := range value {
			c.values(item, f.item, &step{at, name, i})
		}
	case Blocks:
		c.blocks(value, at.to(name))
	}
}

// blocks checks that every style blocks ask for is there.
func (c *checker) blocks(bs Blocks, field string) {
	for _, b := range bs {
		if b == nil {
			c.fault(ErrKind, field)
			continue
		}
		for id := range b.styles {
			if id != "" && !c.template.styles[id] {
				c.fault(ErrStyle, field+": "+id)
			}
		}
	}
}
