package docx_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/templates/docx"
	"vanthu/templates/ooxml"
)

const sheet = `<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/><w:titlePg/></w:sectPr>`

// sheeted compiles a template with that body on A4 sheets.
func sheeted(t *testing.T, body string) (*docx.Template, []byte) {
	t.Helper()
	file := newFiles("").with(docx.MainPart, declaration+"<w:document"+wordNS+"><w:body>"+body+sheet+"</w:body></w:document>").zip(t)
	tmpl, err := docx.Compile("mẫu", file, blocksOnly)
	if err != nil {
		t.Fatal(err)
	}
	return tmpl, file
}

// pagesOf describes the sections of a file, one to a line.
func pagesOf(t *testing.T, file []byte) string {
	t.Helper()
	var out strings.Builder
	for s := range tree(t, file, docx.MainPart).Named("w:sectPr") {
		size := s.Child("w:pgSz")
		fmt.Fprintf(&out, "%s×%s%s", size.Attr("w:w"), size.Attr("w:h"), size.Attr("w:orient"))
		if s.Child("w:titlePg") != nil {
			out.WriteString(" first")
		}
		out.WriteString(s.Child("w:pgNumType").Attr("w:start") + "\n")
	}
	return out.String()
}

func TestSections(t *testing.T) {
	t.Parallel()
	line := &docx.Paragraph{Runs: []docx.Run{{Text: "a"}}}
	for _, c := range []struct {
		name   string
		blocks docx.Blocks
		want   string
	}{
		{"none", docx.Blocks{line}, "11906×16838 first\n"},
		{"an annex", docx.Blocks{line, &docx.Section{Restart: true}, line}, "11906×16838 first\n11906×16838 first1\n"},
		{"a wide annex at the end", docx.Blocks{&docx.Section{Restart: true, Landscape: true}}, "11906×16838 first\n16838×11906landscape first1\n"},
		{"a wide stretch within", docx.Blocks{line, &docx.Section{Landscape: true}, line, &docx.Section{}, line},
			"11906×16838 first\n16838×11906landscape\n11906×16838\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			tmpl, template := sheeted(t, p("{{@noi_dung}}"))
			file := compare(t, tmpl, template, docx.Values{"noi_dung": c.blocks})
			if diff := cmp.Diff(pagesOf(t, file), c.want); diff != "" {
				t.Errorf("(-got +want):\n%s", diff)
			}
			if found := docx.Lint(file); found != nil {
				t.Errorf("lint: %v", found)
			}
		})
	}
}

// TestSectionsAreOnPagesOnly wants no section within a cell, where Word takes
// none.
func TestSectionsAreOnPagesOnly(t *testing.T) {
	t.Parallel()
	tmpl, template := sheeted(t, tbl(tr(p("{{@noi_dung}}")+p("x")))+p(""))
	file := compare(t, tmpl, template, docx.Values{"noi_dung": docx.Blocks{&docx.Section{Landscape: true}}})
	if got, want := pagesOf(t, file), "11906×16838 first\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestTablesFillTheirSheet wants a table as wide as the text of the sheet that it
// stands on.
func TestTablesFillTheirSheet(t *testing.T) {
	t.Parallel()
	table := &docx.Table{Rows: [][]docx.Cell{{cell("a"), cell("b")}}}
	tmpl, template := sheeted(t, p("{{@noi_dung}}"))
	file := compare(t, tmpl, template, docx.Values{"noi_dung": docx.Blocks{table, &docx.Section{Landscape: true}, table, &docx.Section{}, table}})
	var got []string
	for w := range tree(t, file, docx.MainPart).Named("w:tblW") {
		got = append(got, w.Attr("w:w"))
	}
	if diff := cmp.Diff(got, []string{"9071", "14003", "9071"}); diff != "" {
		t.Errorf("widths (-got +want):\n%s", diff)
	}
}

func TestAlign(t *testing.T) {
	t.Parallel()
	blocks := docx.Blocks{
		&docx.Paragraph{Style: "Normal", Align: docx.AlignRight, Runs: []docx.Run{{Text: "1"}}},
		&docx.Paragraph{Align: docx.AlignCentre},
	}
	file := render(t, p("{{@noi_dung}}"), blocksOnly, docx.Values{"noi_dung": blocks})
	want := `<w:p><w:pPr><w:pStyle w:val="Normal"/><w:jc w:val="right"/></w:pPr><w:r><w:t xml:space="preserve">1</w:t></w:r></w:p>` +
		`<w:p><w:pPr><w:jc w:val="center"/></w:pPr></w:p>`
	if got := strings.ReplaceAll(body(t, file), "<w:p/>", "<w:p></w:p>"); got != want {
		t.Errorf("got %s", got)
	}
}

// TestStrokesOfItems wants the length of a drawing in a list to come from its
// item.
func TestStrokesOfItems(t *testing.T) {
	t.Parallel()
	anchor := `<w:p><w:r><w:drawing><wp:anchor xmlns:wp="x"><wp:extent cx="5" cy="0"/><wp:docPr id="1" name="dai"/></wp:anchor></w:drawing></w:r></w:p>`
	schema := docx.Schema{"muc": list(docx.Schema{"dai": {Kind: docx.KindNumber}})}
	file := render(t, p("{{#muc}}")+anchor+p("{{/muc}}"), schema, docx.Values{"muc": docx.List{{"dai": docx.Number(7)}, {"dai": docx.Number(9)}}})
	var got []string
	for n := range tree(t, file, docx.MainPart).Named("wp:extent") {
		got = append(got, n.Attr("cx"))
	}
	if diff := cmp.Diff(got, []string{"7", "9"}); diff != "" {
		t.Errorf("lengths (-got +want):\n%s", diff)
	}
}

func named(root *ooxml.Node, name string) (out []*ooxml.Node) {
	for n := range root.Named(name) {
		out = append(out, n)
	}
	return out
}
