package documents

import (
	"errors"
	"fmt"
	"strings"
)

// The closed set of error kinds. Every error that leaves a package of ours
// wraps one of these, or is internal. server maps them to HTTP once.
var (
	ErrInvalid     = errors.New("invalid")               // the data given is wrong: mend the data
	ErrNotFound    = errors.New("not found")             // no such thing in this unit
	ErrForbidden   = errors.New("forbidden")             // this person may not
	ErrNotAllowed  = errors.New("not allowed")           // the flow does not allow it now
	ErrExists      = errors.New("exists already")        // it was made before
	ErrConflict    = errors.New("changed by another")    // another was first: look again
	ErrUnavailable = errors.New("temporarily not ready") // try again later
)

// A Rule names one requirement. The sentence a person reads for it stands in
// workflow/messages.go under this name, for one of templates in
// templates/doctor/rules.go.
type Rule string

// A FieldError says that one field of a document breaks one rule. Field is the
// path as the writer of the YAML or JSON sees it ("signatory.name",
// "recipients[2].name"); Article is the clause of the law, or "" for a rule of
// form that is ours. It unwraps to ErrInvalid.
type FieldError struct {
	Field   string `json:"field"`
	Rule    Rule   `json:"rule"`
	Article string `json:"article,omitempty"`
	Got     string `json:"got,omitempty"` // what was there, or what may stand there; for the sentence
}

func (e *FieldError) Error() string {
	s := fmt.Sprintf("field %s: %s", e.Field, e.Rule)
	if e.Got != "" {
		s += fmt.Sprintf(" (%q)", e.Got)
	}
	return s
}

func (e *FieldError) Unwrap() error { return ErrInvalid }

// excerpt is as much of s as a sentence can show.
func excerpt(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

// FieldErrors are all the faults found in one reading, in the order of the
// document. It unwraps to ErrInvalid.
type FieldErrors []*FieldError

func (es FieldErrors) Error() string {
	parts := make([]string, len(es))
	for i, e := range es {
		parts[i] = e.Error()
	}
	return strings.Join(parts, "; ")
}

func (es FieldErrors) Unwrap() error { return ErrInvalid }

// Err returns es as an error, or nil when there is no fault in it.
func (es FieldErrors) Err() error {
	if len(es) == 0 {
		return nil
	}
	return es
}

// A SyntaxError says that a text is not YAML or JSON at all, and where. It
// unwraps to ErrInvalid.
type SyntaxError struct {
	Line, Column int // from 1; 0 where unknown
	Reason       string
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("line %d, column %d: %s", e.Line, e.Column, e.Reason)
}

func (e *SyntaxError) Unwrap() error { return ErrInvalid }
