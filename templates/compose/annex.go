package compose

import (
	"slices"

	"vanthu/templates/layout"
	"vanthu/templates/ooxml"
)

// What goes with a document: annexes (form 2) and promulgated texts (form 1.3).

// annexTitle is the head of an annex.
func annexTitle() []*ooxml.Node {
	return []*ooxml.Node{
		para(layout.AnnexName, "{{ten_phu_luc}}"),
		para(layout.AnnexTitle, "{{tieu_de_phu_luc}}"),
		para(layout.Pointer, "{{kem_theo_phu_luc}}"),
		under(stroke{7, "duong_ke_phu_luc", layout.Mm(30)}),
		para(layout.Gap, ""),
		para(layout.BodyText, "{{@noi_dung_phu_luc}}"),
	}
}

// textTitle is the head of a promulgated text.
func textTitle() []*ooxml.Node {
	return []*ooxml.Node{
		grid(0, names()),
		para(layout.KindName, "{{ten_loai_kem_theo}}"),
		para(layout.PromulgatedTitle, "{{trich_yeu_kem_theo}}"),
		para(layout.Pointer, "{{kem_theo_van_ban}}"),
		under(stroke{6, "duong_ke_kem_theo", layout.Mm(30)}),
		para(layout.Gap, ""),
		para(layout.BodyText, "{{@noi_dung_kem_theo}}"),
	}
}

// annexes are those within the file, each on pages of its own.
func annexes() []*ooxml.Node {
	return each("phu_luc", append([]*ooxml.Node{para(layout.FileEnd, "{{@trang_phu_luc}}")}, annexTitle()...)...)
}

// texts are those within the file, each on pages of its own.
func texts() []*ooxml.Node {
	return each("van_ban_kem_theo", append([]*ooxml.Node{para(layout.FileEnd, "{{@trang_kem_theo}}")}, textTitle()...)...)
}

// alone is an annex or text that is a file of its own. Word wants a paragraph
// behind a last table.
func alone(above, head []*ooxml.Node) []*ooxml.Node {
	return slices.Concat(above, head, []*ooxml.Node{para(layout.FileEnd, "")})
}
