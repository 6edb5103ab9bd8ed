package templates

import (
	"fmt"

	"vanthu/templates/docx"
)

// A Template is one .docx of an office, ready to be filled: one of the
// catalogue's, or one that an office made by itself. It never changes and may
// be used by many at once.
type Template struct{ docx *docx.Template }

// Parse reads file as the template called name, whose marks may use the given
// fields; a drawn line named after a field of numbers takes its length from
// that field. Errors: those of docx.Open for a file that cannot be taken, and
// docx.Faults, all that is wrong with the template at once.
func Parse(name string, file []byte, fields docx.Schema) (*Template, error) {
	bound, err := bindStrokes(file, fields)
	if err != nil {
		return nil, fmt.Errorf("template %s: %w", name, err)
	}
	t, err := docx.Compile(name, bound, fields)
	if err != nil {
		return nil, err
	}
	return &Template{t}, nil
}

// Fill returns the template as a .docx with these values. The same values give
// the same bytes. Errors: docx.Faults for values that do not fit the fields,
// each with its name, and docx.ErrTooLarge.
func (t *Template) Fill(values docx.Values) ([]byte, error) { return t.docx.Render(values) }
