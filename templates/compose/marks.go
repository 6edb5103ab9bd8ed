package compose

import (
	"vanthu/templates/layout"
	"vanthu/templates/ooxml"
)

// marks are what stands at a fixed place on page 1: ô 11 in the top margin and
// ô 13 in the bottom one. Word hangs them on the paragraph that follows, so that
// they come first.
func marks() []*ooxml.Node {
	circulation := framed(layout.Circulation, "{{pham_vi_luu_hanh}}", "top", "left", "bottom", "right")
	contact := framed(layout.Contact, "{{dia_chi_lien_he}}", "top")
	return append(
		each("pham_vi_luu_hanh", circulation, para(layout.FileEnd, "")),
		each("dia_chi_lien_he", contact, para(layout.FileEnd, ""))...)
}

// sealText is ô 14, at the top right of an electronic file.
func sealText() []*ooxml.Node {
	return []*ooxml.Node{framed(layout.SealText, "{{chu_ky_so}}"), para(layout.FileEnd, "")}
}

// framed returns a paragraph at its component's place on the sheet, with lines
// at those sides.
func framed(id layout.ID, text string, sides ...string) *ooxml.Node {
	area := layout.A4().Area(id)
	frame := el("w:framePr", "w:w", twips(area.Width), "w:hSpace", "0", "w:wrap", "around",
		"w:vAnchor", "page", "w:hAnchor", "page", "w:x", twips(area.Left), "w:y", twips(area.Top))
	if area.Height > 0 {
		frame.SetAttr("w:h", twips(area.Height)).SetAttr("w:hRule", "exact")
	}
	p := para(id, text, frame)
	if len(sides) == 0 {
		return p
	}
	lines := el("w:pBdr")
	for _, side := range sides {
		lines.Add(el("w:"+side, "w:val", "single", "w:sz", "6", "w:space", "1", "w:color", "000000"))
	}
	p.Child("w:pPr").Add(lines)
	return p
}
