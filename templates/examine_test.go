package templates_test

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/documents"
	"vanthu/templates/compose"
	"vanthu/templates/docx"
)

// An edit changes the text of one part; "" is the main one.
type edit struct{ part, old, text string }

// edited returns our template with parts of it changed, as an office would.
func edited(t testing.TB, edits ...edit) []byte {
	t.Helper()
	parts := namedKind(t)
	for _, e := range edits {
		if e.part == "" {
			e.part = docx.MainPart
		}
		done := false
		for i := range parts {
			if parts[i].Name == e.part && strings.Contains(string(parts[i].Body), e.old) {
				parts[i].Body = []byte(strings.Replace(string(parts[i].Body), e.old, e.text, 1))
				done = true
			}
		}
		if !done {
			t.Fatalf("%q is not in %s", e.old, e.part)
		}
	}
	file, err := compose.Zip(parts)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// withPart returns file with one part more.
func withPart(t testing.TB, file []byte, name, body string) []byte {
	t.Helper()
	return remade(t, file, func(n string, data []byte) []byte { return data }, map[string]string{name: body})
}

// remade returns file with each part as change makes it, and more.
func remade(t testing.TB, file []byte, change func(name string, data []byte) []byte, more map[string]string) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	put := func(name string, data []byte) {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write(data)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range in.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		put(f.Name, change(f.Name, data))
	}
	for name, body := range more {
		put(name, []byte(body))
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func examine(t testing.TB, file []byte) documents.TemplateReport {
	t.Helper()
	return load(t).Examine(file, "1.4", []documents.Kind{documents.Report})
}

func TestOurTemplatesAreHealthy(t *testing.T) {
	t.Parallel()
	catalogue := load(t)
	for _, v := range catalogue.Builtin() {
		file, err := catalogue.BuiltinFile(v.Version)
		if err != nil {
			t.Fatal(err)
		}
		r := catalogue.Examine(file, v.Form, v.Kinds)
		for _, f := range r.Findings {
			t.Errorf("%s: %s", v.Version, &f)
		}
		if len(r.Fields) < 10 {
			t.Errorf("%s: %d fields found", v.Version, len(r.Fields))
		}
	}
}

// TestDoctorFinds gives the doctor one fault after another and holds the first
// finding to its sentence.
func TestDoctorFinds(t *testing.T) {
	t.Parallel()
	const sick = `<w:p><w:pPr><w:pStyle w:val="TrichYeu"/></w:pPr>` // a paragraph to stand before
	before := func(text string) edit { return edit{old: sick, text: text + sick} }
	line := func(text string) string { return "<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>" }
	rel := func(kind, target, mode string) edit {
		return edit{part: "word/_rels/document.xml.rels", old: "</Relationships>",
			text: `<Relationship Id="rX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/` + kind + `" Target="` + target + `"` + mode + `/></Relationships>`}
	}
	for _, c := range []struct {
		name, want string
		file       []byte
	}{
		{"misspelled", "error: Không có trường “trich_yue”. Ở thân văn bản, đoạn N, gần “Về {{trich_yue}}”. Hãy sửa thành “trich_yeu” nếu đó là trường bạn muốn dùng.",
			edited(t, before(line("Về {{trich_yue}}")))},
		{"unknown", "error: Không có trường “nhiet_do”. Ở thân văn bản, đoạn N, gần “{{nhiet_do}}”. Hãy bỏ đi hoặc dùng một trường trong danh sách.",
			edited(t, before(line("{{nhiet_do}}")))},
		{"blanks", "error: “{{trich yeu}}” không phải một dấu trường viết đúng. Ở thân văn bản, đoạn N, gần “{{trich yeu}}”. Hãy sửa tên trường thành trich_yeu.",
			edited(t, before(line("{{trich yeu}}")))},
		{"not closed", "error: Có {{ mà không có }}, hoặc có }} mà không có {{. Ở thân văn bản, đoạn N, gần “{{trich_yeu”.",
			edited(t, before(line("{{trich_yeu")))},
		{"unbalanced", "error: Dấu mở và dấu đóng của “can_cu” không khớp nhau. Ở thân văn bản, đoạn N, gần “{{#can_cu}}”. Mỗi {{#can_cu}}, {{?can_cu}} hay {{^can_cu}} cần đúng một {{/can_cu}} ở sau",
			edited(t, before(line("{{#can_cu}}")))},
		{"block among text", "error: Dấu của trường “noi_dung” không đứng được ở đây. Ở thân văn bản, đoạn N, gần “Nội dung: {{@noi_dung}}”. {{@…}} phải đứng một mình trong đoạn.",
			edited(t, before(line("Nội dung: {{@noi_dung}}")))},
		{"wrong use", "error: Trường “noi_nhan” không viết như thế này được. Ở thân văn bản, đoạn N, gần “{{noi_nhan}}”. Hãy viết {{#noi_nhan}}{{.}}{{/noi_nhan}}.",
			edited(t, before(line("{{noi_nhan}}")))},
		{"missing", "error: Mẫu thiếu trường bắt buộc “ho_ten”: Họ và tên người ký (Điều 8). Hãy thêm {{ho_ten}} vào chỗ của nó.",
			edited(t, edit{old: "{{ho_ten}}"})},
		{"in a cell", "error: Không có trường “ab_cd”. Ở thân văn bản, đoạn N, bảng 1 hàng 1 cột 2, gần “{{ab_cd}}”.",
			edited(t, edit{old: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", text: "{{ab_cd}}"})},
		{"in a header", "error: Không có trường “ab_cd”. Ở đầu trang, đoạn N, gần “{{ab_cd}}”.",
			edited(t, edit{part: "word/header1.xml", old: "<w:p>", text: line("{{ab_cd}}") + "<w:p>"})},
		{"in a property", "error: Không có trường “ab_cd”. Ở thuộc tính của tệp.",
			edited(t, edit{part: "docProps/core.xml", old: "{{tieu_de}}", text: "{{ab_cd}}"})},
		{"on the second page", "error: Không có trường “ab_cd”. Ở thân văn bản, trang 2, đoạn N, gần “{{ab_cd}}”.",
			edited(t, before(`<w:p><w:r><w:br w:type="page"/></w:r></w:p>`+line("{{ab_cd}}")))},
		{"undefined style", "error: Kiểu chữ (style) “La” được dùng mà không có trong tệp. Ở thân văn bản, đoạn N, gần “x”.",
			edited(t, before(`<w:p><w:pPr><w:pStyle w:val="La"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>`))},
		{"tracked", "error: Tệp còn sửa đổi được theo dõi hoặc nhận xét. Ở thân văn bản, đoạn N, gần “mới”. Trong Word, ở thẻ Review",
			edited(t, before(`<w:p><w:ins w:id="9" w:author="x"><w:r><w:t>mới</w:t></w:r></w:ins><w:r><w:t>mới</w:t></w:r></w:p>`))},
		{"picture from outside", "error: Tệp lấy nội dung từ nơi khác: “http://x.vn/a.png”. Ở thân văn bản.",
			edited(t, rel("image", "http://x.vn/a.png", ` TargetMode="External"`))},
		{"embedded object", "error: Tệp có thành phần nhúng hoặc lệnh lấy nội dung từ nơi khác: đối tượng OLE. Ở thân văn bản.",
			withPart(t, edited(t, rel("oleObject", "embeddings/o.bin", ""), edit{part: "[Content_Types].xml", old: "<Default ", text: `<Default Extension="bin" ContentType="application/octet-stream"/><Default `}), "word/embeddings/o.bin", "x")},
		{"command", "error: Tệp có thành phần nhúng hoặc lệnh lấy nội dung từ nơi khác: lệnh INCLUDEPICTURE của Word. Ở thân văn bản, đoạn N.",
			edited(t, before(`<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> INCLUDE</w:instrText></w:r><w:r><w:instrText>PICTURE "http://x"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`))},
		{"secret", "error: Tệp có dấu chỉ độ mật (Luật Bảo vệ bí mật nhà nước). Ở thân văn bản, đoạn N. Văn bản mật không được",
			edited(t, before(line("TUYỆT MẬT")))},
		{"macro", "error: Tệp có macro. Hãy lưu lại dạng Word Document (*.docx)", withPart(t, edited(t), "word/vbaProject.bin", "x")},
		{"no Word file", "error: Tệp không phải văn bản Word (.docx).", []byte("PK")},
		{"old Word file", "error: Tệp là .doc kiểu cũ hoặc có đặt mật khẩu.", []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....")},
		{"font", "warn: Phông chữ “Arial”, quy định là Times New Roman (Phụ lục I, mục I, khoản 4). Ở thân văn bản, đoạn N.",
			edited(t, before(`<w:p><w:r><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/></w:rPr><w:t>x</w:t></w:r></w:p>`))},
		{"size of a style", "warn: Cỡ chữ 12 của Nội dung, quy định 13 đến 14 (Phụ lục I, mục II, khoản 6, điểm e). Ở kiểu chữ (style) “Nội dung”.",
			edited(t, edit{part: "word/styles.xml", old: `<w:sz w:val="28"/><w:szCs w:val="28"/></w:rPr></w:style><w:style w:type="paragraph" w:customStyle="1" w:styleId="GachDauDong">`,
				text: `<w:sz w:val="24"/></w:rPr></w:style><w:style w:type="paragraph" w:customStyle="1" w:styleId="GachDauDong">`})},
		{"margin", "warn: Lề trái 20 mm, quy định 30 đến 35 mm (Phụ lục I, mục I, khoản 1, 2, 3 và 7). Ở thân văn bản.",
			edited(t, edit{old: `w:left="1701"`, text: `w:left="1134"`})},
		{"paper", "warn: Khổ giấy 215,9 × 279,4 mm, quy định là A4 (210 × 297 mm)", edited(t, edit{old: `<w:pgSz w:w="11906" w:h="16838"/>`, text: `<w:pgSz w:w="12240" w:h="15840"/>`})},
		{"cut", "info: Word đã cắt rời các trường ho_ten; chương trình tự nối lại. Ở thân văn bản.",
			edited(t, edit{old: "{{ho_ten}}", text: `{{ho</w:t></w:r><w:r><w:t>_ten}}`})},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := examine(t, c.file)
			if len(r.Findings) == 0 {
				t.Fatal("nothing was found")
			}
			f := r.Findings[0]
			if f.Place.Paragraph > 0 { // where exactly is a matter of our template
				c.want = strings.Replace(c.want, "đoạn N", documents.TemplatePlace{Paragraph: f.Place.Paragraph}.String(), 1)
			}
			if got := string(f.Severity) + ": " + f.String(); !strings.HasPrefix(got, c.want) {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
			if r.Usable() != (f.Severity != documents.SeverityError) {
				t.Errorf("usable: %v", r.Usable())
			}
		})
	}
}

// TestDoctorTellsAllAtOnce: a file with several faults is mended in one go.
func TestDoctorTellsAllAtOnce(t *testing.T) {
	t.Parallel()
	r := examine(t, edited(t,
		edit{old: "{{so_ky_hieu}}", text: "{{so_ki_hieu}}"}, edit{old: "{{/can_cu}}"}, edit{old: "{{@noi_dung}}", text: "Kính trình: {{@noi_dung}}"},
		edit{old: "{{ho_ten}}"}, edit{old: `w:left="1701"`, text: `w:left="850"`}, edit{part: "word/header1.xml", old: "<w:p>", text: "<w:p><w:r><w:t>{{x}}</w:t></w:r></w:p><w:p>"}))
	var got []string
	for _, f := range r.Findings {
		got = append(got, string(f.Rule)+" "+f.Got)
	}
	want := []string{
		"template_field_unknown so_ki_hieu", "template_mark_pair can_cu", "template_mark_place noi_dung",
		"template_field_unknown x", "template_field_absent ho_ten", "template_field_absent so_ky_hieu",
		"template_margin trái 15 mm, quy định 30 đến 35 mm",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	known := map[string]bool{}
	for _, f := range r.Fields {
		known[f.Name] = f.Known
		if f.Known != (f.Means != "") || f.Uses < 1 || f.First.Part == "" {
			t.Errorf("field %+v", f)
		}
	}
	if !known["trich_yeu"] || known["so_ki_hieu"] || known["x"] {
		t.Errorf("fields: %v", known)
	}
}
