package docx_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"vanthu/templates/docx"
)

// faults returns what Compile finds in a template with this body.
func faults(t *testing.T, fs files, schema docx.Schema) docx.Faults {
	t.Helper()
	_, err := docx.Compile("mẫu", fs.zip(t), schema)
	var found docx.Faults
	if !errors.As(err, &found) {
		t.Fatalf("got %v, want Faults", err)
	}
	return found
}

func TestCompileRefuses(t *testing.T) {
	t.Parallel()
	item := list(docx.Schema{"ten": text})
	schema := docx.Schema{"so": {Kind: docx.KindText, Optional: true}, "nguoi": {Kind: docx.KindList, Item: item.Item, Optional: true},
		"khan": {Kind: docx.KindFlag, Optional: true}, "noi_dung": {Kind: docx.KindBlocks, Optional: true}}
	for _, c := range []struct {
		name, body string
		want       docx.Fault // but Template and Part
	}{
		{"unknown field", p("a") + p("Số {{sso}}"), docx.Fault{Rule: docx.ErrUnknown, Paragraph: 2, Near: "Số {{sso}}", Field: "sso", Suggest: "so"}},
		{"unknown, like none", p("{{x1}}"), docx.Fault{Rule: docx.ErrUnknown, Paragraph: 1, Near: "{{x1}}", Field: "x1"}},
		{"unknown list", p("{{#nguo}}a{{/nguo}}"), docx.Fault{Rule: docx.ErrUnknown, Paragraph: 1, Near: "{{#nguo}}a{{/nguo}}", Field: "nguo", Suggest: "nguoi"}},
		{"field of an item outside", p("{{ten}}"), docx.Fault{Rule: docx.ErrUnknown, Paragraph: 1, Near: "{{ten}}", Field: "ten"}},
		{"item outside", p("{{.}}"), docx.Fault{Rule: docx.ErrUnknown, Paragraph: 1, Near: "{{.}}", Field: "."}},
		{"not closed", p("{{so"), docx.Fault{Rule: docx.ErrUnclosed, Paragraph: 1, Near: "{{so"}},
		{"not opened", p("so}}"), docx.Fault{Rule: docx.ErrUnclosed, Paragraph: 1, Near: "so}}"}},
		{"two opened", p("{{so {{so}}"), docx.Fault{Rule: docx.ErrUnclosed, Paragraph: 1, Near: "{{so {{so}}"}},
		{"over two paragraphs", p("{{so") + p("x"), docx.Fault{Rule: docx.ErrUnclosed, Paragraph: 1, Near: "{{so"}},
		{"over a line break", `<w:p><w:r><w:t>{{s</w:t><w:br/><w:t>o}}</w:t></w:r></w:p>`, docx.Fault{Rule: docx.ErrUnclosed, Paragraph: 1, Near: "{{s o}}"}},
		{"quotes", p(`{{so "x"}}`), docx.Fault{Rule: docx.ErrSyntax, Paragraph: 1, Near: `{{so "x"}}`, Field: `{{so "x"}}`}},
		{"empty", p(`{{}}`), docx.Fault{Rule: docx.ErrSyntax, Paragraph: 1, Near: `{{}}`, Field: `{{}}`}},
		{"three braces", p(`{{{so}}}`), docx.Fault{Rule: docx.ErrSyntax, Paragraph: 1, Near: `{{{so}}}`, Field: `{{{so}}`, Suggest: "so"}},
		{"list not ended", p("{{#nguoi}}"), docx.Fault{Rule: docx.ErrUnbalanced, Paragraph: 1, Near: "{{#nguoi}}", Field: "nguoi"}},
		{"list not begun", p("{{/nguoi}}"), docx.Fault{Rule: docx.ErrUnbalanced, Paragraph: 1, Near: "{{/nguoi}}", Field: "nguoi"}},
		{"list mark among text", p("a {{#nguoi}}") + p("b") + p("{{/nguoi}}"), docx.Fault{Rule: docx.ErrPlace, Paragraph: 1, Near: "a {{#nguoi}}", Field: "nguoi"}},
		{"list into a table", p("{{#nguoi}}") + tbl(tr(p("{{/nguoi}}"))), docx.Fault{Rule: docx.ErrPlace, Paragraph: 1, Near: "{{#nguoi}}", Field: "nguoi"}},
		{"list mark with a section's end", `<w:p><w:pPr>` + sectPr + `</w:pPr><w:r><w:t>{{#nguoi}}</w:t></w:r></w:p>` + p("{{/nguoi}}"),
			docx.Fault{Rule: docx.ErrPlace, Paragraph: 1, Near: "{{#nguoi}}", Field: "nguoi"}},
		{"list out of a link", `<w:p><w:hyperlink w:anchor="x"><w:r><w:t>{{#nguoi}}</w:t></w:r></w:hyperlink><w:r><w:t>{{/nguoi}}</w:t></w:r></w:p>`,
			docx.Fault{Rule: docx.ErrPlace, Paragraph: 1, Near: "{{#nguoi}}{{/nguoi}}", Field: "nguoi"}},
		{"block not alone", p("a {{@noi_dung}}"), docx.Fault{Rule: docx.ErrPlace, Paragraph: 1, Near: "a {{@noi_dung}}", Field: "noi_dung"}},
		{"block as value", p("{{noi_dung}}"), docx.Fault{Rule: docx.ErrUse, Paragraph: 1, Near: "{{noi_dung}}", Field: "noi_dung"}},
		{"block as list", p("{{#noi_dung}}{{/noi_dung}}"), docx.Fault{Rule: docx.ErrUse, Paragraph: 1, Near: "{{#noi_dung}}{{/noi_dung}}", Field: "noi_dung"}},
		{"text as block", p("{{@so}}"), docx.Fault{Rule: docx.ErrUse, Paragraph: 1, Near: "{{@so}}", Field: "so"}},
		{"list as value", p("{{nguoi}}"), docx.Fault{Rule: docx.ErrUse, Paragraph: 1, Near: "{{nguoi}}", Field: "nguoi"}},
		{"flag as value", p("{{khan}}"), docx.Fault{Rule: docx.ErrUse, Paragraph: 1, Near: "{{khan}}", Field: "khan"}},
		{"field of Word", `<w:p><w:r><w:instrText>{{so}}</w:instrText></w:r></w:p>`, docx.Fault{Rule: docx.ErrPlace, Paragraph: 1}},
		{"sign in an attribute", `<w:p><w:bookmarkStart w:id="1" w:name="{{#so}}"/></w:p>`, docx.Fault{Rule: docx.ErrPlace, Paragraph: 1, Field: "{{#so}}"}},
		{"half in an attribute", `<w:p><w:bookmarkStart w:id="1" w:name="{{so"/></w:p>`, docx.Fault{Rule: docx.ErrUnclosed, Paragraph: 1}},
		{"tracked changes", `<w:p><w:ins w:id="1" w:author="x"><w:r><w:t>a</w:t></w:r></w:ins></w:p>`, docx.Fault{Rule: docx.ErrTracked, Paragraph: 1}},
		{"a change of format tracked", `<w:p><w:pPr><w:pPrChange w:id="1" w:author="x"/></w:pPr></w:p>`, docx.Fault{Rule: docx.ErrTracked, Paragraph: 1}},
		{"a comment", `<w:p><w:r><w:commentReference w:id="1"/></w:r></w:p>`, docx.Fault{Rule: docx.ErrTracked, Paragraph: 1}},
		{"a name too long", p("{{" + strings.Repeat("a", 200) + "}}"), docx.Fault{Rule: docx.ErrSyntax, Paragraph: 1,
			Near: "{{" + strings.Repeat("a", 58) + "…", Field: "{{" + strings.Repeat("a", 200) + "}}"}},
		{"undefined style", `<w:p><w:pPr><w:pStyle w:val="KhongCo"/></w:pPr></w:p>`, docx.Fault{Rule: docx.ErrStyle, Paragraph: 1, Field: "KhongCo"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			c.want.Template, c.want.Part = "mẫu", docx.MainPart
			got := faults(t, newFiles(c.body), schema)
			if diff := cmp.Diff(*got[0], c.want, cmpopts.EquateErrors()); diff != "" {
				t.Errorf("(-got +want):\n%s\nall: %v", diff, got)
			}
			for _, part := range []string{"mẫu", docx.MainPart, c.want.Field, c.want.Suggest, c.want.Rule.Error()} {
				if !strings.Contains(strings.ReplaceAll(got.Error(), `\"`, `"`), part) {
					t.Errorf("%q is not in the message %q", part, got.Error())
				}
			}
		})
	}
}

func TestCompileFindsAllFaults(t *testing.T) {
	t.Parallel()
	fs := newFiles(p("{{mot}}") + p("{{hai}}"))
	fs["word/header1.xml"] = strings.Replace(fs["word/header1.xml"], "Trang", "{{ba}}", 1)
	fs["docProps/core.xml"] = strings.Replace(fs["docProps/core.xml"], "Mẫu", "{{bon}}", 1)
	var got []string
	for _, f := range faults(t, fs, docx.Schema{"nam": text, "sau": {Kind: docx.KindText, Optional: true}}) {
		got = append(got, f.Part+" "+f.Field+": "+f.Rule.Error())
	}
	want := []string{
		"word/document.xml mot: unknown field", "word/document.xml hai: unknown field",
		"word/header1.xml ba: unknown field", "docProps/core.xml bon: unknown field",
		" nam: required field is not in the template",
	}
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
}

// A template of half a million marks is refused soon.
func TestCompileIsBounded(t *testing.T) {
	t.Parallel()
	many := strings.Repeat(p("{{#a}}")+p("{{/a}}"), 10_000)
	if got := faults(t, newFiles(many), nil); !errors.Is(got, docx.ErrTooLarge) || len(got) != 1 {
		t.Errorf("got %d faults, the first %v", len(got), got[0])
	}
	if got := faults(t, newFiles(strings.Repeat(p("{{a}}"), 10_000)), nil); len(got) > 200 {
		t.Errorf("got %d faults", len(got))
	}
}

func TestRequiredFieldsOfItems(t *testing.T) {
	t.Parallel()
	got := faults(t, newFiles(p("{{#nguoi}}a{{/nguoi}}")), docx.Schema{"nguoi": list(docx.Schema{"ten": text})})
	if len(got) != 1 || got[0].Field != "nguoi.ten" || !errors.Is(got, docx.ErrAbsent) {
		t.Errorf("got %v, want nguoi.ten absent", got)
	}
}

func TestCompileRefusesWhatATemplateHolds(t *testing.T) {
	t.Parallel()
	good := newFiles(p("a"))
	for _, c := range []struct {
		name string
		fs   files
		want error
	}{
		{"macros", good.with("word/vbaProject.bin", "x"), docx.ErrMacro},
		{"template from outside", good.with("word/settings.xml", "<a/>").with("word/_rels/settings.xml.rels", `<Relationships xmlns="`+relNS+
			`"><Relationship Id="r1" Type="`+relTypes+`attachedTemplate" Target="http://example.org/a.dotm" TargetMode="External"/></Relationships>`), docx.ErrExternal},
		{"mark in the settings", good.with("word/settings.xml", `<a>{{so}}</a>`), docx.ErrPlace},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if _, err := docx.Compile("mẫu", c.fs.zip(t), nil); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
	link := good.with("word/_rels/header1.xml.rels", `<Relationships xmlns="`+relNS+`"><Relationship Id="r1" Type="`+relTypes+
		`hyperlink" Target="http://example.org" TargetMode="External"/></Relationships>`)
	if _, err := docx.Compile("mẫu", link.zip(t), nil); err != nil {
		t.Errorf("a link to click was refused: %v", err)
	}
}

func TestRenderRefuses(t *testing.T) {
	t.Parallel()
	schema := docx.Schema{"so": text, "nguoi": list(docx.Schema{"ten": text}), "noi_dung": {Kind: docx.KindBlocks},
		"ghi_chu": {Kind: docx.KindText, Optional: true}}
	tmpl := compile(t, p("{{so}}")+p("{{#nguoi}}{{ten}}{{/nguoi}}")+p("{{@noi_dung}}"), schema)
	good := func() docx.Values {
		return docx.Values{"so": docx.Text("1"), "nguoi": docx.List{{"ten": docx.Text("Lan")}}, "noi_dung": docx.Blocks{}}
	}
	if _, err := tmpl.Render(good()); err != nil {
		t.Fatal(err)
	}
	with := func(name string, v docx.Value) docx.Values {
		out := good()
		out[name] = v
		return out
	}
	missing := good()
	delete(missing, "so")
	for _, c := range []struct {
		name   string
		values docx.Values
		want   docx.Fault
	}{
		{"missing", missing, docx.Fault{Rule: docx.ErrMissing, Field: "so"}},
		{"missing in an item", with("nguoi", docx.List{{"ten": docx.Text("a")}, {}}), docx.Fault{Rule: docx.ErrMissing, Field: "nguoi[1].ten"}},
		{"unknown", with("soo", docx.Text("1")), docx.Fault{Rule: docx.ErrUnknown, Field: "soo", Suggest: "so"}},
		{"wrong kind", with("so", docx.Flag(true)), docx.Fault{Rule: docx.ErrKind, Field: "so"}},
		{"no value", with("so", nil), docx.Fault{Rule: docx.ErrKind, Field: "so"}},
		{"wrong kind of an optional field", with("ghi_chu", docx.Number(1)), docx.Fault{Rule: docx.ErrKind, Field: "ghi_chu"}},
		{"undefined style", with("noi_dung", docx.Blocks{&docx.Paragraph{Style: "KhongCo"}}), docx.Fault{Rule: docx.ErrStyle, Field: "noi_dung: KhongCo"}},
		{"undefined style in a cell", with("noi_dung", docx.Blocks{&docx.Table{Rows: [][]docx.Cell{{{{Style: "KhongCo"}}}}}}),
			docx.Fault{Rule: docx.ErrStyle, Field: "noi_dung: KhongCo"}},
		{"no block", with("noi_dung", docx.Blocks{nil}), docx.Fault{Rule: docx.ErrKind, Field: "noi_dung"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := tmpl.Render(c.values)
			var got docx.Faults
			if !errors.As(err, &got) || len(got) != 1 {
				t.Fatalf("got %v, want one fault", err)
			}
			c.want.Template = "mẫu"
			if diff := cmp.Diff(*got[0], c.want, cmpopts.EquateErrors()); diff != "" {
				t.Errorf("(-got +want):\n%s", diff)
			}
		})
	}
}
