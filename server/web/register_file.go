package web

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/server/sheet"
	"vanthu/templates/books"
	"vanthu/workflow"
)

// registerColumns are the ten columns of the book of outgoing documents (Phụ lục
// IV, mục I).
var registerColumns = [...]struct {
	heading string
	cell    func(*workflow.Entry) string
}{
	{"Số, ký hiệu văn bản", func(e *workflow.Entry) string { return e.Reference.String() }},
	{"Ngày tháng văn bản", func(e *workflow.Entry) string { return e.Date.Short() }},
	{"Tên loại và trích yếu nội dung văn bản", aboutEntry},
	{"Người ký", func(e *workflow.Entry) string { return e.Signatory }},
	{"Nơi nhận văn bản", func(e *workflow.Entry) string { return strings.Join(e.Recipients, "; ") }},
	{"Đơn vị, người nhận bản lưu", func(e *workflow.Entry) string { return e.KeptBy }},
	{"Số lượng bản", func(e *workflow.Entry) string { return strconv.Itoa(e.Copies) }},
	{"Ngày chuyển", byHand},
	{"Ký nhận", byHand},
	{"Ghi chú", noteOn},
}

// byHand is what is written into the printed book, by whom it is handed to.
func byHand(*workflow.Entry) string { return "" }

// registerFile sends a whole book, a line a number: as a workbook, or in the printed
// form of the decree for the one who asks for a docx.
func (w *Web) registerFile(c echo.Context, by *documents.Account) error {
	view, err := w.readBook(c, by, registerAll)
	if err != nil {
		return err
	}
	write, kind, ending := view.workbook, excelType, "xlsx"
	if c.QueryParam("dang") == "docx" {
		unit, err := w.d.Auth.Unit(c.Request().Context(), by)
		if err != nil {
			return err
		}
		write, kind, ending = func() ([]byte, error) { return w.books.Outgoing(view.printed(unit)) }, docxType, "docx"
	}
	file, err := write()
	if errors.Is(err, books.ErrTooLong) {
		return errBookTooLong
	}
	if err != nil {
		return fmt.Errorf("write book %s of %d: %w", view.Series, view.Year, err)
	}
	return attach(c, fmt.Sprintf("so-van-ban-di-%d-%s.%s", view.Year, view.Series, ending), kind, file)
}

// workbook is the book for Excel.
func (v *registerView) workbook() ([]byte, error) {
	rows := make([][]string, 1, len(v.Entries)+1)
	for _, col := range registerColumns {
		rows[0] = append(rows[0], col.heading)
	}
	for i := range v.Entries {
		var row []string
		for _, col := range registerColumns {
			row = append(row, col.cell(&v.Entries[i]))
		}
		rows = append(rows, row)
	}
	return sheet.WriteExcel("Sổ văn bản đi", rows)
}

// printed is the book as it is printed and bound.
func (v *registerView) printed(unit *documents.Unit) *books.Book {
	b := &books.Book{Issuer: unit.Issuer, Series: v.Series, Year: v.Year, Lines: make([]books.Line, len(v.Entries))}
	for i := range v.Entries {
		e := &v.Entries[i]
		b.Lines[i] = books.Line{
			Reference: e.Reference, Date: e.Date, Abstract: aboutEntry(e), Signatory: e.Signatory,
			Recipients: strings.Join(e.Recipients, "; "), KeptBy: e.KeptBy, Copies: e.Copies, Note: noteOn(e),
		}
	}
	return b
}

func aboutEntry(e *workflow.Entry) string {
	return e.Kind.Name() + ": " + documents.OneLine(e.Abstract)
}

func noteOn(e *workflow.Entry) string {
	if e.Void == "" {
		return ""
	}
	return "Đã hủy: " + e.Void
}

var errBookTooLong = &fault{
	"invalid", "Sổ dài quá một tệp Word",
	"Hãy dùng Bản in cả sổ hoặc tải Excel; sổ trên giấy thì chia thành nhiều quyển (Phụ lục IV).",
}
