package compose

import (
	"strconv"
	"strings"

	"vanthu/templates/layout"
	"vanthu/templates/ooxml"
)

// Book returns the template of a printed book (Phụ lục IV): cover and first page
// alike, then its lines on sheets that lie on their long side. Its fields are those of
// the cover and, of each line, "cot_1" and on, one for each column.
func Book(form layout.BookForm) Template {
	return Template{Name: form.Name, page: func() []*ooxml.Node { return book(form) }, sheet: lying}
}

func book(form layout.BookForm) []*ooxml.Node {
	page := append(bookCover(form), bookCover(form)...)
	page = append(page, columnsTable(bookLines(form)))
	return append(page, para(layout.FileEnd, ""))
}

// bookCover is one page: whose book it is, of when and of which numbers.
func bookCover(form layout.BookForm) []*ooxml.Node {
	space := func(before layout.Length) *ooxml.Node { return el("w:spacing", "w:before", twips(before)) }
	centre := func(text string, before layout.Length) *ooxml.Node {
		return para(layout.BodyText, text, space(before), el("w:ind", "w:firstLine", "0"), val("w:jc", "center"))
	}
	cover := each("co_quan_chu_quan", para(layout.ParentBody, "{{co_quan_chu_quan}}"))
	cover = append(cover, each("co_quan", para(layout.Issuer, "{{.}}"))...)
	cover = append(cover, para(layout.KindName, strings.ToUpper(form.Title), space(layout.Mm(60))))
	cover = append(cover, each("ten_so", centre("{{ten_so}}", layout.Mm(4)))...)
	cover = append(cover, centre("Năm: {{nam}}", layout.Mm(10)),
		centre("Từ ngày {{tu_ngay}} đến ngày {{den_ngay}}", layout.Mm(4)))
	if form.Numbered {
		cover = append(cover, centre("Từ số {{tu_so}} đến số {{den_so}}", layout.Mm(4)))
	}
	cover = append(cover, centre("Quyển số: {{quyen}}", layout.Mm(4)))
	end := para(layout.FileEnd, "", section())
	return append(cover, end)
}

// A bookColumn is a column of a table with a row for each line, and the field of a
// line that stands in it.
type bookColumn struct {
	heading, field string
	width          float64 // in mm
}

// bookLines are the columns of a book.
func bookLines(form layout.BookForm) []bookColumn {
	var columns []bookColumn
	for i, c := range form.Columns {
		columns = append(columns, bookColumn{c.Heading, "cot_" + strconv.Itoa(i+1), c.Width})
	}
	return columns
}

func bookHead() *ooxml.Node {
	return el("w:tr").Add(el("w:trPr").Add(el("w:cantSplit"), el("w:tblHeader")))
}

func bookCell(width string, p *ooxml.Node) *ooxml.Node {
	return el("w:tc").Add(el("w:tcPr").Add(el("w:tcW", "w:w", width, "w:type", "dxa")), p)
}

// small is a run in the least size of a table.
func small(text string) *ooxml.Node {
	cell, _ := layout.Find(layout.TableCell)
	size := strconv.Itoa(cell.Size.Min.Twips() / 10) // half points
	return el("w:r").Add(el("w:rPr").Add(val("w:sz", size), val("w:szCs", size))).Add(ooxml.Words(text)...)
}

// lying is a sheet on its long side, with the page number on each.
func lying() *ooxml.Node {
	s, page := section(), layout.A4()
	size := s.Child("w:pgSz")
	size.SetAttr("w:w", twips(page.Height)).SetAttr("w:h", twips(page.Width)).SetAttr("w:orient", "landscape")
	return s
}
