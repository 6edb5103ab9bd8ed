package preview_test

import (
	"errors"
	"strings"
	"testing"

	"vanthu/documents"
	"vanthu/templates/preview"
)

// FuzzHTML writes any body, styles and lists: the page has nothing but what pages
// may have, each block has its place, and a browser finds nothing to mend.
func FuzzHTML(f *testing.F) {
	f.Add(say("A &lt;b&gt; B"), "", "")
	f.Add(p(`<w:pStyle w:val="S"/><w:numPr><w:numId w:val="1"/></w:numPr>`, r("<w:b/>", text("A")+`<w:br w:type="page"/>`+text("B"))),
		`<w:style w:type="paragraph" w:default="1" w:styleId="S"><w:basedOn w:val="S"/></w:style>`,
		`<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`)
	f.Add(`<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>`+say("A")+`</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>`, "", "")
	f.Add(p("", anchor(`cx="9" cy="0"`, `<wps:wsp><w:txbxContent>`+say("B")+`</w:txbxContent></wps:wsp>`+picture("rId1"))), "", "")
	f.Add(p(`<w:framePr w:vAnchor="page" w:y="1"/><w:sectPr/>`, r("", `<w:footnoteReference w:id="1"/>`)), "", "")
	f.Fuzz(func(t *testing.T, body, looks, numbering string) {
		more := styles(looks).with("word/numbering.xml", `<w:numbering`+wordNS+`>`+numbering+`</w:numbering>`).
			with("word/media/a.png", png).with("word/_rels/document.xml.rels", rels(rel("rId1", "image", "media/a.png")))
		page, err := preview.HTML(file(t, body, more), preview.Options{Picture: func(name string) string { return "/" + name }})
		if err != nil {
			if !errors.Is(err, documents.ErrInvalid) {
				t.Error(err)
			}
			return
		}
		byID := anchored(t, read(t, page))
		for _, b := range page.Blocks {
			if n := byID[b.Anchor]; n == nil && strings.TrimSpace(b.Text) != "" {
				t.Errorf("block %s has no place", b.Anchor)
			}
		}
	})
}
