package docx

import (
	"cmp"
	"fmt"
	"slices"
)

// A slot holds the value of one field. The slots of a form lie side by side in
// its order; those of a list's items do so item after item, from items on.
type slot struct {
	value Value
	items int
}

// binder puts values into slots and compares them with the form of a template on
// the way. After it a rendering looks for no name and can want no value.
type binder struct {
	template *Template
	slots    []slot
	faults   Faults
}

// bind binds v to the whole form of t. The slots of an earlier call are lost.
func (b *binder) bind(t *Template, v Values) error {
	b.template, b.faults = t, nil
	b.values(v, t.form, b.reserve(len(t.form)), nil)
	slices.SortFunc(b.faults, func(x, y *Fault) int { return cmp.Compare(x.Field, y.Field) })
	return b.faults.err()
}

// release forgets the values, for which others may be waiting, but keeps the room.
func (b *binder) release() {
	clear(b.slots)
	b.slots, b.faults = b.slots[:0], nil
}

// reserve makes room for n slots and returns the first.
func (b *binder) reserve(n int) int {
	first := len(b.slots)
	b.slots = slices.Grow(b.slots, n)[:first+n]
	return first
}

func (b *binder) fault(rule error, field string) *Fault {
	f := &Fault{Rule: rule, Template: b.template.name, Field: field}
	b.faults = append(b.faults, f)
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

// values binds v, to which the steps of at lead, to the slots from first on.
func (b *binder) values(v Values, fs form, first int, at *step) {
	known := 0
	for i, f := range fs {
		value, ok := v[f.name]
		switch {
		case ok:
			known++
			b.value(value, f, first+i, at)
		case f.used:
			b.fault(ErrMissing, at.to(f.name))
		}
	}
	if known == len(v) {
		return
	}
	for name := range v {
		if fs.find(name) == nil {
			b.fault(ErrUnknown, at.to(name)).Suggest = nearest(name, fs.names())
		}
	}
}

// value binds one value, with what it holds.
func (b *binder) value(value Value, f *field, at int, steps *step) {
	if value == nil || value.kind() != f.kind {
		b.fault(ErrKind, steps.to(f.name))
		return
	}
	b.slots[at].value = value
	switch value := value.(type) {
	case List:
		first := b.reserve(len(value) * len(f.item))
		b.slots[at].items = first
		for i, item := range value {
			b.values(item, f.item, first+i*len(f.item), &step{steps, f.name, i})
		}
	case Blocks:
		b.blocks(value, f, steps)
	}
}

// blocks checks that every style blocks ask for is there.
func (b *binder) blocks(bs Blocks, f *field, at *step) {
	for _, block := range bs {
		if block == nil {
			b.fault(ErrKind, at.to(f.name))
		} else if id := block.unstyled(b.template.styles); id != "" {
			b.fault(ErrStyle, at.to(f.name)+": "+id)
		}
	}
}
