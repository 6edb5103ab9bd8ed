package docx_test

import (
	"errors"
	"strings"
	"testing"

	"vanthu/templates/docx"
	"vanthu/templates/ooxml"
)

var fuzzSchema = docx.Schema{
	"a": {Kind: docx.KindText, Optional: true}, "n": {Kind: docx.KindNumber, Optional: true},
	"l": {Kind: docx.KindList, Optional: true, Item: docx.Schema{"b": {Kind: docx.KindText, Optional: true}}},
	"t": {Kind: docx.KindTexts, Optional: true}, "f": {Kind: docx.KindFlag, Optional: true}, "k": {Kind: docx.KindBlocks, Optional: true},
}

func fuzzValues(s string) docx.Values {
	para := docx.Paragraph{Style: "NoiDung", Runs: []docx.Run{{Text: s, Bold: true}}}
	return docx.Values{
		"a": docx.Text(s), "n": docx.Number(len(s)), "l": docx.List{{"b": docx.Text(s)}, {"b": docx.Text("")}},
		"t": docx.Texts{s, "", "x"}, "f": docx.Flag(len(s)%2 == 0),
		"k": docx.Blocks{&para, &docx.Table{Rows: [][]docx.Cell{{{para}, {}}}}},
	}
}

// Foreign bytes must be refused or read, never more; what compiles must render,
// and the file be sound.
func FuzzCompileFile(f *testing.F) {
	f.Add(newFiles(p("{{a}}")).zip(f))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, file []byte) {
		docx.Lint(file)
		tmpl, err := docx.Compile("mẫu", file, fuzzSchema)
		if err != nil {
			return
		}
		if _, err := tmpl.Render(fuzzValues("x")); err != nil && !errors.Is(err, docx.ErrStyle) {
			t.Error(err)
		}
	})
}

func FuzzCompileBody(f *testing.F) {
	f.Add(p("{{a}} {{n}}")+p("{{#l}}")+p("{{b}}{{#t}}{{.}}{{/t}}")+p("{{/l}}"), "v")
	f.Add(tbl(tr(p("{{#l}}{{b}}"), p("{{/l}}")))+p("{{?f}}")+p("{{@k}}")+p("{{/f}}"), "a\nb\t{{a}}")
	f.Add(tbl(tr(p("{{#t}}")), tr(p("{{.}}")), tr(p("{{/t}}")))+p("{", "{^f}", "}a{{/f}}"), "<&>\x00")
	f.Add(tbl(tr(p("{{@k}}")))+`<w:p><w:r><w:t>{{a</w:t></w:r><w:hyperlink w:anchor="{{a}}"><w:r><w:t>}}</w:t></w:r></w:hyperlink></w:p>`, "\xff")
	f.Fuzz(func(t *testing.T, content, value string) {
		template := newFiles(content).zip(t)
		tmpl, err := docx.Compile("mẫu", template, fuzzSchema)
		if err != nil {
			return
		}
		file := compare(t, tmpl, template, fuzzValues(value))
		main := must(docx.Open(file))(t).Part(docx.MainPart)
		root, err := ooxml.Parse(main)
		if err != nil {
			t.Fatalf("%v\n%s", err, main)
		}
		for words := range root.Named("w:t") {
			if len(words.Kids) > 1 || len(words.Kids) == 1 && words.Kids[0].Name != "" {
				t.Errorf("an element within a text: %s", main)
			}
		}
		if strings.Contains(root.Plain(), "{{") && !strings.Contains(value, "{") {
			t.Errorf("a mark is left over: %s", main)
		}
	})
}
