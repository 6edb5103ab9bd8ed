package compose

import (
	"slices"

	"vanthu/templates/layout"
	"vanthu/templates/ooxml"
)

// The upper parts of a page.

// issuers is ô 2: the parent body, if any, the issuer and the line below.
func issuers() []*ooxml.Node {
	return slices.Concat(
		each("co_quan_chu_quan", para(layout.ParentBody, "{{co_quan_chu_quan}}")),
		each("co_quan_ban_hanh", para(layout.Issuer, "{{.}}")),
		[]*ooxml.Node{under(stroke{1, "duong_ke_co_quan", lineFor(layout.Issuer, "ỦY BAN NHÂN DÂN")})})
}

// names is the row of ô 2 and ô 1: issuer and national name side by side.
func names() []cell {
	return []cell{
		ofColumn(layout.HeaderLeft, issuers()...),
		ofColumn(layout.HeaderRight,
			para(layout.NationalName, layout.NationalNameText),
			para(layout.Motto, layout.MottoText),
			under(stroke{2, "duong_ke_tieu_ngu", lineFor(layout.Motto, layout.MottoText)})),
	}
}

// numbered is the row of ô 3 and ô 4, with what stands under the number: the
// abstract of a letter (ô 5b), then the urgency mark (ô 10b).
func numbered(below ...*ooxml.Node) []cell {
	left := slices.Concat([]*ooxml.Node{para(layout.Number, "{{so_ky_hieu}}")}, below, urgency())
	return []cell{
		ofColumn(layout.HeaderLeft, left...),
		ofColumn(layout.HeaderRight, para(layout.PlaceDate, "{{dia_danh_ngay_thang}}")),
	}
}

// header is the table without borders that holds ô 1 to 4.
func header() *ooxml.Node { return grid(0, names(), numbered()) }

// letterHeader is that of a công văn.
func letterHeader() *ooxml.Node {
	return grid(0, names(), numbered(para(layout.LetterAbstract, "V/v {{trich_yeu}}")))
}

// undatedHeader is that of minutes, which say in their text when and where.
func undatedHeader() *ooxml.Node {
	row := numbered()
	row[1] = ofColumn(layout.HeaderRight, para(layout.FileEnd, ""))
	return grid(0, names(), row)
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

// bareTitle is the name of a kind whose form has no abstract; the line stands
// under the name.
func bareTitle(name string) []*ooxml.Node {
	kind, _ := layout.Find(layout.KindName)
	length := layout.ThirdToHalf.Range(kind.Style().Width(name)).Default
	return []*ooxml.Node{
		para(layout.KindName, "{{ten_loai}}"),
		under(stroke{3, "duong_ke_ten_loai", length}),
	}
}

// addressees is ô 9a: one addressee on the line of its label, several below it
// with their dashes under the colon.
func addressees() []*ooxml.Node {
	one := para(layout.Addressee, layout.AddresseeText+" {{kinh_gui}}")
	label := para(layout.Addressee, layout.AddresseeText, el("w:keepNext"),
		el("w:ind", "w:left", twips(layout.AddresseesFrom())), val("w:jc", "left"))
	return slices.Concat(each("kinh_gui", one), once("kinh_gui_nhieu", label), each("kinh_gui_nhieu", receiver()))
}

// receiver is one of several to whom a page is addressed: a line with a dash.
func receiver() *ooxml.Node {
	list, _ := layout.Find(layout.AddresseeItem)
	hang := list.Style().Width("- ")
	return para(layout.AddresseeItem, "- {{.}}",
		el("w:ind", "w:left", twips(layout.AddresseeDashFrom()+hang), "w:hanging", twips(hang)))
}
