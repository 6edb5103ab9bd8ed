package sheet_test

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"vanthu/server/sheet"
)

// utf16le is text as Excel's "Unicode text" has it.
func utf16le(text string) string {
	var out strings.Builder
	for _, u := range utf16.Encode([]rune("\ufeff" + text)) {
		out.WriteByte(byte(u))
		out.WriteByte(byte(u >> 8))
	}
	return out.String()
}

func TestReadCSV(t *testing.T) {
	t.Parallel()
	want := []sheet.Row{{Line: 1, Cells: []string{"Tên", "Mã"}}, {Line: 3, Cells: []string{"Sở\nNội vụ", `a"b`}}, {Line: 5, Cells: []string{"", "H48"}}}
	for name, file := range map[string]string{
		"Commas":     "Tên,Mã\n\n\"Sở\nNội vụ\",\"a\"\"b\"\n,H48\n",
		"Semicolons": "\ufeffTên;Mã\r\n;;\r\n\"Sở\nNội vụ\";\"a\"\"b\";\r\n;H48\r\n",
		"Tabs":       utf16le("Tên\tMã\n\t\n\"Sở\nNội vụ\"\t\"a\"\"b\"\n\tH48\n"),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := sheet.Read([]byte(file))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestWrittenIsRead(t *testing.T) {
	t.Parallel()
	rows := [][]string{{"Tên", "Mã"}, {"Sở Nội vụ; tỉnh", "=1+1"}, {"", "0123"}, {"hai\ndòng", "2025-11-25"}}
	want := []sheet.Row{
		{Line: 1, Cells: rows[0]}, {Line: 2, Cells: rows[1]}, {Line: 3, Cells: rows[2]}, {Line: 4, Cells: rows[3]},
	}
	for name, write := range map[string]func() ([]byte, error){
		"Excel": func() ([]byte, error) { return sheet.WriteExcel("Sổ địa chỉ", rows) },
		"CSV":   func() ([]byte, error) { return sheet.WriteCSV(rows) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file, err := write()
			if err != nil {
				t.Fatal(err)
			}
			got, err := sheet.Read(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestReadRefuses(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		file string
		want error
	}{
		"OldExcel":   {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", sheet.ErrOldExcel},
		"NotUnicode": {"S\xf4\n", sheet.ErrText},
		"Binary":     {"a\x00b", sheet.ErrText},
		"NoExcel":    {"PK\x03\x04 and no more", sheet.ErrNoList},
		"Large":      {strings.Repeat("a", sheet.MaxFile+1), sheet.ErrTooLarge},
		"Long":       {strings.Repeat("a\n", sheet.MaxRows+1), sheet.ErrTooLarge},
		"Wide":       {strings.Repeat("a,", sheet.MaxColumns) + "a", sheet.ErrTooLarge},
		"Cell":       {strings.Repeat("a", 4001), sheet.ErrTooLarge},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if _, err := sheet.Read([]byte(c.file)); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}

func TestDay(t *testing.T) {
	t.Parallel()
	for cell, want := range map[string]string{"45986": "2025-11-25", "45986.5": "2025-11-25", "12": "", "1e9": "", "mai": "", "NaN": "", "-1": ""} {
		got := ""
		if day, ok := sheet.Day(cell); ok {
			got = day.Format("2006-01-02")
		}
		if got != want {
			t.Errorf("%s is %q, want %q", cell, got, want)
		}
	}
}

// FuzzRead: whatever is uploaded is rows within the bounds, or refused.
func FuzzRead(f *testing.F) {
	file, err := sheet.WriteExcel("S", [][]string{{"Tên"}, {"Sở"}})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(file)
	f.Add([]byte("Tên;Mã\n\"a\";b\n"))
	f.Add([]byte(utf16le("Tên\tMã\n")))
	f.Fuzz(func(t *testing.T, file []byte) {
		rows, err := sheet.Read(file)
		if err != nil && len(rows) > 0 {
			t.Error("rows with an error")
		}
		last := 0
		for _, row := range rows {
			if len(row.Cells) == 0 || len(row.Cells) > sheet.MaxColumns || row.Line <= last {
				t.Fatalf("row %+v after line %d", row, last)
			}
			last = row.Line
		}
	})
}
