package docx

import (
	"maps"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// A Kind says what a field holds.
type Kind string

// The kinds of fields, each with the Value it takes.
const (
	KindText   Kind = "text"   // Text
	KindNumber Kind = "number" // Number
	KindFlag   Kind = "flag"   // Flag
	KindTexts  Kind = "texts"  // Texts
	KindList   Kind = "list"   // List
	KindBlocks Kind = "blocks" // Blocks
)

// A Schema names the fields a template may use. Names are compared in NFC.
type Schema map[string]Field

// A Field says what one field is. Every template of the schema must use it,
// unless it is Optional; for a field of an Item, use it in the list.
type Field struct {
	Kind     Kind
	Item     Schema // of a list: the fields of each item
	Optional bool
}

// A form is a schema as one compiled template uses it: its fields in the order
// of their names. The place of a field is its slot, so that a rendering looks
// for no name.
type form []*field

type field struct {
	name     string
	slot     int
	kind     Kind
	item     form
	optional bool
	used     bool // by the template: a value must be given
}

func (s Schema) form() form {
	named := make(map[string]*field, len(s))
	for name, f := range s {
		name = norm.NFC.String(name)
		named[name] = &field{name: name, kind: f.Kind, item: f.Item.form(), optional: f.Optional}
	}
	out := make(form, 0, len(named))
	for slot, name := range slices.Sorted(maps.Keys(named)) {
		named[name].slot = slot
		out = append(out, named[name])
	}
	return out
}

// find returns the field called name, or nil.
func (f form) find(name string) *field {
	i, ok := slices.BinarySearchFunc(f, name, func(f *field, name string) int { return strings.Compare(f.name, name) })
	if !ok {
		return nil
	}
	return f[i]
}

// names returns the names in order.
func (f form) names() []string {
	out := make([]string, len(f))
	for i := range f {
		out[i] = f[i].name
	}
	return out
}

// absent yields the path of every field that the template should use and does
// not.
func (f form) absent(prefix string, yield func(path string)) {
	for _, f := range f {
		switch {
		case !f.used && !f.optional:
			yield(prefix + f.name)
		case f.used:
			f.item.absent(prefix+f.name+".", yield)
		}
	}
}
