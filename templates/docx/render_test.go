package docx_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/templates/docx"
)

var (
	text  = docx.Field{Kind: docx.KindText}
	flag  = docx.Field{Kind: docx.KindFlag}
	texts = docx.Field{Kind: docx.KindTexts}
)

func list(item docx.Schema) docx.Field { return docx.Field{Kind: docx.KindList, Item: item} }

func TestRenderShows(t *testing.T) {
	t.Parallel()
	people := list(docx.Schema{"ten": text, "viec": texts})
	lan, minh := docx.Values{"ten": docx.Text("Lan"), "viec": docx.Texts{"đọc", "viết"}}, docx.Values{"ten": docx.Text("Minh"), "viec": docx.Texts{}}
	for _, c := range []struct {
		name, body string
		schema     docx.Schema
		values     docx.Values
		want       []string // paragraphs, joined by "|"
	}{
		{"value", p("Số: {{so}}/BC"), docx.Schema{"so": text}, docx.Values{"so": docx.Text("12")}, []string{"Số: 12/BC"}},
		{"value with spaces in the mark", p("{{ so }}"), docx.Schema{"so": text}, docx.Values{"so": docx.Text("12")}, []string{"12"}},
		{"number", p("{{n}}"), docx.Schema{"n": {Kind: docx.KindNumber}}, docx.Values{"n": docx.Number(-7)}, []string{"-7"}},
		{"cut into runs", p("a {", "{", "s", "o}", "} b {{so", "}}"), docx.Schema{"so": text}, docx.Values{"so": docx.Text("12")}, []string{"a 12 b 12"}},
		{"paragraphs", p("{{#viec}}") + p("- {{.}};") + p("{{/viec}}"), docx.Schema{"viec": texts},
			docx.Values{"viec": docx.Texts{"đọc", "viết"}}, []string{"- đọc;", "- viết;"}},
		{"runs in a paragraph", p("Gửi: {{#viec}}", "{{.}}, ", "{{/viec}}hết"), docx.Schema{"viec": texts},
			docx.Values{"viec": docx.Texts{"A", "B"}}, []string{"Gửi: A, B, hết"}},
		{"within one run", p("{{#viec}}{{.}} {{/viec}}."), docx.Schema{"viec": texts}, docx.Values{"viec": docx.Texts{"A", "B"}}, []string{"A B ."}},
		{"rows by cells", tbl(tr(p("Tên"), p("Ghi")), tr(p("{{#nguoi}}{{ten}}"), p("x{{/nguoi}}"))), docx.Schema{"nguoi": list(docx.Schema{"ten": text})},
			docx.Values{"nguoi": docx.List{{"ten": docx.Text("Lan")}, {"ten": docx.Text("Minh")}}}, []string{"Tên", "Ghi", "Lan", "x", "Minh", "x"}},
		{"rows by paragraphs in cells", tbl(tr(p("{{#nguoi}}")+p("{{ten}}"), p("x")+p("{{/nguoi}}"))), docx.Schema{"nguoi": list(docx.Schema{"ten": text})},
			docx.Values{"nguoi": docx.List{{"ten": docx.Text("Lan")}, {"ten": docx.Text("Minh")}}}, []string{"Lan", "x", "Minh", "x"}},
		{"rows by rows", tbl(tr(p("Tên")), tr(p("{{#nguoi}}")), tr(p("{{ten}}")), tr(p("hết")), tr(p("{{/nguoi}}"))), docx.Schema{"nguoi": list(docx.Schema{"ten": text})},
			docx.Values{"nguoi": docx.List{{"ten": docx.Text("Lan")}, {"ten": docx.Text("Minh")}}}, []string{"Tên", "Lan", "hết", "Minh", "hết"}},
		{"a table of no rows goes", p("a") + tbl(tr(p("{{#nguoi}}{{ten}}"), p("{{/nguoi}}"))) + p("b"), docx.Schema{"nguoi": list(docx.Schema{"ten": text})},
			docx.Values{"nguoi": docx.List{}}, []string{"a", "b"}},
		{"a cell of no paragraphs gets one", tbl(tr(p("{{#viec}}") + p("{{.}}") + p("{{/viec}}"))), docx.Schema{"viec": texts},
			docx.Values{"viec": docx.Texts{}}, []string{""}},
		{"a cell of paragraphs gets none", tbl(tr(p("{{#viec}}") + p("{{.}}") + p("{{/viec}}"))), docx.Schema{"viec": texts},
			docx.Values{"viec": docx.Texts{"a", "b"}}, []string{"a", "b"}},
		{"nested", p("{{#nguoi}}") + p("{{ten}}:") + p("{{#viec}}") + p("{{ten}} {{.}} {{ky}}") + p("{{/viec}}") + p("{{/nguoi}}"),
			docx.Schema{"nguoi": people, "ky": text}, docx.Values{"nguoi": docx.List{lan, minh}, "ky": docx.Text("2025")},
			[]string{"Lan:", "Lan đọc 2025", "Lan viết 2025", "Minh:"}},
		{"nested at one place", tbl(tr(p("{{#nguoi}}{{#viec}}{{ten}} {{.}}"), p("{{/viec}}{{/nguoi}}"))), docx.Schema{"nguoi": people},
			docx.Values{"nguoi": docx.List{lan, minh}}, []string{"Lan đọc", "", "Lan viết", ""}},
		{"innermost first", p("{{#nguoi}}{{ten}} {{/nguoi}}{{ten}}"), docx.Schema{"ten": text, "nguoi": list(docx.Schema{"ten": text})},
			docx.Values{"ten": docx.Text("ngoài"), "nguoi": docx.List{{"ten": docx.Text("trong")}}}, []string{"trong ngoài"}},
		{"flag set", p("{{#khan}}KHẨN{{/khan}}{{^khan}}thường{{/khan}}"), docx.Schema{"khan": flag}, docx.Values{"khan": docx.Flag(true)}, []string{"KHẨN"}},
		{"flag not set", p("{{#khan}}KHẨN{{/khan}}{{^khan}}thường{{/khan}}"), docx.Schema{"khan": flag}, docx.Values{"khan": docx.Flag(false)}, []string{"thường"}},
		{"text there", p("{{#so}}Số {{so}}{{/so}}{{^so}}không số{{/so}}"), docx.Schema{"so": text}, docx.Values{"so": docx.Text("1")}, []string{"Số 1"}},
		{"text empty", p("{{#so}}Số {{so}}{{/so}}{{^so}}không số{{/so}}"), docx.Schema{"so": text}, docx.Values{"so": docx.Text("")}, []string{"không số"}},
		{"any of a list", p("{{?viec}}") + p("Nơi nhận:") + p("{{#viec}}") + p("{{.}}") + p("{{/viec}}") + p("{{/viec}}"), docx.Schema{"viec": texts},
			docx.Values{"viec": docx.Texts{"a", "b"}}, []string{"Nơi nhận:", "a", "b"}},
		{"none of a list", p("{{?viec}}") + p("Nơi nhận:") + p("{{/viec}}") + p("{{^viec}}") + p("không") + p("{{/viec}}"), docx.Schema{"viec": texts},
			docx.Values{"viec": docx.Texts{}}, []string{"không"}},
		{"a mark in a value stays", p("{{so}} {{ten}}"), docx.Schema{"so": text, "ten": text},
			docx.Values{"so": docx.Text("{{ten}} {{/so}}"), "ten": docx.Text("kín")}, []string{"{{ten}} {{/so}} kín"}},
		{"NFD mark, NFC field", p("{{so\u0302}}"), docx.Schema{"s\u00F4": text}, docx.Values{"s\u00F4": docx.Text("12")}, []string{"12"}},
		{"NFC mark, NFD field", p("{{s\u00F4}}"), docx.Schema{"so\u0302": text}, docx.Values{"s\u00F4": docx.Text("12")}, []string{"12"}},
		{"breaks and tabs", p("{{so}}"), docx.Schema{"so": text}, docx.Values{"so": docx.Text("a\nb\tc")}, []string{"a\nb\tc"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			file := render(t, c.body, c.schema, c.values)
			got, err := docx.PlainText(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(got, c.want); diff != "" {
				t.Errorf("(-got +want):\n%s\n%s", diff, body(t, file))
			}
			for _, f := range docx.Lint(file) {
				if f.Rule != docx.LintPlaceholder || !strings.Contains(c.name, "in a value") {
					t.Error(f)
				}
			}
		})
	}
}
