package templates

import (
	"strings"

	"vanthu/documents"
	"vanthu/templates/docx"
	"vanthu/templates/layout"
)

// A field is one row of the table of what stands on a page: the name a template
// uses, how it comes from the document, and what those who adapt a template are
// told of it.
type field struct {
	name     string
	kind     docx.Kind
	optional bool // a template may leave it out
	value    func(*documents.Document) docx.Value
	means    string // Vietnamese
	example  string // as it may come out
}

// fields stand in the order of the page. Names are Vietnamese without marks,
// for those who adapt a template in Word.
var fields = [...]field{
	{"co_quan_chu_quan", docx.KindText, false, func(d *documents.Document) docx.Value { return docx.Text(d.Issuer.ParentLine()) },
		"Tên cơ quan chủ quản trực tiếp, chữ in hoa; trống nếu không có", "SỞ NỘI VỤ"},
	{"co_quan_ban_hanh", docx.KindTexts, false, func(d *documents.Document) docx.Value { return docx.Texts(d.Issuer.HeaderLines()) },
		"Tên cơ quan ban hành, chữ in hoa, mỗi dòng một mục", "ỦY BAN NHÂN DÂN / PHƯỜNG ĐỨC PHỔ"},
	{"duong_ke_co_quan", docx.KindNumber, true, issuerStroke,
		"Độ dài đường kẻ dưới tên cơ quan, tính theo độ dài của tên; là tên của đường kẻ, không gõ vào văn bản", "1080000"},
	{"so_ky_hieu", docx.KindText, false, func(d *documents.Document) docx.Value { return docx.Text(d.NumberLine()) },
		"Số và ký hiệu; chừa chỗ cho số khi chưa cấp", "Số: 01/BC-UBND"},
	{"hoa_toc", docx.KindFlag, true, urgency(documents.AtOnce),
		"Có khi văn bản HỎA TỐC", "có"},
	{"thuong_khan", docx.KindFlag, true, urgency(documents.VeryUrgent),
		"Có khi văn bản THƯỢNG KHẨN", "không"},
	{"khan", docx.KindFlag, true, urgency(documents.Urgent),
		"Có khi văn bản KHẨN", "không"},
	{"dia_danh_ngay_thang", docx.KindText, false, func(d *documents.Document) docx.Value { return docx.Text(d.PlaceAndDate()) },
		"Địa danh và ngày, tháng, năm; chừa chỗ cho ngày khi chưa cấp", "Đức Phổ, ngày 25 tháng 11 năm 2025"},
	{"ten_loai", docx.KindText, false, func(d *documents.Document) docx.Value { return docx.Text(documents.Upper(d.Kind.Name())) },
		"Tên loại văn bản, chữ in hoa", "BÁO CÁO"},
	{"trich_yeu", docx.KindText, false, func(d *documents.Document) docx.Value { return docx.Text(d.Abstract) },
		"Trích yếu nội dung; có thể nhiều dòng", "Kết quả thực hiện Kế hoạch số 21/KH-UBND"},
	{"duong_ke_trich_yeu", docx.KindNumber, true, abstractStroke,
		"Độ dài đường kẻ dưới trích yếu, tính theo độ dài của trích yếu; là tên của đường kẻ, không gõ vào văn bản", "1800000"},
	{"kinh_gui", docx.KindText, false, oneAddressee,
		"Nơi nhận ở dòng Kính gửi khi chỉ có một nơi; trống khi không có hoặc có nhiều nơi", "Sở Khoa học và Công nghệ"},
	{"kinh_gui_nhieu", docx.KindTexts, false, severalAddressees,
		"Các nơi nhận ở dòng Kính gửi khi có từ hai nơi, mỗi nơi một mục, có dấu cuối dòng", "Sở Nội vụ; / Sở Tài chính."},
	{"can_cu", docx.KindTexts, false, func(d *documents.Document) docx.Value { return docx.Texts(closed(d.Bases)) },
		"Các căn cứ, mỗi căn cứ một mục, có dấu cuối dòng", "Căn cứ Kế hoạch số 21/KH-UBND ngày 14 tháng 02 năm 2025;"},
	{"noi_dung", docx.KindBlocks, false, func(d *documents.Document) docx.Value { return blocks(d.Body) },
		"Toàn bộ nội dung: đề mục, đoạn, gạch đầu dòng, bảng", "I. CÔNG TÁC CHỈ ĐẠO …"},
	{"noi_nhan", docx.KindTexts, false, recipients,
		"Các dòng Nơi nhận, mỗi dòng một mục, kể cả dòng Lưu", "Như trên; / Lưu: VT, VHXH."},
	{"quyen_han", docx.KindTexts, false, func(d *documents.Document) docx.Value { return docx.Texts(d.Signatory.Lines()) },
		"Quyền hạn và chức vụ của người ký, mỗi dòng một mục", "KT. CHỦ TỊCH / PHÓ CHỦ TỊCH"},
	{"ho_ten", docx.KindText, false, func(d *documents.Document) docx.Value { return docx.Text(strings.Join(d.Signatory.Names(), "\n")) },
		"Họ và tên người ký; dòng trên là chức vụ ở cơ quan của người ký thay mặt một ban", "Trần Thị Đào"},
	{"tieu_de", docx.KindText, true, func(d *documents.Document) docx.Value {
		return docx.Text(d.Kind.Name() + " " + strings.ReplaceAll(d.Abstract, "\n", " "))
	},
		"Tên loại và trích yếu trên một dòng, cho thuộc tính Title của tệp", "Báo cáo Kết quả thực hiện Kế hoạch số 21/KH-UBND"},
	{"tac_gia", docx.KindText, true, func(d *documents.Document) docx.Value { return docx.Text(d.Issuer.Name) },
		"Tên cơ quan ban hành, cho thuộc tính Author của tệp", "Ủy ban nhân dân phường Đức Phổ"},
}

// schema returns the names and kinds of the fields.
func schema() docx.Schema {
	s := make(docx.Schema, len(fields))
	for _, f := range fields {
		s[f.name] = docx.Field{Kind: f.kind, Optional: f.optional}
	}
	return s
}

// values returns what a template is filled with.
func values(doc *documents.Document) docx.Values {
	v := make(docx.Values, len(fields))
	for _, f := range fields {
		v[f.name] = f.value(doc)
	}
	return v
}

func urgency(u documents.Urgency) func(*documents.Document) docx.Value {
	return func(d *documents.Document) docx.Value { return docx.Flag(d.Urgency == u) }
}

// oneAddressee is the addressee who stands on the line of Kính gửi (mục II,
// khoản 9, điểm d); several stand below it.
func oneAddressee(d *documents.Document) docx.Value {
	if len(d.Addressees) != 1 {
		return docx.Text("")
	}
	return docx.Text(d.Addressees[0].Name)
}

func severalAddressees(d *documents.Document) docx.Value {
	if len(d.Addressees) < 2 {
		return docx.Texts(nil)
	}
	names := make([]string, len(d.Addressees))
	for i, a := range d.Addressees {
		names[i] = a.Name
	}
	return docx.Texts(closed(names))
}

// recipients end with the Lưu line, which has its own full stop.
func recipients(d *documents.Document) docx.Value {
	var lines docx.Texts
	for _, r := range d.Recipients {
		lines = append(lines, r.Line()+";")
	}
	return append(lines, d.Archive.Line())
}

// closed gives each line of a list its final mark: a semicolon, the last a full
// stop.
func closed(lines []string) []string {
	out := make([]string, len(lines))
	for i, line := range lines {
		out[i] = line + ";"
		if i == len(lines)-1 {
			out[i] = line + "."
		}
	}
	return out
}

func issuerStroke(d *documents.Document) docx.Value {
	return stroke(layout.Issuer, strings.Join(d.Issuer.HeaderLines(), "\n"))
}

func abstractStroke(d *documents.Document) docx.Value { return stroke(layout.Abstract, d.Abstract) }

// stroke returns the length of the line drawn under a component's text: a part
// of the longest line that the text takes in its column.
func stroke(id layout.ID, text string) docx.Value {
	c, _ := layout.Find(id)
	from, to := layout.A4().Extent(c.Place.Column)
	return docx.Number(c.Line.Range(c.Style().Longest(text, to-from)).Default.EMU())
}

// A need is one row of what a page cannot do without.
type need struct {
	field   string
	article string
	has     func(*documents.Document) bool
}

var needs = [...]need{
	{"kind", "Điều 7", func(d *documents.Document) bool { return d.Kind.Name() != "" }},
	{"issuer.name", "Phụ lục I, ô 2", func(d *documents.Document) bool { return d.Issuer.Name != "" }},
	{"issuer.symbol", "Phụ lục I, ô 3", func(d *documents.Document) bool { return d.Issuer.Symbol != "" || d.Reference.Symbol != "" }},
	{"place", "Phụ lục I, ô 4", func(d *documents.Document) bool { return d.Place != "" }},
	{"abstract", "Phụ lục I, ô 5", func(d *documents.Document) bool { return d.Abstract != "" }},
	{"body", "Phụ lục I, ô 6", func(d *documents.Document) bool { return len(d.Body) > 0 }},
	{"signatory.title", "Phụ lục I, ô 7a", func(d *documents.Document) bool { return len(d.Signatory.Lines()) > 0 }},
	{"signatory.name", "Phụ lục I, ô 7b", func(d *documents.Document) bool { return d.Signatory.Name != "" }},
}

// complete returns the first thing that the page needs and the document lacks,
// as a *documents.FieldError, or nil.
func complete(doc *documents.Document) error {
	for _, n := range needs {
		if !n.has(doc) {
			return &documents.FieldError{Field: n.field, Rule: documents.RuleRequired, Article: n.article}
		}
	}
	return nil
}
