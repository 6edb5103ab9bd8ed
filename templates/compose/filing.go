package compose

import (
	"slices"
	"strconv"
	"strings"

	"vanthu/templates/layout"
	"vanthu/templates/ooxml"
)

// FilingForms returns the templates of the papers of work files (Phụ lục V): the
// list of files of a year, the list of files handed over, the list of documents in
// a file, and the minutes of the transfer.
func FilingForms() []Template {
	return []Template{
		{Name: "danh-muc-ho-so", page: func() []*ooxml.Node {
			return listPage(listForm{"DANH MỤC HỒ SƠ", []string{"Năm {{nam}}"}, []bookColumn{
				{"Số và ký hiệu hồ sơ", "so", 25}, {"Tên đề mục và tiêu đề hồ sơ", "tieu_de", 65}, {"Thời hạn bảo quản", "thoi_han", 22},
				{"Người lập hồ sơ", "nguoi_lap", 28}, {"Ghi chú", "ghi_chu", 20},
			}, []string{"{{tong}}"}, [2]string{"", "{{nguoi_ky}}"}})
		}},
		{Name: "muc-luc-nop-luu", page: func() []*ooxml.Node {
			return listPage(listForm{"MỤC LỤC HỒ SƠ, TÀI LIỆU NỘP LƯU", []string{"{{dong_dau}}"}, []bookColumn{
				{"Số TT", "tt", 12}, {"Số, ký hiệu hồ sơ", "so", 25}, {"Tiêu đề hồ sơ", "tieu_de", 48}, {"Thời gian tài liệu", "thoi_gian", 25},
				{"Thời hạn bảo quản", "thoi_han", 20}, {"Số tờ/ Số trang", "trang", 15}, {"Ghi chú", "ghi_chu", 15},
			}, []string{"{{tong}}"}, [2]string{"NGƯỜI NỘP LƯU", "NGƯỜI NHẬN"}})
		}},
		{Name: "muc-luc-van-ban", page: func() []*ooxml.Node {
			return listPage(listForm{"MỤC LỤC VĂN BẢN TRONG HỒ SƠ", []string{"Hồ sơ số: {{ma}}", "{{ten_ho_so}}", "?dong_dau"}, []bookColumn{
				{"STT", "tt", 12}, {"Số, ký hiệu văn bản", "so", 28}, {"Ngày tháng văn bản", "ngay", 22}, {"Tên loại và trích yếu nội dung văn bản", "tieu_de", 42},
				{"Tác giả văn bản", "tac_gia_van_ban", 26}, {"Tờ số/ Trang số", "trang", 14}, {"Ghi chú", "ghi_chu", 16},
			}, []string{"{{tong}}"}, [2]string{"", "NGƯỜI LẬP"}})
		}},
		{Name: "bien-ban-giao-nhan", page: handOver},
	}
}

// A listForm is a paper that is a table: its name, what stands above and below, and
// who signs at the left and at the right.
type listForm struct {
	name    string
	above   []string
	columns []bookColumn
	below   []string
	signs   [2]string
}

func listPage(f listForm) []*ooxml.Node {
	centred := []*ooxml.Node{el("w:ind", "w:firstLine", "0"), val("w:jc", "center")}
	page := []*ooxml.Node{grid(0, names(1)), para(layout.KindName, f.name)}
	for _, line := range f.above {
		if name, only := strings.CutPrefix(line, "?"); only { // shown when there is something
			page = append(page, each(name, para(layout.BodyText, "{{"+name+"}}", centred...))...)
			continue
		}
		page = append(page, para(layout.BodyText, line, centred...))
	}
	page = append(page, gap(), columnsTable(f.columns), gap())
	for _, line := range f.below {
		page = append(page, para(layout.BodyText, line))
	}
	return append(page, gap(), twoSigners(f.signs), para(layout.FileEnd, ""))
}

// columnsTable is a table with a row for each line, its head on every page.
func columnsTable(columns []bookColumn) *ooxml.Node {
	cols, heads, numbers, line := el("w:tblGrid"), bookHead(), bookHead(), el("w:tr").Add(el("w:trPr").Add(el("w:cantSplit")))
	for i, c := range columns {
		width := twips(layout.Mm(c.width))
		cols.Add(el("w:gridCol", "w:w", width))
		heads.Add(bookCell(width, para(layout.TableHead, "").Add(small(c.heading))))
		numbers.Add(bookCell(width, para(layout.TableHead, "").Add(small("("+strconv.Itoa(i+1)+")"))))
		text := "{{" + c.field + "}}"
		switch i {
		case 0:
			text = "{{#dong}}" + text
		case len(columns) - 1:
			text += "{{/dong}}"
		}
		line.Add(bookCell(width, para(layout.TableCell, "").Add(small(text))))
	}
	return el("w:tbl").Add(
		el("w:tblPr").Add(val("w:tblStyle", string(layout.TableLines)), el("w:tblW", "w:w", "0", "w:type", "auto"), el("w:tblLayout", "w:type", "fixed")),
		cols, heads, numbers, line)
}

// twoSigners is where people sign by hand.
func twoSigners(who [2]string) *ooxml.Node {
	side := func(c layout.Column, name string) cell {
		if name == "" {
			return ofColumn(c, para(layout.FileEnd, ""))
		}
		return ofColumn(c, para(layout.Authority, name), para(layout.BodyText, "(Ký, ghi rõ họ tên)", el("w:ind", "w:firstLine", "0"), val("w:jc", "center")))
	}
	return grid(0, []cell{side(layout.HeaderLeft, who[0]), side(layout.HeaderRight, who[1])})
}

// handOver is the minutes of a transfer (biên bản giao nhận hồ sơ, tài liệu).
func handOver() []*ooxml.Node {
	line := func(text string) *ooxml.Node { return para(layout.BodyText, text) }
	return slices.Concat(
		[]*ooxml.Node{grid(0, names(1)), para(layout.KindName, "BIÊN BẢN"), para(layout.Abstract, "Giao nhận hồ sơ, tài liệu"), gap()},
		[]*ooxml.Node{
			line("Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư và mục lục hồ sơ, tài liệu nộp lưu;"),
			line("Hôm nay, {{ngay}}, chúng tôi gồm:"),
			line("BÊN GIAO: {{don_vi_giao}}"), line("Đại diện: {{nguoi_giao}}"),
			line("BÊN NHẬN: Lưu trữ hiện hành"), line("Đại diện: {{nguoi_nhan}}"),
			line("Thống nhất lập biên bản giao nhận hồ sơ, tài liệu với những nội dung như sau:"),
			line("1. Tên khối tài liệu giao nộp: {{khoi}}"),
			line("2. Thời gian của hồ sơ, tài liệu: {{thoi_gian}}"),
			line("3. Số lượng tài liệu giấy: hộp (cặp): ........; hồ sơ: ........; quy ra mét giá: ........"),
			line("4. Số lượng tài liệu điện tử: {{so_ho_so}} hồ sơ, {{so_tep}} tệp tin trong hồ sơ."),
			line("5. Tình trạng tài liệu giao nộp: {{tinh_trang}}"),
			line("6. Mục lục hồ sơ, tài liệu nộp lưu kèm theo."),
			para(layout.BodyEnd, "Biên bản này được lập thành hai bản; bên giao giữ một bản, bên nhận giữ một bản./."),
			gap(), twoSigners([2]string{"ĐẠI DIỆN BÊN GIAO", "ĐẠI DIỆN BÊN NHẬN"}), para(layout.FileEnd, ""),
		})
}
