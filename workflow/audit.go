package workflow

import "fmt"

// A BookAudit compares a book with its lines and records and collects a
// sentence for each difference. The zero value with a Book is an audit that has
// seen nothing yet. It is given the lines in order of their numbers, then the
// count, then the records that the book does not know.
type BookAudit struct {
	Book  BookKey
	Found []string

	number   int    // of the last line read
	lastDate string // the latest of the lines read
}

// An AuditLine is an entry and what the record it names has now.
type AuditLine struct {
	Number    int
	Record    RecordID
	Void      bool
	Date      string // "2025-11-25"
	Reference string

	Lost  bool    // there is no such record
	In    BookKey // the book that the record says it is in
	Has   int     // the number that the record has
	Shows string  // the reference that the record has
}

// Line takes the next line: its number must follow the one before and belong
// to the record it names.
func (a *BookAudit) Line(l AuditLine) {
	for a.number++; a.number < l.Number; a.number++ {
		a.report("thiếu số %02d.", a.number)
	}
	if l.Date < a.lastDate {
		a.report("số %02d có ngày %s, trước ngày của số liền trước.", l.Number, l.Date)
	}
	a.lastDate = max(a.lastDate, l.Date)
	switch {
	case l.Lost:
		a.report("số %02d ghi cho văn bản %s, nhưng không có văn bản này.", l.Number, l.Record)
	case l.Void: // its record may have been given another number since
	case l.Has != l.Number || l.In != a.Book || l.Shows != l.Reference:
		a.report("số %02d ghi %s cho văn bản %s, nhưng văn bản mang số %q.", l.Number, l.Reference, l.Record, l.Shows)
	}
}

// Count compares the book's own count and last date with its lines.
func (a *BookAudit) Count(last int, date string) {
	if last != a.number {
		a.report("số cuối của sổ là %02d, nhưng dòng cuối là số %02d.", last, a.number)
	}
	if date != a.lastDate {
		a.report("ngày cuối của sổ là %s, nhưng dòng cuối đề ngày %s.", date, a.lastDate)
	}
}

// Unknown takes a record with a number of which the book has no line.
func (a *BookAudit) Unknown(id RecordID, number int) {
	a.report("văn bản %s mang số %02d, nhưng sổ không ghi.", id, number)
}

func (a *BookAudit) report(format string, args ...any) {
	a.Found = append(a.Found, fmt.Sprintf("Sổ %s năm %d: ", a.Book.Name(), a.Book.Year)+fmt.Sprintf(format, args...))
}
