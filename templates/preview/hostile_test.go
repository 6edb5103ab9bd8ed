package preview_test

import (
	"errors"
	"strings"
	"testing"

	"vanthu/documents"
	"vanthu/templates/docx"
	"vanthu/templates/ooxml"
	"vanthu/templates/preview"
)

// TestHostileTextStaysText: whatever a drafter or the maker of a file writes is
// words on the page, in the text and wherever else a file has room for it.
func TestHostileTextStaysText(t *testing.T) {
	t.Parallel()
	for name, words := range map[string]string{
		"markup":       `</p></div><script>alert(1)</script><img src=x onerror=alert(1)>`,
		"quotes":       `" onclick='alert(1)' x="`,
		"entities":     `&lt;b&gt; &amp;quot; &#x3c;script&#x3e;`,
		"bidi marks":   "số \u202e1234\u202c và \u2067abc\u2069\u200f",
		"marks":        "{{so_ky_hieu}} {{#x}} <% %> ${x}",
		"spaces":       "a   b\u00a0 c ",
		"comments":     "<!-- --> ]]> <![CDATA[",
		"letters":      "Ủy ban nhân dân phường \U0001F600 \u0300",
		"end of style": "</style><style>*{display:none}</style>",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			in := string(ooxml.Text(words).AppendTo(nil))
			at := string(ooxml.AppendAttr(nil, words))
			body := say(in) + `<w:tbl><w:tblPr><w:tblStyle w:val="` + at + `"/></w:tblPr><w:tr><w:tc>` + p(`<w:pStyle w:val="`+at+`"/><w:jc w:val="`+at+`"/>`, r(`<w:color w:val="`+at+`"/><w:rFonts w:ascii="`+at+`"/>`, text(in))) + `</w:tc></w:tr></w:tbl>` +
				p("", `<w:hyperlink w:anchor="`+at+`">`+r("", text(in))+`</w:hyperlink><w:fldSimple w:instr="`+at+`">`+r("", text(in))+`</w:fldSimple>`) +
				p("", `<w:r><w:drawing><wp:inline><wp:extent cx="`+at+`"/><wp:docPr id="1" name="`+at+`" descr="`+at+`"/>`+picture(at)+`</wp:inline></w:drawing></w:r>`) +
				p(`<w:numPr><w:numId w:val="1"/></w:numPr>`, "")
			more := styles(`<w:style w:type="paragraph" w:styleId="`+at+`"/>`).with("word/numbering.xml",
				`<w:numbering`+wordNS+`><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="`+at+`"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`)
			page, err := preview.HTML(file(t, body, more), preview.Options{Anchors: `x" y="`})
			if err != nil {
				t.Fatal(err)
			}
			root := read(t, page)
			got := paragraphs(root)
			for i, want := range []string{words, words, words + words} {
				if got[i] != want || page.Blocks[i].Text != want {
					t.Errorf("paragraph %d: got %q and block %q, want %q", i+1, got[i], page.Blocks[i].Text, want)
				}
			}
			if anchored(t, root)[`x" y="p-1`] == nil {
				t.Error("the prefix of ids is not written as it is")
			}
		})
	}
}

func TestRefusedFiles(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name string
		file []byte
		want error
	}{
		{"ErrNotDocx", []byte("%PDF-1.7"), docx.ErrNotDocx},
		{"ErrOldFormat", []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), docx.ErrOldFormat},
		{"ErrDamaged", []byte("PK\x03\x04"), docx.ErrDamaged},
		{"ErrMalformed", file(t, "<w:p>", nil), ooxml.ErrMalformed},
		{"ErrMalformedStyles", file(t, "", styles("<w:style>")), ooxml.ErrMalformed},
		{"ErrForbidden", file(t, "", files{"word/numbering.xml": `<!DOCTYPE x><x/>`}), ooxml.ErrForbidden},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			_, err := preview.HTML(tc.file, preview.Options{})
			if !errors.Is(err, tc.want) || !errors.Is(err, documents.ErrInvalid) {
				t.Errorf("got %v, want %v of the kind invalid", err, tc.want)
			}
		})
	}
}

func TestPicture(t *testing.T) {
	t.Parallel()
	f := file(t, "", files{"word/media/a.png": png, "word/media/b.png": "<svg/>", "word/media/sub/c.png": png, "word/media/d.jpeg": "\xff\xd8\xff\xe0"})
	for name, want := range map[string]string{"a.png": "image/png", "d.jpeg": "image/jpeg"} {
		data, mediaType, err := preview.Picture(f, name)
		if err != nil || mediaType != want || len(data) == 0 {
			t.Errorf("%s: got %d bytes of %q, %v", name, len(data), mediaType, err)
		}
	}
	for _, name := range []string{"b.png", "e.png", "", "../document.xml", "sub/c.png"} {
		if _, _, err := preview.Picture(f, name); !errors.Is(err, documents.ErrNotFound) {
			t.Errorf("%q: got %v, want not found", name, err)
		}
	}
	if _, _, err := preview.Picture([]byte("PK"), "a.png"); !errors.Is(err, documents.ErrInvalid) {
		t.Errorf("no file: got %v", err)
	}
}

// TestPageHasAnEnd: a file that says little and means much is refused before it
// fills the memory.
func TestPageHasAnEnd(t *testing.T) {
	t.Parallel()
	var heads strings.Builder
	for range 2_000 {
		heads.WriteString(`<w:p><w:pPr><w:sectPr/></w:pPr></w:p>`)
	}
	hdr := `<w:hdr` + wordNS + `>` + strings.Repeat(say(strings.Repeat("x", 100)), 1000) + `</w:hdr>`
	f := file(t, say("A")+`<w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="rId1"/></w:sectPr></w:pPr></w:p>`+heads.String(),
		files{"word/header1.xml": hdr, "word/_rels/document.xml.rels": rels(rel("rId1", "header", "header1.xml"))})
	if _, err := preview.HTML(f, preview.Options{}); !errors.Is(err, documents.ErrInvalid) {
		t.Errorf("got %v, want a refusal", err)
	}
}

// TestOddFiles are pages that need no sense, only an end.
func TestOddFiles(t *testing.T) {
	t.Parallel()
	deep := strings.Repeat(`<w:tbl><w:tr><w:tc>`, 60) + say("A") + strings.Repeat(`</w:tc></w:tr></w:tbl>`, 60)
	for name, body := range map[string]string{
		"no body":             `</w:body><w:body>`,
		"tables in tables":    deep,
		"a table in a line":   p("", deep),
		"spans of any width":  `<w:tbl><w:tblGrid><w:gridCol w:w="99999999999"/><w:gridCol w:w="-5"/></w:tblGrid><w:tr><w:trPr><w:gridBefore w:val="9999999"/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val="-3"/></w:tcPr>` + say("A") + `</w:tc></w:tr></w:tbl>`,
		"measures of any":     p(`<w:ind w:left="-99999999" w:firstLine="268435456"/><w:spacing w:line="-1" w:before="x"/>`, r(`<w:sz w:val="-4"/>`, text("A"))),
		"fields without ends": p("", strings.Repeat(`<w:r><w:fldChar w:fldCharType="begin"/></w:r>`, 5000)+strings.Repeat(`<w:r><w:fldChar w:fldCharType="end"/></w:r>`, 9000)),
		"text out of place":   `<w:t>A</w:t>` + p("", `<w:drawing><w:t>B</w:t>`+say("C")+`</w:drawing>`),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			read(t, show(t, file(t, body, nil)))
		})
	}
}
