package web

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"vanthu/documents"
)

// A filled is a form as it was filled in, and what is wrong with it. The names
// of its fields are the paths by which errors name them.
type filled struct {
	url.Values
	Failure *failure
	Seen    string // the stamp of what it was made from
}

// filledWith returns the form of v: as it was typed in an attempt that was
// refused, else as fresh.
func filledWith(before attempt, fresh url.Values, v any) (filled, error) {
	seen, err := stampOf(v)
	if before.typed != nil {
		fresh = before.typed
	}
	return filled{fresh, before.failure, seen}, err
}

// A control is one field of a form as a page draws it.
type control struct {
	Name, Label, Hint, Value, Fault string
	Type                            string // of the input, or area, pick, ticks, radios
	Must, Double                    bool
	Choices                         []choice
}

// ID is what its labels and sentences point to.
func (c control) ID() string { return strings.ReplaceAll(c.Name, " ", "-") }

// A choice is one of several values a field may have.
type choice struct {
	Value, Text string
	Chosen      bool
}

// Text is a line that may be left empty.
func (f filled) Text(name, label, hint string) control {
	return control{Name: name, Label: label, Hint: hint, Value: f.Get(name), Fault: f.About(name), Type: "text"}
}

// Must is a line that may not.
func (f filled) Must(name, label, hint string) control {
	c := f.Text(name, label, hint)
	c.Must = true
	return c
}

// As is a line of another type of input.
func (f filled) As(kind string, c control) control {
	c.Type = kind
	return c
}

// Wide is a field that takes the room of two.
func (f filled) Wide(c control) control {
	c.Double = true
	return c
}

// Pick is one of several choices.
func (f filled) Pick(c control, choices []choice) control {
	c.Type, c.Choices = "pick", f.chosen(c.Name, choices)
	return c
}

// Ticks is any number of several choices.
func (f filled) Ticks(c control, choices []choice) control {
	c.Type, c.Choices = "ticks", f.chosen(c.Name, choices)
	return c
}

// Radios is one of few choices, all of which are shown.
func (f filled) Radios(c control, choices []choice) control {
	c.Type, c.Choices = "radios", f.chosen(c.Name, choices)
	return c
}

// chosen marks what is chosen. A value that is not among the choices stays: a
// form must not lose what it cannot offer.
func (f filled) chosen(name string, choices []choice) []choice {
	out := append([]choice(nil), choices...)
	for _, v := range f.Values[name] {
		there := false
		for i := range out {
			if out[i].Value == v {
				out[i].Chosen, there = true, true
			}
		}
		if !there && v != "" {
			out = append(out, choice{v, v, true})
		}
	}
	return out
}

// About returns the sentences for a field and what is part of it.
func (f filled) About(name string) string {
	if f.Failure == nil {
		return ""
	}
	var out []string
	for _, m := range f.Failure.Fields {
		if rest, ok := strings.CutPrefix(m.Field, name); ok && (rest == "" || rest[0] == '.' || rest[0] == '[') {
			out = append(out, m.Detail)
		}
	}
	return strings.Join(out, " ")
}

// Just returns the sentences for a field as a whole, without those for what is
// part of it.
func (f filled) Just(name string) string { return f.Failure.Field(name) }

// together returns the faults of reading a form with those of what was read, so
// that all are told at once: without an id, which is given later, and once for
// a field.
func together(reading, read documents.FieldErrors) documents.FieldErrors {
	if len(reading) == 0 {
		return nil
	}
	out := slices.Clone(reading)
	for _, f := range read {
		if f.Field != "id" && !slices.ContainsFunc(reading, func(r *documents.FieldError) bool { return r.Field == f.Field }) {
			out = append(out, f)
		}
	}
	return out
}

// part names a field of the i-th element of a list: "divisions[0].symbol"; the
// element itself without a name.
func part(list string, i int, name string) string {
	if name != "" {
		name = "." + name
	}
	return list + "[" + strconv.Itoa(i) + "]" + name
}

// mostRows is the most elements of a list that are read from a form.
const mostRows = 200

// spareRows is how many empty rows a list has at its end, to add to it.
const spareRows = 2

// rows returns the places of a list of n and the empty ones after it.
func rows(n int) []int {
	out := make([]int, n+spareRows)
	for i := range out {
		out[i] = i
	}
	return out
}

// closeUp moves the rows of a list in a form together, so that the paths of
// faults are those of the rows: a row of which nothing that was to be typed is
// filled in is gone. It returns how many there are.
func closeUp(f url.Values, list string, typed []string, also ...string) int {
	n := 0
	for i := range mostRows {
		some := false
		for _, name := range typed {
			some = some || strings.TrimSpace(f.Get(part(list, i, name))) != ""
		}
		for _, name := range append(append([]string(nil), typed...), also...) {
			value, there := f[part(list, i, name)]
			delete(f, part(list, i, name))
			if some && there {
				f[part(list, n, name)] = value
			}
		}
		if some {
			n++
		}
	}
	return n
}

// count returns how many rows of a list a form has that is closed up.
func count(f url.Values, list string, names ...string) int {
	for i := range mostRows {
		some := false
		for _, name := range names {
			some = some || f.Get(part(list, i, name)) != ""
		}
		if !some {
			return i
		}
	}
	return mostRows
}

// A dayReader reads the days of a form and gathers what is none.
type dayReader struct {
	f      url.Values
	faults documents.FieldErrors
}

func (r *dayReader) day(name string) documents.Date {
	text := strings.TrimSpace(r.f.Get(name))
	if text == "" {
		return documents.Date{}
	}
	d, err := documents.ParseDate(text)
	if err != nil {
		r.faults = append(r.faults, &documents.FieldError{Field: name, Rule: documents.RuleDateForm, Got: documents.OneLine(text)})
	}
	return d
}

// formWords are the functions by which pages draw forms.
var formWords = map[string]any{
	"part": part,
	"nth":  func(i int) int { return i + 1 },
	"text": func(v any) string { return fmt.Sprint(v) },
}
