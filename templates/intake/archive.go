package intake

import (
	"regexp"
	"strings"

	"vanthu/documents"
)

// archiveForms are the house styles of the Lưu line behind "Lưu: ", each with the
// pattern that writes it so.
var archiveForms = [...]struct {
	form    *regexp.Regexp
	pattern string
}{
	{regexp.MustCompile(`^VT, (?P<unit>[A-ZĐ&-]*[A-ZĐ])(?P<drafter>[A-ZĐÀ-Ỹ]\p{Ll}+)\.?$`), documents.GluedArchive},
	{regexp.MustCompile(`^VT, (?P<unit>[A-ZĐ&-]*[A-ZĐ]) ?\((?P<drafter>\p{Lu}\p{Ll}*)\)\.?$`), documents.ParenArchive},
	{regexp.MustCompile(`^VT, (?P<unit>[A-ZĐ&-]*[A-ZĐ])-(?P<drafter>\p{Lu}\p{Ll}+)\.?$`), documents.DashArchive},
	{regexp.MustCompile(`^VT(?:, (?P<unit>[A-ZĐ&-]+))?\.?(?: (?P<drafter>\p{Lu}+)\.)?(?:\((?P<copies>\d+)\))?$`), ""},
}

// archiveOf reads the Lưu line. One of no known style is kept as its own pattern.
func archiveOf(s string) documents.Archive {
	text := archiveForm.FindStringSubmatch(s)[1]
	for _, f := range archiveForms {
		m := f.form.FindStringSubmatch(text)
		if m == nil {
			continue
		}
		a := documents.Archive{Pattern: f.pattern}
		for i, name := range f.form.SubexpNames() {
			switch name {
			case "unit":
				a.Unit = m[i]
			case "drafter":
				a.Drafter = m[i]
			case "copies":
				a.Copies = atoi(m[i])
			}
		}
		return a
	}
	if strings.ContainsAny(text, "[]{}") {
		return documents.Archive{}
	}
	return documents.Archive{Pattern: text}
}
