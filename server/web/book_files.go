package web

import (
	"fmt"
	"strings"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/server/sheet"
)

const (
	excelType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	csvType   = "text/csv; charset=utf-8"
)

// sampleRows are what the sample file shows, in the order of the columns.
var sampleRows = [...]map[string]string{
	{
		"name": "Ủy ban nhân dân tỉnh Quảng Ngãi", "short": "UBND tỉnh", "level": "cấp tỉnh", "channels": "bản giấy",
	},
	{
		"name": "Sở Nội vụ tỉnh Quảng Ngãi", "short": "Sở Nội vụ", "level": "cấp tỉnh", "parent": "UBND tỉnh",
		"mail": "vanthu@sonoivu.vi-du.vn", "post": "52 Hùng Vương", "aliases": "SNV; Sở Nội vụ Quảng Ngãi",
	},
	{
		"name": "Phòng Văn hóa - Xã hội", "short": "Phòng VH-XH", "level": "trong cơ quan", "channels": "thư mục: VHXH",
	},
}

// sampleExcel and sampleCSV send the file that a list may be made from.
func (w *Web) sampleExcel(c echo.Context, _ *documents.Account) error {
	file, err := sheet.WriteExcel("Sổ địa chỉ", sample())
	if err != nil {
		return fmt.Errorf("make the sample: %w", err)
	}
	return attach(c, "so-dia-chi-mau.xlsx", excelType, file)
}

func (w *Web) sampleCSV(c echo.Context, _ *documents.Account) error {
	file, err := sheet.WriteCSV(sample())
	if err != nil {
		return fmt.Errorf("make the sample: %w", err)
	}
	return attach(c, "so-dia-chi-mau.csv", csvType, file)
}

// sample is the heading and the rows of the sample; new entries have no id.
func sample() [][]string {
	rows := [][]string{headings(columns[1:])}
	for _, cells := range sampleRows {
		var row []string
		for _, col := range columns[1:] {
			row = append(row, cells[col.field])
		}
		rows = append(rows, row)
	}
	return rows
}

func headings(of []column) []string {
	out := make([]string, len(of))
	for i, c := range of {
		out[i] = c.heading
	}
	return out
}

// bookFile sends the whole address book, in the form in which it can be taken in
// again.
func (w *Web) bookFile(c echo.Context, by *documents.Account) error {
	all, err := w.d.Engine.WholeBook(c.Request().Context(), by)
	if err != nil {
		return err
	}
	names := map[documents.AgencyID]string{}
	for _, a := range all {
		names[a.ID] = a.Name
	}
	rows := [][]string{headings(columns[:])}
	for _, a := range all {
		rows = append(rows, bookRow(&a, names))
	}
	file, err := sheet.WriteExcel("Sổ địa chỉ", rows)
	if err != nil {
		return fmt.Errorf("write the address book: %w", err)
	}
	return attach(c, "so-dia-chi.xlsx", excelType, file)
}

// bookRow is an entry in the order of the columns; its channels are all under
// one of them.
func bookRow(a *documents.Agency, names map[documents.AgencyID]string) []string {
	channels := make([]string, len(a.Channels))
	for i, ch := range a.Channels {
		channels[i] = textOf(media[:], string(ch.Medium))
		if ch.Address != "" {
			channels[i] += ": " + ch.Address
		}
	}
	cells := map[string]string{
		"id": string(a.ID), "name": a.Name, "short": a.Short, "code": a.Code, "parent": names[a.Parent], "channels": several(channels),
		"aliases": several(a.Aliases), "from": a.From.String(), "until": a.Until.String(), "successor": names[a.Successor],
	}
	if a.Level != "" {
		cells["level"] = textOf(levels[:], string(a.Level))
	}
	row := make([]string, len(columns))
	for i, c := range columns {
		row[i] = cells[c.field]
	}
	return row
}

// several is a list in one cell; a line end at its end tells one part with a
// semicolon from two.
func several(parts []string) string {
	text := strings.Join(parts, "\n")
	if len(parts) == 1 && strings.Contains(text, ";") {
		text += "\n"
	}
	return text
}
