package doctor

import (
	"errors"
	"slices"
	"strings"

	"vanthu/documents"
	"vanthu/templates/docx"
)

// fields lists the fields that the marks of one part name, and tells of those
// which Word had cut into pieces.
func (d *doctor) fields(marks []docx.Mark) {
	var pieces []string
	for _, m := range marks {
		if m.Cut && !slices.Contains(pieces, m.Name) {
			pieces = append(pieces, m.Name)
		}
		if m.Name == "." || m.Sign == "/" {
			continue
		}
		i, met := d.at[m.Name]
		if !met {
			if i = len(d.report.Fields); i == maxFields {
				continue
			}
			d.at[m.Name] = i
			word, known := d.words[m.Name]
			d.report.Fields = append(d.report.Fields, documents.TemplateField{
				Name: m.Name, Known: known, Means: word.Means, First: d.places.at(m.Part, m.Paragraph, m.Near),
			})
		}
		d.report.Fields[i].Uses++
	}
	if len(pieces) > 0 {
		d.found(cut, documents.TemplatePlace{Part: d.places.part(marks[0].Part)}, strings.Join(pieces[:min(len(pieces), maxFields)], ", "))
	}
}

// maxFields bounds a report: no office has as many.
const maxFields = 500

// refused puts into words why a file could not be compiled or filled.
func (d *doctor) refused(err error) {
	for _, e := range flat(err) {
		f, ok := e.(*docx.Fault) //nolint:errorlint // flat took it apart
		if !ok {
			d.found(ruleOf(e), documents.TemplatePlace{}, "")
			continue
		}
		r := ruleOf(f)
		place := documents.TemplatePlace{}
		if d.places != nil && f.Part != "" {
			place = d.places.at(f.Part, f.Paragraph, f.Near)
		}
		found := d.found(r, place, f.Field)
		switch word, known := d.words[f.Field]; {
		case f.Suggest != "" && r.hint != "":
			found.Do = fill(r.hint, f.Suggest)
		case known && r.usage != "":
			found.Do = fill(r.usage, word.Usage)
		}
		if word, known := d.words[f.Field]; known && word.Means != "" && r.rule == absent {
			means, _, _ := strings.Cut(word.Means, ";") // what it is, without its cases
			found.What += ": " + means
		}
	}
}

// flat returns the faults in err one by one, or err itself.
func flat(err error) []error {
	faults := docx.Faults(nil)
	switch {
	case err == nil:
		return nil
	case errors.As(err, &faults):
		return faults.Unwrap()
	}
	return []error{err}
}

// lint tells of what makes Word call a filled document damaged, once for each
// rule.
func (d *doctor) lint(findings []docx.Finding) {
	told := map[docx.LintRule]bool{}
	for _, f := range findings {
		if !told[f.Rule] {
			told[f.Rule] = true
			d.found(unsound, documents.TemplatePlace{Part: d.places.part(f.Part)}, string(f.Rule)+": "+f.What)
		}
	}
}
