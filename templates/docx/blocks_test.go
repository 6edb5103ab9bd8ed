package docx_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/templates/docx"
)

var blocksOnly = docx.Schema{"noi_dung": {Kind: docx.KindBlocks}}

func TestBlocks(t *testing.T) {
	t.Parallel()
	const host = `<w:p><w:pPr><w:pStyle w:val="NoiDung"/><w:jc w:val="both"/></w:pPr><w:r><w:t>{{@noi_dung}}</w:t></w:r></w:p>`
	for _, c := range []struct {
		name   string
		blocks docx.Blocks
		want   string
	}{
		{"none", nil, ""},
		{"a style", docx.Blocks{&docx.Paragraph{Style: "Normal", Runs: []docx.Run{{Text: "a"}}}},
			`<w:p><w:pPr><w:pStyle w:val="Normal"/></w:pPr><w:r><w:t xml:space="preserve">a</w:t></w:r></w:p>`},
		{"the style of the place", docx.Blocks{&docx.Paragraph{}},
			`<w:p><w:pPr><w:pStyle w:val="NoiDung"/><w:jc w:val="both"/></w:pPr></w:p>`},
		{"runs", docx.Blocks{&docx.Paragraph{Style: "Normal", Runs: []docx.Run{{"a & b", true, false}, {"c\nd", false, true}, {"{{so}}", true, true}}}},
			`<w:p><w:pPr><w:pStyle w:val="Normal"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">a &amp; b</w:t></w:r>` +
				`<w:r><w:rPr><w:i/></w:rPr><w:t xml:space="preserve">c</w:t><w:br/><w:t xml:space="preserve">d</w:t></w:r>` +
				`<w:r><w:rPr><w:b/><w:i/></w:rPr><w:t xml:space="preserve">{{so}}</w:t></w:r></w:p>`},
		{"a table without cells", docx.Blocks{&docx.Table{Rows: [][]docx.Cell{{}, {}}}}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := strings.ReplaceAll(body(t, render(t, host, blocksOnly, docx.Values{"noi_dung": c.blocks})), "<w:p/>", "<w:p></w:p>")
			if diff := cmp.Diff(got, c.want); diff != "" {
				t.Errorf("(-got +want):\n%s", diff)
			}
		})
	}
}

func cell(text string) docx.Cell { return docx.Cell{{Runs: []docx.Run{{Text: text}}}} }

func TestTable(t *testing.T) {
	t.Parallel()
	table := &docx.Table{Style: "Luoi", Header: true, Borders: true, Columns: docx.Even,
		Rows: [][]docx.Cell{{cell("TT"), cell("Nội dung"), cell("Ghi chú")}, {cell("1"), {}}}}
	file := render(t, p("{{@noi_dung}}"), blocksOnly, docx.Values{"noi_dung": docx.Blocks{table, table}})
	if got := docx.Lint(file); got != nil {
		t.Errorf("lint: %v", got)
	}
	root := tree(t, file, docx.MainPart).Child("w:body")
	var names []string
	for _, k := range root.Kids {
		names = append(names, k.Name)
	}
	if diff := cmp.Diff(names, []string{"w:tbl", "w:p", "w:tbl", "w:sectPr"}); diff != "" {
		t.Errorf("blocks (-got +want):\n%s", diff)
	}
	var cells []int
	heads := 0
	for row := range root.Kids[0].Named("w:tr") {
		n := 0
		for range row.Named("w:tc") {
			n++
		}
		cells = append(cells, n)
		if row.Child("w:trPr").Child("w:tblHeader") != nil {
			heads++
		}
	}
	if diff := cmp.Diff([][]int{cells, {heads}}, [][]int{{3, 3}, {1}}); diff != "" {
		t.Errorf("cells and heads (-got +want):\n%s", diff)
	}
	const textWidth = 11906 - 1701 - 1134
	if diff := cmp.Diff(grid(t, file), []int{textWidth / 3, textWidth / 3, textWidth - 2*(textWidth/3)}); diff != "" {
		t.Errorf("columns (-got +want):\n%s", diff)
	}
}

// Two tables that touch are one to Word: those of blocks and of the template are
// parted too.
func TestTablesDoNotTouch(t *testing.T) {
	t.Parallel()
	of := tbl(tr(p("x")))
	for _, host := range []string{of + p("{{@noi_dung}}") + of, of + p("{{?noi_dung}}") + p("{{@noi_dung}}") + p("{{/noi_dung}}") + "\n" + of} {
		file := render(t, host, blocksOnly, docx.Values{"noi_dung": docx.Blocks{&docx.Table{Rows: [][]docx.Cell{{cell("a")}}}}})
		var names []string
		for _, k := range tree(t, file, docx.MainPart).Child("w:body").Kids {
			if k.Name != "" {
				names = append(names, k.Name)
			}
		}
		if diff := cmp.Diff(names, []string{"w:tbl", "w:p", "w:tbl", "w:p", "w:tbl", "w:sectPr"}); diff != "" {
			t.Errorf("(-got +want):\n%s", diff)
		}
	}
}

// grid returns the widths of the columns of the first table.
func grid(t *testing.T, file []byte) []int {
	t.Helper()
	var out []int
	for tbl := range tree(t, file, docx.MainPart).Named("w:tbl") {
		for col := range tbl.Named("w:gridCol") {
			n, err := strconv.Atoi(col.Attr("w:w"))
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, n)
		}
		break
	}
	return out
}

// Columns by content fill the text's width, none narrower than its longest word.
func TestColumnsByContent(t *testing.T) {
	t.Parallel()
	const textWidth = 11906 - 1701 - 1134
	for _, c := range []struct {
		name  string
		cells []docx.Cell
		wider func(w []int) bool
	}{
		{"short and long", []docx.Cell{cell("TT"), cell(strings.Repeat("Kết quả thực hiện ", 20)), cell("Ghi chú")},
			func(w []int) bool { return w[1] > 4*w[0] && w[2] > w[0] && w[0] >= 2*130 && w[2] >= 3*130 }},
		{"all short", []docx.Cell{cell("a"), cell("bbbb")}, func(w []int) bool { return w[1] > w[0] }},
		{"words too long", []docx.Cell{cell(strings.Repeat("x", 200)), cell(strings.Repeat("x", 100))}, func(w []int) bool { return w[0] > w[1] && w[1] > 0 }},
		{"empty", []docx.Cell{{}, {}}, func(w []int) bool { return w[1]-w[0] <= 1 }},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			table := &docx.Table{Rows: [][]docx.Cell{c.cells}}
			w := grid(t, render(t, p("{{@noi_dung}}"), blocksOnly, docx.Values{"noi_dung": docx.Blocks{table}}))
			total := 0
			for _, n := range w {
				total += n
			}
			if total != textWidth || !c.wider(w) {
				t.Errorf("got %v, in all %d of %d", w, total, textWidth)
			}
		})
	}
}

// A table in a cell is as wide as the text of the cell.
func TestTableInCell(t *testing.T) {
	t.Parallel()
	host := `<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="3000"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>` +
		p("{{@noi_dung}}") + `</w:tc></w:tr></w:tbl>`
	file := render(t, host, blocksOnly, docx.Values{"noi_dung": docx.Blocks{&docx.Table{Columns: docx.Even, Rows: [][]docx.Cell{{cell("a"), cell("b")}}}}})
	if got := docx.Lint(file); got != nil {
		t.Errorf("lint: %v", got)
	}
	if diff := cmp.Diff(grid(t, file), []int{3000, 1392, 1392}); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
}

func TestMarksInAttributes(t *testing.T) {
	t.Parallel()
	line := `<w:p><w:r><w:drawing><wp:inline><wp:extent cx="{{do_dai}}" cy="0"/><wp:docPr id="1" name="{{ten}}"/>` +
		`<a:graphic><a:graphicData uri="u"/></a:graphic></wp:inline></w:drawing></w:r></w:p>`
	got := body(t, render(t, line, docx.Schema{"do_dai": {Kind: docx.KindNumber}, "ten": text},
		docx.Values{"do_dai": docx.Number(914400), "ten": docx.Text("\"a\" <b>\n{{ten}}")}))
	want := strings.NewReplacer("{{do_dai}}", "914400", "{{ten}}", "&quot;a&quot; &lt;b&gt;&#10;{{ten}}").Replace(line)
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
}

// What must be single in a file is so after a repetition.
func TestRepeatedDrawings(t *testing.T) {
	t.Parallel()
	shape := `<w:p xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" w14:paraId="0A"><w:bookmarkStart w:id="7" w:name="x"/><w:r><w:drawing>` +
		`<wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="1" name="a"/></wp:inline></w:drawing></w:r></w:p>`
	tail := `<w:p><w:bookmarkEnd w:id="7"/></w:p>`
	file := render(t, p("{{#viec}}")+shape+p("{{/viec}}")+tail, docx.Schema{"viec": texts}, docx.Values{"viec": docx.Texts{"a", "b"}})
	if got := docx.Lint(file); got != nil {
		t.Errorf("lint: %v", got)
	}
	for _, gone := range []string{"paraId", "w:bookmarkStart", "w:bookmarkEnd"} {
		if got := body(t, file); strings.Contains(got, gone+"=") || strings.Contains(got, "<"+gone) {
			t.Errorf("%s is still in %s", gone, got)
		}
	}
}

func TestTextBox(t *testing.T) {
	t.Parallel()
	box := `<w:p><w:r><w:t>trước {{so}}</w:t><w:pict><w:txbxContent>` + p("{", "{so}}") + p("{{#viec}}") + p("{{.}}") + p("{{/viec}}") +
		`</w:txbxContent></w:pict></w:r><w:r><w:t> sau {{so}}</w:t></w:r></w:p>`
	got, err := docx.PlainText(render(t, box, docx.Schema{"so": text, "viec": texts}, docx.Values{"so": docx.Text("12"), "viec": docx.Texts{}}))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(got, []string{"trước 12 sau 12", "12"}); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
}

func TestPropertiesOfTheFile(t *testing.T) {
	t.Parallel()
	fs := newFiles(p("a"))
	fs["docProps/core.xml"] = strings.Replace(fs["docProps/core.xml"], "Mẫu", "{{trich_yeu}}", 1)
	tmpl, err := docx.Compile("mẫu", fs.zip(t), docx.Schema{"trich_yeu": text})
	if err != nil {
		t.Fatal(err)
	}
	file, err := tmpl.Render(docx.Values{"trich_yeu": docx.Text("Kết quả\n<năm>")})
	if err != nil {
		t.Fatal(err)
	}
	if got := tree(t, file, "docProps/core.xml").Plain(); got != "Kết quả\n<năm>" {
		t.Errorf("got %q", got)
	}
}
