package web

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/server/sheet"
	"vanthu/workflow"
)

// registerColumns are the columns of the book of outgoing documents (Phụ lục IV,
// mẫu sổ đăng ký văn bản đi).
var registerColumns = [...]struct {
	heading string
	cell    func(*workflow.Entry) string
}{
	{"Số, ký hiệu văn bản", func(e *workflow.Entry) string { return e.Reference.String() }},
	{"Ngày tháng văn bản", func(e *workflow.Entry) string { return e.Date.Short() }},
	{"Tên loại và trích yếu nội dung văn bản", func(e *workflow.Entry) string {
		return e.Kind.Name() + ": " + documents.OneLine(e.Abstract)
	}},
	{"Người ký", func(e *workflow.Entry) string { return e.Signatory }},
	{"Nơi nhận văn bản", func(e *workflow.Entry) string { return strings.Join(e.Recipients, "; ") }},
	{"Đơn vị, người nhận bản lưu", func(e *workflow.Entry) string { return e.KeptBy }},
	{"Số lượng bản", func(e *workflow.Entry) string { return strconv.Itoa(e.Copies) }},
	{"Ghi chú", func(e *workflow.Entry) string {
		if e.Void == "" {
			return ""
		}
		return "Đã hủy: " + e.Void
	}},
}

// registerFile sends a whole book as a workbook, a line a number.
func (w *Web) registerFile(c echo.Context, by *documents.Account) error {
	view, err := w.readBook(c, by, registerAll)
	if err != nil {
		return err
	}
	rows := make([][]string, 1, len(view.Entries)+1)
	for _, col := range registerColumns {
		rows[0] = append(rows[0], col.heading)
	}
	for i := range view.Entries {
		var row []string
		for _, col := range registerColumns {
			row = append(row, col.cell(&view.Entries[i]))
		}
		rows = append(rows, row)
	}
	file, err := sheet.WriteExcel("Sổ văn bản đi", rows)
	if err != nil {
		return fmt.Errorf("write book %s of %d: %w", view.Series, view.Year, err)
	}
	return attach(c, fmt.Sprintf("so-van-ban-di-%d-%s.xlsx", view.Year, view.Series), excelType, file)
}
