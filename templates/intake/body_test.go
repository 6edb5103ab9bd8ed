package intake_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/documents"
	"vanthu/templates/intake"
)

// lists are the marks of a report: I., 1., a).
var lists = numbering("upperRoman", "%1.", "decimal", "%2.", "lowerLetter", "%3)", "bullet", "-")

// TestBody reads files that are a text without the form of a document. The text
// it becomes is that of FormatBody.
func TestBody(t *testing.T) {
	t.Parallel()
	picture := dots(t, 4, 3)
	for _, row := range []struct {
		name, content string
		more          []string
		want          string
		notes         []intake.NoteKind
	}{
		{name: "SplitRuns", content: p("", r("1"), r(". "), r("Ưu"), r(" điểm")) + paras("Đã cử 02 lượt."), want: "1. Ưu điểm\nĐã cử 02 lượt.\n"},
		{name: "BoldHeadingIsLight", content: p("", r("I. KẾT QUẢ", bold)) + p("", r("1. Ưu điểm", bold)) + p("", r("a) Điểm a", bold)), want: "I. KẾT QUẢ\n1. Ưu điểm\na) **Điểm a**\n"},
		{name: "Styles", content: p("", r("cử "), r("02", bold), r(" lượt "), r("này", italic)), want: "cử **02** lượt *này*\n"},
		{name: "BoldOff", content: p("", r("một", `<w:b w:val="0"/>`)), want: "một\n"},
		{name: "Caps", content: p("", r("i. kết quả", `<w:caps/>`)), want: "I. KẾT QUẢ\n"},
		{name: "Breaks", content: p("", r("một|hai\tba")), want: "một\\\nhai ba\n"},
		{name: "Superscript", content: p("", r("50 m"), r("2", `<w:vertAlign w:val="superscript"/>`), r(", CO"), r("2", `<w:vertAlign w:val="subscript"/>`)), want: "50 m², CO₂\n"},
		{name: "ChapterAndTitle", content: p(mid, r("Chương I", bold)) + p(mid, r("QUY ĐỊNH CHUNG", bold)) + paras("Điều 1. Phạm vi"), want: "Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi\n"},
		{name: "Symbol", content: p("", `<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>`, r(" Có")), want: "☑ Có\n"},

		{name: "Lists", more: []string{"numbering", lists}, want: "I. KẾT QUẢ\n1. Ưu điểm\na) một;\nb) hai.\n2. Khó khăn\na) ba.\n- bốn\nII. ĐỀ XUẤT\n1. năm;\n",
			content: p(num(0, 1), "KẾT QUẢ") + p(num(1, 1), "Ưu điểm") + p(num(2, 1), "một;") + p(num(2, 1), "hai.") + p(num(1, 1), "Khó khăn") +
				p(num(2, 1), "ba.") + p(num(3, 1), "bốn") + p(num(0, 1), "ĐỀ XUẤT") + p(num(1, 1), "năm;")},
		{name: "ListBegunAnew", more: []string{"numbering", numbering("decimal", "%1.")}, want: "1. một;\n2. hai;\n1. ba;\n2. bốn.\n",
			content: p(num(0, 1), "một;") + p(num(0, 1), "hai;") + p(num(0, 2), "ba;") + p(num(0, 2), "bốn.")},
		{name: "Article", more: []string{"numbering", numbering("decimal", "Điều %1.", "decimal", "%1.%2.")}, want: "Điều 1. Phạm vi\n1.1. Quy chế này quy định.\nĐiều 2. Đối tượng\n",
			content: p(num(0, 1), "Phạm vi") + p(num(1, 1), "Quy chế này quy định.") + p(num(0, 1), "Đối tượng")},
		{name: "BracketNumber", more: []string{"numbering", numbering("decimal", "(%1)")}, content: p(num(0, 1), "một"), want: "(1) một\n"},
		{name: "Bullets", more: []string{"numbering", numbering("bullet", "•", "bullet", "o", "bullet", "+")}, want: "- một\n+ hai\n+ ba\n",
			content: p(num(0, 1), "một") + p(num(1, 1), "hai") + p(num(2, 1), "ba")},
		{name: "NumberOfStyle", content: p(`<w:pStyle w:val="L"/>`, "một;") + p(`<w:pStyle w:val="L"/><w:numPr><w:numId w:val="0"/></w:numPr>`, "hai"), want: "1. một;\nhai\n",
			more: []string{"numbering", numbering("decimal", "%1."), "styles", root("styles", `<w:style w:type="paragraph" w:styleId="L"><w:name w:val="L"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>`)}},
		{name: "BoldOfStyle", content: p(`<w:pStyle w:val="K"/>`, "Lưu ý chung"), want: "**Lưu ý chung**\n",
			more: []string{"styles", root("styles", `<w:style w:type="paragraph" w:styleId="G"><w:name w:val="G"/><w:rPr><w:b/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="K"><w:name w:val="K"/><w:basedOn w:val="G"/></w:style>`)}},
		{name: "UnknownList", content: p(num(0, 7), "một"), want: "một\n"},

		{name: "Table", content: tbl(true, []string{"TT", "Nội dung"}, []string{"1", "Đo lường"}), want: "| TT | Nội dung |\n| --- | --- |\n| 1 | Đo lường |\n"},
		{name: "TableWithoutHead", content: tbl(true, []string{"a", "b"}, []string{"c", "d"}), want: "| a | b |\n| c | d |\n"},
		{name: "TableBoldHead", content: tbl(true, []string{p("", r("Việc", bold)), p("", r("Ai", bold))}, []string{"a", p("", r("b"), r("c", bold))}), want: "| Việc | Ai |\n| --- | --- |\n| a | bc |\n"},
		{name: "TableColumns", content: tbl(true, []string{"TT", "Việc"}, []string{"1", p(mid, "a")}, []string{"2", p(mid, "b")}), want: "| TT | Việc |\n| --- | :-: |\n| 1 | a |\n| 2 | b |\n"},
		{name: "CellOfLines", content: tbl(true, []string{paras("- a", "- b"), "c"}), want: "| - a\\\n- b | c |\n"},
		{name: "MergedAcross", content: tbl(true, []string{`<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>` + paras("a")}, []string{"b", "c"}), want: "| a |  |\n| b | c |\n", notes: []intake.NoteKind{intake.Merged}},
		{name: "MergedDown", content: tbl(true, []string{`<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>` + paras("a"), "b"}, []string{`<w:tcPr><w:vMerge/></w:tcPr>` + p("")}, []string{"c", "d"}),
			want: "| a | b |\n|  |  |\n| c | d |\n", notes: []intake.NoteKind{intake.Merged}},
		{name: "NestedTable", content: tbl(true, []string{tbl(true, []string{"a"}, []string{"b"}) + p(""), "c"}), want: "| a\\\nb | c |\n", notes: []intake.NoteKind{intake.Nested}},
		{name: "BoxOfOneCell", content: tbl(true, []string{paras("1. một;", "hai")}), want: "1. một;\nhai\n"},

		{name: "Picture", content: paras("một") + p(mid, drawn), more: []string{"image", picture}, want: "một\n[[hình 1: Sơ đồ]]\n"},
		{name: "PictureInLine", content: p("", "xem", drawn), more: []string{"image", picture}, want: "xem\n[[hình 1: Sơ đồ]]\n", notes: []intake.NoteKind{intake.PictureMoved}},
		{name: "PictureOfOtherKind", content: p("", drawn), more: []string{"image", "GIF89a"}, want: "", notes: []intake.NoteKind{intake.PictureKind}},
		{name: "PictureMissing", content: p("", "một", drawn), want: "một\n", notes: []intake.NoteKind{intake.PictureKind}},
		{name: "Line", content: p(mid, shape("line", "")) + paras("một"), want: "một\n"},
		{name: "Shape", content: p("", "một", shape("ellipse", "")), want: "một\n", notes: []intake.NoteKind{intake.Shape}},
		{name: "TextBox", content: p("", "một", shape("rect", "Ghi chú bên lề")), want: "một\n", notes: []intake.NoteKind{intake.TextBox}},
		{name: "Object", content: p("", "một", `<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>`), want: "một\n", notes: []intake.NoteKind{intake.Embedded}},
		{name: "Landscape", content: p(`<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>`, "một") +
			p(`<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>`, "hai") + paras("ba"), want: "một\n[[đoạn 1: hai]]\nba\n"},

		{name: "Tracked", content: p("", r("cử "), `<w:del>`+strings.ReplaceAll(r("02"), "w:t", "w:delText")+`</w:del><w:ins>`+r("03")+`</w:ins>`, r(" lượt")), want: "cử 03 lượt\n", notes: []intake.NoteKind{intake.Tracked}},
		{name: "TrackedParagraphMark", content: p(`<w:rPr><w:del/></w:rPr>`, r("một ")) + paras("hai") + `<w:del>` + paras("bỏ") + `</w:del>`, want: "một hai\n", notes: []intake.NoteKind{intake.Tracked, intake.Tracked}},
		{name: "Comment", content: p("", "một", `<w:r><w:commentReference w:id="3"/></w:r>`), want: "một\n", notes: []intake.NoteKind{intake.Comment},
			more: []string{"comments", root("comments", `<w:comment w:id="3">`+paras("sửa lại")+`</w:comment>`)}},
		{name: "Footnote", content: p("", "một", `<w:r><w:footnoteReference w:id="2"/></w:r>`), want: "một\n", notes: []intake.NoteKind{intake.Footnote},
			more: []string{"footnotes", root("footnotes", `<w:footnote w:id="2">`+paras("theo báo cáo")+`</w:footnote>`)}},
		{name: "Hidden", content: p("", r("một"), r(" hai", `<w:vanish/>`)), want: "một\n", notes: []intake.NoteKind{intake.Hidden}},
		{name: "Struck", content: p("", r("một", `<w:strike/>`)), want: "một\n", notes: []intake.NoteKind{intake.Struck}},
		{name: "Underlined", content: p("", r("một", `<w:u w:val="single"/>`), r("hai", `<w:u w:val="none"/>`)), want: "mộthai\n", notes: []intake.NoteKind{intake.Underlined}},
		{name: "SimpleField", content: p("", "ngày ", `<w:fldSimple w:instr=" DATE ">`+r("25/11/2025")+`</w:fldSimple>`), want: "ngày 25/11/2025\n", notes: []intake.NoteKind{intake.FieldCode}},
		{name: "Field", want: "trang 7\n", notes: []intake.NoteKind{intake.FieldCode},
			content: p("", "trang ", `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF x </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>`, r("7"), `<w:r><w:fldChar w:fldCharType="end"/></w:r>`)},
		{name: "Link", content: p("", `<w:hyperlink r:id="x">`+r("cổng dịch vụ công")+`</w:hyperlink>`), want: "cổng dịch vụ công\n", notes: []intake.NoteKind{intake.Link}},
		{name: "Formula", content: p("", "S = ", `<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>`), want: "S = a+b\n", notes: []intake.NoteKind{intake.Formula}},
		{name: "OldFont", content: p("", r("V¨n", `<w:rFonts w:ascii=".VnTime"/>`), r("b¶n", `<w:rFonts w:ascii=".VnTime"/>`)), want: "V¨nb¶n\n", notes: []intake.NoteKind{intake.OldFont}},
		{name: "HeaderText", content: paras("một"), want: "một\n", notes: []intake.NoteKind{intake.Margin}, more: []string{"header", root("hdr", paras("DỰ THẢO LẦN 2"))}},
		{name: "PageNumber", content: paras("một"), want: "một\n", more: []string{"footer", root("ftr", paras("Trang 2"))}},
		{name: "Controls", content: `<w:sdt><w:sdtContent>` + paras("một") + p("", `<w:sdt><w:sdtContent>`+r("hai")+`</w:sdtContent></w:sdt>`) + `</w:sdtContent></w:sdt>`, want: "một\nhai\n"},
		{name: "FallbackOnly", content: p("", `<w:r><mc:AlternateContent><mc:Fallback><w:t>một</w:t></mc:Fallback></mc:AlternateContent></w:r>`), want: "một\n"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			found, err := intake.Read(file(t, row.content, row.more...))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(row.want, documents.FormatBody(found.Document.Body)); diff != "" {
				t.Errorf("body (-want +got):\n%s", diff)
			}
			var kinds []intake.NoteKind
			for _, n := range found.Notes {
				kinds = append(kinds, n.Kind)
			}
			if diff := cmp.Diff(row.notes, kinds); diff != "" {
				t.Errorf("notes (-want +got):\n%s\n%v", diff, found.Notes)
			}
			if found.Whole {
				t.Error("a header was seen")
			}
		})
	}
}
