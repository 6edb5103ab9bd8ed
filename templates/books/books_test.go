package books_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"vanthu/documents"
	"vanthu/templates/books"
	"vanthu/templates/docx"
)

func book(lines int) *books.Book {
	b := &books.Book{
		Issuer: documents.Issuer{Name: "Ủy ban nhân dân phường Đức Phổ", Symbol: "UBND"}, Series: "BC", Year: 2025,
	}
	for n := range lines {
		b.Lines = append(b.Lines, books.Line{
			Reference: documents.Reference{Number: n + 1, Symbol: "BC-UBND"}, Date: documents.Date{Year: 2025, Month: 11, Day: 1 + n%28},
			Abstract: "Báo cáo: Kết quả thực hiện Kế hoạch số 21/KH-UBND ngày 09/8/2025", Signatory: "Trần Quang Minh",
			Recipients: "Sở Khoa học và Công nghệ tỉnh Quảng Ngãi; Thường trực HĐND phường (để b/c)", KeptBy: "VT, VHXH", Copies: 8,
		})
	}
	if lines > 1 {
		b.Lines[1].Note = "Đã hủy: Sai nơi nhận"
	}
	return b
}

// TestOutgoing: the cover says whose book it is and what it has, twice, and there
// is a row for each number.
func TestOutgoing(t *testing.T) {
	t.Parallel()
	file, err := books.NewPrinter().Outgoing(book(60))
	if err != nil {
		t.Fatal(err)
	}
	if dir := os.Getenv("VANTHU_BOOKS"); dir != "" { // to be looked at
		if err := os.WriteFile(filepath.Join(dir, "so-van-ban-di.docx"), file, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	text, err := docx.PlainText(file)
	if err != nil {
		t.Fatal(err)
	}
	all := strings.Join(text, "\n")
	for want, times := range map[string]int{
		"PHƯỜNG ĐỨC PHỔ": 2, "SỔ ĐĂNG KÝ VĂN BẢN ĐI": 2, "Năm: 2025": 2, "Từ ngày 01/11/2025 đến ngày 04/11/2025": 2, "Từ số 01 đến số 60": 2,
		"Ngày chuyển": 1, "Ký nhận": 1, "(10)": 1, "60/BC-UBND": 1, "Đã hủy: Sai nơi nhận": 1,
	} {
		if got := strings.Count(all, want); got != times {
			t.Errorf("%q stands %d times, want %d", want, got, times)
		}
	}
	if findings := docx.Lint(file); len(findings) > 0 {
		t.Errorf("lint: %v", findings)
	}
}

// TestBounds: a book without a line is a cover to be filled in; one that is too
// long for a file is refused.
func TestBounds(t *testing.T) {
	t.Parallel()
	p := books.NewPrinter()
	if _, err := p.Outgoing(book(0)); err != nil {
		t.Error(err)
	}
	if _, err := p.Outgoing(book(10_000)); err != nil {
		t.Errorf("a year of a ward: %v", err)
	}
	if _, err := p.Outgoing(book(60_000)); !errors.Is(err, books.ErrTooLong) {
		t.Errorf("got %v, want ErrTooLong", err)
	}
}
