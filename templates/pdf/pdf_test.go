package pdf_test

import (
	"bytes"
	"encoding/base64"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"vanthu/templates/pdf"
)

// TestReport holds that the example comes out whole: every letter, in the fonts
// it asks for, as PDF/A-2b without forms.
func TestReport(t *testing.T) {
	t.Parallel()
	c := office(t, pdf.Options{})
	docx := report(t, "phường Đức Phổ")
	out, err := c.Convert(t.Context(), docx)
	if err != nil {
		t.Fatal(err)
	}
	again, err := c.Convert(t.Context(), docx)
	if err != nil || &again[0] != &out[0] {
		t.Errorf("the second time it is another file (%v)", err)
	}
	if info := run(t, out, "pdfinfo", "IN"); !strings.Contains(info, "Form:            none") || !strings.Contains(info, "Pages:           3") {
		t.Error(info)
	}
	for _, want := range []string{"<pdfaid:part>2</pdfaid:part>", "<pdfaid:conformance>B</pdfaid:conformance>", "/GTS_PDFA1"} {
		if !bytes.Contains(out, []byte(want)) {
			t.Errorf("no %s in the PDF", want)
		}
	}
	fonts := strings.Split(strings.TrimSpace(run(t, out, "pdffonts", "IN")), "\n")[2:]
	for _, line := range fonts {
		if !strings.Contains(line, "+LiberationSerif") || !strings.Contains(line, "yes yes yes") {
			t.Errorf("font %s", line)
		}
	}
	if len(fonts) < 3 {
		t.Errorf("%d fonts, want the faces of the form", len(fonts))
	}
	text := strings.Join(strings.Fields(run(t, out, "pdftotext", "IN", "-")), " ")
	for _, want := range []string{"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "ỦY BAN NHÂN DÂN", "Kết quả thực hiện Kế hoạch", "phường Đức Phổ"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in the text", want)
		}
	}
	run(t, out, "qpdf", "--check", "IN")
}

// TestDrawsTheSame holds that a file always gives the same pages. The bytes
// differ in the time, which stands in the fonts too.
func TestDrawsTheSame(t *testing.T) {
	t.Parallel()
	var text, pages [2]string
	for i := range pages {
		out, err := office(t, pdf.Options{}).Convert(t.Context(), report(t, "như nhau"))
		if err != nil {
			t.Fatal(err)
		}
		_, text[i], _ = strings.Cut(run(t, out, "pdftotext", "-bbox", "IN", "-"), "<page") // before it the time
		pages[i] = run(t, out, "pdftoppm", "-r", "72", "IN")
	}
	if text[0] != text[1] || pages[0] != pages[1] {
		t.Error("two conversions give different pages")
	}
}

// TestFonts holds that what would come out in other letters is refused.
func TestFonts(t *testing.T) {
	t.Parallel()
	c := office(t, pdf.Options{})
	for _, row := range []struct {
		name, body       string
		missing, instead []string
	}{
		{"a font of the form", words("Times New Roman", "Cộng hòa"), nil, nil},
		{"fonts as wide", words("Arial", "Độc lập") + words("Courier New", "Tự do"), nil, nil},
		{"a box to tick", words("Times New Roman", "☐ Đồng ý"), nil, nil},
		{"a font of old", words("VNI-Times", "Hạnh phúc"), []string{"VNI-Times"}, []string{"DejaVuSans"}},
		{"one beside another", words("Times New Roman", "Độc lập") + words("VNI-Times", "123, chữ"), []string{"VNI-Times"}, []string{"DejaVuSans"}},
		{"one for figures only", words("Times New Roman", "Độc lập") + words("VNI-Times", "123"), nil, nil},
		{"letters that the font lacks", words("Times New Roman", "Tiếng Thái ภาษา, tiếng Hàn ᏣᎳᎩ"), nil, []string{"DejaVuSans"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			_, err := c.Convert(t.Context(), page(t, row.body, nil))
			var fault pdf.FontError
			if found := (*pdf.FontError)(nil); errors.As(err, &found) {
				fault = *found
			} else if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(fault.Missing, row.missing) || !slices.Equal(fault.Instead, row.instead) {
				t.Errorf("missing %q, instead %q; want %q, %q", fault.Missing, fault.Instead, row.missing, row.instead)
			}
		})
	}
}

// TestReachesNothing holds that a file cannot have LibreOffice fetch from the
// network or read the machine's own files.
func TestReachesNothing(t *testing.T) {
	t.Parallel()
	dot, err := base64.StdEncoding.DecodeString("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
	if err != nil {
		t.Fatal(err)
	}
	var asked atomic.Int32
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		asked.Add(1)
		w.Header().Set("Content-Type", "image/png")
		_, _ = w.Write(dot)
	}))
	defer site.Close()
	local := filepath.Join(t.TempDir(), "dot.png")
	if err := os.WriteFile(local, dot, 0o600); err != nil {
		t.Fatal(err)
	}
	picture := func(id string) string {
		return `<w:p><w:r><w:drawing><wp:inline><wp:extent cx="900000" cy="900000"/><wp:docPr id="1" name="p"/><a:graphic>` +
			`<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="p"/><pic:cNvPicPr/></pic:nvPicPr>` +
			`<pic:blipFill><a:blip r:link="` + id + `"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`
	}
	field := `<w:p><w:fldSimple w:instr=" INCLUDEPICTURE &quot;` + site.URL + `/b.png&quot; \d "/></w:p>`
	secret := filepath.Join(t.TempDir(), "secret.txt")
	if err := os.WriteFile(secret, []byte("MatKhauCuaMayChu"), 0o600); err != nil {
		t.Fatal(err)
	}
	field += `<w:p><w:fldSimple w:instr=" INCLUDETEXT &quot;` + secret + `&quot; "><w:r><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/></w:rPr><w:t>cu</w:t></w:r></w:fldSimple></w:p>` +
		`<w:p><w:fldSimple w:instr=" LINK Word.Document &quot;` + secret + `&quot; \a "/></w:p>` +
		`<w:p><w:subDoc r:id="text"/></w:p><w:altChunk r:id="text"/><w:altChunk r:id="page"/>`
	docx := page(t, words("Times New Roman", "Ảnh")+picture("net")+picture("file")+field, map[string]string{
		"net": site.URL + "/a.png", "file": "file://" + local, "text": "file://" + secret, "page": site.URL + "/c.html",
	})
	out, err := office(t, pdf.Options{}).Convert(t.Context(), docx)
	if err != nil {
		t.Fatal(err)
	}
	if n := asked.Load(); n != 0 {
		t.Errorf("LibreOffice asked the network %d times", n)
	}
	if text := run(t, out, "pdftotext", "IN", "-"); strings.Contains(text, "MatKhau") {
		t.Errorf("a file of the machine is in the PDF:\n%s", text)
	}
	if list := run(t, out, "pdfimages", "-list", "IN"); strings.Contains(list, " image ") {
		t.Errorf("a picture of the machine is in the PDF:\n%s", list)
	}
}

func TestUnreadable(t *testing.T) {
	t.Parallel()
	c := office(t, pdf.Options{})
	for name, docx := range map[string][]byte{
		"no zip":     []byte("không phải tệp Word"),
		"broken xml": page(t, "<w:p>", nil),
		"too long":   page(t, "<w:p><w:r><w:t>"+strings.Repeat("a", 65<<20)+"</w:t></w:r></w:p>", nil),
	} {
		if _, err := c.Convert(t.Context(), docx); !errors.Is(err, pdf.ErrUnreadable) {
			t.Errorf("%s: %v, want %v", name, err, pdf.ErrUnreadable)
		}
	}
}

func TestMissing(t *testing.T) {
	t.Parallel()
	for use, want := range map[string]pdf.Lack{
		pdf.None: pdf.LackWish, "word": pdf.LackSense, "http://": pdf.LackAddress, "http://may?x=1": pdf.LackAddress,
	} {
		_, err := pdf.Open(pdf.Options{Use: use})
		if lack := (*pdf.MissingError)(nil); !errors.As(err, &lack) || lack.Lack != want {
			t.Errorf("Use %q: %v, want %s", use, err, want)
		}
	}
}
