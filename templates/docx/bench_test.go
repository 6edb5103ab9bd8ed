package docx_test

import (
	"fmt"
	"strings"
	"testing"

	"vanthu/templates/docx"
)

// report is a look-alike of a report of three pages: its head in a table without
// lines, sections with paragraphs, a table of figures, recipients and signature.
func report(tb testing.TB) ([]byte, docx.Schema, docx.Values) {
	tb.Helper()
	var body strings.Builder
	body.WriteString(tbl(tr(p("{{co_quan_tren}}")+p("{{co_quan}}")+p("Số: {{so}}/{{ky_hieu}}"),
		p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")+p("Độc lập - Tự do - Hạnh phúc")+p("{{noi}}, {{ngay}}"))))
	body.WriteString(p("BÁO CÁO") + p("{{trich_yeu}}") + p("{{#kinh_gui}}") + p("Kính gửi: {{.}}") + p("{{/kinh_gui}}"))
	body.WriteString(p("{{@noi_dung}}"))
	body.WriteString(tbl(tr(p("TT"), p("Nội dung"), p("Kết quả")), tr(p("{{#bang}}{{tt}}"), p("{{viec}}"), p("{{ket_qua}}{{/bang}}"))))
	body.WriteString(tbl(tr(p("Nơi nhận:")+p("{{#noi_nhan}}")+p("- {{.}};")+p("{{/noi_nhan}}"), p("{{chuc_vu}}")+p("{{ho_ten}}"))))
	schema := docx.Schema{"kinh_gui": texts, "noi_nhan": texts, "noi_dung": {Kind: docx.KindBlocks},
		"bang": list(docx.Schema{"tt": text, "viec": text, "ket_qua": text})}
	values := docx.Values{"kinh_gui": docx.Texts{"Sở Văn hóa, Thể thao và Du lịch"}, "noi_nhan": docx.Texts{"Như trên", "CT, PCT UBND phường", "Lưu: VT"}}
	for _, name := range []string{"co_quan_tren", "co_quan", "so", "ky_hieu", "noi", "ngay", "trich_yeu", "chuc_vu", "ho_ten"} {
		schema[name], values[name] = text, docx.Text("Ủy ban nhân dân phường & "+name)
	}
	var rows docx.List
	for i := range 12 {
		rows = append(rows, docx.Values{"tt": docx.Text(fmt.Sprint(i + 1)), "viec": docx.Text("Tuyên truyền, phổ biến pháp luật"), "ket_qua": docx.Text("Đạt")})
	}
	values["bang"] = rows
	const sentence = "Công tác xây dựng gia đình và phòng, chống bạo lực gia đình tiếp tục được các cấp, các ngành quan tâm. "
	var blocks docx.Blocks
	for i := range 30 {
		blocks = append(blocks, &docx.Paragraph{Style: "NoiDung", Runs: []docx.Run{{Text: fmt.Sprintf("%d. ", i+1), Bold: true}, {Text: strings.Repeat(sentence, 3)}}})
	}
	values["noi_dung"] = blocks
	return newFiles(body.String()).zip(tb), schema, values
}

func TestReportIsSound(t *testing.T) {
	t.Parallel()
	file, schema, values := report(t)
	out := must(must(docx.Compile("báo cáo", file, schema))(t).Render(values))(t)
	if got := docx.Lint(out); got != nil {
		t.Errorf("lint: %v", got)
	}
}

func BenchmarkRender(b *testing.B) {
	file, schema, values := report(b)
	tmpl, err := docx.Compile("báo cáo", file, schema)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := tmpl.Render(values); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "docs/s")
}

func BenchmarkCompile(b *testing.B) {
	file, schema, _ := report(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := docx.Compile("báo cáo", file, schema); err != nil {
			b.Fatal(err)
		}
	}
}
