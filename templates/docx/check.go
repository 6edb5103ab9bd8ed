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
	c.values(v, t.fields, "")
	slices.SortFunc(c.faults, func(a, b *Fault) int { return cmp.Compare(a.Field, b.Field) })
	return c.faults.err()
}

func (c *checker) fault(rule error, field string) *Fault {
	f := &Fault{Rule: rule, Template: c.template.name, Field: field}
	c.faults = append(c.faults, f)
	return f
}

// values checks v, whose path is prefix.
func (c *checker) values(v Values, fields fields, prefix string) {
	for name, f := range fields {
		if _, ok := v[name]; !ok && f.used {
			c.fault(ErrMissing, prefix+name)
		}
	}
	for name, value := range v {
		f, ok := fields[name]
		switch {
		case !ok:
			c.fault(ErrUnknown, prefix+name).Suggest = nearest(name, fields.names())
		case value == nil || value.kind() != f.kind:
			c.fault(ErrKind, prefix+name)
		case f.kind == KindList:
			for i, item := range value.(List) {
				c.values(item, f.item, fmt.Sprintf("%s%s[%d].", prefix, name, i))
			}
		case f.kind == KindBlocks:
			c.blocks(value.(Blocks), prefix+name)
		}
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
