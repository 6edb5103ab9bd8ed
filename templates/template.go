package templates

import "vanthu/templates/docx"

// A Template is one .docx of an office, ready to be filled: one of the
// catalogue's, or one that an office made by itself. It never changes and may
// be used by many at once.
type Template struct{ docx *docx.Template }

// Parse reads file as the template called name, whose marks may use the given
// fields. Errors: those of docx.Compile, each with the template's name; a
// docx.Faults among them tells all that is wrong with the marks at once.
func Parse(name string, file []byte, fields docx.Schema) (*Template, error) {
	t, err := docx.Compile(name, file, fields)
	if err != nil {
		return nil, err
	}
	return &Template{t}, nil
}

// Fill returns the template as a .docx with these values. The same values give
// the same bytes. Errors: docx.Faults for values that do not fit the fields,
// each with its name, and docx.ErrTooLarge.
func (t *Template) Fill(values docx.Values) ([]byte, error) { return t.docx.Render(values) }
