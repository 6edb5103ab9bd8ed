package books_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"vanthu/documents"
	"vanthu/templates/books"
	"vanthu/templates/docx"
)

// TestFilingForms: each form says what it is given.
func TestFilingForms(t *testing.T) {
	t.Parallel()
	p := books.NewFilingPrinter()
	for _, paper := range []books.FilingPaper{
		{Form: books.YearList, Texts: map[string]string{"nam": "2026", "tong": "Bản danh mục hồ sơ này có 2 hồ sơ, gồm: 1 hồ sơ bảo quản vĩnh viễn; 1 hồ sơ bảo quản có thời hạn.", "nguoi_ky": "CHỦ TỊCH"},
			Lines: [][]string{{"", "I. VĂN HÓA - XÃ HỘI", "", "", ""}, {"", "1. Chuyển đổi số", "", "", ""}, {"01.VHXH", "Hồ sơ thực hiện Kế hoạch chuyển đổi số năm 2026 của Ủy ban nhân dân phường Đức Phổ", "20 năm", "Lê Văn Hiếu", ""}, {"02.VHXH", "Hồ sơ lễ hội", "Vĩnh viễn", "Nguyễn Thị Lan", "Chuyển từ 2025"}}},
		{Form: books.TransferList, Texts: map[string]string{"dong_dau": "Năm 2026", "tong": "Mục lục này gồm 1 hồ sơ."}, Lines: [][]string{{"1", "01.VHXH", "Hồ sơ chuyển đổi số năm 2026", "02/3/2026 - 20/11/2026", "20 năm", "", ""}}},
		{Form: books.DocumentList, Texts: map[string]string{"ma": "H48.61.2.2026.01.VHXH", "ten_ho_so": "Hồ sơ chuyển đổi số năm 2026", "dong_dau": "", "tong": "Mục lục này gồm 1 văn bản."}, Lines: [][]string{{"1", "01/BC-UBND", "02/3/2026", "Báo cáo: Kết quả thực hiện Kế hoạch số 21/KH-UBND", "Ủy ban nhân dân phường Đức Phổ", "", ""}}},
		{Form: books.Minutes, Texts: map[string]string{"ngay": "ngày 29 tháng 11 năm 2026", "don_vi_giao": "Phòng Văn hóa - Xã hội", "nguoi_giao": "Lê Văn Hiếu", "nguoi_nhan": "Đỗ Thị Mai", "khoi": "Hồ sơ năm 2026", "thoi_gian": "2026", "so_ho_so": "01", "so_tep": "12", "tinh_trang": "Đủ văn bản."}},
	} {
		paper.Issuer, paper.Title = documents.Issuer{Name: "Ủy ban nhân dân phường Đức Phổ", Symbol: "UBND"}, "Hồ sơ"
		file, err := p.Fill(&paper)
		if err != nil {
			t.Errorf("%s: %v", paper.Form, err)
			continue
		}
		if dir := os.Getenv("VANTHU_BOOKS"); dir != "" { // to be looked at
			if err := os.WriteFile(filepath.Join(dir, string(paper.Form)+".docx"), file, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		text, err := docx.PlainText(file)
		if err != nil {
			t.Fatal(err)
		}
		all := strings.Join(text, "\n")
		for name, want := range paper.Texts {
			if !strings.Contains(all, want) {
				t.Errorf("%s: %s is not there", paper.Form, name)
			}
		}
		for _, line := range paper.Lines {
			for _, cell := range line {
				if !strings.Contains(all, cell) {
					t.Errorf("%s: %q is not there", paper.Form, cell)
				}
			}
		}
		if strings.Contains(all, "{{") || !strings.Contains(all, "PHƯỜNG ĐỨC PHỔ") {
			t.Errorf("%s:\n%s", paper.Form, all)
		}
		if findings := docx.Lint(file); len(findings) > 0 {
			t.Errorf("%s: lint: %v", paper.Form, findings)
		}
	}
}
