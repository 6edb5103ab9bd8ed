package workflow

import "strings"

// FileName is what the record's file is called where a person saves it: the
// reference, 01-BC-UBND.docx; without a number it says that it is a draft.
func (r *Record) FileName() string {
	name := "Dự thảo " + r.Document.Symbol()
	if r.Final != nil {
		name = r.Document.Reference.String()
	}
	return strings.Map(plain, strings.ReplaceAll(name, "/", "-")) + ".docx"
}

// plain keeps of a name what every system can have in a file's.
func plain(r rune) rune {
	if strings.ContainsRune(`\/:*?"<>|`, r) || r < ' ' {
		return '-'
	}
	return r
}
