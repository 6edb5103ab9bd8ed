package workflow

import "strings"

// FileName is what the record's file is called where a person saves it: the
// reference, 01-BC-UBND.docx; without a number it says that it is a draft.
func (r *Record) FileName() string { return r.fileName(r.Final != nil) + ".docx" }

// OriginalName is what the PDF is called where a person saves it: without a number
// until that stands in it.
func (r *Record) OriginalName() string { return r.fileName(r.Original.Copy(Sealed) != nil) + ".pdf" }

// ScanName is what the scan is called where a person saves it.
func (r *Record) ScanName() string { return r.fileName(true) + " (bản quét).pdf" }

func (r *Record) fileName(numbered bool) string {
	name := "Dự thảo " + r.Document.Symbol()
	if numbered {
		name = r.Number().String()
	}
	return strings.Map(plain, strings.ReplaceAll(name, "/", "-"))
}

// plain keeps of a name what every system can have in a file's.
func plain(r rune) rune {
	if strings.ContainsRune(`\/:*?"<>|`, r) || r < ' ' {
		return '-'
	}
	return r
}
