package templates

import (
	"fmt"
	"maps"
	"slices"

	"vanthu/documents"
	"vanthu/templates/doctor"
	"vanthu/templates/docx"
)

// RenderOwn returns the document filled into a file of the office's own, which
// is that version. The same document and file give the same bytes. Errors: those
// of Parse, and as Render for what the document lacks.
func (c *Catalogue) RenderOwn(doc *documents.Document, version string, file []byte) ([]byte, error) {
	t, err := c.own.get(file, func() (*Template, error) { return c.parseOwn(version, file) })
	if err != nil {
		return nil, err
	}
	return fillWith(t, version, doc)
}

// parseOwn compiles a file of an office.
func (c *Catalogue) parseOwn(version string, file []byte) (*Template, error) {
	ready, _, err := c.clothes.adopt(file)
	if err != nil {
		return nil, fmt.Errorf("template %s: %w", version, err)
	}
	return Parse(version, ready, schema())
}

// Examine is the doctor of templates: what it finds in a file, before an office
// fills its documents of these kinds into it. It fills an example of each on
// trial.
func (c *Catalogue) Examine(file []byte, kinds []documents.Kind) documents.TemplateReport {
	ready, supplied, err := c.clothes.adopt(file)
	if err != nil {
		return doctor.Examine(doctor.Case{File: file, Refused: err, Words: words()})
	}
	patient := doctor.Case{File: ready, Supplied: supplied, Words: words()}
	t, err := Parse("mẫu", ready, schema())
	if err == nil {
		patient.Lint, err = try(t, kinds)
	}
	patient.Refused = err
	return doctor.Examine(patient)
}

// try fills an example of each kind and returns what is wrong with the files.
func try(t *Template, kinds []documents.Kind) ([]docx.Finding, error) {
	var found []docx.Finding
	for _, kind := range kinds {
		doc, err := exampleOf(kind)
		if err != nil {
			return nil, err
		}
		file, err := t.Fill(values(doc))
		if err != nil {
			return nil, err
		}
		found = append(found, docx.Lint(file)...)
	}
	return found, nil
}

// exampleOf returns an example document of a kind, any example where there is
// none of that kind.
func exampleOf(kind documents.Kind) (*documents.Document, error) {
	var last documents.Document
	for _, name := range Examples() {
		text, err := Example(name)
		if err != nil {
			return nil, err
		}
		if last, err = documents.Load(text); err != nil {
			return nil, fmt.Errorf("read example %s: %w", name, err)
		}
		if last.Kind == kind {
			break
		}
	}
	last.Kind = kind
	return &last, nil
}

// Builtin returns the program's own templates, without those that stay only for
// records pinned to them, in order of their names.
func (c *Catalogue) Builtin() []documents.TemplateVersion {
	out := make([]documents.TemplateVersion, 0, len(c.current))
	for _, name := range slices.Sorted(maps.Keys(c.current)) {
		exact := c.current[name]
		v := documents.TemplateVersion{Version: exact, File: hashOf(c.sources[exact]), Size: len(c.sources[exact])}
		for _, rule := range documents.Kinds() {
			if serves[rule.Kind] == name {
				v.Kinds = append(v.Kinds, rule.Kind)
			}
		}
		out = append(out, v)
	}
	return out
}

// BuiltinFile returns the file of one of the program's own templates in that
// exact version, or documents.ErrNotFound.
func (c *Catalogue) BuiltinFile(version string) ([]byte, error) {
	file, ok := c.sources[version]
	if !ok {
		return nil, fmt.Errorf("find template %q: %w", version, documents.ErrNotFound)
	}
	return slices.Clone(file), nil
}
