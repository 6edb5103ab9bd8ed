package main_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"vanthu/documents"
	server "vanthu/server"
	"vanthu/templates"
	"vanthu/workflow"
)

// TestWithoutConverter holds that a start says what is missing and how to get
// it, and that a person reads the same.
func TestWithoutConverter(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	for use, want := range map[string]string{
		"auto": "apt install libreoffice-writer-nogui fonts-liberation2", "libreoffice": "-pdf http://MÁY:CỔNG", "none": "(-pdf none)",
	} {
		p, notice, err := server.OpenPrinter(use)
		if err != nil {
			t.Fatal(err)
		}
		_, err = p.PDF(t.Context(), nil)
		said := workflow.Say(err)
		if !errors.Is(err, documents.ErrUnavailable) || !errors.Is(p.Lack(), documents.ErrUnavailable) || !strings.Contains(said.Detail, want) || !strings.Contains(notice, want) {
			t.Errorf("-pdf %s: %v, %q, the start says %q", use, err, said.Detail, notice)
		}
	}
	for _, use := range []string{"word", "http://", "ftp://may"} {
		if _, _, err := server.OpenPrinter(use); err == nil || server.Report(new(strings.Builder), err) != 2 {
			t.Errorf("-pdf %s: %v", use, err)
		}
	}
}

// TestPrinterSays holds what a person is told of each way in which Gotenberg
// fails.
func TestPrinterSays(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(filepath.Join("..", "templates", "examples", "bao-cao-duc-pho.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := documents.Load(text)
	if err != nil {
		t.Fatal(err)
	}
	catalogue, err := templates.Load()
	if err != nil {
		t.Fatal(err)
	}
	docx, _, err := catalogue.Render(&doc, "")
	if err != nil {
		t.Fatal(err)
	}
	for status, want := range map[int]struct{ kind, says string }{
		http.StatusServiceUnavailable:  {"unavailable", "Nhiều văn bản đang được chuyển"},
		http.StatusBadRequest:          {"invalid", "không đọc được tệp này"},
		http.StatusInternalServerError: {"unavailable", "không trả lời"},
	} {
		gotenberg := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) }))
		p, notice, err := server.OpenPrinter(strings.Replace(gotenberg.URL, "http://", "http://nguoi:matkhau@", 1))
		if err != nil || strings.Contains(notice, "matkhau") || !strings.Contains(notice, "Gotenberg ở http://nguoi:") {
			t.Fatalf("%v, the start says %q", err, notice)
		}
		_, err = p.PDF(t.Context(), docx)
		if said := workflow.Say(err); said.Kind != want.kind || !strings.Contains(said.Detail, want.says) {
			t.Errorf("%d: %+v, want %+v", status, said, want)
		}
		gotenberg.Close()
	}
}
