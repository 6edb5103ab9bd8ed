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
		name := anchor.Child("wp:docPr").Attr("name")
		if !fields.number(name) {
			continue
		}
		mark := openMark + name + closeMark
		for n := range anchor.All() {
			if (n.Name == "wp:extent" || n.Name == "a:ext") && n.Attr("cx") != "" {
				n.SetAttr("cx", mark)
			}
		}
	}
}

// number reports whether a field of that name, at the top or of the items of a
// list, is one of numbers.
func (fs form) number(name string) bool {
	if f := fs.find(name); f != nil && f.kind == KindNumber {
		return true
	}
	for _, f := range fs {
		if f.item.number(name) {
			return true
		}
	}
	return false
}
