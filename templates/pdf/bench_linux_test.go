package pdf_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"vanthu/templates/pdf"
)

// BenchmarkWarm converts the three pages of the example report, a new file each
// time, by one program that runs already.
func BenchmarkWarm(b *testing.B) {
	c, id := warm(b, pdf.Options{})
	files := make([][]byte, b.N)
	for i := range files {
		files[i] = report(b, strconv.Itoa(i))
	}
	before := ticks(b, id)
	b.ResetTimer()
	for _, docx := range files {
		if _, err := c.Convert(b.Context(), docx); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "files/s")
	b.ReportMetric(float64(ticks(b, id)-before)*10/float64(b.N), "cpu-ms/file") // of the program; a tick is 10 ms
}

// ticks returns the processor time that a program has used.
func ticks(b *testing.B, id int) (sum int) {
	b.Helper()
	data, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(id), "stat"))
	if err != nil {
		b.Fatal(err)
	}
	for _, field := range bytes.Fields(data)[13:15] {
		n, err := strconv.Atoi(string(field))
		if err != nil {
			b.Fatal(err)
		}
		sum += n
	}
	return sum
}

// BenchmarkCold does the same with a LibreOffice started for each file, with a
// profile that is there.
func BenchmarkCold(b *testing.B) {
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		missing(b, "soffice is not installed")
	}
	folder := b.TempDir()
	in := filepath.Join(folder, "in.docx")
	if err := os.WriteFile(in, report(b, "lạnh"), 0o600); err != nil {
		b.Fatal(err)
	}
	convert := func() {
		cmd := exec.CommandContext(b.Context(), soffice, "-env:UserInstallation=file://"+folder+"/profile", "--headless",
			"--convert-to", `pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"}}`, "--outdir", folder, in)
		if out, err := cmd.CombinedOutput(); err != nil {
			b.Fatalf("%v\n%s", err, out)
		}
	}
	convert()
	for b.Loop() {
		convert()
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "files/s")
}
