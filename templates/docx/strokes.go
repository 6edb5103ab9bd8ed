package docx

import "vanthu/templates/ooxml"

// bindStrokes makes the length of each drawing that is named after a field of
// numbers depend on that field, in English Metric Units. A file in which a length
// were written as a mark could not be opened in Word; so the template holds a
// real length, and the drawing's name (which Word shows in its selection pane)
// says what the length is a matter of. A drawing by any other name keeps the
// length it has.
func bindStrokes(root *ooxml.Node, fields form) {
	for anchor := range root.Named("wp:anchor") {
		f := fields.find(anchor.Child("wp:docPr").Attr("name"))
		if f == nil || f.kind != KindNumber {
			continue
		}
		mark := openMark + f.name + closeMark
		for n := range anchor.All() {
			if (n.Name == "wp:extent" || n.Name == "a:ext") && n.Attr("cx") != "" {
				n.SetAttr("cx", mark)
			}
		}
	}
}
