package books_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"vanthu/documents"
	"vanthu/templates/books"
	"vanthu/templates/docx"
	"vanthu/templates/layout"
)

// book is a book of that many lines; those of wide are long in every column.
func book(form layout.BookForm, lines int, wide bool) *books.Book {
	b := &books.Book{
		Form: form, Issuer: documents.Issuer{Name: "Ủy ban nhân dân phường Đức Phổ", Symbol: "UBND"}, Series: "BC", Year: 2025,
	}
	for n := range lines {
		var line []string
		for i, column := range form.Columns {
			text := fmt.Sprintf("%02d/%d.", n+1, i+1)
			if wide {
				text += strings.Repeat(" "+strings.ToLower(column.Heading)+" Kế hoạch số 21/KH-UBND", 6)
			}
			line = append(line, text)
		}
		b.Lines = append(b.Lines, line)
	}
	if lines > 0 {
		b.From, b.To = documents.Date{Year: 2025, Month: 11, Day: 1}, documents.Date{Year: 2025, Month: 11, Day: 4}
		b.First, b.Last = "01", fmt.Sprintf("%02d", lines)
	}
	return b
}

// TestEachBook: the cover says whose book it is and what it has, twice, and there is
// each column and a row for each line, whether there are few or many, short or long.
func TestEachBook(t *testing.T) {
	t.Parallel()
	p := books.NewPrinter()
	for _, form := range layout.Books() {
		for _, size := range []struct {
			lines int
			wide  bool
		}{{0, false}, {1, false}, {60, false}, {3, true}} {
			name := fmt.Sprintf("%s-%d", form.Name, size.lines)
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				file, err := p.Print(book(form, size.lines, size.wide))
				if err != nil {
					t.Fatal(err)
				}
				if dir := os.Getenv("VANTHU_BOOKS"); dir != "" { // to be looked at
					if err := os.WriteFile(filepath.Join(dir, name+".docx"), file, 0o600); err != nil {
						t.Fatal(err)
					}
				}
				checkBook(t, file, form, size.lines)
			})
		}
	}
}

func checkBook(t *testing.T, file []byte, form layout.BookForm, lines int) {
	t.Helper()
	text, err := docx.PlainText(file)
	if err != nil {
		t.Fatal(err)
	}
	all := "\n" + strings.Join(text, "\n") + "\n"
	want := map[string]int{
		"PHƯỜNG ĐỨC PHỔ": 2, strings.ToUpper(form.Title): 2, "Năm: 2025": 2, "Sổ BC": 2, "Quyển số: ........": 2,
		fmt.Sprintf("(%d)", len(form.Columns)): 1, fmt.Sprintf("(%d)", len(form.Columns)+1): 0,
	}
	numbers := fmt.Sprintf("Từ số 01 đến số %02d", lines)
	if lines == 0 {
		numbers, want["Từ ngày ........ đến ngày ........"] = "Từ số ........ đến số ........", 2
	} else {
		want["Từ ngày 01/11/2025 đến ngày 04/11/2025"] = 2
		want[fmt.Sprintf("\n%02d/1.", lines)] = 1
		want[fmt.Sprintf("\n%02d/%d.", lines, len(form.Columns))] = 1
	}
	if want[numbers] = 2; !form.Numbered {
		want[numbers] = 0
	}
	for text, times := range want {
		if got := strings.Count(all, text); got != times {
			t.Errorf("%q stands %d times, want %d", text, got, times)
		}
	}
	for _, column := range form.Columns {
		if !strings.Contains(all, "\n"+column.Heading+"\n") {
			t.Errorf("there is no column %q", column.Heading)
		}
	}
	if findings := docx.Lint(file); len(findings) > 0 {
		t.Errorf("lint: %v", findings)
	}
}

// TestBounds: a year of a ward is printed; what is too long for a file is refused, and
// so is a form that is none.
func TestBounds(t *testing.T) {
	t.Parallel()
	p := books.NewPrinter()
	form, _ := layout.Book(layout.OutgoingBook)
	if _, err := p.Print(book(form, 10_000, false)); err != nil {
		t.Errorf("a year of a ward: %v", err)
	}
	if _, err := p.Print(book(form, 60_000, false)); !errors.Is(err, books.ErrTooLong) {
		t.Errorf("got %v, want ErrTooLong", err)
	}
	if _, err := p.Print(&books.Book{}); err == nil {
		t.Error("a form that is none was printed")
	}
}

// TestColumnsFillTheSheet: the columns of each book are together as wide as the others'.
func TestColumnsFillTheSheet(t *testing.T) {
	t.Parallel()
	for _, form := range layout.Books() {
		sum := 0.0
		for _, column := range form.Columns {
			sum += column.Width
		}
		if sum != 252 {
			t.Errorf("%s is %g mm wide", form.Name, sum)
		}
	}
}
