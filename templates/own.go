package templates

import (
	"fmt"
	"slices"

	"vanthu/documents"
	"vanthu/templates/doctor"
	"vanthu/templates/docx"
)

// RenderOwn returns the document filled into a file of the office's own, which
// is that version and a page of the document's form. The same document and file
// give the same bytes. Errors: those of Parse, and as Render for what the
// document lacks.
func (c *Catalogue) RenderOwn(doc *documents.Document, exact string, file []byte) ([]byte, error) {
	form := doc.Page()
	v, err := c.own.get(file, form, func() (*version, error) { return c.parseOwn(exact, file, form) })
	if err != nil {
		return nil, err
	}
	out, _, err := v.fillWith(doc, exact)
	return out, err
}

// parseOwn compiles a file of an office.
func (c *Catalogue) parseOwn(exact string, file []byte, form documents.FormID) (*version, error) {
	ready, _, err := c.clothes.adopt(file)
	if err != nil {
		return nil, fmt.Errorf("template %s: %w", exact, err)
	}
	return parse(exact, ready, form)
}

// Examine is the doctor of templates: what it finds in a file, before an office
// takes it as the page of a form for documents of these kinds. It fills an
// example of each on trial.
func (c *Catalogue) Examine(file []byte, form documents.FormID, kinds []documents.Kind) documents.TemplateReport {
	known := words(form)
	ready, supplied, err := c.clothes.adopt(file)
	if err != nil {
		return doctor.Examine(doctor.Case{File: file, Refused: err, Words: known})
	}
	patient := doctor.Case{File: ready, Supplied: supplied, Words: known}
	v, err := parse("mẫu", ready, form)
	if err == nil {
		patient.Lint, err = c.try(v, kinds)
	}
	patient.Refused = err
	return doctor.Examine(patient)
}

// try fills an example of each kind and returns what is wrong with the files.
func (c *Catalogue) try(v *version, kinds []documents.Kind) ([]docx.Finding, error) {
	var found []docx.Finding
	for _, kind := range kinds {
		doc, err := c.exampleOf(v.form, kind)
		if err != nil {
			return nil, err
		}
		file, _, err := v.fill(page{doc, -1}, "mẫu")
		if err != nil {
			return nil, err
		}
		found = append(found, docx.Lint(file)...)
	}
	return found, nil
}

// exampleOf returns an example document of a form: of that kind, else another's
// as if it were.
func (c *Catalogue) exampleOf(form documents.FormID, kind documents.Kind) (*documents.Document, error) {
	all, err := c.examples()
	if err != nil {
		return nil, err
	}
	found := -1
	for i := range all {
		if all[i].Page() == form && (found < 0 || all[i].Kind == kind && all[found].Kind != kind) {
			found = i
		}
	}
	if found < 0 {
		return nil, fmt.Errorf("find an example of form %s: %w", form, documents.ErrNotFound)
	}
	doc := all[found]
	doc.Kind = kind
	return &doc, nil
}

// readExamples returns all examples as documents.
func readExamples() ([]documents.Document, error) {
	var out []documents.Document
	for _, name := range Examples() {
		text, err := Example(name)
		if err != nil {
			return nil, err
		}
		doc, err := documents.Load(text)
		if err != nil {
			return nil, fmt.Errorf("read example %s: %w", name, err)
		}
		out = append(out, doc)
	}
	return out, nil
}

// Builtin returns the program's own templates for documents, in the order of
// their forms, without those that stay only for records pinned to them.
func (c *Catalogue) Builtin() []documents.TemplateVersion {
	var out []documents.TemplateVersion
	for _, s := range serves {
		v, exact := c.versions[c.current[s.name]], c.current[s.name]
		if kinds := s.form.Kinds(); v != nil && len(kinds) > 0 {
			out = append(out, documents.TemplateVersion{Version: exact, File: hashOf(v.file), Size: len(v.file), Form: s.form, Kinds: kinds})
		}
	}
	return out
}

// BuiltinFile returns the file of one of the program's own templates in that
// exact version, or documents.ErrNotFound.
func (c *Catalogue) BuiltinFile(exact string) ([]byte, error) {
	v, ok := c.versions[exact]
	if !ok {
		return nil, fmt.Errorf("find template %q: %w", exact, documents.ErrNotFound)
	}
	return slices.Clone(v.file), nil
}
