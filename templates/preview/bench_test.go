package preview_test

import (
	"strconv"
	"testing"

	"vanthu/documents"
	"vanthu/templates"
	"vanthu/templates/preview"
)

// BenchmarkHTML shows the seed report, of three pages.
func BenchmarkHTML(b *testing.B) { bench(b, issue(b, "bao-cao-duc-pho")[0].file) }

// BenchmarkLong shows reports of some 10, 100 and 1,000 pages: time must grow as
// they do.
func BenchmarkLong(b *testing.B) {
	for _, pages := range []int{10, 100, 1000} {
		b.Run(strconv.Itoa(pages), func(b *testing.B) { bench(b, long(b, pages)) })
	}
}

func bench(b *testing.B, file []byte) {
	b.Helper()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := preview.HTML(file, preview.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// long returns the seed report with its text repeated.
func long(tb testing.TB, pages int) []byte {
	tb.Helper()
	catalogue, err := templates.Load()
	if err != nil {
		tb.Fatal(err)
	}
	text, err := templates.Example("bao-cao-duc-pho")
	if err != nil {
		tb.Fatal(err)
	}
	doc, err := documents.Load(text)
	if err != nil {
		tb.Fatal(err)
	}
	const each = 3
	body := doc.Body
	for range pages/each - 1 {
		doc.Body = append(doc.Body, body...)
	}
	file, err := catalogue.Fill(&doc)
	if err != nil {
		tb.Fatal(err)
	}
	return file
}
