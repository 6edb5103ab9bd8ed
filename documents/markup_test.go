package documents_test

import (
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"vanthu/documents"
)

func plain(s string) documents.Text { return documents.Text{{Text: s}} }

func para(s string) documents.Block {
	return documents.Block{Type: documents.Paragraph, Text: plain(s)}
}

func bullet(level int, s string) documents.Block {
	return documents.Block{Type: documents.Bullet, Level: level, Text: plain(s)}
}

func numbered(t documents.BlockType, level int, mark, s string) documents.Block {
	return documents.Block{Type: t, Level: level, Mark: mark, Text: plain(s)}
}

func TestParseBodyLine(t *testing.T) {
	t.Parallel()
	heading := func(level int, mark, s string) documents.Block { return numbered(documents.Heading, level, mark, s) }
	item := func(level int, mark, s string) documents.Block { return numbered(documents.Item, level, mark, s) }
	long := strings.Repeat("rất dài ", 20) + "không dấu chấm"
	for _, row := range []struct {
		name, line string
		want       documents.Block
	}{
		{"Roman", "I. CÔNG TÁC CHỈ ĐẠO", heading(1, "I.", "CÔNG TÁC CHỈ ĐẠO")},
		{"RomanFour", "IV. ĐỀ XUẤT", heading(1, "IV.", "ĐỀ XUẤT")},
		{"RomanNineteen", "XIX. ĐỀ XUẤT", heading(1, "XIX.", "ĐỀ XUẤT")},
		{"RomanSentence", "II. Kết quả như sau:", heading(1, "II.", "Kết quả như sau:")},
		{"RomanWithoutSpace", "III.KẾT QUẢ", heading(1, "III.", "KẾT QUẢ")},
		{"Title", "1. Ưu điểm và thuận lợi", heading(2, "1.", "Ưu điểm và thuận lợi")},
		{"TitleWithoutSpace", "1.Ưu điểm", heading(2, "1.", "Ưu điểm")},
		{"TitleBracket", "12) Ưu điểm", heading(2, "12)", "Ưu điểm")},
		{"Sentence", "1. Tiếp tục mở lớp.", item(2, "1.", "Tiếp tục mở lớp.")},
		{"SentenceEllipsis", "1. Tiếp tục…", item(2, "1.", "Tiếp tục…")},
		{"SentenceBoldWhole", "1. **Tiếp tục.**", documents.Block{
			Type: documents.Item, Level: 2, Mark: "1.", Text: documents.Text{{Text: "Tiếp tục.", Bold: true}},
		}},
		{"LongIsNoTitle", "1. " + long, item(2, "1.", long)},
		{"SubNumber", "1.1. Ưu điểm", heading(3, "1.1.", "Ưu điểm")},
		{"SubNumberBare", "2.10 Tiếp tục;", item(3, "2.10", "Tiếp tục;")},
		{"Letter", "a) Ưu điểm", heading(3, "a)", "Ưu điểm")},
		{"LetterD", "đ) mở lớp;", item(3, "đ)", "mở lớp;")},
		{"LetterWithoutSpace", "b)mở lớp;", item(3, "b)", "mở lớp;")},
		{"Hyphen", "- Công chức", bullet(1, "Công chức")},
		{"HyphenWithoutSpace", "-Công chức", bullet(1, "Công chức")},
		{"Dash", "– Công chức", bullet(1, "Công chức")},
		{"Dot", "• Công chức", bullet(1, "Công chức")},
		{"BulletOfWord", "\uf0b7\tCông chức", bullet(1, "Công chức")},
		{"Star", "* Công chức", bullet(1, "Công chức")},
		{"Plus", "+ Công chức", bullet(2, "Công chức")},
		{"Indented", " \t + Công  chức ", bullet(2, "Công chức")},
		{"Paragraph", "Thực hiện Công văn số 2959/SKHCN-TĐC", para("Thực hiện Công văn số 2959/SKHCN-TĐC")},
		{"RomanLookingWord", "VI sinh vật", para("VI sinh vật")},
		{"NotRoman", "IIII. Không có số này", para("IIII. Không có số này")},
		{"NameWithInitials", "V.I. Lênin", para("V.I. Lênin")},
		{"Thousands", "1.500 hộ dân", para("1.500 hộ dân")},
		{"Decimal", "2.5tỷ đồng", para("2.5tỷ đồng")},
		{"Date", "25/11/2025 họp", para("25/11/2025 họp")},
		{"NegativeNumber", "-5 độ", para("-5 độ")},
		{"MarkAlone", "I.", para("I.")},
		{"HyphenAlone", "-", para("-")},
		{"ItalicAtBegin", "*Lưu ý* đọc kỹ", documents.Block{
			Type: documents.Paragraph, Text: documents.Text{{Text: "Lưu ý", Italic: true}, {Text: " đọc kỹ"}},
		}},
		{"EscapedHeading", `\I. Lênin`, para("I. Lênin")},
		{"EscapedBullet", `\- 5 độ`, para("- 5 độ")},
		{"EscapedStar", `\* chú thích`, para("* chú thích")},
		{"BackslashFirst", `\\máy chủ`, para(`\máy chủ`)},
		{"OneBar", "|", para("|")},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(documents.Body{row.want}, documents.ParseBody(row.line)); diff != "" {
				t.Errorf("body (-want +got):\n%s", diff)
			}
		})
	}
}

func TestParseBodyLines(t *testing.T) {
	t.Parallel()
	table := func(head bool, rows ...[]documents.Text) documents.Block {
		return documents.Block{Type: documents.Table, Header: head, Rows: rows}
	}
	for _, row := range []struct {
		name, text string
		want       documents.Body
	}{
		{"Empty", " \n\t\n", nil},
		{"BlankLinesPartNothing", "một\n\n\nhai", documents.Body{para("một"), para("hai")}},
		{"PastedFromWord", "\ufeffI.\u00a0KẾT QUẢ\r\n\r\n-\tmột\u200b;\r\n-\thai.\r\n", documents.Body{
			numbered(documents.Heading, 1, "I.", "KẾT QUẢ"), bullet(1, "một;"), bullet(1, "hai."),
		}},
		{"LineBreak", "UBND phường \\\nkính báo cáo", documents.Body{para("UBND phường\nkính báo cáo")}},
		{"LineBreakInBullet", "- một\\\n- hai", documents.Body{bullet(1, "một\n- hai")}},
		{"LineBreakAtEnd", "một\\", documents.Body{para("một")}},
		{"LineBreakBeforeBlank", "một\\\n\nhai", documents.Body{para("một"), para("hai")}},
		{"BackslashAtEnd", `C:\\` + "\nhai", documents.Body{para(`C:\`), para("hai")}},
		{"TableWithHead", "| TT | Nội dung |\n| --- | --- |\n| 1 | Đo lường |", documents.Body{
			table(true, []documents.Text{plain("TT"), plain("Nội dung")}, []documents.Text{plain("1"), plain("Đo lường")}),
		}},
		{"TableWithColumns", "|a|b|c|d|\n|:-:|--:|:--|---|\n|1|2|3|4|", documents.Body{{
			Type: documents.Table, Header: true, Columns: []documents.ColumnAlign{documents.ColumnMid, documents.ColumnEnd, documents.ColumnLeft, documents.AsContent},
			Rows: [][]documents.Text{{plain("a"), plain("b"), plain("c"), plain("d")}, {plain("1"), plain("2"), plain("3"), plain("4")}},
		}}},
		{"TableRuleTooShort", "|a|b|\n|--:|\n|1|2|", documents.Body{{
			Type: documents.Table, Header: true, Columns: []documents.ColumnAlign{documents.ColumnEnd, documents.AsContent},
			Rows: [][]documents.Text{{plain("a"), plain("b")}, {plain("1"), plain("2")}},
		}}},
		{"ChapterAndTitle", "Chương I\n\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi điều chỉnh\n1. Quy chế này quy định.", documents.Body{
			numbered(documents.Chapter, 0, "Chương I", "QUY ĐỊNH CHUNG"), numbered(documents.Article, 1, "Điều 1.", "Phạm vi điều chỉnh"),
			numbered(documents.Item, 2, "1.", "Quy chế này quy định."),
		}},
		{"TitleOnOneLine", "Phần thứ tư: Tổ chức thực hiện\nMục 2. SOẠN THẢO\nTiểu mục 1 KÝ", documents.Body{
			numbered(documents.Part, 0, "Phần thứ tư", "Tổ chức thực hiện"), numbered(documents.Section, 0, "Mục 2", "SOẠN THẢO"),
			numbered(documents.Subsection, 0, "Tiểu mục 1", "KÝ"),
		}},
		{"NoTitle", "Chương II\nĐiều 3. Ký văn bản", documents.Body{
			{Type: documents.Chapter, Mark: "Chương II"}, numbered(documents.Article, 1, "Điều 3.", "Ký văn bản"),
		}},
		{"DivisionsInSentences", "Mục 1 của Kế hoạch nêu rõ.\nPhần này có hai ý.\nĐiều 5 Luật này.\nChương I. Quy định, gồm:", documents.Body{
			para("Mục 1 của Kế hoạch nêu rõ."), para("Phần này có hai ý."), para("Điều 5 Luật này."), para("Chương I. Quy định, gồm:"),
		}},
		{"ArticleWithText", "Điều 12a. Quyết định này có hiệu lực từ ngày ký.", documents.Body{
			numbered(documents.Article, 2, "Điều 12a.", "Quyết định này có hiệu lực từ ngày ký."),
		}},
		{"TableWithoutHead", "|a|b|\n|c|d|", documents.Body{
			table(false, []documents.Text{plain("a"), plain("b")}, []documents.Text{plain("c"), plain("d")}),
		}},
		{"TableRagged", "|a|\n|b|c|d|\n||", documents.Body{
			table(false, []documents.Text{plain("a"), nil, nil}, []documents.Text{plain("b"), plain("c"), plain("d")}, []documents.Text{nil, nil, nil}),
		}},
		{"TwoTables", "|a|\n\n|b|", documents.Body{table(false, []documents.Text{plain("a")}), table(false, []documents.Text{plain("b")})}},
		{"BarInCell", `|a \| b|`, documents.Body{table(false, []documents.Text{plain("a | b")})}},
		{"BoldInCell", "|**a**|", documents.Body{table(false, []documents.Text{{{Text: "a", Bold: true}}})}},
		{"RuleLaterIsRow", "|a|\n|b|\n|-|", documents.Body{
			table(false, []documents.Text{plain("a")}, []documents.Text{plain("b")}, []documents.Text{plain("-")}),
		}},
		{"OpenRowIsText", "|a|b\nc", documents.Body{para("|a|b"), para("c")}},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(row.want, documents.ParseBody(row.text)); diff != "" {
				t.Errorf("body (-want +got):\n%s", diff)
			}
		})
	}
}

func TestParseText(t *testing.T) {
	t.Parallel()
	b := func(s string) documents.Run { return documents.Run{Text: s, Bold: true} }
	i := func(s string) documents.Run { return documents.Run{Text: s, Italic: true} }
	bi := func(s string) documents.Run { return documents.Run{Text: s, Bold: true, Italic: true} }
	p := func(s string) documents.Run { return documents.Run{Text: s} }
	for _, row := range []struct {
		name, text string
		want       documents.Text
	}{
		{"Empty", "", nil},
		{"Plain", "một", documents.Text{p("một")}},
		{"Bold", "một **hai** ba", documents.Text{p("một "), b("hai"), p(" ba")}},
		{"Italic", "*một* hai", documents.Text{i("một"), p(" hai")}},
		{"Both", "***một***", documents.Text{bi("một")}},
		{"ItalicInBold", "**một *hai* ba**", documents.Text{b("một "), bi("hai"), b(" ba")}},
		{"BoldInItalic", "*một **hai** ba*", documents.Text{i("một "), bi("hai"), i(" ba")}},
		{"BoldFigures", "cử **02** lượt", documents.Text{p("cử "), b("02"), p(" lượt")}},
		{"BoldThenColon", "**Kết quả:**đạt", documents.Text{b("Kết quả:"), p("đạt")}},
		{"Product", "5 * 3 * 2", documents.Text{p("5 * 3 * 2")}},
		{"ProductTight", "5*3*2", documents.Text{p("5*3*2")}},
		{"Formula", "a*b*c", documents.Text{p("a*b*c")}},
		{"Unpaired", "**một", documents.Text{p("**một")}},
		{"UnpairedInside", "*một **hai*", documents.Text{i("một **hai")}},
		{"Unequal", "**một*", documents.Text{p("**một*")}},
		{"FootnoteMark", "lượt(*) và (*)", documents.Text{p("lượt(*) và (*)")}},
		{"RowOfStars", "*****", documents.Text{p("*****")}},
		{"NothingInside", "** **", documents.Text{p("** **")}},
		{"Escaped", `\*một\*`, documents.Text{p("*một*")}},
		{"EscapedInside", `*một \* hai*`, documents.Text{i("một * hai")}},
		{"Backslash", `C:\\x \y`, documents.Text{p(`C:\x \y`)}},
		{"Crossing", "*một **hai* ba**", documents.Text{i("một **hai"), p(" ba**")}},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(row.want, documents.ParseText(row.text)); diff != "" {
				t.Errorf("text (-want +got):\n%s", diff)
			}
		})
	}
}

// The time to read grows with the length: eight times the text may not take
// anything like sixty-four times as long.
func TestParseBodyIsLinear(t *testing.T) {
	for _, row := range []struct{ name, piece string }{
		{"OneLine", "chữ "}, {"Stars", "*a "}, {"StarsOpen", "*a*b **c** ***d "}, {"Breaks", "a\\\n"}, {"Backslashes", `\`},
		{"Lines", "1. một\n"}, {"Rows", "|a|b|\n"}, {"Bars", "|"}, {"Digits", "1."}, {"Marks", "\u0301"},
	} {
		t.Run(row.name, func(t *testing.T) {
			took := func(size int) time.Duration {
				text := strings.Repeat(row.piece, size/len(row.piece))
				start := time.Now()
				documents.ParseBody(text)
				return time.Since(start)
			}
			const size = 128 << 10
			if once, eight := took(size), took(8*size); eight > 32*once && eight > 2*time.Second {
				t.Errorf("%v for one, %v for eight", once, eight)
			}
		})
	}
}

// letters returns the letters and figures of s, which no reading may lose.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// typed returns all text of a body.
func typed(body documents.Body) string {
	var out strings.Builder
	for _, b := range body {
		out.WriteString(b.Mark + b.Text.Plain() + "\n")
		for _, row := range b.Rows {
			for _, cell := range row {
				out.WriteString(cell.Plain() + "\n")
			}
		}
	}
	return out.String()
}

func FuzzParseBody(f *testing.F) {
	for _, s := range []string{
		"I. MỘT\n1. hai\na) ba;\n- bốn\n+ năm", "|a|b|\n|-|-|\n|c|", "một\\\nhai", "**a** *b* \\*", "e*\u0301*", "|", "\\", "***a*\u0301*b***",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		body := documents.ParseBody(s)
		text := typed(body)
		if !norm.NFC.IsNormalString(text) {
			t.Errorf("%+q is not NFC", text)
		}
		if got, want := letters(text), letters(documents.Clean(s)); got != want {
			t.Errorf("letters: got %q, want %q", got, want)
		}
		doc := documents.Document{Kind: documents.Report, Body: body}
		for _, fault := range doc.Check() {
			if fault.Rule == documents.RuleBlockForm {
				t.Errorf("%q: %v", s, fault)
			}
		}
	})
}

func FuzzParseText(f *testing.F) {
	for _, s := range []string{"**một *hai* ba**", `\*a\\`, "5*3*2", "*a\n*b*", "***a **b *c** d* e***"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = documents.Clean(s)
		text := documents.ParseText(s)
		if got, want := letters(text.Plain()), letters(s); got != want {
			t.Errorf("letters: got %q, want %q", got, want)
		}
		for i, r := range text {
			if r.Text == "" || i > 0 && r.Bold == text[i-1].Bold && r.Italic == text[i-1].Italic {
				t.Errorf("%q: run %d of %+v is empty or not joined", s, i, text)
			}
		}
		if !strings.ContainsAny(s, `*\`) && text.Plain() != s {
			t.Errorf("got %q, want %q", text.Plain(), s)
		}
	})
}
