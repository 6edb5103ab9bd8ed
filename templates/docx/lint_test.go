package docx_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/templates/docx"
)

func TestLint(t *testing.T) {
	t.Parallel()
	good := newFiles(p("a"))
	drawing := `<w:p><w:r><w:drawing><wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="5" name="x"/></wp:inline></w:drawing></w:r></w:p>`
	main := docx.MainPart
	for _, c := range []struct {
		name string
		fs   files
		want []docx.Finding
	}{
		{"good", good, nil},
		{"numbering that is defined", newFiles(`<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr></w:p>`).
			with("word/numbering.xml", `<w:numbering`+wordNS+`><w:num w:numId="3"/></w:numbering>`), nil},
		{"cell without a paragraph", newFiles(tbl("<w:tr><w:tc><w:tcPr/></w:tc></w:tr>")), []docx.Finding{{main, docx.LintCell, ""}}},
		{"cell that ends with a table", newFiles(tbl(tr(p("a") + tbl(tr(p("b")))))), []docx.Finding{{main, docx.LintCell, "ab"}}},
		{"undefined style", newFiles(`<w:p><w:pPr><w:pStyle w:val="Khong"/></w:pPr></w:p>`), []docx.Finding{{main, docx.LintStyle, "Khong"}}},
		{"undefined numbering", newFiles(`<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr></w:p>`), []docx.Finding{{main, docx.LintNumbering, "3"}}},
		{"mark left over in two runs", newFiles(p("a {", "{so}}")), []docx.Finding{{main, docx.LintPlaceholder, "{{so}}"}}},
		{"mark left over in the header", good.with("word/header1.xml", strings.Replace(good["word/header1.xml"], "Trang", "{{so}}", 1)),
			[]docx.Finding{{"word/header1.xml", docx.LintPlaceholder, "{{so}}"}}},
		{"drawing id twice", newFiles(drawing + drawing), []docx.Finding{{main, docx.LintDrawing, "5"}}},
		{"header that is not related", good.with(main, strings.Replace(good[main], `r:id="rId2"`, `r:id="rId9"`, 1)), []docx.Finding{{main, docx.LintRel, "rId9"}}},
		{"related part that is not there", good.without("word/header1.xml"), []docx.Finding{{main, docx.LintTarget, "word/header1.xml"}}},
		{"no content type", good.with("word/media/a.xyz", "x"), []docx.Finding{{"word/media/a.xyz", docx.LintType, "word/media/a.xyz"}}},
		{"order of children", newFiles(`<w:p><w:pPr><w:jc w:val="center"/><w:ind w:left="0"/></w:pPr></w:p>`), []docx.Finding{{main, docx.LintOrder, "w:pPr/w:jc"}}},
		{"properties behind the text", newFiles(`<w:p><w:r/><w:pPr/></w:p>`), []docx.Finding{{main, docx.LintOrder, "w:p/w:r"}}},
		{"not well-formed", good.with("word/header1.xml", "<a>"), []docx.Finding{{"word/header1.xml", docx.LintXML, "line 1, column 4: not well-formed XML: it ends too early"}}},
		{"a name twice", good.with("word/Styles.xml", "<a/>"), []docx.Finding{{"", docx.LintPackage, ""}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := docx.Lint(c.fs.zip(t))
			if len(got) == 1 && got[0].Rule == docx.LintPackage {
				got[0].What = "" // which of the two is first depends on the zip
			}
			if diff := cmp.Diff(got, c.want); diff != "" {
				t.Errorf("(-got +want):\n%s", diff)
			}
		})
	}
}
