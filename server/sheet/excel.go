package sheet

import (
	"bytes"
	"fmt"
	"strconv"
	"time"

	"github.com/xuri/excelize/v2"
)

// maxUnpacked is the most that a file of rows unpacks to, in bytes: what says
// to hold more is refused.
const maxUnpacked = 64 << 20

func readExcel(file []byte) (rows []Row, err error) {
	defer func() { // a damaged file must not end the program
		if recover() != nil {
			rows, err = nil, ErrNoList
		}
	}()
	book, err := excelize.OpenReader(bytes.NewReader(file), excelize.Options{
		UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxUnpacked, RawCellValue: true,
	})
	if err != nil {
		return nil, ErrNoList
	}
	defer func() { _ = book.Close() }() // it is in memory whole: nothing is lost
	sheets := book.GetSheetList()
	if len(sheets) == 0 {
		return nil, ErrNoList
	}
	read, err := book.Rows(sheets[0])
	if err != nil {
		return nil, ErrNoList
	}
	defer func() { _ = read.Close() }()
	for line := 1; read.Next(); line++ {
		cells, err := read.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return nil, ErrNoList
		}
		if line > 2*MaxRows {
			return nil, ErrTooLarge
		}
		if rows, err = gathered(rows, line, cells); err != nil {
			return nil, err
		}
	}
	return rows, read.Error()
}

// Day returns the day that a cell stands for which Excel keeps as a number, and
// whether it can be one: of 1990 to 2099.
func Day(cell string) (time.Time, bool) {
	n, err := strconv.ParseFloat(cell, 64)
	if err != nil || !(n >= 32874 && n < 73051) { // NaN is neither
		return time.Time{}, false
	}
	return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(n)), true
}

// WriteExcel returns rows as an xlsx file with one sheet, all cells as text, its
// first row as the heading.
func WriteExcel(name string, rows [][]string) ([]byte, error) {
	book := excelize.NewFile()
	defer func() { _ = book.Close() }()
	if err := book.SetSheetName(book.GetSheetName(0), name); err != nil {
		return nil, fmt.Errorf("name the sheet: %w", err)
	}
	w, err := book.NewStreamWriter(name)
	if err != nil {
		return nil, fmt.Errorf("begin the sheet: %w", err)
	}
	if len(rows) > 0 {
		if err := w.SetColWidth(1, len(rows[0]), 28); err != nil {
			return nil, fmt.Errorf("set the widths of columns: %w", err)
		}
	}
	for i, row := range rows {
		cells := make([]any, len(row))
		for j, cell := range row {
			cells[j] = cell
		}
		if err := w.SetRow(fmt.Sprintf("A%d", i+1), cells); err != nil {
			return nil, fmt.Errorf("write row %d: %w", i+1, err)
		}
	}
	if err := w.Flush(); err != nil {
		return nil, fmt.Errorf("end the sheet: %w", err)
	}
	out, err := book.WriteToBuffer()
	if err != nil {
		return nil, fmt.Errorf("write the file: %w", err)
	}
	return out.Bytes(), nil
}
