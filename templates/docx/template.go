package docx

import "fmt"

// A Template is a compiled .docx. It does not change, so that any number of
// goroutines may render it.
type Template struct {
	name     string
	fields   fields
	styles   map[string]bool
	parts    []part    // as a file has them, in order
	programs []program // of the parts with marks, and of the main part
	base     []byte    // the packed parts without the main one, when no other has marks
}

// prepare readies what every rendering needs alike.
func (t *Template) prepare() error {
	if len(t.programs) > 1 {
		return nil
	}
	var err error
	t.base, err = pack(t.without(t.parts))
	return err
}

// without returns parts with the main one emptied: the carrier sets it.
func (t *Template) without(parts []part) []part {
	out := make([]part, len(parts))
	copy(out, parts)
	for i := range out {
		if out[i].name == MainPart {
			out[i].data = nil
		}
	}
	return out
}

// Name returns the name given to Compile.
func (t *Template) Name() string { return t.name }

// Render fills the template and returns the file. Same values, same bytes. It
// returns Faults where v does not fit the schema: ErrMissing, ErrUnknown,
// ErrKind and ErrStyle, each naming its field and the template.
func (t *Template) Render(v Values) ([]byte, error) {
	if err := t.check(v); err != nil {
		return nil, err
	}
	file, err := t.file(t.fill(v))
	if err != nil {
		return nil, fmt.Errorf("render template %s: %w", t.name, err)
	}
	return file, nil
}

// fill runs the programs over v and returns the parts of the file.
func (t *Template) fill(v Values) []part {
	parts := make([]part, len(t.parts))
	copy(parts, t.parts)
	r := runner{}
	frames := append(make([]frame, 0, 8), frame{values: v})
	for i := range t.programs {
		p := &t.programs[i]
		r.dst = make([]byte, 0, p.size+p.size/4+1024)
		r.run(p.ops, frames)
		parts[p.part].data = r.dst
	}
	return parts
}

// file has the parts carried into a file.
func (t *Template) file(parts []part) ([]byte, error) {
	base, main := t.base, []byte(nil)
	for i := range parts {
		if parts[i].name == MainPart {
			main = parts[i].data
		}
	}
	if base == nil {
		var err error
		if base, err = pack(t.without(parts)); err != nil {
			return nil, err
		}
	}
	file, err := carry(base, main)
	if err != nil {
		return nil, err
	}
	return file, verify(file, parts)
}
