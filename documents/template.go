package documents

import (
	"slices"
	"strings"
	"time"
)

// A TemplateVersion (phiên bản mẫu) is one Word file that an office's documents
// are filled into. The file never changes: a changed file is another version,
// and a document keeps the version it was first filled with.
type TemplateVersion struct {
	Unit    UnitID          `json:"unit"`
	Version string          `json:"version"`       // its name and the first twelve figures of File: "bao-cao@6f0c12ab34cd"
	File    string          `json:"file"`          // the SHA-256 of the file in lower-case hex
	Size    int             `json:"size"`          // of the file, in bytes
	Form    FormID          `json:"form"`          // whose page it is
	Kinds   []Kind          `json:"kinds"`         // of that form, which it serves
	From    Date            `json:"from,omitzero"` // used from this day on; zero: not in use
	Writes  int64           `json:"writes"`        // counts them, from 1; every act names the one it saw
	History []TemplateEvent `json:"history,omitempty"`
}

// A TemplateEvent is one act that was done on a template version. Name is as
// it was on that day.
type TemplateEvent struct {
	At     time.Time      `json:"at"`
	By     AccountID      `json:"by"`
	Name   string         `json:"name"`
	Action TemplateAction `json:"action"`
	From   Date           `json:"from,omitzero"` // of the activation
	Note   string         `json:"note,omitempty"`
}

// A TemplateAction is what an administrator does with a template version.
type TemplateAction string

// The actions. Retiring takes a version out of use; it is never removed.
const (
	AddTemplate      TemplateAction = "add"
	ActivateTemplate TemplateAction = "activate"
	RetireTemplate   TemplateAction = "retire"
)

// TemplateID returns the version that a file with that SHA-256 (in hex) is of
// the template called name.
func TemplateID(name, file string) string { return name + "@" + file[:12] }

// Name returns the name of the template, without what tells its versions apart.
func (v *TemplateVersion) Name() string {
	name, _, _ := strings.Cut(v.Version, "@")
	return name
}

// InUse returns the version that a page of a form is made with for a kind on a
// day: of those that are in use then, the one whose use began last; of two that
// began on one day, the one activated last. ok is false when there is none.
func InUse(versions []TemplateVersion, p TemplatePage, day Date) (v TemplateVersion, ok bool) {
	for _, next := range versions {
		if next.From.IsZero() || day.Before(next.From) || next.Form != p.Form || !slices.Contains(next.Kinds, p.Kind) {
			continue
		}
		if !ok || v.From.Before(next.From) || v.From == next.From && v.activated().Before(next.activated()) {
			v, ok = next, true
		}
	}
	return v, ok
}

// A TemplatePage is what a template is wanted for.
type TemplatePage struct {
	Form FormID
	Kind Kind
}

// activated returns when v was last put to use.
func (v *TemplateVersion) activated() (at time.Time) {
	for _, e := range v.History {
		if e.Action == ActivateTemplate {
			at = e.At
		}
	}
	return at
}

var templateShape = [...]requirement[TemplateVersion]{
	{RuleIDForm, "", func(v *TemplateVersion) []string { return when(!idForm.MatchString(v.Name()), "name") }},
	{RuleRequired, "Điều 7", func(v *TemplateVersion) []string { return when(len(v.Kinds) == 0, "kinds") }},
	{RuleKind, "Điều 7", func(v *TemplateVersion) []string {
		return each(v.Kinds, "kinds[%d]", func(k Kind) bool { return k.Name() == "" })
	}},
	{RuleNotInForm, "Phụ lục III", func(v *TemplateVersion) []string {
		return each(v.Kinds, "kinds[%d]", func(k Kind) bool { return k.Name() != "" && !slices.Contains(v.Form.Kinds(), k) })
	}},
	{RuleTwice, "", func(v *TemplateVersion) []string {
		return twice(v.Kinds, "kinds[%d]", func(k Kind) string { return string(k) })
	}},
}

// Check returns what is wrong with what is said of the version.
func (v *TemplateVersion) Check() FieldErrors { return check(v, templateShape[:]) }

// Check returns what is wrong with what was said with the act.
func (e *TemplateEvent) Check() FieldErrors {
	if len(e.Note) > maxField {
		return FieldErrors{{Field: "note", Rule: RuleTooLong}}
	}
	return nil
}
