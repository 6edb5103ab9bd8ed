package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/documents"
	"vanthu/server/sheet"
)

const list = "\ufeffSTT;Tên cơ quan;Tên viết tắt;Mã định danh;Cấp;Cơ quan cấp trên;Email;Ghi chú\r\n" +
	"1;Sở Tài chính tỉnh Quảng Ngãi;Sở Tài chính;H48.20;Cấp tỉnh;UBND tỉnh;vt@stc.vi-du.vn;x\r\n" +
	"2;Ủy ban nhân dân tỉnh Quảng Ngãi;UBND tỉnh;H48;tỉnh;;;\r\n" +
	"3;Sở Nội vụ tỉnh Quảng Ngãi;;H48.19;;;;\r\n" +
	"4;Sở Tài chính tỉnh Quảng Ngãi;;;;;;\r\n" +
	"5;;;;;;;\r\n" +
	"6;Sở Lạ;;h-48;cõi trên;Bộ Không Có;;\r\n"

// uploaded uploads a list and opens what it would do.
func (w *world) uploaded(name, file string) page {
	w.t.Helper()
	return w.follow("vanthu", w.upload("vanthu", "/so-dia-chi/nhap", nil, name, []byte(file)))
}

func (w *world) book() []documents.Agency {
	w.t.Helper()
	all, err := w.engine.WholeBook(w.t.Context(), w.account("vanthu"))
	w.must(err)
	return all
}

func TestListIsTakenIn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.furnish()
	p := w.uploaded("danh-sach.csv", list).says("Tệp danh-sach.csv", "Không hiểu các cột: Ghi chú", "3 dòng sẽ được ghi")
	want := []string{
		"Sở Tài chính tỉnh Quảng Ngãi H48.20 2 Thêm mới",
		"Ủy ban nhân dân tỉnh Quảng Ngãi H48 3 Thêm mới",
		"Sở Nội vụ tỉnh Quảng Ngãi H48.19 4 Sửa đổi Mã định danh",
		"Sở Tài chính tỉnh Quảng Ngãi 5 Từ chối Tên: Dòng này lặp lại một dòng ở trên, dòng 2. Hãy bỏ một trong hai dòng.",
		"(không có tên) 6 Từ chối Tên: Còn để trống (Phụ lục I, ô 9b). Hãy điền đủ rồi làm lại.",
	}
	rows := p.rows()
	if diff := cmp.Diff(want, rows[:5]); diff != "" {
		t.Error(diff)
	}
	for _, why := range []string{"Sở Lạ h-48 7 Từ chối", "Cấp: Không có cấp này", "Mã định danh điện tử không đúng dạng"} {
		if !strings.Contains(rows[5], why) {
			t.Errorf("%q does not say %q", rows[5], why)
		}
	}
	if n := len(w.book()); n != 1 {
		t.Errorf("a look stored something: %d entries", n)
	}
	w.get("vanthu", "/so-dia-chi/nhap/xem?loai=sua").says("Sở Nội vụ").hides("Sở Tài chính")

	done := w.follow("vanthu", w.change("vanthu", "/so-dia-chi/nhap/xem", nil)).says("Đã ghi vào sổ địa chỉ", "Không có dòng nào làm thay đổi sổ")
	if !strings.Contains(strings.Join(done.rows(), "\n"), "Sở Tài chính tỉnh Quảng Ngãi H48.20 2 Đã có, không đổi") {
		t.Errorf("afterwards: %q", done.rows())
	}
	first := w.book()
	stc := w.agency(w.idOf("so tai chinh"))
	if stc.Parent != w.idOf("ubnd tinh") || stc.Level != documents.Province || len(stc.Channels) != 1 || stc.Channels[0].Address != "vt@stc.vi-du.vn" {
		t.Errorf("got %+v", stc)
	}
	if a := w.agency("snv"); a.Short != "Sở Nội vụ" || a.Code != "H48.19" {
		t.Errorf("an empty cell took something away: %+v", a)
	}
	w.uploaded("danh-sach.csv", list).says("Không có dòng nào làm thay đổi sổ")
	if diff := cmp.Diff(first, w.book()); diff != "" {
		t.Error(diff)
	}
}

// TestBookGoesOutAndIn: the file of the whole book, taken in again, changes
// nothing; what was changed in it is.
func TestBookGoesOutAndIn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.furnish()
	admin := w.account("quantri")
	for _, a := range []documents.Agency{
		{ID: "cu", Name: "Sở Cũ", Until: documents.Date{Year: 2025, Month: 6, Day: 30}, Successor: "snv"},
		{ID: "cu-2", Name: "Sở Nội vụ tỉnh Quảng Ngãi", Until: documents.Date{Year: 2024, Month: 6, Day: 30}},
		{ID: "day-du", Name: "Trường; lớp", Level: documents.Outside, Code: "H48.9", Parent: "snv", Aliases: []string{"a;b"}, Channels: []documents.Channel{
			{Medium: documents.ByFolder, Address: "/chung: cũ"}, {Medium: documents.ByEdXML}, {Medium: documents.OnPaper, Address: "12 Trần Phú"},
		}},
	} {
		w.must(w.engine.AddAgency(t.Context(), admin, &a))
	}
	was := w.book()
	file := w.get("vanthu", "/so-dia-chi/tai").want(http.StatusOK).body
	w.uploaded("so-dia-chi.xlsx", string(file)).says("Không có dòng nào làm thay đổi sổ", "Tất cả 4")
	rows, err := sheet.Read(file)
	w.must(err)
	var cells [][]string
	for _, row := range rows {
		cells = append(cells, row.Cells)
	}
	cells[1][2] = "Tên ngắn mới"
	changed, err := sheet.WriteExcel("Sổ", cells)
	w.must(err)
	w.uploaded("so-dia-chi.xlsx", string(changed)).says("1 dòng sẽ được ghi", "đổi Tên ngắn")
	w.change("vanthu", "/so-dia-chi/nhap/xem", nil).want(http.StatusSeeOther)
	was[0].Short = "Tên ngắn mới"
	if diff := cmp.Diff(was, w.book()); diff != "" {
		t.Error(diff)
	}
}

func TestSamplesCanBeTakenIn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, name := range []string{"mau.xlsx", "mau.csv"} {
		p := w.uploaded(name, string(w.get("vanthu", "/so-dia-chi/nhap/"+name).want(http.StatusOK).body))
		p.says("3 dòng sẽ được ghi", "Từ chối 0", "Thêm mới 3").hides("Không hiểu các cột")
	}
}

func TestListsAreRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for name, c := range map[string]struct{ file, says string }{
		"None":     {"", "Chưa chọn tệp"},
		"OldExcel": {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Tệp Excel kiểu cũ"},
		"Encoding": {"T\xean;M\xe3\n", "Bảng mã không đọc được"},
		"Zip":      {"PK\x03\x04 none", "Không phải danh sách"},
		"Heading":  {"Họ;Đệm\n1;2\n", "Không thấy cột tên"},
		"Long":     {"Tên\n" + strings.Repeat("Sở\n", sheet.MaxRows), "Tệp quá lớn"},
	} {
		t.Run(name, func(t *testing.T) {
			file := name + ".csv"
			if name == "None" {
				file = ""
			}
			w.upload("vanthu", "/so-dia-chi/nhap", url.Values{}, file, []byte(c.file)).want(http.StatusUnprocessableEntity).says(c.says)
		})
	}
	w.upload("vanthu", "/so-dia-chi/nhap", nil, "lon.csv", make([]byte, sheet.MaxFile+1<<20)).want(http.StatusRequestEntityTooLarge).says("Nhập sổ địa chỉ")
}

// TestWhatWasSeenIsTakenIn: a list that was uploaded later, on another page, is
// not taken in for the one that was seen.
func TestWhatWasSeenIsTakenIn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	f := w.uploaded("a.csv", "Tên\nSở A\n").form("/so-dia-chi/nhap/xem")
	w.uploaded("b.csv", "Name,Code\nSở B,H48\n").says("Sở B H48 2 Thêm mới")
	w.post("vanthu", "/so-dia-chi/nhap/xem", f).want(http.StatusPreconditionFailed).says("Danh sách đã khác")
	if n := len(w.book()); n != 0 {
		t.Errorf("%d entries", n)
	}
}
