package preview_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/templates/preview"
)

const png = "\x89PNG\r\n\x1a\n"

// anchor is a drawing at a place of its own.
func anchor(size, what string) string {
	return `<w:r><w:drawing><wp:anchor><wp:positionH relativeFrom="column"><wp:align>center</wp:align></wp:positionH>` +
		`<wp:positionV relativeFrom="paragraph"><wp:posOffset>25400</wp:posOffset></wp:positionV><wp:extent ` + size + `/>` +
		`<wp:docPr id="1" name="a" descr="Sơ đồ &quot;A&quot;"/><a:graphic><a:graphicData>` + what + `</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>`
}

func picture(id string) string {
	return `<pic:pic><pic:blipFill><a:blip r:embed="` + id + `"/></pic:blipFill><pic:spPr/></pic:pic>`
}

func TestObjects(t *testing.T) {
	t.Parallel()
	const line = `<wps:wsp><wps:spPr><a:prstGeom prst="line"/></wps:spPr></wps:wsp>`
	more := files{
		"word/media/a.png": png, "word/media/b.emf": "\x01\x00\x00\x00", "word/media/c.png": "<svg onload='x'/>", "word/media/sub/d.png": png,
		"word/_rels/document.xml.rels": rels(rel("rId1", "image", "media/a.png") + rel("rId2", "image", "media/b.emf") + rel("rId3", "image", "media/c.png") +
			rel("rId4", "image", "media/sub/d.png") + `<Relationship Id="rId5" Type="` + relTypes + `image" Target="http://a.example/a.png" TargetMode="External"/>`),
	}
	const words = `<p class="p f20"><span role="img" aria-label="Sơ đồ &#34;A&#34;" class="w72 nopic v36"></span></p>`
	const size = `cx="914400" cy="457200"`
	for _, tc := range []struct{ name, body, want string }{
		{"a line", p("", anchor(`cx="635000" cy="0"`, line)), `<p class="p f20"><span class="ln w50 b2 ac"></span></p>`},
		{"a line as old files have it", p("", `<w:r><w:pict><v:line style="position:absolute" from="10pt,2.1pt" to="60pt,2.1pt"/></w:pict></w:r>`),
			`<p class="p f20"><span class="ln w50 b2 l10"></span></p>`},
		{"a connector as old files have it", p("", `<w:r><w:pict><v:shape type="#_x0000_t32" style="margin-left:1in;margin-top:0;width:25.4mm;height:0;mso-position-horizontal:center"/></w:pict></w:r>`),
			`<p class="p f20"><span class="ln w72 ac"></span></p>`},
		{"a line once, not again for old programs", p("", `<w:r><mc:AlternateContent><mc:Choice Requires="wps">`+strings.TrimSuffix(strings.TrimPrefix(anchor(`cx="635000" cy="0"`, line), "<w:r>"), "</w:r>")+
			`</mc:Choice><mc:Fallback><w:pict><v:line from="0,0" to="50pt,0"/></w:pict></mc:Fallback></mc:AlternateContent></w:r>`), `<p class="p f20"><span class="ln w50 b2 ac"></span></p>`},
		{"a picture", p("", anchor(size, picture("rId1"))), `<p class="p f20"><img src="/hinh/a.png" alt="Sơ đồ &#34;A&#34;" width="96" height="48" loading="lazy" class="w72"></p>`},
		{"a picture of a kind that browsers lack", p("", anchor(size, picture("rId2"))), words},
		{"a picture that is none", p("", anchor(size, picture("rId3"))), words},
		{"a picture at another place", p("", anchor(size, picture("rId4"))), words},
		{"a picture from outside", p("", anchor(size, picture("rId5"))), words},
		{"a picture that is not there", p("", anchor(size, picture("rId6"))), words},
		{"a picture as old files have it", p("", `<w:r><w:pict><v:shape style="width:72pt;height:36pt" alt="A"><v:imagedata r:id="rId1"/></v:shape></w:pict></w:r>`),
			`<p class="p f20"><img src="/hinh/a.png" alt="A" width="96" height="48" loading="lazy" class="w72"></p>`},
		{"a text box", p("", r("", text("A"))+anchor(size, `<wps:wsp><wps:spPr/><wps:txbx><w:txbxContent>`+say("B")+say("C")+`</w:txbxContent></wps:txbx></wps:wsp>`)+r("", text("D"))) + say("E"),
			`<p class="p f20">AD</p>` + "\n" + `<div class="box w72 tc">` + "\n" + `<p class="p f20">B</p>` + "\n" + `<p class="p f20">C</p>` + "\n</div>\n" + `<p class="p f20">E</p>`},
		{"a formula, in letters", p("", `<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>`), `<p class="p f20">a+b</p>`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tc.want+"\n", seen(t, file(t, tc.body, more))); diff != "" {
				t.Errorf("page (-want +got):\n%s", diff)
			}
		})
	}
}

// TestPicturesInWords: whoever gives no address gets no picture.
func TestPicturesInWords(t *testing.T) {
	t.Parallel()
	f := file(t, p("", anchor(`cx="914400" cy="457200"`, picture("rId1"))), files{"word/media/a.png": png, "word/_rels/document.xml.rels": rels(rel("rId1", "image", "media/a.png"))})
	if page := string(show(t, f).HTML); strings.Contains(page, "<img") || !strings.Contains(page, `aria-label="Sơ đồ`) {
		t.Errorf("got %s", page)
	}
	if page, err := preview.HTML(f, preview.Options{Picture: func(string) string { return `"><script>` }}); err != nil || strings.Contains(string(page.HTML), "<script") {
		t.Errorf("an address is not escaped: %v", err)
	}
}

func TestLists(t *testing.T) {
	t.Parallel()
	const numbering = `<w:numbering` + wordNS + `><w:abstractNum w:abstractNumId="0">` +
		`<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/><w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr><w:rPr><w:b/></w:rPr></w:lvl>` +
		`<w:lvl w:ilvl="1"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:suff w:val="nothing"/><w:lvlText w:val="%1.%2"/></w:lvl>` +
		`<w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="` + "\uf0d8" + `"/></w:lvl>` +
		`<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%4)"/></w:lvl></w:abstractNum>` +
		`<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>` +
		`<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num></w:numbering>`
	item := func(list, level string) string {
		return p(`<w:numPr><w:ilvl w:val="`+level+`"/><w:numId w:val="`+list+`"/></w:numPr>`, r("", text("A")))
	}
	f := file(t, item("1", "0")+item("1", "1")+item("1", "1")+item("1", "0")+item("1", "1")+item("1", "2")+item("1", "3")+item("2", "0")+item("1", "0")+item("0", "0")+item("9", "8")+item("1", "99"),
		files{"word/numbering.xml": numbering})
	var got []string
	for l := range strings.Lines(seen(t, f)) {
		_, l, _ = strings.Cut(l, ">")
		got = append(got, strings.TrimSuffix(strings.NewReplacer(`<span class="mk hung">`, "[", `<span class="mk">`, "[", "</span>", "]").Replace(l), "</p>\n"))
	}
	want := []string{"<b>[I. ]</b>A", "[I.3]A", "[I.4]A", "<b>[II. ]</b>A", "[II.3]A", "[➢ ]A", "[a) ]A", "<b>[VII. ]</b>A", "<b>[VIII. ]</b>A", "A", "A", "A"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("items (-want +got):\n%s", diff)
	}
	if got := show(t, f).Blocks[0].Text; got != "A" {
		t.Errorf("a number is no text of the file, got %q", got)
	}
}

func TestNotes(t *testing.T) {
	t.Parallel()
	const refer = `<w:r><w:footnoteReference w:id="2"/></w:r>`
	notes := `<w:footnotes` + wordNS + `><w:footnote w:id="2">` + p("", `<w:r><w:footnoteRef/></w:r>`+r("", text(" Chú thích"))+refer) + `</w:footnote></w:footnotes>`
	f := file(t, p("", r("", text("A"))+refer)+p("", r("", text("B"))+`<w:r><w:footnoteReference w:id="3"/></w:r>`), files{"word/footnotes.xml": notes})
	want := `<p class="p f20">A<sup>1</sup></p>` + "\n" + `<p class="p f20">B</p>` + "\n</div>\n" +
		`<div class="notes">` + "\n" + `<p class="p f20">1 Chú thích</p>` + "\n"
	if diff := cmp.Diff(want, seen(t, f)); diff != "" {
		t.Errorf("page (-want +got):\n%s", diff)
	}
	if got := len(show(t, f).Blocks); got != 2 {
		t.Errorf("got %d blocks, want the two of the body", got)
	}
}

func TestRunningHeads(t *testing.T) {
	t.Parallel()
	hdr := func(what string) string { return `<w:hdr` + wordNS + `>` + what + `</w:hdr>` }
	number := p("", `<w:fldSimple w:instr=" PAGE ">`+r("", text("2"))+`</w:fldSimple>`)
	more := files{
		"word/header1.xml": hdr(number), "word/header2.xml": hdr(say("DỰ THẢO")), "word/footer1.xml": hdr(say("Địa chỉ") + number),
		"word/_rels/document.xml.rels": rels(rel("rId1", "header", "header1.xml") + rel("rId2", "header", "header2.xml") + rel("rId3", "footer", "footer1.xml")),
	}
	const head, foot = "<div class=\"hd v28\">\n<p class=\"p f20\">DỰ THẢO</p>\n</div>\n", "<div class=\"ft v28\">\n<p class=\"p f20\">Địa chỉ</p>\n<p class=\"p f20\"></p>\n</div>\n"
	for _, tc := range []struct{ name, refs, head, foot string }{
		{"none", ``, "", ""},
		{"a number alone is none", `<w:headerReference w:type="default" r:id="rId1"/>`, "", ""},
		{"that of all pages", `<w:headerReference w:type="default" r:id="rId2"/><w:footerReference w:type="default" r:id="rId3"/>`, head, foot},
		{"that of the first page", `<w:headerReference w:type="default" r:id="rId1"/><w:headerReference w:type="first" r:id="rId2"/><w:titlePg/>`, head, ""},
		{"that of the pages that follow, when the first has none", `<w:headerReference w:type="default" r:id="rId2"/><w:headerReference w:type="first" r:id="rId1"/><w:titlePg/>`, head, ""},
		{"one that is not there", `<w:headerReference w:type="default" r:id="rId9"/>`, "", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			page := show(t, file(t, say("A")+`<w:sectPr>`+tc.refs+`</w:sectPr>`, more))
			_, got, _ := strings.Cut(string(page.HTML), `<div class="leaf b57 l85 a57 r57">`+"\n")
			want := tc.head + "<div class=\"text\">\n<p id=\"p-1\" data-block=\"p-1\" class=\"p f20\">A</p>\n</div>\n" + tc.foot + "</div></section>\n</div>\n"
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("page (-want +got):\n%s", diff)
			}
		})
	}
}

// TestSectionsKeepTheirPaper: each section has its own, and the heads of the one
// before where it names none.
func TestSectionsKeepTheirPaper(t *testing.T) {
	t.Parallel()
	sect := func(props string) string { return p(`<w:sectPr>`+props+`</w:sectPr>`, "") }
	body := say("A") + sect(`<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1418" w:right="851" w:bottom="1134" w:left="1985" w:header="709" w:footer="567"/>`) +
		say("B") + sect(`<w:pgSz w:w="16838" w:h="11906"/>`) + say("C") + sect(`<w:type w:val="continuous"/><w:pgSz w:w="16838" w:h="11906"/>`) +
		say("D") + `<w:sectPr><w:pgSz w:w="16838" w:h="23811"/></w:sectPr>`
	var got []string
	for l := range strings.Lines(string(show(t, file(t, body, nil)).HTML)) {
		if strings.HasPrefix(l, "<section") {
			got = append(got, strings.TrimSpace(l))
		}
	}
	want := []string{
		`<section class="sheet a4"><div class="leaf b71 l99 a57 r43">`, `<section class="sheet a4l"><div class="leaf b57 l85 a57 r57">`,
		`<section class="sheet a3"><div class="leaf b57 l85 a57 r57">`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("sheets (-want +got):\n%s", diff)
	}
}
