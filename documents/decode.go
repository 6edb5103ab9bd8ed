package documents

import (
	"encoding"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// decode sets into from tree and names every field that does not fit. It reads
// the same json tags as the stores do, so that a document has one shape.
func decode(tree, into any) error {
	d := decoder{}
	d.value("", tree, reflect.ValueOf(into).Elem(), "")
	return d.faults.Err()
}

type decoder struct{ faults FieldErrors }

// maxFaults is how many faults one answer names: more help nobody.
const maxFaults = 100

func (d *decoder) fault(path string, rule Rule, got string) {
	if len(d.faults) < maxFaults {
		d.faults = append(d.faults, &FieldError{Field: path, Rule: rule, Got: got})
	}
}

// value sets v from tree. A null leaves the zero value. keep is the tag of the
// field that v is, for tidy.
func (d *decoder) value(path string, tree any, v reflect.Value, keep string) {
	if tree == nil {
		return
	}
	if text, ok := tree.(string); ok && d.text(path, text, v, keep) {
		return
	}
	if _, ok := reflect.TypeAssert[encoding.TextUnmarshaler](v.Addr()); ok {
		d.fault(path, RuleFieldType, aText)
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		d.object(path, tree, v)
	case reflect.Slice:
		d.list(path, tree, v)
	case reflect.Map:
		d.texts(path, tree, v)
	case reflect.Int:
		d.number(path, tree, v)
	case reflect.Bool:
		flag, ok := tree.(bool)
		d.want(ok, path, "true hoặc false")
		v.SetBool(flag)
	default:
		d.fault(path, RuleFieldType, aText)
	}
}

// aText says that a text was wanted; YAML takes 12 and true for something else.
const aText = "chữ, đặt trong dấu ngoặc kép"

// tidy cleans a text as the keep tag of its field says: a name has one line,
// "lines" are the writer's own, and "spaces" stay at the ends too, where the
// next run begins.
func tidy(s, keep string) string {
	switch keep {
	case "lines":
		return Clean(s)
	case "spaces":
		return cleanRunes(s)
	}
	return OneLine(s)
}

// text sets v from a text, where v is a string or knows to read one.
func (d *decoder) text(path, s string, v reflect.Value, keep string) bool {
	switch p := v.Addr().Interface().(type) {
	case *Body:
		*p = ParseBody(s)
	case *Text:
		*p = ParseText(Clean(s))
	case *Lines:
		*p = ParseLines(s)
	case encoding.TextUnmarshaler:
		err := p.UnmarshalText([]byte(OneLine(s)))
		if field := (*FieldError)(nil); errors.As(err, &field) {
			field.Field = path
			d.faults = append(d.faults, field)
		}
	default:
		if v.Kind() != reflect.String {
			return false
		}
		v.SetString(tidy(s, keep))
	}
	return true
}

// object sets the fields of a struct by their json names.
func (d *decoder) object(path string, tree any, v reflect.Value) {
	fields, ok := tree.(map[string]any)
	d.want(ok, path, "các trường theo dạng tên: giá trị")
	known := fieldsOf(v.Type())
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		f, ok := known[name]
		if !ok {
			d.fault(member(path, excerpt(name)), RuleUnknownField, nearest(name, known))
			continue
		}
		d.value(member(path, name), fields[name], v.FieldByIndex(f.Index), f.Tag.Get("keep"))
	}
}

func (d *decoder) list(path string, tree any, v reflect.Value) {
	items, ok := tree.([]any)
	d.want(ok, path, "một danh sách")
	if len(items) == 0 {
		return
	}
	if body, ok := reflect.TypeAssert[*Body](v.Addr()); ok {
		d.body(path, items, body)
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(items), len(items)))
	for i, item := range items {
		d.value(index(path, i), item, v.Index(i), "")
	}
}

// body reads blocks; a text among them stands for all that ParseBody makes of it.
func (d *decoder) body(path string, items []any, into *Body) {
	for i, item := range items {
		if text, ok := item.(string); ok {
			*into = append(*into, ParseBody(text)...)
			continue
		}
		var b Block
		d.value(index(path, i), item, reflect.ValueOf(&b).Elem(), "")
		*into = append(*into, b)
	}
}

// texts sets a map of texts, or of lines, by texts.
func (d *decoder) texts(path string, tree any, v reflect.Value) {
	fields, ok := tree.(map[string]any)
	d.want(ok, path, "các trường theo dạng tên: giá trị")
	if len(fields) == 0 {
		return
	}
	v.Set(reflect.MakeMapWithSize(v.Type(), len(fields)))
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		item := reflect.New(v.Type().Elem()).Elem()
		d.value(member(path, name), fields[name], item, "")
		v.SetMapIndex(reflect.ValueOf(OneLine(name)).Convert(v.Type().Key()), item)
	}
}

func (d *decoder) number(path string, tree any, v reflect.Value) {
	n, err := strconv.ParseInt(fmt.Sprint(tree), 10, 32)
	if _, text := tree.(string); text {
		err = strconv.ErrSyntax
	}
	d.want(err == nil && n >= 0, path, "số nguyên từ 0 trở lên")
	v.SetInt(n)
}

// want notes a fault of type unless ok.
func (d *decoder) want(ok bool, path, what string) {
	if !ok {
		d.fault(path, RuleFieldType, what)
	}
}

// fieldsOf returns the fields of a struct by their json names.
func fieldsOf(t reflect.Type) map[string]reflect.StructField {
	out := map[string]reflect.StructField{}
	for f := range t.Fields() {
		if name := jsonName(f); name != "" && f.Tag.Get("keep") != "never" { // never: nobody types it
			out[name] = f
		}
	}
	return out
}

func jsonName(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	return name
}

// nearest returns the known name that name was most likely meant to be, or "".
func nearest(name string, known map[string]reflect.StructField) string {
	return closest(name, slices.Sorted(maps.Keys(known)))
}

// closest is nearest among names.
func closest(name string, names []string) string {
	best, least := "", 3
	for _, k := range names {
		if len(name) > len(k)+least {
			continue
		}
		if n := distance(name, k); n < least {
			best, least = k, n
		}
	}
	return best
}

// distance is the number of letters to change, add or drop between a and b.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		before := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := before
			if a[i] != b[j] {
				change++
			}
			before = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

func member(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

func index(path string, i int) string { return fmt.Sprintf("%s[%d]", path, i) }
