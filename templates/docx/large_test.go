package docx_test

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"vanthu/templates/docx"
)

// A table of ten thousand rows and a body of two hundred pages come out whole,
// and Open takes what Render gives.
func TestLargeValues(t *testing.T) {
	t.Parallel()
	const rows, paragraphs = 10_000, 200 * 20
	template, schema, values := report(t)
	tmpl := must(docx.Compile("báo cáo", template, schema))(t)
	figures, blocks := make(docx.List, rows), make(docx.Blocks, paragraphs)
	var want []string
	for i := range figures {
		n := fmt.Sprint(i + 1)
		figures[i] = docx.Values{"tt": docx.Text(n), "viec": docx.Text("Tuyên truyền"), "ket_qua": docx.Text("Đạt")}
		want = append(want, n, "Tuyên truyền", "Đạt")
	}
	for i := range blocks {
		blocks[i] = &docx.Paragraph{Style: "NoiDung", Runs: []docx.Run{{Text: fmt.Sprintf("Mục %d. ", i) + strings.Repeat("phòng, chống bạo lực gia đình ", 8)}}}
	}
	values["bang"], values["noi_dung"] = figures, blocks
	file := compare(t, tmpl, template, values)
	if got := docx.Lint(file); got != nil {
		t.Errorf("lint: %v", got[:min(len(got), 5)])
	}
	got := must(docx.PlainText(file))(t)
	if text := strings.Join(got, "|"); !strings.Contains(text, strings.Join(want, "|")) {
		t.Error("rows are missing or out of order")
	}
	first := slices.IndexFunc(got, func(s string) bool { return strings.HasPrefix(s, "Mục 0. ") })
	for i := range blocks {
		if first < 0 || !strings.HasPrefix(got[first+i], fmt.Sprintf("Mục %d. ", i)) {
			t.Fatalf("paragraph %d of the body is missing or out of order", i)
		}
	}
}

// What Open would refuse is not made.
func TestTooLargeToOpen(t *testing.T) {
	t.Parallel()
	tmpl := compile(t, p("{{so}}"), numberOnly)
	if _, err := tmpl.Render(number(strings.Repeat("a", 33<<20))); !errors.Is(err, docx.ErrTooLarge) {
		t.Errorf("got %v, want too large", err)
	}
	if _, err := tmpl.Render(number("12")); err != nil {
		t.Errorf("the next one fails: %v", err)
	}
}

// BenchmarkPages shows what a page costs in documents of more and more pages.
func BenchmarkPages(b *testing.B) {
	template, schema, values := report(b)
	tmpl := must(docx.Compile("báo cáo", template, schema))(b)
	const onAPage = 12
	for _, pages := range []int{1, 10, 100, 1000} {
		b.Run(fmt.Sprint(pages), func(b *testing.B) {
			base := values["noi_dung"].(docx.Blocks)
			blocks := make(docx.Blocks, pages*onAPage)
			for i := range blocks {
				blocks[i] = base[i%len(base)]
			}
			long := maps.Clone(values)
			long["noi_dung"] = blocks
			b.ReportAllocs()
			for b.Loop() {
				if _, err := tmpl.Render(long); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*pages), "ns/page")
		})
	}
}
