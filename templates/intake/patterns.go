package intake

import (
	"regexp"
	"strings"
	"unicode"

	"vanthu/documents"
)

// The lines of a page as clerks write them (Phụ lục I, mục II). Words are
// compared without marks, so that old and new spelling ("hoà", "hòa") are one.
var (
	mottoForm = regexp.MustCompile(`^doc lap\s*[-–—_]\s*tu do\s*[-–—_]\s*hanh phuc`)
	ruleForm  = regexp.MustCompile(`^[-–—_=*.…\s]{3,}$`)

	numberForm = regexp.MustCompile(`(?i)^số\s*[:.]?\s*(\d*[a-zđ]{0,2}|[.…_\s]*)\s*/\s*(\S.*)$`)
	dateForm   = regexp.MustCompile(`(?i)^(.*?)[,.]?\s*ngày\s*([\d.…_\s]*)\s*tháng\s*([\d.…_\s]*)\s*năm\s*([\d.…_\s]*)\.?$`)
	aboutForm  = regexp.MustCompile(`^(?:V/v|v/v|V/V|Về việc)\s*:?\s*(.+)$`)
	toForm     = regexp.MustCompile(`(?i)^kính\s+(?:gửi|trình)\s*:?\s*(.*)$`)

	footForm    = regexp.MustCompile(`(?i)^nơi\s+nhận\s*:?\s*(.*)$`)
	mandateForm = regexp.MustCompile(`^(TM|KT|TL|TUQ|T\.?U\.?Q|Q)\s*\.\s*(.*)$`)
	archiveForm = regexp.MustCompile(`(?i)^[-–—+•]?\s*lưu\s*:?\s*(.*)$`)
	articleForm = regexp.MustCompile(`(?i)^như\s+điều\s+(\d+)`)
	bracketForm = regexp.MustCompile(`^(.*\S)\s*\(([^()]*)\)$`)
	dashForm    = regexp.MustCompile(`^[-–—+•·*]\s*`)

	basisForm    = regexp.MustCompile(`^(?:Căn cứ|CĂN CỨ)\s`)
	groundForm   = regexp.MustCompile(`^(?:Căn cứ|CĂN CỨ|Xét|Theo|Thực hiện|Được sự|Sau khi|Trên cơ sở)\s`)
	proposalForm = regexp.MustCompile(`(?i)^theo\s+đề\s+nghị\s+của\s+(.+?)[\s;.,]*$`)

	annexForm   = regexp.MustCompile(`^(?i:phụ\s+lục)(?:\s+(?:số\s+)?(?:[IVXLC]+|\d{1,2}|[A-Z]))?\s*[.:]?$`)
	pointerForm = regexp.MustCompile(`(?i)^\(?\s*(?:ban\s+hành\s+)?kèm\s+theo\s`)
	sealForm    = regexp.MustCompile(`^Số:.*;\s*(?:\d{2}/\d{2}/\d{4}|ngày/)`)
)

// fold is s as words are compared.
func fold(s string) string { return documents.Fold(documents.OneLine(s)) }

func isNational(s string) bool {
	f := fold(s)
	return strings.Contains(f, "cong hoa xa hoi") && (strings.Contains(f, "viet nam") || f == "cong hoa xa hoi") || f == "chu nghia viet nam"
}

func isMotto(s string) bool { return mottoForm.MatchString(fold(s)) }

// isRule reports whether a line is drawn with characters.
func isRule(s string) bool { return ruleForm.MatchString(s) }

// isPlate reports whether s is one of the two lines of ô 1.
func isPlate(s string) bool { return isNational(s) || isMotto(s) }

func isUrgency(s string) bool { return urgencyOf(s) != "" }

// urgencyOf returns the mark of urgency that s is, in any spelling of its marks.
func urgencyOf(s string) documents.Urgency {
	for _, u := range []documents.Urgency{documents.Urgent, documents.VeryUrgent, documents.AtOnce} {
		if isUpper(s) && fold(s) == fold(string(u)) {
			return u
		}
	}
	return ""
}

func isCirculation(s string) bool { return circulationOf(s) != "" }

func circulationOf(s string) documents.Circulation {
	for _, c := range []documents.Circulation{documents.InternalUse, documents.ToReturn} {
		if isUpper(s) && fold(s) == fold(string(c)) {
			return c
		}
	}
	return ""
}

// kindOf returns the kind whose name a line is, in capitals.
func kindOf(s string) documents.Kind {
	if !isUpper(s) {
		return ""
	}
	f := strings.Trim(fold(s), " .:")
	for _, r := range documents.Kinds() {
		if r.Kind != documents.Official && f == fold(r.Name) {
			return r.Kind
		}
	}
	return ""
}

// kindBefore returns the kind whose name in capitals a line begins with, and what
// follows it.
func kindBefore(s string) (kind documents.Kind, rest string) {
	words := strings.Fields(s)
	for n := min(4, len(words)-1); n > 0; n-- {
		if k := kindOf(strings.Join(words[:n], " ")); k != "" {
			return k, strings.Join(words[n:], " ")
		}
	}
	return "", ""
}

// isUpper reports whether s has letters and all are capitals.
func isUpper(s string) bool {
	return strings.ContainsFunc(s, unicode.IsUpper) && !strings.ContainsFunc(s, unicode.IsLower)
}

// isEnacting reports whether a line puts a decision in force.
func isEnacting(s string) bool {
	switch strings.Trim(fold(s), " :.") {
	case "quyet dinh", "quyet nghi":
		return isUpper(s) && strings.HasSuffix(strings.TrimSpace(s), ":")
	}
	return false
}

// copyOf returns the form of a copy that a line names.
func copyOf(s string) documents.CopyForm {
	for _, f := range documents.CopyForms() {
		if isUpper(s) && fold(s) == fold(f.Name()) {
			return f
		}
	}
	return ""
}

// unmarked is a line of a list without its dash and its final mark.
func unmarked(s string) string {
	return strings.TrimRight(dashForm.ReplaceAllString(s, ""), " ;.,")
}

// columnGap is the white space by which lines are made to stand side by side.
var columnGap = regexp.MustCompile(`\t[\t ]*| {4,}`)
