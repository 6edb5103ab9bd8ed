package docx

import (
	"errors"
	"fmt"
	"strings"
)

// Why Open refuses a file.
var (
	ErrNotDocx   = errors.New("not a Word document (.docx)")
	ErrOldFormat = errors.New("an old .doc or a file locked with a password")
	ErrTooLarge  = errors.New("too large")
	ErrDamaged   = errors.New("damaged")
	ErrPartName  = errors.New("bad or double part name")
	ErrMacro     = errors.New("holds macros")
)

// Why Compile refuses a template.
var (
	ErrExternal   = errors.New("loads something from outside")
	ErrTracked    = errors.New("holds tracked changes or comments")
	ErrSyntax     = errors.New("bad mark")
	ErrUnclosed   = errors.New("mark is not closed")
	ErrUnbalanced = errors.New("opening and closing marks do not match")
	ErrPlace      = errors.New("mark may not stand here")
	ErrUse        = errors.New("mark does not fit the kind of the field")
	ErrAbsent     = errors.New("required field is not in the template")
)

// Why Compile refuses a template, or Render its values.
var (
	ErrUnknown = errors.New("unknown field")
	ErrStyle   = errors.New("style is not defined in the template")
)

// Why Render refuses its values.
var (
	ErrMissing = errors.New("value is missing")
	ErrKind    = errors.New("value is of the wrong kind")
)

// A Fault is one fault of a template or of the values given to it. It unwraps to
// its Rule, one of the errors of this package.
type Fault struct {
	Rule      error
	Template  string // the name given to Compile
	Part      string // "word/document.xml"; "" for a fault of values
	Paragraph int    // from 1 within the part; 0 where there is none
	Near      string // the paragraph's text, cut
	Field     string // the field or style; for values the path, as "recipients[2].name"
	Suggest   string // the known name most like Field, or ""
}

func (f *Fault) Error() string {
	var s strings.Builder
	fmt.Fprintf(&s, "template %s", f.Template)
	if f.Part != "" {
		fmt.Fprintf(&s, ", %s", f.Part)
	}
	if f.Paragraph > 0 {
		fmt.Fprintf(&s, ", paragraph %d (%q)", f.Paragraph, f.Near)
	}
	if f.Field != "" {
		fmt.Fprintf(&s, ": %q", f.Field)
	}
	fmt.Fprintf(&s, ": %v", f.Rule)
	if f.Suggest != "" {
		fmt.Fprintf(&s, "; did you mean %q?", f.Suggest)
	}
	return s.String()
}

func (f *Fault) Unwrap() error { return f.Rule }

// Faults are all faults found in one go, in the order of the template. errors.Is
// finds each of their rules.
type Faults []*Fault

func (fs Faults) Error() string {
	lines := make([]string, len(fs))
	for i, f := range fs {
		lines[i] = f.Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap gives each fault to errors.Is and errors.As.
func (fs Faults) Unwrap() []error {
	out := make([]error, len(fs))
	for i, f := range fs {
		out[i] = f
	}
	return out
}

// err returns fs as an error, nil when there is no fault.
func (fs Faults) err() error {
	if len(fs) == 0 {
		return nil
	}
	return fs
}
