package compose

import (
	"slices"

	"vanthu/templates/layout"
	"vanthu/templates/ooxml"
)

// A Template is one file that this package makes, for one form of a page.
type Template struct {
	Name string // of the file, without its ending
	Form string // of layout.Specimens
	page func() []*ooxml.Node

	sheet func() *ooxml.Node // of its last pages; nil for section
}

// Templates returns all files, in the order of Phụ lục III.
func Templates() []Template {
	return []Template{
		{"nghi-quyet", "1.1", func() []*ooxml.Node { return slices.Concat(decision("QUYẾT NGHỊ:"), texts(), annexes()) }, nil},
		{"quyet-dinh", "1.2", func() []*ooxml.Node { return slices.Concat(decision("QUYẾT ĐỊNH:"), annexes()) }, nil},
		{"quyet-dinh-ban-hanh", "1.3", func() []*ooxml.Node { return slices.Concat(decision("QUYẾT ĐỊNH:"), texts(), annexes()) }, nil},
		{"van-ban-kem-theo", "1.3a", func() []*ooxml.Node { return alone(nil, textTitle()) }, nil},
		{"van-ban-kem-theo-dien-tu", "1.3b", func() []*ooxml.Node { return alone(sealText(), textTitle()) }, nil},
		{"van-ban-co-ten-loai", "1.4", named, nil},
		{"cong-van", "1.5", letter, nil},
		{"cong-dien", "1.6", telegram, nil},
		{"giay-moi", "1.7", invitation, nil},
		{"giay-gioi-thieu", "1.8", introduction, nil},
		{"bien-ban", "1.9", minutes, nil},
		{"giay-nghi-phep", "1.10", leave, nil},
		{"phu-luc", "2.1", func() []*ooxml.Node { return alone(nil, annexTitle()) }, nil},
		{"phu-luc-dien-tu", "2.2", func() []*ooxml.Node { return alone(sealText(), annexTitle()) }, nil},
		{"ban-sao", "3.1", func() []*ooxml.Node { return slices.Concat(marks(), original(), copied(), annexes()) }, nil},
		{"ban-sao-dien-tu", "3.2", func() []*ooxml.Node { return slices.Concat(sealText(), marks(), original(), annexes()) }, nil},
		{"thoa-thuan", "thoa-thuan", agreement, nil},
		{"thu-cong", "thu-cong", openLetter, nil},
	}
}

// Find returns the template called name, and whether there is one.
func Find(name string) (Template, bool) {
	for _, t := range Templates() {
		if t.Name == name {
			return t, true
		}
	}
	return Template{}, false
}

func one(n *ooxml.Node) []*ooxml.Node { return []*ooxml.Node{n} }

// gap keeps the text away from what stands above it.
func gap() *ooxml.Node { return para(layout.Gap, "") }

func bases() []*ooxml.Node { return each("can_cu", para(layout.Basis, "{{.}}")) }

func content() []*ooxml.Node { return one(para(layout.BodyText, "{{@noi_dung}}")) }

// decision is a quyết định or a nghị quyết: in whose right, on what ground, and
// the words that put it in force (forms 1.1 to 1.3).
func decision(words string) []*ooxml.Node {
	return slices.Concat(marks(), one(header()), title(),
		one(para(layout.AuthorityLine, "{{tham_quyen}}")), one(gap()), bases(),
		one(para(layout.Enacting, words)), content(), footer())
}

// named is a document that bears the name of its kind (form 1.4).
func named() []*ooxml.Node {
	return slices.Concat(marks(), one(header()), title(), addressees(), one(gap()), bases(), content(), footer(), annexes())
}

// letter is a công văn (form 1.5).
func letter() []*ooxml.Node {
	return slices.Concat(marks(), one(letterHeader()), addressees(), one(gap()), bases(), content(), footer(), annexes())
}

// telegram is a công điện (form 1.6).
func telegram() []*ooxml.Node {
	return slices.Concat(marks(), one(header()), title(),
		one(para(layout.Lead, "{{ten_co_quan}} điện:", el("w:keepNext"))), each("noi_nhan_dien", receiver()),
		one(gap()), content(), footer(), annexes())
}

// ownLine is a line of the form's own words within the text; it stays with what
// follows.
func ownLine(text string) *ooxml.Node { return para(layout.BodyEnd, text) }

// invitation is a giấy mời (form 1.7).
func invitation() []*ooxml.Node {
	return slices.Concat(marks(), one(header()), title(), one(gap()),
		each("kinh_moi", ownLine("{{ten_co_quan}} trân trọng kính mời: {{kinh_moi}}")),
		once("kinh_moi_nhieu", ownLine("{{ten_co_quan}} trân trọng kính mời:")), each("kinh_moi_nhieu", listed("- {{.}}")),
		[]*ooxml.Node{
			ownLine("Tới dự: {{toi_du}}"), ownLine("Chủ trì: {{chu_tri}}"),
			ownLine("Thời gian: {{thoi_gian}}"), ownLine("Địa điểm: {{dia_diem}}"),
		}, content(), footer(), annexes())
}

// listed is one line of a list within the form's own words.
func listed(text string) *ooxml.Node { return para(layout.Dash, text, el("w:keepNext")) }

// introduction is a giấy giới thiệu (form 1.8).
func introduction() []*ooxml.Node {
	return slices.Concat(marks(), one(header()), bareTitle("GIẤY GIỚI THIỆU"),
		one(para(layout.Lead, "{{ten_co_quan}} trân trọng giới thiệu:", el("w:keepNext"))),
		[]*ooxml.Node{
			ownLine("Ông (bà): {{ong_ba}}"), ownLine("Chức vụ: {{chuc_vu}}"),
			ownLine("Được cử đến: {{cu_den}}"), ownLine("Về việc: {{trich_yeu}}"),
			ownLine("Đề nghị Quý cơ quan tạo điều kiện để ông (bà) có tên ở trên hoàn thành nhiệm vụ."),
			ownLine("Giấy này có giá trị đến hết ngày {{het_gia_tri}}./."),
		}, footer())
}

// minutes is a biên bản (form 1.9).
func minutes() []*ooxml.Node {
	return slices.Concat(marks(), one(undatedHeader()), title(), one(gap()),
		[]*ooxml.Node{ownLine("Thời gian bắt đầu: {{bat_dau}}"), ownLine("Địa điểm: {{dia_diem}}")},
		each("thanh_phan", ownLine("Thành phần tham dự: {{thanh_phan}}")),
		once("thanh_phan_nhieu", ownLine("Thành phần tham dự:")), each("thanh_phan_nhieu", listed("- {{.}}")),
		[]*ooxml.Node{
			ownLine("Chủ trì (chủ tọa): {{chu_tri}}"), ownLine("Thư ký (người ghi biên bản): {{thu_ky_chuc_vu}}"),
			ownLine("Nội dung (theo diễn biến {{cuoc_hop_thuong}}):"),
		}, content(), one(ownLine("{{cuoc_hop}} kết thúc vào {{ket_thuc}}./.")),
		twoSigned(
			signer{one(para(layout.SecondAuthority, "THƯ KÝ")), one(para(layout.SecondSigner, "{{thu_ky}}"))},
			signer{each("quyen_han", para(layout.Authority, "{{.}}")), one(para(layout.SignerName, "{{ho_ten}}"))}), annexes())
}

// leave is a giấy nghỉ phép (form 1.10), with room for the place of the leave to
// confirm it.
func leave() []*ooxml.Node {
	confirm := para(layout.ConfirmNote,
		"Xác nhận của cơ quan (tổ chức) hoặc chính quyền địa phương nơi nghỉ phép (nếu cần)\n(Chữ ký, dấu)")
	return slices.Concat(marks(), one(header()), bareTitle("GIẤY NGHỈ PHÉP"), one(gap()),
		one(ownLine("Xét Đơn đề nghị nghỉ phép ngày {{ngay_don}} của ông (bà) {{ong_ba}}")),
		[]*ooxml.Node{
			ownLine("{{ten_co_quan}} cấp cho:"), ownLine("Ông (bà): {{ong_ba}}"), ownLine("Chức vụ: {{chuc_vu}}"),
			ownLine("Được nghỉ phép trong thời gian {{thoi_gian_nghi}} kể từ ngày {{tu_ngay}} đến hết ngày {{den_ngay}} tại {{noi_nghi}}."),
			ownLine("Số ngày nghỉ phép nêu trên được tính vào thời gian {{tinh_vao}}./."),
		}, footer(),
		[]*ooxml.Node{
			grid(layout.FooterGap(), []cell{ofColumn(layout.FooterLeft, confirm), ofColumn(layout.FooterRight, para(layout.FileEnd, ""))}),
			para(layout.FileEnd, ""),
		})
}

// original is the document that a copy was made of: a decision, a công văn or
// one that bears the name of its kind.
func original() []*ooxml.Node {
	below := each("trich_yeu_cong_van", para(layout.LetterAbstract, "V/v {{trich_yeu_cong_van}}"))
	return slices.Concat(one(grid(0, names(1), numbered(below...))), each("ten_loai", title()...), addressees(),
		each("tham_quyen", para(layout.AuthorityLine, "{{tham_quyen}}")), one(gap()), bases(),
		each("menh_de", para(layout.Enacting, "{{menh_de}}")), content(), footer())
}

// agreement is a hợp đồng, bản ghi nhớ or bản thỏa thuận, which the decree
// leaves without a form.
func agreement() []*ooxml.Node {
	return slices.Concat(marks(), one(header()), title(), one(gap()), bases(),
		one(ownLine("Chúng tôi gồm:")), each("ben_a", ownLine("{{.}}")), each("ben_b", ownLine("{{.}}")), content(),
		twoSigned(
			signer{append(one(para(layout.SecondAuthority, "ĐẠI DIỆN BÊN A")), each("quyen_han", para(layout.SecondAuthority, "{{.}}"))...),
				one(para(layout.SecondSigner, "{{ho_ten}}"))},
			signer{[]*ooxml.Node{para(layout.Authority, "ĐẠI DIỆN BÊN B"), para(layout.Authority, "{{chuc_vu_ben_b}}")},
				one(para(layout.SignerName, "{{nguoi_ky_ben_b}}"))}),
		annexes())
}

// openLetter is a thư công, which the decree leaves without a form.
func openLetter() []*ooxml.Node {
	return slices.Concat(marks(), one(header()), title(),
		one(para(layout.Lead, "{{loi_chao}}", el("w:keepNext"))), one(gap()), content(), footer(), annexes())
}
