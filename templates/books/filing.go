package books

import (
	"embed"
	"errors"
	"fmt"
	"sync"

	"vanthu/documents"
	"vanthu/templates/docx"
)

//go:embed danh-muc-ho-so.docx muc-luc-nop-luu.docx muc-luc-van-ban.docx bien-ban-giao-nhan.docx
var filingFiles embed.FS

// A FilingForm is one of the papers of work files (Phụ lục V).
type FilingForm string

// The forms: the list of files of a year, of files handed over, of documents in a
// file, and the minutes of a transfer.
const (
	YearList     FilingForm = "danh-muc-ho-so"
	TransferList FilingForm = "muc-luc-nop-luu"
	DocumentList FilingForm = "muc-luc-van-ban"
	Minutes      FilingForm = "bien-ban-giao-nhan"
)

// filingFields are the texts of each form, and those of its lines.
var filingFields = map[FilingForm]struct{ texts, line []string }{
	YearList:     {[]string{"nam", "tong", "nguoi_ky"}, []string{"so", "tieu_de", "thoi_han", "nguoi_lap", "ghi_chu"}},
	TransferList: {[]string{"dong_dau", "tong"}, []string{"tt", "so", "tieu_de", "thoi_gian", "thoi_han", "trang", "ghi_chu"}},
	DocumentList: {[]string{"ma", "ten_ho_so", "dong_dau", "tong"}, []string{"tt", "so", "ngay", "tieu_de", "tac_gia_van_ban", "trang", "ghi_chu"}},
	Minutes:      {[]string{"ngay", "don_vi_giao", "nguoi_giao", "nguoi_nhan", "khoi", "thoi_gian", "so_ho_so", "so_tep", "tinh_trang"}, nil},
}

// A FilingPaper is what one of them says: its texts by their names, and its lines in
// order of the columns of the form.
type FilingPaper struct {
	Form   FilingForm
	Issuer documents.Issuer
	Title  string // of the file, for its properties
	Texts  map[string]string
	Lines  [][]string
}

// A FilingPrinter fills them; it may be used by many at once.
type FilingPrinter struct {
	forms map[FilingForm]func() (*docx.Template, error)
}

// NewFilingPrinter returns a printer, which reads a template when it is first used.
func NewFilingPrinter() *FilingPrinter {
	p := &FilingPrinter{map[FilingForm]func() (*docx.Template, error){}}
	for form := range filingFields {
		p.forms[form] = sync.OnceValues(func() (*docx.Template, error) {
			file, err := filingFiles.ReadFile(string(form) + ".docx")
			if err != nil {
				return nil, fmt.Errorf("read form %s: %w", form, err)
			}
			return docx.Compile(string(form), file, form.schema())
		})
	}
	return p
}

func (f FilingForm) schema() docx.Schema {
	text := docx.Field{Kind: docx.KindText}
	all := docx.Schema{"co_quan_chu_quan": text, "co_quan_ban_hanh": {Kind: docx.KindTexts}, "tieu_de": text, "tac_gia": text}
	for _, name := range filingFields[f].texts {
		all[name] = text
	}
	if names := filingFields[f].line; names != nil {
		line := docx.Schema{}
		for _, name := range names {
			line[name] = text
		}
		all["dong"] = docx.Field{Kind: docx.KindList, Item: line}
	}
	return all
}

// Fill returns the paper as a .docx file. ErrTooLong.
func (p *FilingPrinter) Fill(paper *FilingPaper) ([]byte, error) {
	t, err := p.forms[paper.Form]()
	if err != nil {
		return nil, err
	}
	values := docx.Values{
		"co_quan_chu_quan": docx.Text(paper.Issuer.ParentLine()), "co_quan_ban_hanh": docx.Texts(paper.Issuer.HeaderLines()),
		"tieu_de": docx.Text(paper.Title), "tac_gia": docx.Text(paper.Issuer.Name),
	}
	for _, name := range filingFields[paper.Form].texts {
		values[name] = docx.Text(paper.Texts[name])
	}
	if names := filingFields[paper.Form].line; names != nil {
		lines := make(docx.List, len(paper.Lines))
		for i, cells := range paper.Lines {
			line := docx.Values{}
			for j, name := range names {
				line[name] = docx.Text(cells[j])
			}
			lines[i] = line
		}
		values["dong"] = lines
	}
	file, err := t.Render(values)
	if errors.Is(err, docx.ErrTooLarge) {
		return nil, fmt.Errorf("%d lines: %w", len(paper.Lines), ErrTooLong)
	}
	return file, err
}
