package templates_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"vanthu/documents"
	"vanthu/templates"
	"vanthu/templates/docx"
)

// saved returns our template as a word processor saves it: the ids of styles
// made anew from their names, without letters with marks.
func saved(t testing.TB, file []byte) []byte {
	t.Helper()
	pkg, err := docx.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	styles, err := pkg.Tree("word/styles.xml")
	if err != nil {
		t.Fatal(err)
	}
	var pairs []string
	for s := range styles.Named("w:style") {
		id, name := s.Attr("w:styleId"), s.Child("w:name").Attr("w:val")
		other := strings.Map(func(r rune) rune {
			if r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) {
				return -1
			}
			return r
		}, name)
		if s.Attr("w:customStyle") == "1" {
			pairs = append(pairs, `"`+id+`"`, `"`+other+`"`)
		}
	}
	ids := strings.NewReplacer(pairs...)
	return remade(t, file, func(name string, data []byte) []byte {
		switch {
		case name == "docProps/core.xml":
			return []byte(strings.Replace(string(data), "</cp:coreProperties>", "<cp:lastModifiedBy>Huỳnh Tấn Phát</cp:lastModifiedBy></cp:coreProperties>", 1))
		case strings.HasPrefix(name, "word/"):
			return []byte(ids.Replace(string(data)))
		}
		return data
	}, nil)
}

// TestSavedInAWordProcessor: what comes back from Word fills as what went there.
func TestSavedInAWordProcessor(t *testing.T) {
	t.Parallel()
	ours, err := os.ReadFile("van-ban-co-ten-loai.docx")
	if err != nil {
		t.Fatal(err)
	}
	want, err := load(t).Fill(example(t))
	if err != nil {
		t.Fatal(err)
	}
	theirs := saved(t, ours)
	got, err := load(t).RenderOwn(example(t), "bao-cao@x", theirs)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(mainPart(t, want).Bytes()), string(mainPart(t, got).Bytes())); diff != "" {
		t.Errorf("(-ours +theirs)\n%s", diff)
	}
	if bytes.Contains(unzipped(t, got, "docProps/core.xml"), []byte("Phát")) {
		t.Error("the file says who saved the template")
	}
	for _, f := range examine(t, theirs).Findings {
		t.Errorf("%s", &f)
	}
}

func unzipped(t testing.TB, file []byte, part string) []byte {
	t.Helper()
	pkg, err := docx.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	return pkg.Part(part)
}

// TestSavedInLibreOffice is the same with a word processor that is here.
func TestSavedInLibreOffice(t *testing.T) {
	t.Parallel()
	ours, err := os.ReadFile("van-ban-co-ten-loai.docx")
	if err != nil {
		t.Fatal(err)
	}
	theirs, err := os.ReadFile(filepath.Join(convert(t, map[string][]byte{"mau": ours}, "docx:MS Word 2007 XML"), "mau.docx"))
	if err != nil {
		t.Fatal(err)
	}
	if r := examine(t, theirs); !r.Usable() {
		t.Fatalf("%v", r.Findings)
	}
	want, err := load(t).Fill(example(t))
	if err != nil {
		t.Fatal(err)
	}
	got, err := load(t).RenderOwn(example(t), "bao-cao@x", theirs)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(lines(plain(mainPart(t, want))), lines(plain(mainPart(t, got)))); diff != "" {
		t.Errorf("(-ours +theirs)\n%s", diff)
	}
	if findings := docx.Lint(got); slices.ContainsFunc(findings, func(f docx.Finding) bool { return f.Rule == docx.LintStyle }) {
		t.Errorf("lint: %v", findings)
	}
}

var paragraphStyles = regexp.MustCompile(`(?s)<w:style w:type="paragraph" w:customStyle="1".*</w:style>`)

// TestFileWithoutOurStyles: an office writes a template of its own from nothing.
func TestFileWithoutOurStyles(t *testing.T) {
	t.Parallel()
	bare := remade(t, edited(t), func(name string, data []byte) []byte {
		switch name {
		case "word/styles.xml":
			return paragraphStyles.ReplaceAll(data, nil)
		case docx.MainPart, "word/header1.xml", "word/header2.xml":
			return regexp.MustCompile(`<w:pStyle [^>]*/>`).ReplaceAll(data, nil)
		}
		return data
	}, nil)
	r := examine(t, bare)
	if !r.Usable() || !slices.ContainsFunc(r.Findings, func(f documents.TemplateFinding) bool {
		return f.Rule == "template_style_lacking" && f.Got == "Nội dung"
	}) {
		t.Errorf("%v", r.Findings)
	}
	doc := example(t)
	doc.Body = append(doc.Body, documents.ParseBody("| TT | Nội dung |\n|---|---|\n| 1 | Một |")...)
	file, err := load(t).RenderOwn(doc, "bao-cao@x", bare)
	if err != nil {
		t.Fatal(err)
	}
	if findings := docx.Lint(file); len(findings) > 0 {
		t.Errorf("lint: %v", findings)
	}
}

// TestOwnTemplatesAreKeptWithinBounds fills more templates than are kept, from
// many goroutines, and asks for each again.
func TestOwnTemplatesAreKeptWithinBounds(t *testing.T) {
	t.Parallel()
	catalogue, doc := load(t), example(t)
	files := make([][]byte, 80)
	for i := range files {
		files[i] = edited(t, edit{old: "Nơi nhận:", text: fmt.Sprintf("Nơi nhận %d:", i)})
	}
	var wait sync.WaitGroup
	for worker := range 4 {
		wait.Go(func() {
			for i := worker; i < len(files)+20; i += 3 { // the first come once more
				n := i % len(files)
				file, err := catalogue.RenderOwn(doc, fmt.Sprint(n), files[n])
				if err != nil {
					t.Error(err)
					return
				}
				if text, err := docx.PlainText(file); err != nil || !slices.Contains(text, fmt.Sprintf("Nơi nhận %d:", n)) {
					t.Errorf("template %d gave another's page, %v", n, err)
				}
			}
		})
	}
	wait.Wait()
}

// hard are values that other engines get wrong.
var hard = map[string]string{
	"markup":          `<w:p>&amp; "x" 'y' </w:t> R&D`,
	"a field":         "{{so}} {{#muc}} {{/muc}} {{@than}} }} {{",
	"lines":           "một\nhai\r\nba",
	"tabs":            "một\thai",
	"blanks":          "  một  hai  ",
	"decomposed":      norm.NFD.String("Ủy ban nhân dân phường Đức Phổ"),
	"not of XML":      "a\x00b\x0bc",
	"emoji":           "Đạt 100% 🎉",
	"template engine": `{% for %} ${x} <%= y %> {d.z} [[a]]`,
}

// TestHardValues puts them in a paragraph, a list, a table, a body, a header and
// a property of the file, through the public way.
func TestHardValues(t *testing.T) {
	t.Parallel()
	body := line("{{so}}") + line("{{#muc}}{{.}}{{/muc}}") + "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>" + line("{{#hang}}{{ten}}{{/hang}}") +
		"</w:tc></w:tr></w:tbl>" + line("{{@than}}")
	file := remade(t, ownTemplate(t, body), func(name string, data []byte) []byte {
		switch name {
		case "word/header1.xml":
			return []byte(strings.Replace(string(data), "</w:hdr>", line("{{so}}")+"</w:hdr>", 1))
		case "docProps/core.xml":
			return []byte(strings.Replace(string(data), "<dc:title>", "<dc:title>{{so}}", 1))
		}
		return data
	}, nil)
	tmpl, err := templates.Parse("khó", file, docx.Schema{
		"so": {Kind: docx.KindText}, "muc": {Kind: docx.KindTexts}, "hang": {Kind: docx.KindList, Item: docx.Schema{"ten": {Kind: docx.KindText}}},
		"than": {Kind: docx.KindBlocks},
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range hard {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out, err := tmpl.Fill(docx.Values{
				"so": docx.Text(value), "muc": docx.Texts{value}, "hang": docx.List{{"ten": docx.Text(value)}},
				"than": docx.Blocks{&docx.Paragraph{Runs: []docx.Run{{Text: value, Bold: true}}}},
			})
			if err != nil {
				t.Fatal(err)
			}
			want := strings.NewReplacer("\r\n", "\n", "\x00", "\uFFFD", "\x0b", "\uFFFD").Replace(value)
			got, err := docx.PlainText(out)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff([]string{want, want, want, want}, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			pkg, err := docx.Open(out)
			if err != nil {
				t.Fatal(err)
			}
			if header, err := pkg.Text("word/header1.xml"); err != nil || header[len(header)-1] != want {
				t.Errorf("header: %q, %v", header, err)
			}
			core, err := pkg.Tree("docProps/core.xml")
			if err != nil || !strings.Contains(strings.ReplaceAll(core.Plain(), "\r\n", "\n"), want) {
				t.Errorf("title: %q, %v", core.Plain(), err)
			}
			for _, f := range docx.Lint(out) {
				if f.Rule != docx.LintPlaceholder { // the value may look like one
					t.Error(f)
				}
			}
		})
	}
}

// TestLongTables fills a table of ten thousand rows.
func TestLongTables(t *testing.T) {
	t.Parallel()
	cell := func(text string) string { return "<w:tc>" + line(text) + "</w:tc>" }
	tmpl, err := templates.Parse("dài", ownTemplate(t, "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr>"+cell("TT")+cell("Tên")+"</w:tr><w:tr>"+
		cell("{{#hang}}{{tt}}")+cell("{{ten}}{{/hang}}")+"</w:tr></w:tbl>"),
		docx.Schema{"hang": {Kind: docx.KindList, Item: docx.Schema{"tt": {Kind: docx.KindNumber}, "ten": {Kind: docx.KindText}}}})
	if err != nil {
		t.Fatal(err)
	}
	rows := make(docx.List, 10_000)
	for i := range rows {
		rows[i] = docx.Values{"tt": docx.Number(i + 1), "ten": docx.Text(fmt.Sprintf("Hộ ông Nguyễn Văn %d & con", i+1))}
	}
	file, err := tmpl.Fill(docx.Values{"hang": rows})
	if err != nil {
		t.Fatal(err)
	}
	text, err := docx.PlainText(file)
	if err != nil {
		t.Fatal(err)
	}
	if len(text) != 2+2*len(rows) || text[2+2*7_000] != "7001" || text[len(text)-1] != "Hộ ông Nguyễn Văn 10000 & con" {
		t.Errorf("got %d cells, the last %q", len(text), text[len(text)-1])
	}
	if findings := docx.Lint(file); len(findings) > 0 {
		t.Errorf("lint: %v", findings[0])
	}
}

// TestLongBodies fills a body of some two hundred pages into a template of an
// office.
func TestLongBodies(t *testing.T) {
	t.Parallel()
	doc := example(t)
	one := doc.Body
	for len(doc.Body) < 200*25 { // 25 blocks fill a page
		doc.Body = append(doc.Body, one...)
	}
	file, err := load(t).RenderOwn(doc, "bao-cao@x", edited(t, edit{old: "Nơi nhận:", text: "Nơi nhận (của chúng tôi):"}))
	if err != nil {
		t.Fatal(err)
	}
	text, err := docx.PlainText(file)
	if err != nil {
		t.Fatal(err)
	}
	if len(text) < len(doc.Body) || !slices.Contains(text, "Nơi nhận (của chúng tôi):") || !slices.Contains(text, doc.Signatory.Name) {
		t.Errorf("got %d paragraphs of %d blocks", len(text), len(doc.Body))
	}
	if findings := docx.Lint(file); len(findings) > 0 {
		t.Errorf("lint: %v", findings[0])
	}
}

// TestFieldList keeps the list for those who adapt templates true.
func TestFieldList(t *testing.T) {
	t.Parallel()
	const name = "../docs/truong-mau.md"
	got := templates.FieldList("")
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s is not what the program lists; run with -update (-file +program)\n%s", name, diff)
	}
	for _, f := range templates.Fields("") {
		bare := f.Kind == docx.KindList || f.Kind == docx.KindBlocks || f.Name == "chu_ky_so" // has no example in one line
		if f.Means == "" || f.Example == "" && !bare || f.Holds == "" || len(f.Forms) == 0 || !strings.Contains(f.Usage, f.Name) {
			t.Errorf("field %+v", f)
		}
	}
	if none := templates.Fields("9.9"); len(none) != 0 {
		t.Errorf("a form that is none has fields %v", none)
	}
}
