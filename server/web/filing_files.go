package web

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/server/sheet"
	"vanthu/templates/books"
	"vanthu/templates/pdf"
	"vanthu/workflow"
	"vanthu/workflow/filing"
	"vanthu/workflow/filing/csip"
)

const zipType = "application/zip"

// filePackage sends a whole file as a package.
func (w *Web) filePackage(c echo.Context, by *documents.Account) error {
	p, err := w.d.Filing.Package(c.Request().Context(), by, c.Param("id"))
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := csip.Write(&out, p); err != nil {
		return err
	}
	return attach(c, p.ID+".zip", zipType, out.Bytes())
}

// A paper is a list that is sent as a workbook or in the form of Phụ lục V.
type paper struct {
	books.FilingPaper
	name     string // of the file, without its ending
	headings []string
}

// sendPaper sends a paper in the way that the address asks for.
func (w *Web) sendPaper(c echo.Context, by *documents.Account, p *paper) error {
	if c.QueryParam("dang") == "xlsx" && p.headings != nil {
		file, err := sheet.WriteExcel("Danh sách", append([][]string{p.headings}, p.Lines...))
		if err != nil {
			return err
		}
		return attach(c, p.name+".xlsx", excelType, file)
	}
	file, err := w.fillPaper(c.Request().Context(), by, p)
	if err != nil {
		return err
	}
	return attach(c, p.name+".docx", docxType, file)
}

func (w *Web) fillPaper(ctx context.Context, by *documents.Account, p *paper) ([]byte, error) {
	unit, err := w.d.Auth.Unit(ctx, by)
	if err != nil {
		return nil, err
	}
	p.Issuer = unit.Issuer
	file, err := w.filing.Fill(&p.FilingPaper)
	if errors.Is(err, books.ErrTooLong) {
		return nil, errBookTooLong
	}
	return file, err
}

// planFile sends the list of files of a year.
func (w *Web) planFile(c echo.Context, by *documents.Account) error {
	year := round(c, "nam", w.d.Engine.Today().Year)
	k, err := w.d.Filing.List(c.Request().Context(), by, year)
	if err != nil {
		return err
	}
	v := planView{Year: year}
	if err := w.aboutPlan(c, by, &v); err != nil {
		return err
	}
	permanent, limited := k.Value.Totals()
	p := &paper{name: "danh-muc-ho-so-" + strconv.Itoa(year), headings: []string{"Số và ký hiệu hồ sơ", "Tên đề mục và tiêu đề hồ sơ", "Thời hạn bảo quản", "Người lập hồ sơ", "Ghi chú"}}
	p.Form, p.Title = books.YearList, "Danh mục hồ sơ năm "+strconv.Itoa(year)
	p.Texts = map[string]string{
		"nam": strconv.Itoa(year), "nguoi_ky": "NGƯỜI ĐỨNG ĐẦU CƠ QUAN",
		"tong": fmt.Sprintf("Bản danh mục hồ sơ này có %d hồ sơ, gồm: %d hồ sơ bảo quản vĩnh viễn; %d hồ sơ bảo quản có thời hạn.", permanent+limited, permanent, limited),
	}
	for _, l := range k.Value.Lines {
		if l.Mark != "" {
			p.Lines = append(p.Lines, []string{"", l.Mark + ". " + l.Title, "", "", ""})
			continue
		}
		p.Lines = append(p.Lines, []string{l.Notation, l.Title, l.Period.String(), cmp.Or(v.Names[l.Keeper], string(l.Keeper)), l.Note})
	}
	return w.sendPaper(c, by, p)
}

// contents is the list of the documents of a file.
func contents(f *filing.File, all []filing.Filed) *paper {
	p := &paper{name: "muc-luc-van-ban-" + f.ID(), headings: []string{"STT", "Số, ký hiệu văn bản", "Ngày tháng văn bản", "Tên loại và trích yếu nội dung văn bản", "Tác giả văn bản", "Tờ số/Trang số", "Ghi chú"}}
	p.Form, p.Title = books.DocumentList, f.Title
	for i := range all {
		d := &all[i].Record.Document
		day := ""
		if !d.Date.IsZero() {
			day = d.Date.Short()
		}
		p.Lines = append(p.Lines, []string{
			strconv.Itoa(all[i].Ordinal), filing.Number(all[i].Record), day, all[i].Record.KindName() + ": " + documents.OneLine(d.Abstract), d.Issuer.Name, "", all[i].Remark(),
		})
	}
	p.Texts = map[string]string{"ma": f.Code(), "ten_ho_so": f.Title, "tong": total(all)}
	return p
}

// total says how many documents there are, and how much that never was one.
func total(all []filing.Filed) string {
	material := 0
	for i := range all {
		if all[i].Standing == filing.Material {
			material++
		}
	}
	text := fmt.Sprintf("Mục lục này gồm %d văn bản", len(all)-material)
	if material > 0 {
		text += fmt.Sprintf(" và %d tài liệu dự thảo", material)
	}
	return text + "."
}

// fileContents sends the list of the documents of a file.
func (w *Web) fileContents(c echo.Context, by *documents.Account) error {
	k, err := w.d.Filing.Get(c.Request().Context(), by, c.Param("id"))
	if err != nil {
		return err
	}
	all, err := w.d.Filing.Documents(c.Request().Context(), by, &k.Value)
	if err != nil {
		return err
	}
	return w.sendPaper(c, by, contents(&k.Value, all))
}

// joinedNote stands on the first page of a file that was joined.
const joinedNote = "(Tệp này ghép từ các văn bản của hồ sơ để đọc và in. Việc ghép làm mất chữ ký số: bản gốc có chữ ký nằm trong gói hồ sơ.)"

// filePDF sends a whole file as one PDF: the list, then its documents in order.
func (w *Web) filePDF(c echo.Context, by *documents.Account) error {
	ctx := c.Request().Context()
	k, err := w.d.Filing.Get(ctx, by, c.Param("id"))
	if err != nil {
		return err
	}
	all, err := w.d.Filing.Documents(ctx, by, &k.Value)
	if err != nil {
		return err
	}
	list := contents(&k.Value, all)
	list.Texts["dong_dau"] = joinedNote
	docx, err := w.fillPaper(ctx, by, list)
	if err != nil {
		return err
	}
	first, err := w.d.Engine.Print(ctx, docx)
	if err != nil {
		return err
	}
	pages := [][]byte{first}
	for i := range all {
		more, err := w.asPDF(ctx, all[i].Record)
		if err != nil {
			return err
		}
		pages = append(pages, more...)
	}
	joined, err := pdf.Join(pages...)
	if err != nil {
		return fmt.Errorf("join file %s: %w", k.ID, err)
	}
	return attach(c, k.Value.Code()+".pdf", pdfType, joined)
}

// asPDF returns the files of a document that can be read as pages, as PDF.
func (w *Web) asPDF(ctx context.Context, r *workflow.Record) ([][]byte, error) {
	files, err := w.d.Filing.Originals(ctx, r)
	if errors.Is(err, documents.ErrInvalid) { // a draft that has no page yet
		return nil, nil
	}
	var pages [][]byte
	for _, f := range files {
		switch f.Ending {
		case "pdf":
			pages = append(pages, f.Data)
		case "docx":
			page, err := w.d.Engine.Print(ctx, f.Data)
			if err != nil {
				return nil, err
			}
			pages = append(pages, page)
		}
	}
	return pages, err
}

// transferFile sends the papers of a transfer.
func (w *Web) transferFile(c echo.Context, by *documents.Account) error {
	ctx := c.Request().Context()
	k, files, err := w.d.Filing.Transfer(ctx, by, c.Param("id"))
	if err != nil {
		return err
	}
	p := &paper{name: "muc-luc-nop-luu-" + k.Value.On.String(), headings: []string{"Số TT", "Số, ký hiệu hồ sơ", "Tiêu đề hồ sơ", "Thời gian tài liệu", "Thời hạn bảo quản", "Số tờ/Số trang", "Ghi chú"}}
	p.Form, p.Title = books.TransferList, "Mục lục hồ sơ, tài liệu nộp lưu"
	documentsOf := 0
	var first, last documents.Date
	for i := range files {
		all, err := w.d.Filing.Documents(ctx, by, &files[i])
		if err != nil {
			return err
		}
		from, to := filing.Span(all)
		if first.IsZero() || !from.IsZero() && from.Before(first) {
			first = from
		}
		if last.Before(to) {
			last = to
		}
		documentsOf += len(all)
		p.Lines = append(p.Lines, []string{strconv.Itoa(i + 1), files[i].Notation, files[i].Title, span(from, to), files[i].Period.String(), "", strconv.Itoa(len(all)) + " văn bản"})
	}
	p.Texts = map[string]string{"dong_dau": "Giao nhận ngày " + k.Value.On.Short(), "tong": fmt.Sprintf("Mục lục này gồm %d hồ sơ.", len(files))}
	if c.QueryParam("loai") == "bien-ban" {
		p.name, p.headings, p.Form = "bien-ban-giao-nhan-"+k.Value.On.String(), nil, books.Minutes
		day, month, year := k.Value.On.Figures()
		p.Texts = map[string]string{
			"ngay": "ngày " + day + " tháng " + month + " năm " + year, "don_vi_giao": divisionsOf(files), "nguoi_giao": k.Value.Giver, "nguoi_nhan": k.Value.Receiver,
			"khoi": "Hồ sơ công việc", "thoi_gian": span(first, last), "so_ho_so": fmt.Sprintf("%02d", len(files)), "so_tep": strconv.Itoa(documentsOf),
			"tinh_trang": cmp.Or(k.Value.Condition, "đầy đủ theo mục lục."),
		}
	}
	return w.sendPaper(c, by, p)
}

func span(from, to documents.Date) string {
	if from.IsZero() {
		return ""
	}
	return from.Short() + " - " + to.Short()
}

// divisionsOf names the divisions of files by their symbols, each once.
func divisionsOf(files []filing.File) string {
	seen, out := map[string]bool{"": true}, ""
	for i := range files {
		if d := files[i].Division; !seen[d] {
			seen[d] = true
			out += ", " + d
		}
	}
	return cmp.Or(out, ", ........")[2:]
}
