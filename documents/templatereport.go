package documents

import (
	"fmt"
	"strings"
)

// A TemplateReport is what the doctor of templates found in a Word file, before
// an office takes it into use. Text in it is Vietnamese.
type TemplateReport struct {
	Findings []TemplateFinding `json:"findings"` // errors first, each in the order of the file
	Fields   []TemplateField   `json:"fields"`   // that the file names, in the order they are met
}

// A Severity says how much a finding weighs.
type Severity string

// The severities.
const (
	SeverityError Severity = "error" // the file cannot be used
	SeverityWarn  Severity = "warn"  // it can, but its page is not as the decree wants it
	SeverityInfo  Severity = "info"  // nothing needs to be done
)

// A TemplateFinding is one thing found: what, where, and what to do.
type TemplateFinding struct {
	Severity Severity      `json:"severity"`
	Rule     Rule          `json:"rule"`
	Place    TemplatePlace `json:"place,omitzero"`
	Got      string        `json:"got,omitempty"` // the field, style or font it is about
	What     string        `json:"what"`
	Do       string        `json:"do,omitempty"`
	Article  string        `json:"article,omitempty"`
}

// A TemplatePlace is where in a file something stands, as a person finds it.
// Numbers begin at 1; 0 is unknown. The zero place is the file as a whole.
type TemplatePlace struct {
	Part      string `json:"part,omitempty"` // "thân văn bản", "đầu trang"
	Page      int    `json:"page,omitempty"` // as it was when Word last saved the file
	Paragraph int    `json:"paragraph,omitempty"`
	Table     int    `json:"table,omitempty"`
	Row       int    `json:"row,omitempty"`
	Column    int    `json:"column,omitempty"`
	Near      string `json:"near,omitempty"` // the text there, cut
}

// A TemplateField is one field that a file names.
type TemplateField struct {
	Name  string        `json:"name"`
	Known bool          `json:"known"`
	Means string        `json:"means,omitempty"`
	Uses  int           `json:"uses"`
	First TemplatePlace `json:"first"`
}

// Usable says whether nothing stands against the use of the file.
func (r *TemplateReport) Usable() bool {
	return len(r.Findings) == 0 || r.Findings[0].Severity != SeverityError
}

// String returns the place in words: "thân văn bản, trang 1, đoạn 4, bảng 1
// hàng 2 cột 1, gần “Số: {{so}}”"; "" for the file as a whole.
func (p TemplatePlace) String() string {
	words := []string{}
	add := func(there bool, format string, args ...any) {
		if there {
			words = append(words, fmt.Sprintf(format, args...))
		}
	}
	add(p.Part != "", "%s", p.Part)
	add(p.Page > 0, "trang %d", p.Page)
	add(p.Paragraph > 0, "đoạn %d", p.Paragraph)
	add(p.Table > 0, "bảng %d hàng %d cột %d", p.Table, p.Row, p.Column)
	add(p.Near != "", "gần “%s”", p.Near)
	return strings.Join(words, ", ")
}

// String returns the finding as one sentence after another: what, where, why,
// what to do.
func (f *TemplateFinding) String() string {
	s := f.What
	if f.Article != "" {
		s += " (" + f.Article + ")"
	}
	s += "."
	if where := f.Place.String(); where != "" {
		s += " Ở " + where + "."
	}
	if f.Do != "" {
		s += " " + f.Do
	}
	return s
}

// A TemplateError says that a file cannot be a template, and all that stands
// against it. It unwraps to ErrInvalid.
type TemplateError struct{ Report TemplateReport }

func (e *TemplateError) Error() string {
	first := &e.Report.Findings[0]
	return fmt.Sprintf("template refused, %d findings, the first at %q: %s %q", len(e.Report.Findings), first.Place, first.Rule, first.Got)
}

func (e *TemplateError) Unwrap() error { return ErrInvalid }
