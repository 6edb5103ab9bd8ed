package filing_test

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"

	"vanthu/documents"
	"vanthu/workflow"
)

// TestPackageOfWhatCame: a document that came is in the package with its files, as
// they came, and with what the decree asks of it.
func TestPackageOfWhatCame(t *testing.T) {
	t.Parallel()
	eachStore(t, func(t *testing.T, o *office) {
		t.Helper()
		r, err := o.engine.Enter(t.Context(), o.who("clerk"), workflow.Receipt{
			Kind: documents.Official, Author: "Sở Khoa học và Công nghệ", Notation: "2959/SKHCN-TĐC", Date: documents.Date{Year: 2026, Month: 2, Day: 27},
			Abstract: "Báo cáo kết quả", Source: workflow.ByFile, Signer: "Nguyễn Văn A",
			Files: []workflow.Brought{{Name: "2959.pdf", Type: "application/pdf", Data: []byte("%PDF-1.7 công văn")}, {Name: "Phụ lục.XLSX", Type: "application/octet-stream", Data: []byte("PK bảng")}},
		})
		must(t, err)
		f := o.put(o.opened("01.VHXH"), r)
		_, err = o.Close(t.Context(), o.who("drafter"), f, o.engine.Today())
		wantRule(t, "before it is dealt with", err, workflow.RuleFileUnfinished)
		data := packed(t, o, f.ID)
		z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		must(t, err)
		about := read(t, z, "H48.61.2.2026.01.VHXH/metadata/descriptive/H48.61.2.2026.01.VHXH.001.xml")
		for _, part := range []string{"<CodeNotation>2959/SKHCN-TĐC</CodeNotation>", "<ArrivalDate>02/3/2026</ArrivalDate>", "<ArrivalNumber>01</ArrivalNumber>", "<OrganName>Sở Khoa học và Công nghệ</OrganName>", "<FullName>Nguyễn Văn A</FullName>", "<TypeName>Công văn</TypeName>"} {
			if !strings.Contains(about, part) {
				t.Errorf("%s is not in\n%s", part, about)
			}
		}
		for name, want := range map[string]string{"001.pdf": "%PDF-1.7 công văn", "001-2.xlsx": "PK bảng"} {
			if got := read(t, z, "H48.61.2.2026.01.VHXH/representations/van-ban/data/H48.61.2.2026.01.VHXH."+name); got != want {
				t.Errorf("%s: got %q", name, got)
			}
		}
	})
}
