package signing

import (
	"slices"
	"strings"

	"vanthu/workflow"
	"vanthu/workflow/signing/pdf"
)

// A form is the fields of a PDF by their full names.
type form struct {
	fields map[string]*formField
	names  []string // in the order of the file
	dict   pdf.Dict // of the form
}

// A formField is one field that has no fields below it.
type formField struct {
	ref     pdf.Ref
	dict    pdf.Dict
	kind    pdf.Object // FT, perhaps from above
	value   pdf.Object // V, resolved
	widgets []pdf.Ref  // its own reference, or its kids'
}

// The limits of a form.
const (
	maxFields = 20_000
	maxNested = 32
)

// readForm reads the form of a PDF; one without has no fields.
func readForm(file *pdf.File) (*form, error) {
	f := &form{fields: map[string]*formField{}}
	catalog, err := file.Catalog()
	if err != nil {
		return nil, said(err)
	}
	if f.dict, err = file.Dict(catalog["AcroForm"]); err != nil || f.dict == nil {
		return f, said(err)
	}
	roots, err := file.Array(f.dict["Fields"])
	if err != nil {
		return nil, said(err)
	}
	w := formWalk{file, f, map[pdf.Ref]bool{}}
	for _, o := range roots {
		if err := w.visit(o, "", nil, 0); err != nil {
			return nil, said(err)
		}
	}
	return f, nil
}

type formWalk struct {
	file *pdf.File
	form *form
	seen map[pdf.Ref]bool
}

func (w *formWalk) visit(o pdf.Object, prefix string, kind pdf.Object, depth int) error {
	ref, ok := o.(pdf.Ref)
	if !ok || w.seen[ref] || depth > maxNested || len(w.seen) > maxFields {
		return &pdf.Fault{Reason: pdf.Broken, What: "the fields of the form"}
	}
	w.seen[ref] = true
	dict, err := w.file.Dict(ref)
	if err != nil || dict == nil {
		return err
	}
	name, err := w.name(dict, prefix)
	if err != nil {
		return err
	}
	if dict["FT"] != nil {
		kind = dict["FT"]
	}
	kids, err := w.file.Array(dict["Kids"])
	if err != nil {
		return err
	}
	f := &formField{ref: ref, dict: dict, kind: kind}
	fields, err := w.parted(kids, f)
	if err != nil {
		return err
	}
	for _, kid := range fields {
		if err := w.visit(kid, name, kind, depth+1); err != nil {
			return err
		}
	}
	if len(fields) > 0 {
		return nil
	}
	if len(kids) == 0 {
		f.widgets = []pdf.Ref{ref}
	}
	if f.value, err = w.file.Resolve(dict["V"]); err != nil {
		return err
	}
	if w.form.fields[name] == nil {
		w.form.names = append(w.form.names, name)
	}
	w.form.fields[name] = f
	return nil
}

// parted returns the kids that are fields, and gives f those that are its
// widgets.
func (w *formWalk) parted(kids pdf.Array, f *formField) (fields pdf.Array, err error) {
	for _, kid := range kids {
		child, err := w.file.Dict(kid)
		if err != nil {
			return nil, err
		}
		if child["T"] != nil {
			fields = append(fields, kid)
		} else if r, ok := kid.(pdf.Ref); ok {
			f.widgets = append(f.widgets, r)
		}
	}
	return fields, nil
}

// name returns the full name of a field below prefix.
func (w *formWalk) name(dict pdf.Dict, prefix string) (string, error) {
	o, err := w.file.Resolve(dict["T"])
	part, _ := o.(pdf.String)
	if prefix == "" {
		return part.Text(), err
	}
	return prefix + "." + part.Text(), err
}

// static makes sure that the form is one of fields on pages: what XFA would
// show cannot be known here.
func (f *form) static() error {
	if f.dict["XFA"] != nil {
		return refuse(workflow.RulePDFForm, "biểu mẫu XFA")
	}
	return nil
}

// signed returns the names of the fields with a signature.
func (f *form) signed() (out []string) {
	for _, name := range f.names {
		if f.fields[name].signed() {
			out = append(out, name)
		}
	}
	return out
}

// signed reports whether a field has a signature.
func (f *formField) signed() bool {
	_, has := f.value.(pdf.Dict)
	return has && f.kind == pdf.Name("Sig")
}

// newText reports whether there are text fields that name our fonts.
func (f *form) newText() bool {
	for _, field := range f.fields {
		if field.kind == pdf.Name("Tx") {
			return true
		}
	}
	return false
}

// locked returns the fields that signatures in the file lock, and whether they
// forbid new fields or all change.
func (f *form) locked(file *pdf.File) (l lock, err error) {
	l.level = 4
	for _, name := range f.signed() {
		one, err := lockOf(file, f.fields[name].value)
		if err != nil {
			return l, said(err)
		}
		l.level = min(l.level, one.level)
		l.rules = append(l.rules, one.rules...)
	}
	return l, nil
}

// A lock is what signatures forbid.
type lock struct {
	level int // as DocMDP's P: 1 no change, 2 filling and signing, 3 notes too; 4 nothing said
	rules []lockRule
}

// A lockRule is one FieldMDP.
type lockRule struct {
	action pdf.Name
	fields []string
}

// covers reports whether a field is locked.
func (l lock) covers(field string) bool {
	return slices.ContainsFunc(l.rules, func(r lockRule) bool {
		switch r.action {
		case "All":
			return true
		case "Include":
			return r.names(field)
		case "Exclude":
			return !r.names(field)
		}
		return false
	})
}

// names reports whether a rule names a field or one above it.
func (r *lockRule) names(field string) bool {
	return slices.ContainsFunc(r.fields, func(name string) bool { return field == name || strings.HasPrefix(field, name+".") })
}

// lockOf reads what one signature forbids.
func lockOf(file *pdf.File, value pdf.Object) (l lock, err error) {
	l.level = 4
	dict, _ := value.(pdf.Dict)
	references, err := file.Array(dict["Reference"])
	if err != nil {
		return l, err
	}
	for _, o := range references {
		reference, err := file.Dict(o)
		if err != nil {
			return l, err
		}
		params, err := file.Dict(reference["TransformParams"])
		if err != nil {
			return l, err
		}
		switch reference["TransformMethod"] {
		case pdf.Name("DocMDP"):
			l.level = 2
			if p, ok := params["P"].(int); ok {
				l.level = p
			}
		case pdf.Name("FieldMDP"):
			rule, err := readRule(file, params)
			if err != nil {
				return l, err
			}
			l.rules = append(l.rules, rule)
		}
	}
	return l, nil
}

func readRule(file *pdf.File, params pdf.Dict) (lockRule, error) {
	action, _ := params["Action"].(pdf.Name)
	r := lockRule{action: action}
	fields, err := file.Array(params["Fields"])
	for _, o := range fields {
		if s, ok := o.(pdf.String); ok {
			r.fields = append(r.fields, s.Text())
		}
	}
	return r, err
}
