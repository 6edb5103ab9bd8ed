package compose

import (
	"strconv"

	"vanthu/templates/layout"
	"vanthu/templates/ooxml"
)

// A bookColumn is a column of the book of outgoing documents (sổ đăng ký văn bản
// đi), with the field of a line that stands in it. Those that are written by hand
// have none.
type bookColumn struct {
	heading, field string
	width          float64 // in mm
}

// bookColumns are the ten of Phụ lục IV, mục I; together as wide as a sheet on its
// long side.
var bookColumns = [...]bookColumn{
	{"Số, ký hiệu văn bản", "so_ky_hieu", 27}, {"Ngày tháng văn bản", "ngay", 21},
	{"Tên loại và trích yếu nội dung văn bản", "trich_yeu", 56}, {"Người ký", "nguoi_ky", 25},
	{"Nơi nhận văn bản", "noi_nhan", 40}, {"Đơn vị, người nhận bản lưu", "luu", 20}, {"Số lượng bản", "so_ban", 13},
	{"Ngày chuyển", "", 15}, {"Ký nhận", "", 15}, {"Ghi chú", "ghi_chu", 20},
}

// Book returns the template of the printed book of outgoing documents (Phụ lục
// IV, mục I): cover and first page alike, then its lines on sheets that lie on
// their long side.
func Book() Template {
	return Template{Name: "so-van-ban-di", page: book, sheet: lying}
}

func book() []*ooxml.Node {
	page := append(bookCover(), bookCover()...)
	page = append(page, bookLines())
	return append(page, para(layout.FileEnd, ""))
}

// bookCover is one page: whose book it is, of when and of which numbers.
func bookCover() []*ooxml.Node {
	space := func(before layout.Length) *ooxml.Node { return el("w:spacing", "w:before", twips(before)) }
	centre := func(text string, before layout.Length) *ooxml.Node {
		return para(layout.BodyText, text, space(before), el("w:ind", "w:firstLine", "0"), val("w:jc", "center"))
	}
	cover := each("co_quan_chu_quan", para(layout.ParentBody, "{{co_quan_chu_quan}}"))
	cover = append(cover, each("co_quan", para(layout.Issuer, "{{.}}"))...)
	cover = append(cover,
		para(layout.KindName, "SỔ ĐĂNG KÝ VĂN BẢN ĐI", space(layout.Mm(60))),
		centre("{{ten_so}}", layout.Mm(4)),
		centre("Năm: {{nam}}", layout.Mm(10)),
		centre("Từ ngày {{tu_ngay}} đến ngày {{den_ngay}}", layout.Mm(4)),
		centre("Từ số {{tu_so}} đến số {{den_so}}", layout.Mm(4)),
		centre("Quyển số: {{quyen}}", layout.Mm(4)))
	end := para(layout.FileEnd, "", section())
	return append(cover, end)
}

// bookLines is the table, whose head stands on each page.
func bookLines() *ooxml.Node {
	cols, heads, numbers, line := el("w:tblGrid"), bookHead(), bookHead(), el("w:tr").Add(el("w:trPr").Add(el("w:cantSplit")))
	for i, c := range bookColumns {
		width := twips(layout.Mm(c.width))
		cols.Add(el("w:gridCol", "w:w", width))
		heads.Add(bookCell(width, para(layout.TableHead, "").Add(small(c.heading))))
		numbers.Add(bookCell(width, para(layout.TableHead, "").Add(small("("+strconv.Itoa(i+1)+")"))))
		line.Add(bookCell(width, para(layout.TableCell, "").Add(small(bookField(i, c.field)))))
	}
	return el("w:tbl").Add(
		el("w:tblPr").Add(val("w:tblStyle", string(layout.TableLines)), el("w:tblW", "w:w", "0", "w:type", "auto"), el("w:tblLayout", "w:type", "fixed")),
		cols, heads, numbers, line)
}

func bookHead() *ooxml.Node {
	return el("w:tr").Add(el("w:trPr").Add(el("w:cantSplit"), el("w:tblHeader")))
}

// bookField is what stands in the column of a line; the first and the last say
// that there is a row for each.
func bookField(i int, field string) string {
	text := ""
	if field != "" {
		text = "{{" + field + "}}"
	}
	switch i {
	case 0:
		return "{{#dong}}" + text
	case len(bookColumns) - 1:
		return text + "{{/dong}}"
	}
	return text
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
