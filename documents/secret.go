package documents

import (
	"regexp"
	"strings"
)

// Documents with a mark of state secrecy (dấu độ mật) are refused whole:
// nothing of them may be stored in a system like this one (Luật Bảo vệ bí mật
// nhà nước). Prose that only speaks of secrecy ("bảo mật thông tin", "mật độ")
// is no mark.
var secretMarks = [...]*regexp.Regexp{
	// a line that is only the mark, perhaps in brackets or spaced out
	regexp.MustCompile(`(?i)^[\s\[(*"“']*((t\s*ố\s*i|t\s*u\s*y\s*ệ\s*t)\s*)?m\s*ậ\s*t[\s\])*"”'.:!]*$`),
	// the mark as a filled-in field
	regexp.MustCompile(`(?i)(độ|mức độ|dấu|dấu độ)\s+mật\s*[:=]\s*((tối|tuyệt)\s+)?mật`),
	// the two higher marks in capitals anywhere
	regexp.MustCompile(`(^|[^\p{L}])(TỐI|TUYỆT)\s+MẬT($|[^\p{L}])`),
	// the lowest mark in capitals within running text
	regexp.MustCompile(`\p{Ll}[^\p{L}]+MẬT($|[^\p{L}])`),
	regexp.MustCompile(`^[\s\[(*]*MẬT[\s\])*]*[-–:.,][^\p{L}]*\p{Lu}\p{Ll}`),
}

// RefuseSecret returns a FieldErrors with RuleSecret when a line of text bears
// a mark of state secrecy. The text is not part of the error.
func RefuseSecret(field, text string) error {
	for line := range strings.SplitSeq(Clean(text), "\n") {
		for _, mark := range secretMarks {
			if mark.MatchString(line) {
				return FieldErrors{{Field: field, Rule: RuleSecret, Article: "Luật Bảo vệ bí mật nhà nước"}}
			}
		}
	}
	return nil
}
