package intake

import (
	"slices"
	"strings"
	"unicode"

	"vanthu/documents"
)

// places are the classes of places that stand in small letters before a name.
var places = []string{"đặc khu", "thành phố", "thị xã", "thị trấn", "phường", "tỉnh", "quận", "huyện", "xã"}

// issuerName writes a name that the page has in capitals as running text has it:
// "Ủy ban nhân dân phường Đức Phổ". Where the words do not say which of them are
// names it guesses.
func issuerName(s string) string {
	s = documents.OneLine(s)
	if !isUpper(s) {
		return s
	}
	rule, known := documents.Issuer{Name: s}.Rule()
	switch {
	case strings.HasPrefix(s, "UBND ") || strings.HasPrefix(s, "HĐND "):
		return s[:strings.IndexByte(s, ' ')+1] + placeName(after(s, 1))
	case isPlace(s):
		return capital(placeName(s))
	case known && rule.Collective:
		return rule.Begins + spaced(placeName(after(s, len(strings.Fields(rule.Begins)))))
	case known:
		n := len(strings.Fields(rule.Begins))
		return rule.Begins + spaced(phrases(after(s, n), nil))
	}
	return phrases(s, bodies)
}

func spaced(s string) string {
	if s == "" {
		return ""
	}
	return " " + s
}

// after returns s without its first n words.
func after(s string, n int) string {
	words := strings.Fields(s)
	return strings.Join(words[min(n, len(words)):], " ")
}

// placeName writes "PHƯỜNG ĐỨC PHỔ" as "phường Đức Phổ".
func placeName(s string) string {
	lower := strings.ToLower(s)
	for _, class := range places {
		if rest, ok := strings.CutPrefix(lower, class+" "); ok {
			if strings.Trim(rest, "0123456789") == "" { // is named so: "Phường 3"
				return capital(class) + " " + rest
			}
			return class + " " + title(rest)
		}
	}
	return title(lower)
}

// title writes each word of a name with a capital.
func title(s string) string {
	words := strings.Fields(s)
	for i, w := range words {
		words[i] = capital(w)
	}
	return strings.Join(words, " ")
}

// capital writes s with its first letter in upper case.
func capital(s string) string {
	for i, r := range s {
		if i == 0 {
			return string(unicode.ToUpper(r)) + s[len(string(r)):]
		}
	}
	return s
}

// phrases writes each phrase of a name in capitals with one capital, and one
// behind one of classes: "SỞ VĂN HÓA - THỂ THAO" as "Sở Văn hóa - Thể thao".
// Abbreviations stay.
func phrases(s string, classes []string) string {
	words := strings.Fields(s)
	begin, class := true, true
	for i, w := range words {
		switch {
		case w == "-" || w == "–":
			begin = true
			continue
		case isAbbreviation(w):
		case begin:
			words[i] = capital(strings.ToLower(w))
		default:
			words[i] = strings.ToLower(w)
		}
		begin = strings.HasSuffix(w, ",") || class && slices.Contains(classes, strings.ToLower(strings.Join(words[:i+1], " ")))
		class = class && i < 2
	}
	return strings.Join(words, " ")
}

// What stands before a name of its own: what a body is, and who heads one.
var (
	bodies = []string{
		"bộ", "sở", "cục", "tổng cục", "chi cục", "ban", "phòng", "văn phòng", "trung tâm", "trường", "viện", "vụ", "công an", "tổ", "hội đồng", "hội", "đội",
		"thủ tướng",
	}
	heads = []string{"trưởng ban", "trưởng phòng", "giám đốc"}
)

// isAbbreviation reports whether a word in capitals is one: it is known, or has
// no vowel.
func isAbbreviation(w string) bool {
	w = strings.Trim(w, ",;.()")
	return slices.Contains(abbreviations, w) || len(w) > 1 && !strings.ContainsAny(documents.Fold(w), "aeiouy")
}

var abbreviations = []string{"UBND", "UBMTTQ", "CAND", "QLDA", "TNCN", "VHXH"}

// titleName writes a title (chức vụ) in capitals as running text has it: as a
// position that is known, else with one capital.
func titleName(s string) string {
	s = documents.OneLine(s)
	if !isUpper(s) {
		return s
	}
	for _, p := range documents.Positions() {
		if fold(p.Title) == fold(s) {
			return p.Title
		}
	}
	if rest, ok := strings.CutPrefix(s, "PHÓ "); ok {
		return "Phó " + titleName(rest)
	}
	return phrases(s, heads)
}

// collective writes what stands behind TM.: a collective without its place, or
// whatever else.
func collective(s string) string {
	if rule, ok := (documents.Issuer{Name: s}).Rule(); ok && fold(rule.Begins) == fold(s) {
		return rule.Begins
	}
	return issuerName(s)
}
