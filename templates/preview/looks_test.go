package preview_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/templates/preview"
)

// seen returns what stands on the first sheet, without the ids.
func seen(t testing.TB, file []byte) string {
	t.Helper()
	page, err := preview.HTML(file, preview.Options{Picture: func(name string) string { return "/hinh/" + name }})
	if err != nil {
		t.Fatal(err)
	}
	read(t, page)
	_, body, _ := strings.Cut(string(page.HTML), "<div class=\"text\">\n")
	body = strings.TrimSuffix(body, "</div>\n</div></section>\n</div>\n")
	return anchors.ReplaceAllString(body, "")
}

var anchors = regexp.MustCompile(` (id|data-block)="[^"]*"`)

func TestParagraphs(t *testing.T) {
	t.Parallel()
	look := styles(`<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="26"/></w:rPr></w:rPrDefault></w:docDefaults>` +
		`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:pPr><w:spacing w:after="120"/></w:pPr></w:style>` +
		`<w:style w:type="paragraph" w:styleId="Dam"><w:basedOn w:val="Normal"/><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>` +
		`<w:style w:type="paragraph" w:styleId="Sat"><w:basedOn w:val="Normal"/><w:pPr><w:contextualSpacing/></w:pPr></w:style>` +
		`<w:style w:type="paragraph" w:styleId="Vong"><w:basedOn w:val="Vong"/></w:style>` +
		`<w:style w:type="paragraph" w:styleId="Gach"><w:rPr><w:u w:val="single"/></w:rPr></w:style>` +
		`<w:style w:type="character" w:styleId="Nhan"><w:rPr><w:i/></w:rPr></w:style>`)
	for _, tc := range []struct{ name, body, want string }{
		{"has the look of the file's default", say("A"), `<p class="p f26 a6">A</p>`},
		{"has that of its style", p(`<w:pStyle w:val="Dam"/>`, r("", text("A"))), `<p class="p ac f26 a6 fb">A</p>`},
		{"a style that is not there is the default", p(`<w:pStyle w:val="Khac"/>`, r("", text("A"))), `<p class="p f26 a6">A</p>`},
		{"a style that rests on itself ends", p(`<w:pStyle w:val="Vong"/>`, r("", text("A"))), `<p class="p f26">A</p>`},
		{"its own properties count most", p(`<w:pStyle w:val="Dam"/><w:spacing w:before="240" w:after="0" w:line="360" w:lineRule="auto"/><w:ind w:left="720" w:hanging="360"/><w:jc w:val="both"/>`,
			r("", text("A"))), `<p class="p aj f26 b12 l36 h18 n150 fb">A</p>`},
		{"lines of a fixed height", p(`<w:spacing w:line="360" w:lineRule="exact"/>`, ""), `<p class="p f26 a6 e18"></p>`},
		{"lines of a least height", p(`<w:spacing w:line="360" w:lineRule="atLeast"/>`, r("", text("A"))), `<p class="p f26 a6 m18">A</p>`},
		{"an empty one is as high as its end", p(`<w:rPr><w:sz w:val="2"/></w:rPr>`, ""), `<p class="p f2 a6"></p>`},
		{"no distance to its like", p(`<w:pStyle w:val="Sat"/>`, r("", text("A"))) + p(`<w:pStyle w:val="Sat"/>`, r("", text("B"))),
			`<p class="p f26">A</p>` + "\n" + `<p class="p f26 a6">B</p>`},
		{"lines around", p(`<w:pBdr><w:top w:val="single"/><w:bottom w:val="nil"/></w:pBdr>`, r("", text("A"))), `<p class="p f26 a6 bd bt">A</p>`},
		{"runs of one look are one", p("", r("<w:b/>", text("A"))+r("<w:b/>", text("B"))+r("", text("C"))), `<p class="p f26 a6"><b>AB</b>C</p>`},
		{"bold, italic and underlined at once", p("", r(`<w:b/><w:i/><w:u w:val="single"/>`, text("A"))), `<p class="p f26 a6"><b><i><u>A</u></i></b></p>`},
		{"not bold within bold", p(`<w:pStyle w:val="Dam"/>`, r(`<w:b w:val="0"/>`, text("A"))), `<p class="p ac f26 a6 fb"><span class="nb">A</span></p>`},
		{"italic within bold", p(`<w:pStyle w:val="Dam"/>`, r(`<w:i/>`, text("A"))), `<p class="p ac f26 a6 fb"><i>A</i></p>`},
		{"not underlined within underlined", p(`<w:pStyle w:val="Gach"/>`, r("", text("A"))+r(`<w:u w:val="none"/>`, text("B"))), `<p class="p f26"><u>A</u>B</p>`},
		{"a character style", p("", r(`<w:rStyle w:val="Nhan"/>`, text("A"))), `<p class="p f26 a6"><i>A</i></p>`},
		{"size, colour, marker and font", p("", r(`<w:rFonts w:ascii="Arial"/><w:color w:val="FF0000"/><w:sz w:val="28"/><w:highlight w:val="yellow"/>`, text("A"))),
			`<p class="p f26 a6"><span class="f28 kF00 sFF0 sans">A</span></p>`},
		{"raised and struck", p("", r(`<w:vertAlign w:val="superscript"/>`, text("2"))+r(`<w:strike/>`, text("B"))), `<p class="p f26 a6"><sup>2</sup><s>B</s></p>`},
		{"hidden text is shown as such", p("", r(`<w:vanish/>`, text("A"))), `<p class="p f26 a6"><span class="fh">A</span></p>`},
		{"capitals are a matter of looks", p("", r(`<w:caps/>`, text("a"))), `<p class="p f26 a6"><span class="fc">a</span></p>`},
		{"breaks, tabs and hyphens", p("", r("", text("A")+`<w:br/>`+text("B")+`<w:tab/><w:noBreakHyphen/><w:sym w:font="Wingdings" w:char="F0FE"/>`)),
			"<p class=\"p f26 a6\">A<br>B\t\u2011☑</p>"},
		{"what was taken out is gone, what was put in is there", p("", `<w:del>`+r("", text("A"))+`</w:del><w:ins>`+r("", text("B"))+`</w:ins>`), `<p class="p f26 a6">B</p>`},
		{"what a link shows, not where it leads", p("", `<w:hyperlink r:id="rId9">`+r("", text("A"))+`</w:hyperlink>`), `<p class="p f26 a6">A</p>`},
		{"what a field shows, not what it does", p("", r("", `<w:fldChar w:fldCharType="begin"/><w:instrText>DATE</w:instrText><w:fldChar w:fldCharType="separate"/>`+
			text("A")+`<w:fldChar w:fldCharType="end"/>`)+`<w:fldSimple w:instr="PAGE">`+r("", text("7"))+`</w:fldSimple>`), `<p class="p f26 a6">A7</p>`},
		{"a page that breaks off within", p("", r("", text("A")+`<w:br w:type="page"/>`+text("B"))), `<p class="p f26 a6">A</p>` + "\n" + turned + `<p class="p f26 a6">B</p>`},
		{"a page that breaks off before", say("A") + p("", r("", `<w:br w:type="page"/>`+text("B"))), `<p class="p f26 a6">A</p>` + "\n" + turned + `<p class="p f26 a6">B</p>`},
		{"one that begins a page", say("A") + p(`<w:pageBreakBefore/>`, r("", text("B"))), `<p class="p f26 a6">A</p>` + "\n" + turned + `<p class="p f26 a6">B</p>`},
		{"the first that begins a page", p(`<w:pageBreakBefore/>`, r("", text("B"))), `<p class="p f26 a6">B</p>`},
		{"one in the upper margin", p(`<w:framePr w:w="1000" w:h="400" w:vAnchor="page" w:hAnchor="page" w:x="2000" w:y="300"/>`, r("", text("A"))) + say("B"),
			`<div class="fr top b15 v20 l100 w50">` + "\n" + `<p class="p f26 a6">A</p>` + "\n</div>\n" + `<p class="p f26 a6">B</p>`},
		{"one in the lower margin", p(`<w:framePr w:w="1000" w:vAnchor="page" w:hAnchor="margin" w:x="0" w:y="15838"/>`, r("", text("A"))),
			`<div class="fr end v50 l85 w50">` + "\n" + `<p class="p f26 a6">A</p>` + "\n</div>"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tc.want+"\n", seen(t, file(t, tc.body, look))); diff != "" {
				t.Errorf("page (-want +got):\n%s", diff)
			}
		})
	}
}

// turned is the end of a sheet and the beginning of the next.
const turned = "</div>\n</div></section>\n" + `<section class="sheet a4"><div class="leaf b57 l85 a57 r57">` + "\n" + `<div class="text">` + "\n"

func TestTables(t *testing.T) {
	t.Parallel()
	const lines = `<w:tblBorders><w:top w:val="single"/><w:left w:val="single"/><w:bottom w:val="single"/><w:right w:val="single"/><w:insideH w:val="single"/><w:insideV w:val="single"/></w:tblBorders>`
	const grid = `<w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="1000"/></w:tblGrid>`
	tc := func(props, s string) string { return `<w:tc><w:tcPr>` + props + `</w:tcPr>` + say(s) + `</w:tc>` }
	const cols = `<colgroup><col class="c150"><col class="c50"></colgroup>` + "\n"
	for _, c := range []struct{ name, body, want string }{
		{"parts of a page side by side", `<w:tbl><w:tblPr><w:tblW w:w="4000" w:type="dxa"/></w:tblPr>` + grid + `<w:tr>` + tc("", "A") + tc("", "B") + `</w:tr></w:tbl>`,
			`<table role="presentation" class="t w200 l5 r5 lay">` + cols + `<tbody><tr><td>[A]</td><td>[B]</td></tr>` + "\n</tbody>\n</table>"},
		{"rows that head it", `<w:tbl><w:tblPr>` + lines + `</w:tblPr>` + grid + `<w:tr><w:trPr><w:tblHeader/></w:trPr>` + tc("", "A") + tc("", "B") + `</w:tr><w:tr>` + tc("", "C") + tc("", "D") + `</w:tr></w:tbl>`,
			`<div class="scroll"><table class="t w200 l5 r5 bt bl bb br bh bv">` + cols + `<thead><tr><th scope="col">[A]</th><th scope="col">[B]</th></tr>` + "\n</thead>\n" +
				`<tbody><tr><td>[C]</td><td>[D]</td></tr>` + "\n</tbody>\n</table>\n</div>"},
		{"joined cells", `<w:tbl><w:tblPr/>` + grid + `<w:tr>` + tc(`<w:gridSpan w:val="2"/>`, "A") + `</w:tr><w:tr>` + tc(`<w:vMerge w:val="restart"/>`, "B") + tc("", "C") + `</w:tr><w:tr>` +
			tc(`<w:vMerge/>`, "") + tc("", "D") + `</w:tr></w:tbl>`,
			`<table role="presentation" class="t w200 l5 r5 lay">` + cols + `<tbody><tr><td colspan="2">[A]</td></tr>` + "\n" +
				`<tr><td rowspan="2">[B]</td><td>[C]</td></tr>` + "\n" + `<tr><td>[D]</td></tr>` + "\n</tbody>\n</table>"},
		{"a joined cell that says something is shown", `<w:tbl><w:tblPr/>` + grid + `<w:tr>` + tc(`<w:vMerge w:val="restart"/>`, "B") + `</w:tr><w:tr>` + tc(`<w:vMerge/>`, "C") + `</w:tr></w:tbl>`,
			`<table role="presentation" class="t w200 l5 r5 lay">` + cols + `<tbody><tr><td>[B]</td></tr>` + "\n" + `<tr><td>[C]</td></tr>` + "\n</tbody>\n</table>"},
		{"a cell of its own look", `<w:tbl><w:tblPr/>` + grid + `<w:tr>` + tc(`<w:tcBorders><w:top w:val="single"/><w:left w:val="nil"/></w:tcBorders><w:shd w:fill="CCCCCC"/><w:vAlign w:val="center"/>`, "A") + `</w:tr></w:tbl>`,
			`<table role="presentation" class="t w200 l5 r5 lay">` + cols + `<tbody><tr><td class="vm bt nbl sCCC">[A]</td></tr>` + "\n</tbody>\n</table>"},
		{"a frame", `<w:tbl><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="8" w:color="FF0000"/></w:tblBorders></w:tblPr><w:tr><w:trPr><w:trHeight w:val="400"/></w:trPr>` + tc("", "A") + `</w:tr></w:tbl>`,
			`<table role="presentation" class="t l5 r5 bt thick kF00 lay"><tbody><tr class="v20"><td>[A]</td></tr>` + "\n</tbody>\n</table>"},
		{"a table without rows", `<w:tbl><w:tblPr/></w:tbl>`, `<table role="presentation" class="t l5 r5 lay"></table>`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := strings.NewReplacer(`<p class="p f20">`, "[", "</p>\n", "]").Replace(seen(t, file(t, c.body, nil)))
			if diff := cmp.Diff(c.want+"\n", got); diff != "" {
				t.Errorf("page (-want +got):\n%s", diff)
			}
		})
	}
}
