package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/url"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/server/sheet"
	"vanthu/workflow"
)

type uploadView struct {
	area
	F       filled
	Columns []column
	Most    int // lines
}

// Heading is the column's for a page.
func (c column) Heading() string { return c.heading }

// showBookUpload asks for a list to be taken into the address book.
func (w *Web) showBookUpload(c echo.Context, by *documents.Account) error {
	return w.askBookUpload(c, by, attempt{})
}

func (w *Web) askBookUpload(c echo.Context, by *documents.Account, before attempt) error {
	f, err := filledWith(before, url.Values{}, nil)
	if err != nil {
		return err
	}
	return w.render(c, before.status(), "book-upload", uploadView{
		w.bookArea(c, by, "/so-dia-chi/nhap", "Nhập sổ địa chỉ từ tệp"), f, columns[:], sheet.MaxRows,
	})
}

// uploadBook keeps the rows of the list and goes on to what they would do.
func (w *Web) uploadBook(c echo.Context, by *documents.Account) error {
	up, err := upload(c, sheet.MaxFile)
	if err == nil {
		err = w.keepBook(c, by, up)
	}
	if err != nil {
		return retry(up.Values, err, func(before attempt) error { return w.askBookUpload(c, by, before) })
	}
	return seeOther(c, "/so-dia-chi/nhap/xem")
}

func (w *Web) keepBook(c echo.Context, by *documents.Account, up uploaded) error {
	rows, err := sheet.Read(up.File)
	if err != nil {
		return listFault(err)
	}
	if _, _, err := readBookRows(rows); err != nil {
		return err
	}
	list := workflow.BookList{File: documents.OneLine(up.Name), Rows: make([]string, len(rows))}
	for i, row := range rows {
		text, err := json.Marshal(row)
		if err != nil {
			return fmt.Errorf("keep row %d: %w", row.Line, err)
		}
		list.Rows[i] = string(text)
	}
	_, err = w.d.Engine.KeepBookList(c.Request().Context(), by, list)
	return err
}

// listFault says in which way a file is no list.
func listFault(err error) error {
	for _, known := range [...]struct {
		err   error
		fault *fault
	}{
		{sheet.ErrTooLarge, &fault{
			"invalid", "Tệp quá lớn",
			fmt.Sprintf("Nhận được tệp đến 4 MB, %d dòng, %d cột. Hãy chia thành nhiều tệp rồi nhập lần lượt.", sheet.MaxRows, sheet.MaxColumns),
		}},
		{sheet.ErrOldExcel, &fault{"invalid", "Tệp Excel kiểu cũ", "Đây là tệp .xls của Excel trước năm 2007. Hãy mở bằng Excel, lưu lại dạng .xlsx rồi nhập."}},
		{sheet.ErrText, &fault{"invalid", "Bảng mã không đọc được", "Tệp chữ này không phải Unicode nên sẽ sai dấu. Hãy lưu lại dạng “CSV UTF-8” hoặc .xlsx rồi nhập."}},
		{sheet.ErrNoList, &fault{"invalid", "Không phải danh sách", "Không đọc được tệp này như bảng Excel (.xlsx) hay CSV. Hãy dùng tệp mẫu."}},
	} {
		if errors.Is(err, known.err) {
			return known.fault
		}
	}
	return err
}
