// Package books fills the printed forms of the five books of văn thư (Phụ lục IV of
// Nghị định 30/2020/NĐ-CP), which an office prints and binds.
package books

import (
	"embed"
	"errors"
	"fmt"
	"strconv"
	"sync"

	"vanthu/documents"
	"vanthu/templates/docx"
	"vanthu/templates/layout"
)

//go:embed so-*.docx
var files embed.FS

// ErrTooLong is returned for more lines than one file may have.
var ErrTooLong = errors.New("too many lines for one file")

// A Book is what a printed book says: its cover, and its lines in order, each with a
// text for each column of its form. What the cover does not know is left to be
// written by hand.
type Book struct {
	Form        layout.BookForm
	Issuer      documents.Issuer
	Series      string // "" of a book that has none
	Year        int
	From, To    documents.Date
	First, Last string // numbers
	Volume      string
	Lines       [][]string
}

// A Printer fills books; it may be used by many at once.
type Printer struct {
	open map[string]func() (*docx.Template, error)
}

// NewPrinter returns a printer, which reads a template when it is first used.
func NewPrinter() *Printer {
	p := &Printer{map[string]func() (*docx.Template, error){}}
	for _, form := range layout.Books() {
		p.open[form.Name] = sync.OnceValues(func() (*docx.Template, error) {
			file, err := files.ReadFile(form.Name + ".docx")
			if err != nil {
				return nil, fmt.Errorf("read the form of a book: %w", err)
			}
			return docx.Compile(form.Name, file, fields(form))
		})
	}
	return p
}

// fields are those of the template of a form.
func fields(form layout.BookForm) docx.Schema {
	text := docx.Field{Kind: docx.KindText}
	line := docx.Schema{}
	for i := range form.Columns {
		line[column(i)] = text
	}
	all := docx.Schema{"dong": {Kind: docx.KindList, Item: line}, "co_quan": {Kind: docx.KindTexts}}
	names := []string{"co_quan_chu_quan", "ten_so", "nam", "tu_ngay", "den_ngay", "quyen", "tieu_de", "tac_gia"}
	if form.Numbered {
		names = append(names, "tu_so", "den_so")
	}
	for _, name := range names {
		all[name] = text
	}
	return all
}

// column is the field of the ith column, from 0.
func column(i int) string { return "cot_" + strconv.Itoa(i+1) }

// Print returns the book as a .docx file. ErrTooLong.
func (p *Printer) Print(b *Book) ([]byte, error) {
	open, ok := p.open[b.Form.Name]
	if !ok {
		return nil, fmt.Errorf("no form of a book is called %q", b.Form.Name)
	}
	t, err := open()
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

// orBlank leaves room for what is not known.
func orBlank(text string) docx.Value {
	if text == "" {
		text = blank
	}
	return docx.Text(text)
}

func (b *Book) values() docx.Values {
	year, series := strconv.Itoa(b.Year), ""
	if b.Series != "" {
		series = "Sổ " + b.Series
	}
	v := docx.Values{
		"co_quan_chu_quan": docx.Text(b.Issuer.ParentLine()), "co_quan": docx.Texts(b.Issuer.HeaderLines()), "ten_so": docx.Text(series),
		"nam": docx.Text(year), "tu_ngay": orBlank(b.From.Short()), "den_ngay": orBlank(b.To.Short()), "quyen": orBlank(b.Volume),
		"tieu_de": docx.Text(b.Form.Title + " năm " + year), "tac_gia": docx.Text(b.Issuer.Name),
	}
	if b.Form.Numbered {
		v["tu_so"], v["den_so"] = orBlank(b.First), orBlank(b.Last)
	}
	lines := make(docx.List, len(b.Lines))
	for i, line := range b.Lines {
		lines[i] = docx.Values{}
		for n := range b.Form.Columns {
			lines[i][column(n)] = docx.Text("")
			if n < len(line) {
				lines[i][column(n)] = docx.Text(line[n])
			}
		}
	}
	v["dong"] = lines
	return v
}
