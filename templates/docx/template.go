package docx

import (
	"fmt"
	"slices"
	"sync"
)

// A Template is a compiled .docx. It does not change, so that any number of
// goroutines may render it.
type Template struct {
	name     string
	form     form
	styles   map[string]bool
	programs []program // of the parts with marks, and of the main part
	shell    *shell    // all that is alike in every file
	album    *album    // what else a file with pictures has
	presses  sync.Pool // of *press: the memory of one rendering, for the next
}

// Name returns the name given to Compile.
func (t *Template) Name() string { return t.name }

// Render fills the template and returns the file. Same values, same bytes. It
// returns Faults where v does not fit the schema: ErrMissing, ErrUnknown,
// ErrKind and ErrStyle, each naming its field and the template; and ErrTooLarge
// for a file that Open would refuse.
func (t *Template) Render(v Values) ([]byte, error) {
	p, ok := t.presses.Get().(*press)
	if !ok {
		var err error
		if p, err = newPress(); err != nil {
			return nil, fmt.Errorf("render template %s: %w", t.name, err)
		}
	}
	defer t.keep(p)
	if err := p.bind(t, v); err != nil {
		return nil, err
	}
	shell, err := p.fill(t)
	if err != nil {
		return nil, fmt.Errorf("render template %s: %w", t.name, err)
	}
	file, err := shell.close(p.packed)
	if err != nil {
		return nil, fmt.Errorf("render template %s: %w", t.name, err)
	}
	return file, nil
}

// unchanged returns those of parts that no program fills.
func (t *Template) unchanged(parts []part) []part {
	return slices.DeleteFunc(parts, func(p part) bool {
		return slices.ContainsFunc(t.programs, func(f program) bool { return f.part == p.name })
	})
}

// keep lets the next rendering have the memory of p.
func (t *Template) keep(p *press) {
	p.release()
	t.presses.Put(p)
}
