package pdf

import "fmt"

// A Reason says why a file is not taken.
type Reason string

// The reasons.
const (
	NotPDF      Reason = "not_pdf"     // it does not begin like a PDF
	Broken      Reason = "broken"      // its structure is wrong; a viewer would have to mend it
	Encrypted   Reason = "encrypted"   // it has a password or forbids changes
	TooLarge    Reason = "too_large"   // it goes beyond the limits of this package
	Unsupported Reason = "unsupported" // it is in order, but in a form that is not read here
)

// A Fault is the error of a file that is not taken.
type Fault struct {
	Reason Reason
	What   string
}

func (f *Fault) Error() string { return fmt.Sprintf("pdf %s: %s", f.Reason, f.What) }

func broken(format string, args ...any) error {
	return &Fault{Broken, fmt.Sprintf(format, args...)}
}
