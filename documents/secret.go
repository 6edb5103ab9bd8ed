package documents

import (
	"regexp"
	"strings"
)

// The three marks of state secrecy in capitals and in any case, also spaced
// out: "T Ố I  M Ậ T".
const (
	markGap      = `[\s._·-]*`
	markT        = `M` + markGap + `Ậ` + markGap + `T`
	markHigh     = `(T` + markGap + `Ố` + markGap + `I|T` + markGap + `U` + markGap + `Y` + markGap + `Ệ` + markGap + `T)` + markGap + markT
	markCapitals = `(` + markHigh + `|` + markT + `)`
)

// Documents with a mark of state secrecy (dấu độ mật) are refused whole:
// nothing of them may be stored in a system like this one (Luật Bảo vệ bí mật
// nhà nước). Prose that only speaks of secrecy ("bảo mật thông tin", "mật độ")
// is no mark.
var secretMarks = [...]*regexp.Regexp{
	// a line that is only the mark, in brackets, quotes, a table cell
	regexp.MustCompile(`(?i)^[\s\[({*"“'|]*` + markCapitals + `[\s\])}*"”'|.:!]*$`),
	// the same in capitals, whatever signs are around it
	regexp.MustCompile(`^[^\p{L}\p{N}]*((TÀI LIỆU|VĂN BẢN|DẤU|ĐỘ)\s+)?` + markCapitals + `[^\p{L}\p{N}]*$`),
	// the mark as a filled-in field
	regexp.MustCompile(`(?i)(độ|dấu)\s+mật[\s:=()–-]+((tối|tuyệt)\s+)?mật(\P{L}|$)`),
	// the two higher marks in capitals anywhere; any mark in brackets
	regexp.MustCompile(`(^|\P{L})` + markHigh + `(\P{L}|$)`),
	regexp.MustCompile(`[\[(]\s*` + markCapitals + `\s*[\])]`),
	regexp.MustCompile(`(?i)[\[(]\s*(tối|tuyệt)\s+mật\s*[\])]`),
	// the lowest mark in capitals within running text, and before it; "MẬT ĐỘ"
	// and "MẬT KHẨU" are words
	regexp.MustCompile(`\p{Ll}[^\p{L}]+MẬT\s*($|[^\p{L}\s]|\s\p{Lu}?\p{Ll})`),
	regexp.MustCompile(`^[^\p{L}\p{N}]*MẬT\s*[^\p{L}\s]`),
}

// RefuseSecret returns a FieldErrors with RuleSecret when a line of text bears
// a mark of state secrecy. The text is not part of the error.
func RefuseSecret(field, text string) error {
	if isHarmless(text) { // as nearly all are
		return nil
	}
	text = Clean(text)
	if !hasSecretLetter(text) || isGivenName(field, text) {
		return nil
	}
	for line := range strings.SplitSeq(text, "\n") {
		if !hasSecretWord(line) {
			continue
		}
		for _, mark := range secretMarks {
			if mark.MatchString(line) {
				return FieldErrors{{Field: field, Rule: RuleSecret, Article: markLaw}}
			}
		}
	}
	return nil
}

// isHarmless reports whether text is plain and has not the letter that is in
// every mark.
func isHarmless(text string) bool {
	table := letters()
	for _, r := range text {
		if int(r) >= len(table) || !table[r].plain || r == 'ậ' || r == 'Ậ' {
			return false
		}
	}
	return true
}

func hasSecretLetter(text string) bool {
	return strings.Contains(text, "ậ") || strings.Contains(text, "Ậ")
}

// hasSecretWord reports whether the lowest mark, which is in every mark, is in
// line, in any case and spaced out or not: few lines have it, and it spares the
// others the rest.
func hasSecretWord(line string) bool {
	const gaps = " \t\n\f\r._·-"
	for {
		i := strings.IndexFunc(line, func(r rune) bool { return r == 'ậ' || r == 'Ậ' })
		if i < 0 {
			return false
		}
		before := strings.TrimRight(line[:i], gaps)
		line = line[i+len("ậ"):]
		after := strings.TrimLeft(line, gaps)
		if (strings.HasSuffix(before, "M") || strings.HasSuffix(before, "m")) && (strings.HasPrefix(after, "T") || strings.HasPrefix(after, "t")) {
			return true
		}
	}
}

const markLaw = "Luật Bảo vệ bí mật nhà nước"

// isGivenName reports whether the clean text is the name of a person called Mật in a
// field for the short names of drafters.
func isGivenName(field, text string) bool {
	return text == "Mật" && (strings.HasSuffix(field, "drafter") || strings.HasSuffix(field, "short"))
}
