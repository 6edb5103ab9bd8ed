package filing

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"vanthu/documents"
	"vanthu/workflow"
)

// A Period (thời hạn bảo quản) is how long a file is kept: for ever, or some years
// after the one in which its work ended.
type Period struct {
	Permanent bool `json:"permanent,omitempty"`
	Years     int  `json:"years,omitempty"`
}

// maxYears is the longest period that is not for ever.
const maxYears = 100

var periodForm = regexp.MustCompile(`^(\d{1,3})(\s*năm)?$`)

// ParsePeriod reads "vĩnh viễn" or "20 năm"; the zero period for no text. A
// *documents.FieldError for anything else.
func ParsePeriod(field, text string) (Period, error) {
	text = strings.ToLower(documents.OneLine(text))
	if text == "" {
		return Period{}, nil
	}
	if documents.Fold(text) == "vinh vien" {
		return Period{Permanent: true}, nil
	}
	if m := periodForm.FindStringSubmatch(text); m != nil {
		if years, _ := strconv.Atoi(m[1]); years > 0 && years <= maxYears {
			return Period{Years: years}, nil
		}
	}
	return Period{}, &documents.FieldError{Field: field, Rule: workflow.RuleFilePeriod, Got: text}
}

// IsZero reports whether there is no period yet.
func (p Period) IsZero() bool { return p == Period{} }

// String writes the period as lists have it.
func (p Period) String() string {
	switch {
	case p.Permanent:
		return "Vĩnh viễn"
	case p.Years > 0:
		return fmt.Sprintf("%d năm", p.Years)
	}
	return ""
}

// Until returns the last day on which what ended on a day has to be kept; zero for
// ever.
func (p Period) Until(ended documents.Date) documents.Date {
	if p.Permanent || p.IsZero() || ended.IsZero() {
		return documents.Date{}
	}
	return documents.Date{Year: ended.Year + p.Years, Month: 12, Day: 31}
}

// compare says which of two periods is the longer one.
func (p Period) compare(q Period) int {
	if p.Permanent != q.Permanent {
		if p.Permanent {
			return 1
		}
		return -1
	}
	return cmp.Compare(p.Years, q.Years)
}

// transferred reports whether files of the period go to the archive (Điều 30): those
// kept for five years and more.
func (p Period) transferred() bool { return p.Permanent || p.Years >= 5 }

// A Subject is a group of papers and how long they are kept.
type Subject struct {
	Name   string           `json:"name"`
	Period Period           `json:"period"`
	Kinds  []documents.Kind `json:"kinds,omitempty"` // of documents that show a file to be of it
}

// Subjects returns the periods that this program brings along. They follow the
// usage of TT 09/2011 and TT 10/2022/TT-BNV and were not held against a text in
// force: an office confirms them, or writes its own.
func Subjects() []Subject {
	return []Subject{
		{"Quyết định, chỉ thị, quy chế, quy định, hướng dẫn, nghị quyết của cơ quan", Period{Permanent: true}, []documents.Kind{"NQ", "QĐ", "CT", "QC", "QyĐ", "HD"}},
		{"Kế hoạch, báo cáo năm và nhiều năm của cơ quan", Period{Permanent: true}, nil},
		{"Kế hoạch, báo cáo 6 tháng, 9 tháng; chuyên đề", Period{Years: 20}, []documents.Kind{"KH", "BC", "CTr", "PA", "ĐA", "DA"}},
		{"Kế hoạch, báo cáo tháng, quý", Period{Years: 10}, nil},
		{"Kế hoạch, báo cáo tuần", Period{Years: 5}, nil},
		{"Tập văn bản đi và sổ đăng ký: văn bản khác", Period{Years: 50}, nil},
		{"Sổ đăng ký văn bản đến", Period{Years: 20}, nil},
		{"Hợp đồng, bản thỏa thuận, biên bản", Period{Years: 20}, []documents.Kind{"HĐ", "BTT", "BGN", "BB"}},
		{"Công văn trao đổi, giấy mời, giấy tờ hành chính khác", Period{Years: 10}, []documents.Kind{"CV", "TTr", "TB", "TC", "CĐ", "GM", "GGT", "GUQ", "GNP", "PG", "PC", "PB", "THƯ CÔNG"}},
	}
}

// suggest returns the longest period that the kinds of documents ask for, of those
// that are no letters when there are any: a decision makes the file it stands in.
func suggest(table []Subject, kinds []documents.Kind) Period {
	var longest Period
	for _, s := range table {
		shows := slices.ContainsFunc(kinds, func(k documents.Kind) bool { return slices.Contains(s.Kinds, k) })
		if shows && s.Period.compare(longest) > 0 {
			longest = s.Period
		}
	}
	return longest
}

// WriteSubjects returns the lines of a table as a person writes them.
func WriteSubjects(table []Subject) string {
	var out strings.Builder
	for _, s := range table {
		var kinds []string
		for _, k := range s.Kinds {
			kinds = append(kinds, string(k))
		}
		fmt.Fprintf(&out, "%s | %s | %s\n", s.Name, s.Period, strings.Join(kinds, ", "))
	}
	return out.String()
}

// ReadSubjects reads what WriteSubjects writes: name, period, kinds. FieldErrors name
// the lines, from 0.
func ReadSubjects(text string) ([]Subject, error) {
	if err := documents.RefuseSecret("subjects", text); err != nil {
		return nil, err
	}
	var table []Subject
	var faults documents.FieldErrors
	for row := range strings.Lines(documents.Clean(text)) {
		if row = documents.OneLine(row); row == "" {
			continue
		}
		field := fmt.Sprintf("subjects[%d]", len(table))
		s, fault := readSubject(field, row)
		if fault != nil {
			faults = append(faults, fault)
		}
		if table = append(table, s); len(table) > maxYears {
			return nil, documents.FieldErrors{{Field: "subjects", Rule: documents.RuleTooLong}}
		}
	}
	return table, faults.Err()
}

func readSubject(field, row string) (Subject, *documents.FieldError) {
	parts := append(strings.Split(row, "|"), "", "")
	s := Subject{Name: strings.TrimSpace(parts[0])}
	var err error
	if s.Period, err = ParsePeriod(field, parts[1]); err != nil || s.Period.IsZero() {
		return s, &documents.FieldError{Field: field, Rule: workflow.RuleFilePeriod, Got: strings.TrimSpace(parts[1])}
	}
	for _, k := range strings.FieldsFunc(parts[2], func(r rune) bool { return r == ',' || r == ';' }) {
		kind := documents.Kind(strings.TrimSpace(k))
		if kind.Name() == "" {
			return s, &documents.FieldError{Field: field, Rule: documents.RuleKind, Got: string(kind)}
		}
		s.Kinds = append(s.Kinds, kind)
	}
	return s, nil
}
