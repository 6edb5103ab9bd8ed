package documents_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"vanthu/documents"
)

func TestFormatBody(t *testing.T) {
	t.Parallel()
	bold := func(s string) documents.Run { return documents.Run{Text: s, Bold: true} }
	italic := func(s string) documents.Run { return documents.Run{Text: s, Italic: true} }
	run := func(s string) documents.Run { return documents.Run{Text: s} }
	text := func(runs ...documents.Run) documents.Block {
		return documents.Block{Type: documents.Paragraph, Text: runs}
	}
	wide := documents.Block{Type: documents.Table, Header: true, Landscape: true, Rows: [][]documents.Text{{plain("TT")}}}
	for _, row := range []struct {
		name string
		body documents.Body
		want string
	}{
		{"Nothing", nil, ""},
		{"Heading", documents.Body{numbered(documents.Heading, 1, "I.", "KẾT QUẢ")}, "I. KẾT QUẢ\n"},
		{"Bullets", documents.Body{bullet(1, "một"), bullet(2, "hai")}, "- một\n+ hai\n"},
		{"Styled", documents.Body{text(run("cử "), bold("02"), run(" lượt"))}, "cử **02** lượt\n"},
		{"ItalicInBold", documents.Body{text(bold("một "), documents.Run{Text: "hai", Bold: true, Italic: true}, bold(" ba"))}, "**một *hai* ba**\n"},
		{"EndTogether", documents.Body{text(bold("một "), documents.Run{Text: "hai", Bold: true, Italic: true})}, "**một** ***hai***\n"},
		{"SpaceInBold", documents.Body{text(run("một"), bold(" hai "), run("ba"))}, "một **hai** ba\n"},
		{"HalfAWord", documents.Body{text(run("Đi"), bold("ều"), run(" lệ"))}, "[[đoạn 1: Điều lệ]]\n"},
		{"SideBySide", documents.Body{text(bold("Kết quả:"), italic("đạt"))}, "[[đoạn 1: Kết quả:đạt]]\n"},
		{"Break", documents.Body{para("một\nhai")}, "một\\\nhai\n"},
		{"LooksLikeHeading", documents.Body{para("I. Lênin"), para("- 5 độ"), para("|a|")}, "\\I. Lênin\n\\- 5 độ\n\\|a|\n"},
		{"Stars", documents.Body{para("5 * 3 * 2"), para("lượt(*)"), para("**a**")}, "5 * 3 * 2\nlượt(*)\n\\*\\*a\\*\\*\n"},
		{"Backslash", documents.Body{para(`C:\`), para(`a\*`)}, "C:\\\\\na\\\\\\*\n"},
		{"Chapter", documents.Body{numbered(documents.Chapter, 0, "Chương I", "QUY ĐỊNH"), para("x")}, "Chương I\nQUY ĐỊNH\nx\n"},
		{"ChapterWithoutTitle", documents.Body{{Type: documents.Chapter, Mark: "Chương I"}, para("x")}, "[[đoạn 1: Chương I]]\nx\n"},
		{"ChapterBeforeArticle", documents.Body{{Type: documents.Chapter, Mark: "Chương I"}, numbered(documents.Article, 1, "Điều 1.", "Phạm vi")},
			"Chương I\nĐiều 1. Phạm vi\n"},
		{"SentenceAsHeading", documents.Body{numbered(documents.Heading, 2, "1.", "Mở lớp.")}, "[[đoạn 1: 1. Mở lớp.]]\n"},
		{"Picture", documents.Body{{Type: documents.Image, Image: documents.Picture("x"), Text: plain("Sơ đồ")}, {Type: documents.Image, Image: documents.Picture("y")}},
			"[[hình 1: Sơ đồ]]\n[[hình 2]]\n"},
		{"LooksLikePlaceholder", documents.Body{para("[[hình 1]]")}, "\\[[hình 1]]\n"},
		{"WideTable", documents.Body{wide, wide}, "[[bảng 1: TT]]\n\n[[bảng 2: TT]]\n"},
		{"TwoTables", documents.Body{
			{Type: documents.Table, Header: true, Columns: []documents.ColumnAlign{documents.ColumnEnd, documents.AsContent}, Rows: [][]documents.Text{{plain("a|b"), nil}, {plain("c\nd"), plain("e")}}},
			{Type: documents.Table, Rows: [][]documents.Text{{plain("x")}}},
		}, "| a\\|b |  |\n| --: | --- |\n| c\\\nd | e |\n\n| x |\n"},
		{"TableLikeAHead", documents.Body{{Type: documents.Table, Rows: [][]documents.Text{{plain("a")}, {plain("-")}}}}, "[[bảng 1: a -]]\n"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			got := documents.FormatBody(row.body)
			if diff := cmp.Diff(row.want, got); diff != "" {
				t.Errorf("text (-want +got):\n%s", diff)
			}
			if row.name == "SpaceInBold" || row.name == "EndTogether" {
				return // the blank is not bold any more
			}
			if diff := cmp.Diff(row.body, documents.ParseEdited(got, row.body), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("body read back (-want +got):\n%s", diff)
			}
		})
	}
}

func TestParseEdited(t *testing.T) {
	t.Parallel()
	first := documents.Block{Type: documents.Image, Image: documents.Picture("x"), Text: plain("Sơ đồ")}
	second := documents.Block{Type: documents.Image, Image: documents.Picture("y")}
	old := documents.Body{first, para("một"), second}
	for _, row := range []struct {
		name, text string
		want       documents.Body
	}{
		{"Moved", "[[hình 2]]\nmột\n[[hình 1: Sơ đồ]]", documents.Body{second, para("một"), first}},
		{"Twice", "[[hình 2]]\n[[hình 2]]", documents.Body{second, second}},
		{"Removed", "một", documents.Body{para("một")}},
		{"WordsChanged", "  [[hình 1: chữ khác]] ", documents.Body{first}},
		{"Unknown", "[[hình 3]]", documents.Body{para("[[hình 3]]")}},
		{"WithinText", "xem [[hình 1]]", documents.Body{para("xem [[hình 1]]")}},
		{"NoTitle", "Chương I\n[[hình 1]]\nhai", documents.Body{{Type: documents.Chapter, Mark: "Chương I"}, first, para("hai")}},
		{"BetweenRows", "|a|\n[[hình 1]]\n|b|", documents.Body{
			{Type: documents.Table, Rows: [][]documents.Text{{plain("a")}}}, first, {Type: documents.Table, Rows: [][]documents.Text{{plain("b")}}},
		}},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(row.want, documents.ParseEdited(row.text, old)); diff != "" {
				t.Errorf("body (-want +got):\n%s", diff)
			}
		})
	}
}

// A maker makes bodies by chance.
type maker struct{ *rand.Rand }

func (m maker) pick(of ...string) string { return of[m.IntN(len(of))] }

func (m maker) text() documents.Text {
	var out documents.Text
	for range 1 + m.IntN(4) {
		words := strings.Repeat(m.pick("một", "1.", "- ", "a)", "*", `\`, "|", "(x)", "Điều 1.", "ba, bốn;", "[[hình 1]]", "\n", "Chương I", "VI.", "m²")+m.pick(" ", " ", ""), 1+m.IntN(2))
		out = append(out, documents.Run{Text: words, Bold: m.IntN(4) == 0, Italic: m.IntN(4) == 0})
	}
	return append(out, documents.Run{Text: m.pick("hết", "hết.", "hết:")})
}

func (m maker) block() documents.Block {
	b := documents.Block{Text: m.text()}
	switch m.IntN(9) {
	case 0:
		b.Type, b.Level, b.Mark = documents.Heading, 1+m.IntN(3), m.pick("I.", "1.", "a)", "1.1.", "(1)")
	case 1:
		b.Type, b.Level, b.Mark = documents.Item, 2+m.IntN(2), m.pick("1.", "a)", "1.1")
	case 2:
		b.Type, b.Level = documents.Bullet, 1+m.IntN(2)
	case 3:
		b.Type, b.Mark = documents.Chapter, m.pick("Chương I", "Chương 2")
		if m.IntN(2) == 0 {
			b.Text = nil
		}
	case 4:
		b.Type, b.Level, b.Mark = documents.Article, 1+m.IntN(2), "Điều 5."
	case 5:
		b = documents.Block{Type: documents.Table, Header: m.IntN(2) == 0}
		for range 1 + m.IntN(3) {
			b.Rows = append(b.Rows, []documents.Text{m.text(), nil, m.text()})
		}
		if m.IntN(2) == 0 {
			b.Columns = []documents.ColumnAlign{documents.ColumnMid, documents.AsContent, documents.ColumnEnd}
		}
	case 6:
		b = documents.Block{Type: documents.Image, Image: documents.Picture(m.pick("x", "y"))}
	default:
		b.Type = documents.Paragraph
	}
	b.Landscape = m.IntN(12) == 0
	return b
}

// Whatever a body is made of, its text leads back to it: what a reader sees does
// not change, and the text is the same from the second time on.
func TestFormatBodyLosesNothing(t *testing.T) {
	t.Parallel()
	m := maker{rand.New(rand.NewPCG(1, 2))}
	for range 3000 {
		var body documents.Body
		for range m.IntN(6) {
			body = append(body, m.block())
		}
		text := documents.FormatBody(body)
		back := documents.ParseEdited(text, body)
		if diff := cmp.Diff(seen(body), seen(back)); diff != "" {
			t.Fatalf("%s\nread back (-want +got):\n%s", text, diff)
		}
		again := documents.FormatBody(back)
		if third := documents.FormatBody(documents.ParseEdited(again, back)); third != again {
			t.Fatalf("text of what was read back (-want +got):\n%s", cmp.Diff(again, third))
		}
	}
}

// seen returns what a reader sees of a body: white space is one blank and has no
// style.
func seen(body documents.Body) []string {
	show := func(t documents.Text) string {
		var out strings.Builder
		for _, r := range t {
			for _, c := range r.Text {
				if strings.ContainsRune(" \n", c) {
					out.WriteRune(c)
					continue
				}
				out.WriteString(map[bool]string{true: "b"}[r.Bold] + map[bool]string{true: "i"}[r.Italic])
				out.WriteRune(c)
			}
		}
		lines := strings.Split(out.String(), "\n")
		for i, l := range lines {
			lines[i] = strings.Join(strings.Fields(l), " ")
		}
		return strings.Trim(strings.Join(lines, "\n"), "\n")
	}
	var out []string
	for _, b := range body {
		s := string(b.Type) + string(rune('0'+b.Level)) + b.Mark + "|" + show(b.Text) + "|" + string(b.Image)
		for _, row := range b.Rows {
			for _, cell := range row {
				s += "|" + show(cell)
			}
		}
		for _, c := range b.Columns {
			s += "," + string(c)
		}
		if b.Header || b.Landscape {
			s += map[bool]string{true: "h"}[b.Header] + map[bool]string{true: "l"}[b.Landscape]
		}
		out = append(out, s)
	}
	return out
}

// What was typed once comes back exactly, whatever it was.
func FuzzFormatBody(f *testing.F) {
	for _, s := range []string{
		"I. MỘT\n1. hai\na) ba;\n- bốn\n+ năm", "|a|b|\n|-|-:|\n|c|\\|", "một\\\nhai", "**a** *b* \\*", "**một *hai* ba**", "Chương I\nMỘT\n\\[[hình 1]]", "***a** b* \\\\", "||\n|-|-:|",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		body := documents.ParseBody(s)
		text := documents.FormatBody(body)
		if diff := cmp.Diff(seen(body), seen(documents.ParseEdited(text, body))); diff != "" {
			t.Errorf("%q\n%s (-want +got):\n%s", s, text, diff)
		}
	})
}

func BenchmarkFormatBody(b *testing.B) {
	m := maker{rand.New(rand.NewPCG(1, 2))}
	var body documents.Body
	for range 1000 {
		body = append(body, m.block())
	}
	for b.Loop() {
		documents.FormatBody(body)
	}
}
