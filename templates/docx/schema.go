package docx

import (
	"maps"
	"slices"

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

// fields is a schema as one compiled template uses it.
type fields map[string]*field

type field struct {
	kind     Kind
	item     fields
	optional bool
	used     bool // by the template: a value must be given
}

func (s Schema) fields() fields {
	out := make(fields, len(s))
	for name, f := range s {
		out[norm.NFC.String(name)] = &field{kind: f.Kind, item: f.Item.fields(), optional: f.Optional}
	}
	return out
}

// names returns the names in order.
func (fs fields) names() []string { return slices.Sorted(maps.Keys(fs)) }

// absent yields the path of every field that the template should use and does
// not.
func (fs fields) absent(prefix string, yield func(path string)) {
	for _, name := range fs.names() {
		switch f := fs[name]; {
		case !f.used && !f.optional:
			yield(prefix + name)
		case f.used:
			f.item.absent(prefix+name+".", yield)
		}
	}
}

// nearest returns the name of s that is most like name, "" when none is: a third
// of its letters may differ.
func nearest(name string, names []string) string {
	best, least := "", max(1, len([]rune(name))/3)+1
	for _, n := range names {
		if d := distance([]rune(name), []rune(n)); d < least {
			best, least = n, d
		}
	}
	return best
}

// distance is the number of letters to put in, take out or change to make a of b.
func distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j, y := range b {
			change := diagonal
			if x != y {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, diagonal+1)
		}
	}
	return row[len(b)]
}
