package templates

import (
	"strings"

	"vanthu/documents"
	"vanthu/templates/docx"
	"vanthu/templates/layout"
)

// The fields of what goes with a document. As a file of its own an attachment
// has the fields of attachedText or annex; within the document's file they are
// those of a list's items, with the beginning of its pages.
var annexFields = [...]field{
	{name: "van_ban_kem_theo", kind: docx.KindList, on: promulges, item: within("trang_kem_theo", textFields[:]),
		value: func(p page) docx.Value { return attachments(p, p.Texts(), "trang_kem_theo", textFields[:]) }},
	{name: "phu_luc", kind: docx.KindList, on: running, item: within("trang_phu_luc", annexOwn[:]),
		value: func(p page) docx.Value { return attachments(p, p.Annexes(), "trang_phu_luc", annexOwn[:]) }},
	textFields[0], textFields[1], textFields[2], textFields[3], textFields[4],
	annexOwn[0], annexOwn[1], annexOwn[2], annexOwn[3], annexOwn[4],
}

// textFields are those of a text that a decision promulgates (form 1.3).
var textFields = [...]field{
	text("ten_loai_kem_theo", texts, func(p page) string { return documents.Upper(p.Attachments[p.at].Kind.Name()) }),
	text("trich_yeu_kem_theo", texts, func(p page) string { return p.Attachments[p.at].Title }),
	text("kem_theo_van_ban", texts, func(p page) string { return p.Pointer(p.at) }),
	length("duong_ke_kem_theo", texts, func(p page) docx.Value { return pointerStroke(layout.PromulgatedTitle, p.Attachments[p.at].Title) }),
	{name: "noi_dung_kem_theo", kind: docx.KindBlocks, on: texts, value: func(p page) docx.Value { return blocks(p.Attachments[p.at].Body) }},
}

// annexOwn are those of an annex (form 2).
var annexOwn = [...]field{
	text("ten_phu_luc", annexed, func(p page) string { return p.AnnexName(p.at) }),
	text("tieu_de_phu_luc", annexed, func(p page) string { return documents.Upper(p.Attachments[p.at].Title) }),
	text("kem_theo_phu_luc", annexed, func(p page) string { return p.Pointer(p.at) }),
	length("duong_ke_phu_luc", annexed, func(p page) docx.Value {
		return pointerStroke(layout.AnnexTitle, documents.Upper(p.Attachments[p.at].Title))
	}),
	{name: "noi_dung_phu_luc", kind: docx.KindBlocks, on: annexed, value: func(p page) docx.Value { return blocks(p.Attachments[p.at].Body) }},
}

// within is the fields of an attachment in the file of its document.
func within(sheet string, own []field) []field {
	return append([]field{{name: sheet, kind: docx.KindBlocks}}, own...)
}

// attachments are those of the given indexes that are in the document's file,
// each on pages of its own with numbers of their own (mục III, khoản 1, điểm đ).
func attachments(p page, at []int, sheet string, own []field) docx.Value {
	var out docx.List
	for _, i := range at {
		if p.Attachments[i].Separate {
			continue
		}
		item := values(own, page{p.Document, i})
		item[sheet] = docx.Blocks{&docx.Section{Style: string(layout.FileEnd), Landscape: p.Attachments[i].Landscape, Restart: true}}
		out = append(out, item)
	}
	return out
}

// pointerStroke is the line under the pointer, whose length comes from the title
// above it.
func pointerStroke(id layout.ID, title string) docx.Value {
	c, _ := layout.Find(id)
	from, to := layout.A4().Extent(c.Place.Column)
	return docx.Number(layout.ThirdToHalf.Range(c.Style().Longest(title, to-from)).Default.EMU())
}

// The fields of a copy on paper (form 3.1).
var copyFields = [...]field{
	text("sao_co_quan_chu_quan", onPaper, func(p page) string { return p.Copy.Issuer.ParentLine() }),
	list("sao_co_quan", onPaper, func(p page) []string { return p.Copy.Issuer.HeaderLines() }),
	length("duong_ke_sao_co_quan", onPaper, func(p page) docx.Value { return stroke(layout.Issuer, issuerText(p.Copy.Issuer)) }),
	text("sao_so_ky_hieu", onPaper, func(p page) string { return p.Copy.NumberLine() }),
	text("hinh_thuc_sao", onPaper, func(p page) string { return documents.Upper(p.Copy.Form.Name()) }),
	text("sao_dia_danh_ngay_thang", onPaper, func(p page) string { return p.Copy.PlaceAndDate() }),
	list("sao_noi_nhan", onPaper, func(p page) []string { return recipients(p.Copy.Recipients, p.Copy.Archive) }),
	list("sao_quyen_han", onPaper, func(p page) []string { return p.Copy.Signatory.Lines() }),
	text("sao_ho_ten", onPaper, func(p page) string { return strings.Join(p.Copy.Signatory.Names(), "\n") }),
}

var onPaper = pages{documents.CopyOnPaper}
