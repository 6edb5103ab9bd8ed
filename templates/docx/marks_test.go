package docx_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/templates/docx"
)

func TestMarks(t *testing.T) {
	t.Parallel()
	cutRuns := `<w:p><w:r><w:t>Số {{</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t>so</w:t></w:r><w:r><w:t>}} và {{lạ}}</w:t></w:r></w:p>`
	box := func(in string) string {
		return `<w:p><w:r><w:t>{{ngoai}}</w:t></w:r><w:r><mc:AlternateContent xmlns:mc="m"><mc:Choice><w:drawing><w:txbxContent>` + p(in) +
			`</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>` + p(in) + `</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`
	}
	fs := newFiles(cutRuns + box("{{trong}}") + tbl(tr(p("{{#nguoi}}{{.}}{{ / nguoi }}"))) + p("{{so }} {{x y}} {{dở") + p("{{@noi_dung}}"))
	fs["word/header1.xml"] = strings.Replace(fs["word/header1.xml"], "Trang", "Trang {{trang}}", 1)
	fs["docProps/core.xml"] = strings.Replace(fs["docProps/core.xml"], "Mẫu", "{{ten}}", 1)
	pkg, err := docx.Open(fs.zip(t))
	if err != nil {
		t.Fatal(err)
	}
	var got []docx.Mark
	for _, part := range []string{docx.MainPart, "word/header1.xml", "docProps/core.xml"} {
		root, err := pkg.Tree(part)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, docx.Marks(part, root)...)
	}
	main, list := docx.MainPart, "{{#nguoi}}{{.}}{{ / nguoi }}"
	want := []docx.Mark{
		{Part: main, Paragraph: 1, Near: "Số {{so}} và {{lạ}}", Name: "so", Cut: true},
		{Part: main, Paragraph: 1, Near: "Số {{so}} và {{lạ}}", Name: "lạ"},
		{Part: main, Paragraph: 2, Near: "{{ngoai}}", Name: "ngoai"},
		{Part: main, Paragraph: 3, Near: "{{trong}}", Name: "trong"},
		{Part: main, Paragraph: 5, Near: list, Sign: "#", Name: "nguoi"},
		{Part: main, Paragraph: 5, Near: list, Name: "."},
		{Part: main, Paragraph: 5, Near: list, Sign: "/", Name: "nguoi"},
		{Part: main, Paragraph: 6, Near: "{{so }} {{x y}} {{dở", Name: "so"},
		{Part: main, Paragraph: 7, Near: "{{@noi_dung}}", Sign: "@", Name: "noi_dung"},
		{Part: "word/header1.xml", Paragraph: 1, Near: "Trang {{trang}}", Name: "trang"},
		{Part: "docProps/core.xml", Name: "ten"},
	}
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
}

// A part whose sections do not fit together still has its fields told.
func TestCompileTellsNamesInABrokenPart(t *testing.T) {
	t.Parallel()
	schema := docx.Schema{"so": text, "ngay": text, "nguoi": {Kind: docx.KindList, Item: docx.Schema{"ten": text}}}
	fs := newFiles(p("{{#nguoi}}") + p("{{ten}} {{nagy}} {{?}}") + p("{{so}}") +
		`<w:p><w:r><w:drawing><wp:docPr xmlns:wp="w" name="{{xx}}"/></w:drawing></w:r></w:p>`)
	var got []string
	for _, f := range faults(t, fs, schema) {
		got = append(got, strings.TrimSpace(f.Field+": "+f.Rule.Error()+" "+f.Suggest))
	}
	want := []string{
		"nguoi: opening and closing marks do not match", "nagy: unknown field ngay", "{{?}}: bad mark", "xx: unknown field",
		"ngay: required field is not in the template",
	}
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
}

func TestSuggestions(t *testing.T) {
	t.Parallel()
	names := []string{"so_ky_hieu", "trich_yeu", "noi_nhan", "ho_ten", "dia_danh_ngay_thang"}
	schema := docx.Schema{}
	for _, name := range names {
		schema[name] = docx.Field{Kind: docx.KindText, Optional: true}
	}
	for typed, want := range map[string]string{
		"so_ki_hieu": "so_ky_hieu", "số_ký_hiệu": "so_ky_hieu", "SO_KY_HIEU": "so_ky_hieu", "so ky hieu": "so_ky_hieu",
		"so-ky-hieu": "so_ky_hieu", "trich_yue": "trich_yeu", "#trích yếu": "trich_yeu", "noinhan": "noi_nhan", "ho_ten_": "ho_ten",
		"đia_danh_ngay_thang": "dia_danh_ngay_thang", "chuc_vu": "", "?": "", "x": "",
	} {
		if got := faults(t, newFiles(p("{{"+typed+"}}")), schema)[0].Suggest; got != want {
			t.Errorf("%s: got %q, want %q", typed, got, want)
		}
	}
}
