package signing

import (
	"maps"
	"slices"
	"strconv"

	"vanthu/workflow/signing/pdf"
)

// What may change of a field that is filled or signed, and of the form.
var (
	fieldKeys = []pdf.Name{"AP", "AS", "V", "F", "DA", "Q", "Ff", "Type"}
	formKeys  = []pdf.Name{"Fields", "DR", "DA", "Q", "SigFlags"}
)

// fields compares the forms.
func (c *comparison) fields() error {
	for _, catalog := range []*pdf.File{c.old, c.file} {
		root, err := catalog.Catalog()
		if err != nil {
			return err
		}
		c.explain(root["AcroForm"])
	}
	c.explain(c.before.dict["Fields"])
	c.explain(c.after.dict["Fields"])
	for _, key := range differing(c.before.dict, c.after.dict) {
		if !slices.Contains(formKeys, key) && !(key == "NeedAppearances" && c.after.dict[key] != true) {
			c.add(ChangedFields, string(key), false)
		}
	}
	if err := c.explainNew(c.after.dict["DR"]); err != nil {
		return err
	}
	for _, name := range c.before.names {
		if c.after.fields[name] == nil {
			c.add(ChangedFields, name, false)
		}
	}
	for _, name := range c.after.names {
		if err := c.field(name, c.before.fields[name], c.after.fields[name]); err != nil {
			return err
		}
	}
	return nil
}

// field compares one field; was is nil if it is new.
func (c *comparison) field(name string, was, is *formField) error {
	if was == nil {
		return c.newField(name, is)
	}
	if was.ref != is.ref || !slices.Equal(was.widgets, is.widgets) {
		c.add(ChangedFields, name, false)
		return nil
	}
	different := differing(was.dict, is.dict)
	looks, err := c.widgetsChanged(is, &different)
	if err != nil {
		return err
	}
	if !looks && len(different) == 0 && equal(was.value, is.value) {
		return nil // if it was written again, rest finds it the same
	}
	for _, key := range different {
		if !slices.Contains(fieldKeys, key) {
			c.add(ChangedFields, name, false)
			return nil
		}
	}
	c.judge(name, was, is)
	c.explain(is.ref)
	for _, w := range is.widgets {
		c.explain(w)
		dict, err := c.file.Dict(w)
		if err != nil {
			return err
		}
		if err := c.explainNew(dict["AP"]); err != nil {
			return err
		}
		if is.kind != pdf.Name("Tx") {
			continue
		}
		old, err := c.old.Dict(w)
		if err != nil {
			return err
		}
		walk(old["AP"], func(ref pdf.Ref) { c.looks[ref.Number] = true })
	}
	return c.explainNew(is.dict["V"])
}

// widgetsChanged compares the widgets of a field that stand apart from it.
func (c *comparison) widgetsChanged(f *formField, different *[]pdf.Name) (changed bool, err error) {
	for _, w := range f.widgets {
		if w == f.ref {
			continue
		}
		was, err := c.old.Dict(w)
		if err != nil {
			return false, err
		}
		is, err := c.file.Dict(w)
		if err != nil {
			return false, err
		}
		if keys := differing(was, is); len(keys) > 0 {
			*different, changed = append(*different, keys...), true
		}
	}
	return changed, nil
}

// judge tells what was done to a field that was there.
func (c *comparison) judge(name string, was, is *formField) {
	free := c.lock.level > 1 && !c.lock.covers(name)
	signature := is.kind == pdf.Name("Sig")
	switch {
	case signature && was.value == nil && is.signed():
		c.add(signedKind(is), name, free)
	case signature:
		c.add(ChangedFields, name, false)
	case was.value != nil && was.value != pdf.String("") && !equal(was.value, is.value):
		c.add(ChangedRefilled, name, false)
	default:
		c.add(ChangedFilled, name, free)
	}
}

// signedKind parts time stamps from signatures.
func signedKind(f *formField) ChangeKind {
	if dict, ok := f.value.(pdf.Dict); ok && (dict["Type"] == pdf.Name("DocTimeStamp") || dict["SubFilter"] == pdf.Name("ETSI.RFC3161")) {
		return ChangedStamped
	}
	return ChangedSigned
}

// newField judges a field that was not there: only a signature's may come, signed,
// and only where no signature certifies the document for less. One that nobody
// signed could show anything in nobody's name.
func (c *comparison) newField(name string, f *formField) error {
	if f.kind != pdf.Name("Sig") || f.dict["Parent"] != nil || c.old.Has(f.ref.Number) {
		c.add(ChangedFields, name, false)
		return nil
	}
	kind := ChangedFields
	if f.signed() {
		kind = signedKind(f)
	}
	free := kind != ChangedFields && c.lock.level > 2 && !c.lock.covers(name)
	c.add(kind, name, free || kind == ChangedStamped)
	for _, w := range f.widgets {
		c.widgets[w] = true
	}
	return c.explainNew(f.ref)
}

// pages compares the pages: nothing may change but that the widgets of new
// signatures stand on them.
func (c *comparison) pages() error {
	was, err := c.old.Pages()
	if err != nil {
		return err
	}
	is, err := c.file.Pages()
	if err != nil {
		return err
	}
	if len(was) != len(is) {
		c.add(ChangedOther, "Pages", false)
		return nil
	}
	for i := range was {
		if err := c.page(i, was[i], is[i]); err != nil {
			return err
		}
	}
	return nil
}

func (c *comparison) page(i int, was, is pdf.Page) error {
	name := strconv.Itoa(i + 1)
	if was.Ref != is.Ref || was.Box != is.Box || was.Rotate != is.Rotate {
		c.add(ChangedPage, name, false)
		return nil
	}
	if !c.changed(is.Ref) && !c.changed(was.Dict["Annots"]) {
		return nil
	}
	for _, key := range differing(was.Dict, is.Dict) {
		if key != "Annots" {
			c.add(ChangedPage, name, false)
			return nil
		}
	}
	notes, err := c.old.Array(was.Dict["Annots"])
	if err != nil {
		return err
	}
	now, err := c.file.Array(is.Dict["Annots"])
	if err != nil {
		return err
	}
	strange := func(o pdf.Object) bool {
		ref, ok := o.(pdf.Ref)
		return !ok || !c.widgets[ref]
	}
	if len(now) < len(notes) || !equal(now[:len(notes)], notes) || slices.ContainsFunc(now[len(notes):], strange) {
		c.add(ChangedPage, name, false)
		return nil
	}
	c.explain(is.Ref)
	c.explain(was.Dict["Annots"])
	return nil
}

// differing returns the keys whose values are not the same, in order.
func differing(a, b pdf.Dict) (keys []pdf.Name) {
	all := maps.Clone(a)
	if all == nil {
		all = pdf.Dict{}
	}
	maps.Copy(all, b)
	for key := range all {
		if !equal(a[key], b[key]) {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return keys
}

// equal reports whether two objects are written alike; references are not
// followed.
func equal(a, b pdf.Object) bool {
	switch x := a.(type) {
	case pdf.Array:
		y, ok := b.(pdf.Array)
		return ok && slices.EqualFunc(x, y, equal)
	case pdf.Dict:
		y, ok := b.(pdf.Dict)
		return ok && maps.EqualFunc(x, y, equal)
	case *pdf.Stream:
		y, ok := b.(*pdf.Stream)
		return ok && equal(x.Dict, y.Dict) && string(x.Raw) == string(y.Raw)
	}
	switch b.(type) {
	case pdf.Array, pdf.Dict, *pdf.Stream:
		return false
	}
	return a == b
}

// walk calls visit for each reference in o.
func walk(o pdf.Object, visit func(pdf.Ref)) {
	switch o := o.(type) {
	case pdf.Ref:
		visit(o)
	case pdf.Array:
		for _, item := range o {
			walk(item, visit)
		}
	case pdf.Dict:
		for _, item := range o {
			walk(item, visit)
		}
	case *pdf.Stream:
		walk(o.Dict, visit)
	}
}
