package documents

import "strings"

// Details are the fields that only the form of a document has, by the names of
// Form.Details.
type Details map[string]Lines

// Lines are the lines of a text as typed, none of them empty. In YAML and JSON
// they may be written as one text or as a list.
type Lines []string

// ParseLines returns the lines of s that show something, each cleaned.
func ParseLines(s string) Lines {
	var out Lines
	for line := range strings.SplitSeq(Clean(s), "\n") {
		if line = OneLine(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}

// String returns the lines as one, with a blank between them.
func (l Lines) String() string { return strings.Join(l, " ") }

// Date returns the day that a DateDetail holds; the zero Date for none.
func (l Lines) Date() Date {
	d, err := ParseDate(l.String())
	if err != nil {
		return Date{}
	}
	return d
}

func (l Lines) faults(path string, kind DetailType) FieldErrors {
	switch {
	case kind == OneLineDetail && len(l) > 1:
		return FieldErrors{{Field: path, Rule: RuleFieldType, Got: "một dòng chữ"}}
	case kind == DateDetail && len(l) > 0 && l.Date().IsZero():
		return FieldErrors{{Field: path, Rule: RuleDateForm, Got: excerpt(l.String())}}
	}
	return nil
}
