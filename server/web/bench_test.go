package web_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"vanthu/documents"
)

// BenchmarkPages: what people open all day, of an office with a full page of
// each; what a page costs the server beside the store.
func BenchmarkPages(b *testing.B) {
	w := newWorld(b)
	for n := range 100 {
		_, err := w.engine.Create(b.Context(), w.account("chuyenvien"), documents.Document{
			Kind: documents.Report, Abstract: fmt.Sprintf("Kết quả công tác lần %d", n), Deadline: w.engine.Today().Add(n - 50),
		})
		w.must(err)
	}
	for _, path := range []string{"/", "/van-ban", "/van-ban?loai=BC&han=7"} {
		b.Run(path, func(b *testing.B) {
			for b.Loop() {
				r := w.request("chuyenvien", http.MethodGet, path, nil)
				r.Header.Set("Accept-Encoding", "gzip")
				rec := httptest.NewRecorder()
				if w.web.ServeHTTP(rec, r); rec.Code != http.StatusOK {
					b.Fatal(rec.Code)
				}
			}
		})
	}
}
