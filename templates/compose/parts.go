package compose

import (
	"vanthu/templates/layout"
	"vanthu/templates/ooxml"
)

// The parts that every Word file has around its text.

const (
	packageNS  = "http://schemas.openxmlformats.org/package/2006/"
	documentML = "application/vnd.openxmlformats-officedocument.wordprocessingml."
)

func contentTypes() *ooxml.Node {
	t := el("Types", "xmlns", packageNS+"content-types").Add(
		el("Default", "Extension", "rels", "ContentType", "application/vnd.openxmlformats-package.relationships+xml"),
		el("Default", "Extension", "xml", "ContentType", "application/xml"))
	for _, part := range [...]struct{ name, kind string }{
		{"/word/document.xml", documentML + "document.main+xml"},
		{"/word/styles.xml", documentML + "styles+xml"},
		{"/word/settings.xml", documentML + "settings+xml"},
		{"/word/fontTable.xml", documentML + "fontTable+xml"},
		{"/word/header1.xml", documentML + "header+xml"},
		{"/word/header2.xml", documentML + "header+xml"},
		{"/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"},
		{"/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"},
	} {
		t.Add(el("Override", "PartName", part.name, "ContentType", part.kind))
	}
	return t
}

// A relation is one row of a relationships part.
type relation struct{ id, kind, target string }

func relations(rows ...relation) *ooxml.Node {
	r := el("Relationships", "xmlns", packageNS+"relationships")
	for _, row := range rows {
		r.Add(el("Relationship", "Id", row.id, "Type", row.kind, "Target", row.target))
	}
	return r
}

func packageRelations() *ooxml.Node {
	return relations(
		relation{"rId1", relationNS + "/officeDocument", "word/document.xml"},
		relation{"rId2", packageNS + "relationships/metadata/core-properties", "docProps/core.xml"},
		relation{"rId3", relationNS + "/extended-properties", "docProps/app.xml"})
}

func documentRelations() *ooxml.Node {
	return relations(
		relation{"rId1", relationNS + "/styles", "styles.xml"},
		relation{"rId2", relationNS + "/settings", "settings.xml"},
		relation{"rId3", relationNS + "/fontTable", "fontTable.xml"},
		relation{"rId4", relationNS + "/header", "header1.xml"},
		relation{"rId5", relationNS + "/header", "header2.xml"})
}

// coreProperties name neither a person nor a moment: the same record gives the
// same bytes.
func coreProperties() *ooxml.Node {
	return el("cp:coreProperties",
		"xmlns:cp", packageNS+"metadata/core-properties",
		"xmlns:dc", "http://purl.org/dc/elements/1.1/").Add(
		el("dc:title").Add(ooxml.Text("{{tieu_de}}")),
		el("dc:creator").Add(ooxml.Text("{{tac_gia}}")),
		el("dc:language").Add(ooxml.Text(language)))
}

func appProperties() *ooxml.Node {
	return el("Properties", "xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties").Add(
		el("Application").Add(ooxml.Text("Vanthu")))
}

func fontTable() *ooxml.Node {
	return el("w:fonts", "xmlns:w", ooxml.Namespace).Add(
		el("w:font", "w:name", layout.Font).Add(
			val("w:panose1", "02020603050405020304"), val("w:charset", "00"),
			val("w:family", "roman"), val("w:pitch", "variable")))
}

// settings ask Word for its present layout rules, and not to stretch a line that
// its writer ended.
func settings() *ooxml.Node {
	return el("w:settings", "xmlns:w", ooxml.Namespace).Add(
		el("w:zoom", "w:percent", "100"),
		val("w:defaultTabStop", twips(layout.Mm(12.7))),
		val("w:characterSpacingControl", "doNotCompress"),
		el("w:compat").Add(el("w:doNotExpandShiftReturn"), el("w:compatSetting", "w:name", "compatibilityMode",
			"w:uri", "http://schemas.microsoft.com/office/word", "w:val", "15")),
		val("w:themeFontLang", language),
		val("w:decimalSymbol", ","), val("w:listSeparator", ";"))
}
