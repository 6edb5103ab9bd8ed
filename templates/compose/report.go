package compose

import (
	"slices"

	"vanthu/templates/layout"
	"vanthu/templates/ooxml"
)

// The sections of form 1.4 (Phụ lục III), from the top of the page.

// header is the table without borders that holds ô 1 to 4: issuer and national
// name side by side, number and date side by side. The urgency mark (ô 10b)
// stands under the number.
func header() *ooxml.Node {
	names := append(each("co_quan_chu_quan", para(layout.ParentBody, "{{co_quan_chu_quan}}")),
		each("co_quan_ban_hanh", para(layout.Issuer, "{{.}}"))...)
	names = append(names, under(stroke{1, "duong_ke_co_quan", lineFor(layout.Issuer, "ỦY BAN NHÂN DÂN")}))
	return grid(0,
		[]cell{
			ofColumn(layout.HeaderLeft, names...),
			ofColumn(layout.HeaderRight,
				para(layout.NationalName, layout.NationalNameText),
				para(layout.Motto, layout.MottoText),
				under(stroke{2, "duong_ke_tieu_ngu", lineFor(layout.Motto, layout.MottoText)})),
		},
		[]cell{
			ofColumn(layout.HeaderLeft, append([]*ooxml.Node{para(layout.Number, "{{so_ky_hieu}}")}, urgency()...)...),
			ofColumn(layout.HeaderRight, para(layout.PlaceDate, "{{dia_danh_ngay_thang}}")),
		})
}

// lineFor returns the length of the line under the text of a component.
func lineFor(id layout.ID, text string) layout.Length {
	c, _ := layout.Find(id)
	return c.Line.Range(c.Style().Width(text)).Default
}

// title is ô 5a: the name of the kind and what the document is about.
func title() []*ooxml.Node {
	return []*ooxml.Node{
		para(layout.KindName, "{{ten_loai}}"),
		para(layout.Abstract, "{{trich_yeu}}"),
		under(stroke{3, "duong_ke_trich_yeu", layout.Mm(40)}),
	}
}

// addressees is ô 9a: one addressee on the line of its label, several below it
// with their dashes under the colon.
func addressees() []*ooxml.Node {
	dash := layout.AddresseeDashFrom()
	list, _ := layout.Find(layout.AddresseeItem)
	hang := list.Style().Width("- ")
	one := para(layout.Addressee, layout.AddresseeText+" {{kinh_gui}}")
	label := para(layout.Addressee, layout.AddresseeText, el("w:keepNext"),
		el("w:ind", "w:left", twips(layout.AddresseesFrom())), val("w:jc", "left"))
	item := para(layout.AddresseeItem, "- {{.}}",
		el("w:ind", "w:left", twips(dash+hang), "w:hanging", twips(hang)))
	return slices.Concat(each("kinh_gui", one), once("kinh_gui_nhieu", label), each("kinh_gui_nhieu", item))
}

// content is ô 6: what the document is based on, then its body, a little away
// from what stands above.
func content() []*ooxml.Node {
	return slices.Concat([]*ooxml.Node{para(layout.Gap, "")},
		each("can_cu", para(layout.Basis, "{{.}}")),
		[]*ooxml.Node{para(layout.BodyText, "{{@noi_dung}}")})
}

// footer is the table without borders that holds ô 9b and ô 7. Its one row is
// never split over two pages.
func footer() *ooxml.Node {
	left := append([]*ooxml.Node{para(layout.RecipientLabel, layout.RecipientLabelText)},
		each("noi_nhan", para(layout.RecipientItem, "- {{.}}"))...)
	right := append(each("quyen_han", para(layout.Authority, "{{.}}")), para(layout.SignerName, "{{ho_ten}}"))
	return grid(layout.FooterGap(), []cell{
		ofColumn(layout.FooterLeft, left...),
		ofColumn(layout.FooterRight, right...),
	})
}
