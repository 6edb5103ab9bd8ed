package templates_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"vanthu/documents"
	"vanthu/templates"
	"vanthu/templates/compose"
	"vanthu/templates/docx"
)

func TestRenderNamesTheVersion(t *testing.T) {
	t.Parallel()
	file, err := os.ReadFile("van-ban-co-ten-loai.docx")
	if err != nil {
		t.Fatal(err)
	}
	want := "van-ban-co-ten-loai@" + version(file)
	current, used, err := load(t).Render(example(t), "")
	if err != nil || used != want {
		t.Fatalf("got %q, %v, want %q", used, err, want)
	}
	pinned, used, err := load(t).Render(example(t), want)
	if err != nil || used != want {
		t.Fatalf("got %q, %v, want %q", used, err, want)
	}
	if !bytes.Equal(current, pinned) {
		t.Error("the current version, asked for by its name, gives another file")
	}
}

func version(file []byte) string {
	sum := sha256.Sum256(file)
	return hex.EncodeToString(sum[:])[:12]
}

// TestRenderRefuses holds every thing that a page cannot do without to its
// field.
func TestRenderRefuses(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		field string
		rule  documents.Rule
		edit  func(*documents.Document)
	}{
		{"details.requested", documents.RuleRequired, func(d *documents.Document) { d.Kind, d.Body, d.Addressees = "GNP", nil, nil }},
		{"kind", documents.RuleTemplate, func(d *documents.Document) { d.Kind = "XYZ" }},
		{"issuer.name", documents.RuleRequired, func(d *documents.Document) { d.Issuer.Name = "" }},
		{"issuer.symbol", documents.RuleRequired, func(d *documents.Document) { d.Issuer.Symbol = "" }},
		{"place", documents.RuleRequired, func(d *documents.Document) { d.Place = "" }},
		{"abstract", documents.RuleRequired, func(d *documents.Document) { d.Abstract = "" }},
		{"body", documents.RuleRequired, func(d *documents.Document) { d.Body = nil }},
		{"signatory.title", documents.RuleRequired, func(d *documents.Document) { d.Signatory.Title, d.Signatory.Mandates = "", nil }},
		{"signatory.name", documents.RuleRequired, func(d *documents.Document) { d.Signatory.Name = "" }},
	} {
		t.Run(tc.field+" "+string(tc.rule), func(t *testing.T) {
			t.Parallel()
			doc := example(t)
			tc.edit(doc)
			_, _, err := load(t).Render(doc, "")
			var fault *documents.FieldError
			if !errors.As(err, &fault) || !errors.Is(err, documents.ErrInvalid) {
				t.Fatalf("got %v, want a field error", err)
			}
			if fault.Field != tc.field || fault.Rule != tc.rule {
				t.Errorf("got field %s, rule %s, want %s, %s", fault.Field, fault.Rule, tc.field, tc.rule)
			}
			if tc.rule == documents.RuleRequired && !strings.Contains(err.Error(), "fill template ") {
				t.Errorf("%q does not name the template", err)
			}
		})
	}
	t.Run("a version that is not here", func(t *testing.T) {
		t.Parallel()
		for _, version := range []string{"van-ban-co-ten-loai@000000000000", "van-ban-co-ten-loai", "x"} {
			if _, _, err := load(t).Render(example(t), version); !errors.Is(err, documents.ErrNotFound) {
				t.Errorf("version %q: got %v, want not found", version, err)
			}
		}
	})
}

// TestEarlierVersionStays fills a record with the version it is pinned to after
// the template has changed.
func TestEarlierVersionStays(t *testing.T) {
	t.Parallel()
	before := template(t, nil)
	after := template(t, strings.NewReplacer("Kính gửi:", "KÍNH GỬI:"))
	pinned := "van-ban-co-ten-loai@" + version(before)
	old, err := templates.LoadFrom(fstest.MapFS{"van-ban-co-ten-loai.docx": {Data: before}})
	if err != nil {
		t.Fatal(err)
	}
	signed, err := old.Fill(example(t))
	if err != nil {
		t.Fatal(err)
	}
	now, err := templates.LoadFrom(fstest.MapFS{"van-ban-co-ten-loai.docx": {Data: after}, pinned + ".docx": {Data: before}})
	if err != nil {
		t.Fatal(err)
	}
	numbered, used, err := now.Render(example(t), pinned)
	if err != nil || used != pinned || !bytes.Equal(signed, numbered) {
		t.Errorf("the pinned version gives %q, %v, equal %v", used, err, bytes.Equal(signed, numbered))
	}
	if _, used, err := now.Render(example(t), ""); err != nil || used != "van-ban-co-ten-loai@"+version(after) {
		t.Errorf("the current version is %q, %v", used, err)
	}
}

// TestEmbeddedTemplatesCompile compiles all that the program has in it, which
// Load leaves until one is needed.
func TestEmbeddedTemplatesCompile(t *testing.T) {
	t.Parallel()
	if _, err := templates.LoadFrom(os.DirFS(".")); err != nil {
		t.Error(err)
	}
}

func TestLoadRefuses(t *testing.T) {
	t.Parallel()
	good := template(t, nil)
	for _, tc := range []struct {
		name, file string
		data       []byte
		want       string
	}{
		{"a version that its name denies", "van-ban-co-ten-loai@000000000000.docx", good, "the file is version van-ban-co-ten-loai@" + version(good)},
		{"no Word file", "van-ban-co-ten-loai.docx", []byte("PK"), "not a Word document"},
		{"an unknown field", "van-ban-co-ten-loai.docx", template(t, strings.NewReplacer("{{ho_ten}}", "{{ho_tn}}")), `"ho_tn"`},
		{"a field left out", "van-ban-co-ten-loai.docx", template(t, strings.NewReplacer("{{ho_ten}}", "")), `"ho_ten"`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			_, err := templates.LoadFrom(fstest.MapFS{tc.file: {Data: tc.data}})
			if err == nil || !strings.Contains(err.Error(), tc.want) || !strings.Contains(err.Error(), tc.file) {
				t.Errorf("got %v, want it to name %s and %s", err, tc.file, tc.want)
			}
		})
	}
}

// namedKind returns the parts of the template for documents with the name of
// their kind.
func namedKind(t testing.TB) []compose.Part {
	t.Helper()
	template, ok := compose.Find("van-ban-co-ten-loai")
	if !ok {
		t.Fatal("no such template")
	}
	return template.Parts()
}

// template returns the composed template with some of its text replaced.
func template(t *testing.T, edit *strings.Replacer) []byte {
	t.Helper()
	parts := namedKind(t)
	for i := range parts {
		if edit != nil && parts[i].Name == "word/document.xml" {
			parts[i].Body = []byte(edit.Replace(string(parts[i].Body)))
		}
	}
	file, err := compose.Zip(parts)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// TestDecomposedText fills the seed report as another machine may write it, its
// marks apart from their letters.
func TestDecomposedText(t *testing.T) {
	t.Parallel()
	text, err := templates.Example(seed)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := documents.Load([]byte(norm.NFD.String(string(text))))
	if err != nil {
		t.Fatal(err)
	}
	want, err := load(t).Fill(example(t))
	if err != nil {
		t.Fatal(err)
	}
	got, err := load(t).Fill(&doc)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(plain(mainPart(t, want)), plain(mainPart(t, got))); diff != "" {
		t.Errorf("text (-composed +decomposed):\n%s", diff)
	}
}

// TestProperties wants the file to say what it is and nothing of when or by whom
// it was made.
func TestProperties(t *testing.T) {
	t.Parallel()
	file, err := load(t).Fill(example(t))
	if err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	core, err := z.Open("docProps/core.xml")
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if _, err := out.ReadFrom(core); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"<dc:title>Báo cáo Kết quả thực hiện Kế hoạch số 21/KH-UBND ngày 09/8/2025 của UBND tỉnh Quảng Ngãi</dc:title>",
		"<dc:creator>Ủy ban nhân dân phường Đức Phổ</dc:creator>",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("docProps/core.xml has no %s:\n%s", want, out.String())
		}
	}
	if strings.Contains(out.String(), "dcterms") {
		t.Errorf("docProps/core.xml tells a time:\n%s", out.String())
	}
}

func TestNoSuchExample(t *testing.T) {
	t.Parallel()
	if _, err := templates.Example("../bao-cao"); !errors.Is(err, documents.ErrNotFound) {
		t.Errorf("got %v, want not found", err)
	}
}

func BenchmarkFill(b *testing.B) {
	doc := example(b)
	registered(doc)
	catalogue := load(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := catalogue.Fill(doc); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "docs/s")
}

// TestWhatDraftersType holds that the marks a page gives by itself stand there
// once, also when its drafter typed them: the "V/v" of a công văn, and the final
// marks of lists.
func TestWhatDraftersType(t *testing.T) {
	t.Parallel()
	data, err := templates.Example("cong-van")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := documents.Load(data)
	if err != nil {
		t.Fatal(err)
	}
	doc.Bases = []string{"Căn cứ Luật Tổ chức chính quyền địa phương", "Căn cứ Kế hoạch số 21/KH-UBND"}
	want := pageText(t, &doc)
	doc.Abstract = "V/v " + doc.Abstract
	for i := range doc.Bases {
		doc.Bases[i] += ";"
	}
	for i := range doc.Addressees {
		doc.Addressees[i].Name += "."
	}
	for i := range doc.Recipients {
		if doc.Recipients[i].Name != "" && doc.Recipients[i].Purpose == "" {
			doc.Recipients[i].Name += ";"
		}
	}
	if diff := cmp.Diff(want, pageText(t, &doc)); diff != "" {
		t.Errorf("page (-want +got)\n%s", diff)
	}
}

func pageText(t *testing.T, doc *documents.Document) []string {
	t.Helper()
	file, err := load(t).Fill(doc)
	if err != nil {
		t.Fatal(err)
	}
	text, err := docx.PlainText(file)
	if err != nil {
		t.Fatal(err)
	}
	return text
}
