package ooxml_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"vanthu/templates/ooxml"
)

const ns = `xmlns:w="` + ooxml.Namespace + `"`

func TestParseKeepsEverything(t *testing.T) {
	t.Parallel()
	for name, part := range map[string]string{
		"prefixes and order": `<w:p ` + ns + ` xmlns:x="u" x:b="2" w:a="1"><x:foreign/><w:r/></w:p>`,
		"white space":        "<w:p " + ns + ">\n  <w:r/>\n</w:p>",
		"escapes":            `<w:p ` + ns + ` w:a="&lt;&quot;&#10;&#9;&amp;"><w:t>&lt;a&gt; &amp; "b"&#13;</w:t></w:p>`,
		"default namespace":  `<Relationships xmlns="u"><Relationship Id="r1"/></Relationships>`,
		"inner declaration":  `<w:p ` + ns + `><a:x xmlns:a="u"><a:y/></a:x><a:x xmlns:a="v"/></w:p>`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			root, err := ooxml.Parse([]byte(part))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(root.AppendTo(nil)), part); diff != "" {
				t.Errorf("written again (-got +want):\n%s", diff)
			}
		})
	}
}

func TestParseMakesPlain(t *testing.T) {
	t.Parallel()
	const part = "\uFEFF" + `<?xml version="1.0" encoding="utf-8"?><!-- a --><w:t ` + ns +
		`>{{<!-- x --><![CDATA[<so>]]>&#x7D;}<?p q?></w:t>`
	root, err := ooxml.Parse([]byte(part))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := string(root.AppendTo(nil)), `<w:t `+ns+`>{{&lt;so&gt;}}</w:t>`; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

func TestParseRefuses(t *testing.T) {
	t.Parallel()
	deep := strings.Repeat("<a>", 300) + strings.Repeat("</a>", 300)
	var wide strings.Builder
	for i := range 600 {
		wide.WriteString(" a" + strings.Repeat("x", i) + `=""`)
	}
	for _, c := range []struct {
		name, part string
		want       error
	}{
		{"nothing", "", ooxml.ErrMalformed},
		{"only a declaration", `<?xml version="1.0"?>`, ooxml.ErrMalformed},
		{"open at the end", "<a><b></b>", ooxml.ErrMalformed},
		{"crossed tags", "<a><b></a></b>", ooxml.ErrMalformed},
		{"loose end tag", "</a>", ooxml.ErrMalformed},
		{"two roots", "<a/><b/>", ooxml.ErrMalformed},
		{"text outside", "<a/>x", ooxml.ErrMalformed},
		{"bare ampersand", "<a>& b</a>", ooxml.ErrMalformed},
		{"unknown entity", "<a>&nbsp;</a>", ooxml.ErrMalformed},
		{"control character", "<a>\x01</a>", ooxml.ErrMalformed},
		{"bad UTF-8", "<a>\xff</a>", ooxml.ErrMalformed},
		{"UTF-16", `<?xml version="1.0" encoding="utf-16"?><a/>`, ooxml.ErrMalformed},
		{"one attribute twice", `<a b="1" b="2"/>`, ooxml.ErrMalformed},
		{"undeclared prefix", `<v:a/>`, ooxml.ErrMalformed},
		{"undeclared prefix of an attribute", `<a v:b=""/>`, ooxml.ErrMalformed},
		{"prefix out of scope", `<a><b xmlns:v="u"/><v:c/></a>`, ooxml.ErrMalformed},
		{"document type", `<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>`, ooxml.ErrForbidden},
		{"too deep", deep, ooxml.ErrTooLarge},
		{"too many elements", "<a>" + strings.Repeat("<b/>", 1<<20) + "</a>", ooxml.ErrTooLarge},
		{"too many attributes", "<a" + wide.String() + "/>", ooxml.ErrTooLarge},
		{"another w", `<w:p xmlns:w="urn:other"/>`, ooxml.ErrPrefix},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if _, err := ooxml.Parse([]byte(c.part)); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}

// A hundred thousand comments in one text must cost no more than their length.
func TestParseTextCutByComments(t *testing.T) {
	t.Parallel()
	root, err := ooxml.Parse([]byte("<a>" + strings.Repeat("x<!---->", 100_000) + "</a>"))
	if err != nil {
		t.Fatal(err)
	}
	if len(root.Kids) != 1 || len(root.Plain()) != 100_000 {
		t.Errorf("got %d texts of %d bytes, want one of 100000", len(root.Kids), len(root.Plain()))
	}
}

func TestAddObeysTheSchema(t *testing.T) {
	t.Parallel()
	el := ooxml.El
	for _, c := range []struct {
		name string
		got  *ooxml.Node
		want string
	}{
		{"pPr", el("w:pPr").Add(el("w:jc"), el("w:ind"), el("w:rPr"), el("w:pStyle"), el("w:spacing")),
			"<w:pPr><w:pStyle/><w:spacing/><w:ind/><w:jc/><w:rPr/></w:pPr>"},
		{"rPr", el("w:rPr").Add(el("w:sz"), el("w:i"), el("w:b"), el("w:rFonts")),
			"<w:rPr><w:rFonts/><w:b/><w:i/><w:sz/></w:rPr>"},
		{"foreign in rPr", el("w:rPr").Add(el("w:rPrChange"), el("w14:glow"), el("w:b")),
			"<w:rPr><w:b/><w14:glow/><w:rPrChange/></w:rPr>"},
		{"p", el("w:p").Add(el("w:r"), el("w:hyperlink"), el("w:pPr"), el("w:r")),
			"<w:p><w:pPr/><w:r/><w:hyperlink/><w:r/></w:p>"},
		{"body", el("w:body").Add(el("w:sectPr"), el("w:p"), el("w:tbl"), el("w:p")),
			"<w:body><w:p/><w:tbl/><w:p/><w:sectPr/></w:body>"},
		{"equal names keep their order", el("w:sectPr").Add(el("w:pgSz"), el("w:headerReference", "a", "1"), el("w:headerReference", "a", "2")),
			`<w:sectPr><w:headerReference a="1"/><w:headerReference a="2"/><w:pgSz/></w:sectPr>`},
		{"no order", el("x").Add(el("b"), el("a")), "<x><b/><a/></x>"},
		{"set", el("w:pPr").Add(el("w:jc", "w:val", "left")).Set(el("w:jc", "w:val", "center"), el("w:pStyle")),
			`<w:pPr><w:pStyle/><w:jc w:val="center"/></w:pPr>`},
		{"attribute", el("x", "a", "1", "b").SetAttr("a", "2").SetAttr("c", "3"), `<x a="2" b="" c="3"/>`},
		{"words", el("w:r").Add(ooxml.Words("a\r\n\tb & c\n")...),
			`<w:r><w:t xml:space="preserve">a</w:t><w:br/><w:tab/><w:t xml:space="preserve">b &amp; c</w:t><w:br/></w:r>`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(string(c.got.AppendTo(nil)), c.want); diff != "" {
				t.Errorf("(-got +want):\n%s", diff)
			}
		})
	}
}

func TestOrdersNameEachChildOnce(t *testing.T) {
	t.Parallel()
	for _, parent := range []string{"w:p", "w:r", "w:pPr", "w:rPr", "w:body", "w:sectPr", "w:tbl", "w:tr", "w:tc",
		"w:tblPr", "w:tcPr", "w:tblBorders", "w:num", "w:numPr", "wp:inline", "wp:anchor", "w:styles", "w:docDefaults",
		"w:style", "w:tblStylePr", "w:numbering", "w:abstractNum", "w:lvl", "w:settings"} {
		names := ooxml.Order(parent)
		if len(names) == 0 {
			t.Errorf("%s has no order", parent)
		}
		seen := map[string]bool{}
		for _, name := range names {
			if seen[name] || (name != "*" && !strings.Contains(name, ":")) {
				t.Errorf("%s: %q stands there twice or without a prefix", parent, name)
			}
			seen[name] = true
		}
	}
}

func TestNodeLookUps(t *testing.T) {
	t.Parallel()
	p := ooxml.El("w:p").Add(ooxml.El("w:pPr").Add(ooxml.El("w:jc", "w:val", "center")),
		ooxml.El("w:r").Add(ooxml.Words("một\thai")...))
	var texts []string
	for n := range p.Named("w:t") {
		texts = append(texts, n.Plain())
	}
	if diff := cmp.Diff(texts, []string{"một", "hai"}); diff != "" {
		t.Error(diff)
	}
	for n := range p.All() {
		if n.Name == "w:t" {
			break // an iteration may be left early
		}
	}
	got := []string{p.Child("w:pPr").Child("w:jc").Attr("w:val"), p.Child("w:x").Child("w:y").Attr("w:z"), p.Attr("a"), p.Local(), p.Plain()}
	if diff := cmp.Diff(got, []string{"center", "", "", "p", "mộthai"}); diff != "" {
		t.Error(diff)
	}
}

func TestAppendText(t *testing.T) {
	t.Parallel()
	const brk, tab = `</w:t><w:br/><w:t xml:space="preserve">`, `</w:t><w:tab/><w:t xml:space="preserve">`
	for _, c := range []struct{ name, in, text, attr string }{
		{"plain", "Ủy ban nhân dân", "Ủy ban nhân dân", "Ủy ban nhân dân"},
		{"markup", `<a> & "b" 'c'`, `&lt;a&gt; &amp; "b" 'c'`, `&lt;a&gt; &amp; &quot;b&quot; 'c'`},
		{"line ends", "a\nb\r\nc\rd", "a" + brk + "b" + brk + "c" + brk + "d", "a&#10;b&#13;&#10;c&#13;d"},
		{"tab", "a\tb", "a" + tab + "b", "a&#9;b"},
		{"control characters", "a\x00\x0bb\x1f", "a\uFFFD\uFFFDb\uFFFD", "a\uFFFD\uFFFDb\uFFFD"},
		{"bad UTF-8", "a\xffđ\xc4", "a\uFFFDđ\uFFFD", "a\uFFFDđ\uFFFD"},
		{"not characters", "a\uFFFE\uFFFFb\uFFFD", "a\uFFFD\uFFFDb\uFFFD", "a\uFFFD\uFFFDb\uFFFD"},
		{"a placeholder", "{{so}}", "{{so}}", "{{so}}"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := []string{string(ooxml.AppendText(nil, c.in)), string(ooxml.AppendAttr(nil, c.in))}
			if diff := cmp.Diff(got, []string{c.text, c.attr}); diff != "" {
				t.Errorf("(-got +want):\n%s", diff)
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(`<w:p ` + ns + `><w:r a="&lt;"><w:t>x &amp; y<![CDATA[<]]></w:t></w:r></w:p>`))
	f.Add([]byte(`<a:b xmlns:a="u"/>`))
	f.Fuzz(func(t *testing.T, part []byte) {
		root, err := ooxml.Parse(part)
		if err != nil {
			return
		}
		written := root.Bytes()
		again, err := ooxml.Parse(written)
		if err != nil {
			t.Fatalf("what was written is refused: %v\n%s", err, written)
		}
		if !bytes.Equal(again.Bytes(), written) {
			t.Errorf("got %s\nwant %s", again.Bytes(), written)
		}
	})
}

func FuzzAppendText(f *testing.F) {
	f.Add("a\r\n\tb<&>\"\x00\xff\uFFFE")
	f.Fuzz(func(t *testing.T, s string) {
		part := append([]byte(`<r xmlns:w="`+ooxml.Namespace+`" a="`), ooxml.AppendAttr(nil, s)...)
		part = append(ooxml.AppendText(append(part, `"><w:t xml:space="preserve">`...), s), "</w:t></r>"...)
		if !utf8.Valid(part) {
			t.Fatalf("not UTF-8: %q", part)
		}
		root, err := ooxml.Parse(part)
		if err != nil {
			t.Fatalf("%v\n%s", err, part)
		}
		for n := range root.Named("w:t") {
			for _, k := range n.Kids {
				if k.Name != "" {
					t.Errorf("an element within a text: %s", part)
				}
			}
		}
		if got := root.Attr("a"); utf8.ValidString(s) &&
			!strings.ContainsRune(got, utf8.RuneError) && got != s {
			t.Errorf("attribute: got %q, want %q", got, s)
		}
	})
}

// Every letter that XML allows is written as it is, and bytes that are none as
// U+FFFD, wherever the text is cut.
func TestEveryLetter(t *testing.T) {
	t.Parallel()
	const special = "&<>\"\n\t\r"
	for r := rune(0); r <= utf8.MaxRune; r++ {
		if r > 0xFFFF {
			r += 0xFE // four bytes: every 255th will do
		}
		s := string(r)
		want := s
		switch {
		case strings.ContainsRune(special, r) || 0xD800 <= r && r < 0xE000: // the first are held above
			continue
		case r < 0x20, r == 0xFFFE, r == 0xFFFF:
			want = "\uFFFD"
		}
		if got := string(ooxml.AppendText(nil, "a"+s+"b")); got != "a"+want+"b" {
			t.Fatalf("%U: got %q, want %q", r, got, "a"+want+"b")
		}
		for cut := 1; cut < len(s); cut++ {
			for _, in := range []string{s[:cut] + "b", s[:cut], s[cut:] + "é"} {
				if got, want := string(ooxml.AppendText(nil, in)), strings.Map(func(r rune) rune { return r }, in); got != want {
					t.Fatalf("%q: got %q, want %q", in, got, want)
				}
			}
		}
	}
}
