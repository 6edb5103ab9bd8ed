package docx_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/templates/docx"
)

// The traps of the carrier, each held here. What it would do by itself is said
// at each.

var numberOnly = docx.Schema{"so": text}

func number(s string) docx.Values { return docx.Values{"so": docx.Text(s)} }

// It looks for a mark in one run only, and says nothing when it finds none.
func TestMarkCutByWord(t *testing.T) {
	t.Parallel()
	cut := `<w:p><w:r w:rsidR="00A1"><w:rPr><w:b/></w:rPr><w:t>Số: {</w:t></w:r><w:proofErr w:type="spellStart"/>` +
		`<w:bookmarkStart w:id="0" w:name="x"/><w:r w:rsidR="00A2"><w:rPr><w:i/></w:rPr><w:t>{s</w:t></w:r><w:bookmarkEnd w:id="0"/>` +
		`<w:r><w:lastRenderedPageBreak/><w:t xml:space="preserve">o }} /</w:t></w:r><w:r><w:t>BC</w:t></w:r></w:p>`
	want := `<w:p><w:r w:rsidR="00A1"><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">Số: 12</w:t></w:r><w:proofErr w:type="spellStart"/>` +
		`<w:bookmarkStart w:id="0" w:name="x"/><w:bookmarkEnd w:id="0"/>` +
		`<w:r><w:lastRenderedPageBreak/><w:t xml:space="preserve"> /</w:t></w:r><w:r><w:t>BC</w:t></w:r></w:p>`
	if diff := cmp.Diff(body(t, render(t, cut, numberOnly, number("12"))), want); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
}

// It writes a line end as w:br inside the w:t, and a tab without keeping spaces.
func TestBreaksStandBesideTheText(t *testing.T) {
	t.Parallel()
	got := body(t, render(t, p("{{so}}"), numberOnly, number(" a\r\nb\t c ")))
	want := `<w:p><w:r><w:t xml:space="preserve"> a</w:t><w:br/><w:t xml:space="preserve">b</w:t><w:tab/>` +
		`<w:t xml:space="preserve"> c </w:t></w:r></w:p>`
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
}

// It finds no mark with quotes, for it looks for them escaped. Here such a mark
// is refused (TestCompileRefuses), and quotes in a value are written as they are.
func TestSignsInValues(t *testing.T) {
	t.Parallel()
	const signs = `"a" 'b' <c> & &amp; {{so}} ${1} %s ]]>`
	got, err := docx.PlainText(render(t, p("{{so}}"), numberOnly, number(signs)))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(got, []string{signs}); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
}

func TestForbiddenCharacters(t *testing.T) {
	t.Parallel()
	got, err := docx.PlainText(render(t, p("{{so}}"), numberOnly, number("a\x00\x1b\xff\uFFFE\u0111")))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(got, []string{"a\uFFFD\uFFFD\uFFFD\uFFFDđ"}); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
}

// Its copies share one map of headers: the header of one document came out in
// another. Under -race this test also shows that nothing is shared.
func TestHeadersAreNotShared(t *testing.T) {
	t.Parallel()
	fs := newFiles(p("{{so}}"))
	fs["word/header1.xml"] = strings.Replace(fs["word/header1.xml"], "Trang", "Số {{so}}", 1)
	tmpl, err := docx.Compile("mẫu", fs.zip(t), numberOnly)
	if err != nil {
		t.Fatal(err)
	}
	var wait sync.WaitGroup
	for i := range 32 {
		wait.Go(func() {
			n := fmt.Sprint("s", i)
			file, err := tmpl.Render(number(n))
			if err != nil {
				t.Error(err)
				return
			}
			pkg, err := docx.Open(file)
			if err != nil {
				t.Error(err)
				return
			}
			head, _ := pkg.Text("word/header1.xml")
			main, _ := pkg.Text(docx.MainPart)
			if diff := cmp.Diff([][]string{head, main}, [][]string{{"Số " + n}, {n}}); diff != "" {
				t.Errorf("(-got +want):\n%s", diff)
			}
		})
	}
	wait.Wait()
}

// It takes an empty text for a header as "leave what is there".
func TestHeaderMayBecomeEmpty(t *testing.T) {
	t.Parallel()
	fs := newFiles(p("a"))
	fs["word/header1.xml"] = strings.Replace(fs["word/header1.xml"], "Trang", "{{so}}", 1)
	tmpl, err := docx.Compile("mẫu", fs.zip(t), numberOnly)
	if err != nil {
		t.Fatal(err)
	}
	file, err := tmpl.Render(number(""))
	if err != nil {
		t.Fatal(err)
	}
	if got := tree(t, file, "word/header1.xml").Plain(); got != "" {
		t.Errorf("got %q, want nothing", got)
	}
}

// It knows no error of reading or writing a part: what it wrote is compared with
// what was to be written.
func TestWhatIsCarriedIsVerified(t *testing.T) {
	t.Parallel()
	file := newFiles(p("12")).zip(t)
	if err := docx.Verify(file, file); err != nil {
		t.Fatal(err)
	}
	for name, other := range map[string][]byte{
		"another main part": newFiles(p("13")).zip(t),
		"a part less":       newFiles(p("12")).without("word/header1.xml").zip(t),
		"a cut file":        file[:len(file)-40],
	} {
		if docx.Verify(file, other) == nil {
			t.Errorf("%s was taken for what was to be written", name)
		}
	}
}

// It refuses a package whose main part has no relationships, which is legal.
func TestMainPartWithoutRelationships(t *testing.T) {
	t.Parallel()
	fs := newFiles("").without("word/_rels/document.xml.rels").without("word/header1.xml")
	fs[docx.MainPart] = declaration + "<w:document" + wordNS + "><w:body>" + p("{{so}}") + "</w:body></w:document>"
	tmpl, err := docx.Compile("mẫu", fs.zip(t), numberOnly)
	if err != nil {
		t.Fatal(err)
	}
	got, err := docx.PlainText(must(tmpl.Render(number("12")))(t))
	if err != nil || len(got) != 1 || got[0] != "12" {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestSameValuesSameBytes(t *testing.T) {
	t.Parallel()
	fs := newFiles(p("{{so}}"))
	first := must(must(docx.Compile("a", fs.zip(t), numberOnly))(t).Render(number("12")))(t)
	for range 4 {
		again := must(must(docx.Compile("a", fs.zip(t), numberOnly))(t).Render(number("12")))(t)
		if !bytes.Equal(first, again) {
			t.Fatal("the same values gave other bytes")
		}
	}
}

func must[T any](v T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// contents reads a file with nothing of ours.
func contents(t testing.TB, file []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(data)
	}
	return out
}
