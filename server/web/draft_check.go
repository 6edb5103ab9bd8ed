package web

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"vanthu/documents"
	"vanthu/workflow"
)

// A check is one thing that is wrong with a draft, as the list of them and the
// field it is about tell it.
type check struct {
	workflow.FieldMessage
	Control string // the name of the field on the form; "" for none
	Own     bool   // it is about the field as a whole, which need not be named beside it
	Wrong   bool   // against saving
}

func checksOf(faults documents.FieldErrors) []check {
	var out []check
	for _, m := range workflow.SayAll(faults) {
		control, own := controlOf(m.Field)
		out = append(out, check{FieldMessage: m, Control: control, Own: own})
	}
	return out
}

// controls are the fields of the form by the paths of what they hold, where
// these have other names.
var controls = [...]struct{ path, control string }{
	{"signatory.account", "signatory"}, {"signatory", "signatory"}, {"archive.copies", "copies"}, {"issuer", "issuer"},
	{"kind", "kind"}, {"of", "of"}, {"abstract", "abstract"}, {"addressees", "addressees"}, {"bases", "bases"}, {"body", "body"},
	{"recipients", "recipients"}, {"urgency", "urgency"}, {"circulation", "circulation"}, {"contact", "contact"},
}

var (
	attachmentPath = regexp.MustCompile(`^attachments\[(\d+)\](?:\.(title|body))?`)
	detailPath     = regexp.MustCompile(`^details\.\w+`)
)

// controlOf returns the field of the form that a path leads to, and whether it
// is all of it.
func controlOf(path string) (control string, own bool) {
	if m := attachmentPath.FindStringSubmatch(path); m != nil {
		return "attachment." + m[1] + "." + cmp.Or(m[2], "title"), m[0] == path
	}
	if detail := detailPath.FindString(path); detail != "" {
		return detail, detail == path
	}
	for _, c := range controls {
		if rest, ok := strings.CutPrefix(path, c.path); ok && (rest == "" || rest[0] == '.' || rest[0] == '[') {
			return c.control, rest == ""
		}
	}
	return "", false
}

// Beside returns what stands beside a field.
func (v lookView) Beside(control string) beside {
	b := beside{Control: control}
	for _, c := range slices.Concat(v.Faults, v.Lacks, v.Warnings) {
		if c.Control == control {
			b.Checks = append(b.Checks, c)
		}
	}
	return b
}

// Also is Beside for a field that a hint stands by.
func (v lookView) Also(control, hint string) beside {
	b := v.Beside(control)
	b.Hint = hint
	return b
}

// beside is what is wrong with one field.
type beside struct {
	Control string
	Hint    string // id of a hint that the field points to as well
	Checks  []check
}

// ID is what the field points to.
func (b beside) ID() string { return "s-" + b.Control }

// Wrong reports whether the draft cannot be saved for it.
func (b beside) Wrong() bool {
	return slices.ContainsFunc(b.Checks, func(c check) bool { return c.Wrong })
}
