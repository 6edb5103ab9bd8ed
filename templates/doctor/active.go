package doctor

import (
	"strings"

	"vanthu/documents"
	"vanthu/templates/ooxml"
)

// embedded are the kinds of relationships that bring in what is no text and no
// picture: it can run, or hide what nobody checked.
var embedded = map[string]string{
	"aFChunk":              "văn bản nhúng (altChunk)",
	"control":              "điều khiển ActiveX",
	"oleObject":            "đối tượng OLE",
	"package":              "tệp nhúng",
	"subDocument":          "văn bản con",
	"attachedToolbars":     "thanh công cụ kèm theo",
	"keyMapCustomizations": "phím tắt kèm theo",
}

// commands are the instructions of Word's own fields that fetch something from
// elsewhere, or start something.
var commands = []string{
	"DDE", "DDEAUTO", "LINK", "INCLUDETEXT", "INCLUDEPICTURE", "INCLUDE", "IMPORT", "DATABASE", "MACROBUTTON", "RD", "AUTOTEXT",
}

// active refuses parts that are more than text and pictures.
func (d *doctor) active() {
	told := map[string]bool{}
	for _, name := range append([]string{""}, d.pkg.Names()...) {
		rels, err := d.pkg.Rels(name)
		if err != nil {
			return // the file is refused for it
		}
		for _, r := range rels {
			if what, ok := embedded[r.Kind]; ok && !told[r.Kind] && !r.External { // what is outside is refused by compiling
				told[r.Kind] = true
				d.found(active, documents.TemplatePlace{Part: d.places.part(name)}, what)
			}
		}
	}
}

// instructions refuses Word's own fields that fetch something. Their text may
// lie in several runs, up to the result or the end of the field.
func (d *doctor) instructions(part string, root *ooxml.Node) {
	paragraph := 0
	var text strings.Builder
	judge := func(instruction string) {
		word, _, _ := strings.Cut(strings.ToUpper(strings.TrimSpace(instruction)), " ")
		for _, bad := range commands {
			if word == bad {
				d.found(active, d.places.at(part, paragraph, ""), "lệnh "+word+" của Word")
			}
		}
	}
	for n := range root.All() {
		switch n.Name {
		case "w:p":
			paragraph++
		case "w:fldSimple":
			judge(n.Attr("w:instr"))
		case "w:instrText":
			text.WriteString(n.Plain())
		case "w:fldChar":
			judge(text.String())
			text.Reset()
		}
	}
}
