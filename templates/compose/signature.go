package compose

import (
	"slices"

	"vanthu/templates/layout"
	"vanthu/templates/ooxml"
)

// The lower parts of a page.

// recipients is ô 9b.
func recipients() []*ooxml.Node {
	return append([]*ooxml.Node{para(layout.RecipientLabel, layout.RecipientLabelText)},
		each("noi_nhan", para(layout.RecipientItem, "- {{.}}"))...)
}

// signature is ô 7.
func signature() []*ooxml.Node {
	return append(each("quyen_han", para(layout.Authority, "{{.}}")), para(layout.SignerName, "{{ho_ten}}"))
}

// footer is the table without borders that holds ô 9b and ô 7. Its one row is
// never split over two pages.
func footer() []*ooxml.Node {
	return []*ooxml.Node{
		grid(layout.FooterGap(), []cell{
			ofColumn(layout.FooterLeft, recipients()...),
			ofColumn(layout.FooterRight, signature()...),
		}),
		para(layout.FileEnd, ""),
	}
}

// A signer is one of two persons who sign a page: the title and the name.
type signer struct{ title, name []*ooxml.Node }

// twoSigned is the end of a page that two persons sign, side by side, their
// names level; under them nơi nhận.
func twoSigned(left, right signer) []*ooxml.Node {
	for _, p := range slices.Concat(left.title, left.name, right.title, right.name) {
		p.Child("w:pPr").Add(el("w:keepNext"))
	}
	return []*ooxml.Node{
		grid(0,
			[]cell{ofColumn(layout.FooterLeft, para(layout.Gap, "")), ofColumn(layout.FooterRight, para(layout.Gap, ""))},
			[]cell{ofColumn(layout.FooterLeft, left.title...), ofColumn(layout.FooterRight, right.title...)},
			[]cell{ofColumn(layout.FooterLeft, left.name...), ofColumn(layout.FooterRight, right.name...)},
			[]cell{ofColumn(layout.FooterLeft, append(one(para(layout.Gap, "")), recipients()...)...), ofColumn(layout.FooterRight, para(layout.FileEnd, ""))}),
		para(layout.FileEnd, ""),
	}
}

// copied is what a copy on paper has below the text that was copied, under a
// line across the page (form 3.1; Phụ lục I, Phần II, mục II).
func copied() []*ooxml.Node {
	from, to := layout.A4().Extent(layout.AcrossPage)
	left := slices.Concat(
		each("sao_co_quan_chu_quan", para(layout.ParentBody, "{{sao_co_quan_chu_quan}}")),
		each("sao_co_quan", para(layout.Issuer, "{{.}}")),
		one(under(stroke{5, "duong_ke_sao_co_quan", lineFor(layout.Issuer, "ỦY BAN NHÂN DÂN")})))
	kept := append([]*ooxml.Node{para(layout.RecipientLabel, layout.RecipientLabelText)},
		each("sao_noi_nhan", para(layout.RecipientItem, "- {{.}}"))...)
	signed := append(each("sao_quyen_han", para(layout.Authority, "{{.}}")), para(layout.SignerName, "{{sao_ho_ten}}"))
	return []*ooxml.Node{
		para(layout.Gap, ""), under(stroke{4, "duong_ke_ban_sao", to - from}), para(layout.Gap, ""),
		grid(0,
			[]cell{ofColumn(layout.HeaderLeft, left...), ofColumn(layout.HeaderRight, para(layout.CopyName, "{{hinh_thuc_sao}}"))},
			[]cell{ofColumn(layout.HeaderLeft, para(layout.Number, "{{sao_so_ky_hieu}}")),
				ofColumn(layout.HeaderRight, para(layout.PlaceDate, "{{sao_dia_danh_ngay_thang}}"))}),
		para(layout.FileEnd, ""),
		grid(layout.FooterGap(), []cell{ofColumn(layout.FooterLeft, kept...), ofColumn(layout.FooterRight, signed...)}),
		para(layout.FileEnd, ""),
	}
}
