package compose

import (
	"vanthu/templates/layout"
	"vanthu/templates/ooxml"
)

// urgencyFlags name the flag of each frame that layout knows.
var urgencyFlags = map[string]string{"HỎA TỐC": "hoa_toc", "THƯỢNG KHẨN": "thuong_khan", "KHẨN": "khan"}

// urgency shows the one mark that is set, each in the frame the decree gives it
// (ô 10b), and ends with a paragraph, which a cell must do.
func urgency() []*ooxml.Node {
	var out []*ooxml.Node
	for _, f := range layout.Frames() {
		out = append(out, each(urgencyFlags[f.Text], para(layout.Stroke, ""), frame(f))...)
	}
	return append(out, para(layout.FileEnd, ""))
}

func frame(f layout.Frame) *ooxml.Node {
	mark, _ := layout.Find(layout.UrgencyMark)
	t := grid(0, []cell{{f.Width, []*ooxml.Node{para(layout.UrgencyMark, f.Text)}}})
	borders := el("w:tblBorders")
	for _, side := range []string{"top", "left", "bottom", "right"} {
		borders.Add(el("w:"+side, "w:val", "single", "w:sz", "8", "w:space", "0", "w:color", mark.Colour))
	}
	t.Child("w:tblPr").Add(borders)
	r := t.Child("w:tr")
	r.Child("w:trPr").Add(el("w:trHeight", "w:val", twips(f.Height), "w:hRule", "exact"))
	r.Child("w:tc").Child("w:tcPr").Add(val("w:vAlign", "center"))
	return t
}
