// Package books fills the printed form of the register (Phụ lục IV of Nghị định
// 30/2020/NĐ-CP), which an office prints and binds.
package books

import (
	_ "embed"
	"errors"
	"fmt"
	"strconv"
	"sync"

	"vanthu/documents"
	"vanthu/templates/docx"
)

//go:embed so-van-ban-di.docx
var outgoing []byte

// ErrTooLong is returned for more lines than one file may have.
var ErrTooLong = errors.New("too many lines for one file")

// A Book is what its printed form says: whose it is, its year and series, and its
// lines in order. Its covers take the first and last day and number from them.
type Book struct {
	Issuer documents.Issuer
	Series string
	Year   int
	Lines  []Line
}

// A Line is one number of the book.
type Line struct {
	Reference  documents.Reference
	Date       documents.Date
	Abstract   string // with the kind
	Signatory  string
	Recipients string
	KeptBy     string
	Copies     int
	Note       string
}

// A Printer fills books; it may be used by many at once.
type Printer struct {
	open func() (*docx.Template, error)
}

// NewPrinter returns a printer, which reads its template when it is first used.
func NewPrinter() *Printer {
	return &Printer{sync.OnceValues(func() (*docx.Template, error) { return docx.Compile("so-van-ban-di", outgoing, fields()) })}
}

// fields are those of the template.
func fields() docx.Schema {
	text := docx.Field{Kind: docx.KindText}
	line := docx.Schema{}
	for _, name := range [...]string{"so_ky_hieu", "ngay", "trich_yeu", "nguoi_ky", "noi_nhan", "luu", "so_ban", "ghi_chu"} {
		line[name] = text
	}
	all := docx.Schema{"dong": {Kind: docx.KindList, Item: line}, "co_quan": {Kind: docx.KindTexts}}
	for _, name := range [...]string{
		"co_quan_chu_quan", "ten_so", "nam", "tu_ngay", "den_ngay", "tu_so", "den_so", "quyen", "tieu_de", "tac_gia",
	} {
		all[name] = text
	}
	return all
}

// Outgoing returns the book of outgoing documents as a .docx file. ErrTooLong.
func (p *Printer) Outgoing(b *Book) ([]byte, error) {
	t, err := p.open()
	if err != nil {
		return nil, err
	}
	file, err := t.Render(b.values())
	if errors.Is(err, docx.ErrTooLarge) {
		return nil, fmt.Errorf("%d lines: %w", len(b.Lines), ErrTooLong)
	}
	return file, err
}

// blank is what is left to be written by hand.
const blank = "........"

func (b *Book) values() docx.Values {
	from, to, first, last := blank, blank, blank, blank
	if n := len(b.Lines); n > 0 {
		one, end := &b.Lines[0], &b.Lines[n-1]
		from, to = one.Date.Short(), end.Date.Short()
		first, last = one.Reference.Ordinal(), end.Reference.Ordinal()
	}
	year := strconv.Itoa(b.Year)
	v := docx.Values{
		"co_quan_chu_quan": docx.Text(b.Issuer.ParentLine()), "co_quan": docx.Texts(b.Issuer.HeaderLines()), "ten_so": docx.Text("Sổ " + b.Series),
		"nam": docx.Text(year), "tu_ngay": docx.Text(from), "den_ngay": docx.Text(to), "tu_so": docx.Text(first), "den_so": docx.Text(last),
		"quyen": docx.Text(blank), "tieu_de": docx.Text("Sổ đăng ký văn bản đi năm " + year), "tac_gia": docx.Text(b.Issuer.Name),
	}
	lines := make(docx.List, len(b.Lines))
	for i := range b.Lines {
		lines[i] = b.Lines[i].values()
	}
	v["dong"] = lines
	return v
}

func (l *Line) values() docx.Values {
	return docx.Values{
		"so_ky_hieu": docx.Text(l.Reference.String()), "ngay": docx.Text(l.Date.Short()), "trich_yeu": docx.Text(l.Abstract),
		"nguoi_ky": docx.Text(l.Signatory), "noi_nhan": docx.Text(l.Recipients), "luu": docx.Text(l.KeptBy),
		"so_ban": docx.Text(strconv.Itoa(l.Copies)), "ghi_chu": docx.Text(l.Note),
	}
}
