package web_test

import (
	"bytes"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"vanthu/workflow/filing/csip"
)

// opened opens a file by the page and returns where it is.
func (w *world) opened(who, notation string) string {
	w.t.Helper()
	p := w.post(who, "/ho-so/mo", one("year", "2025", "notation", notation, "title", "Hồ sơ chuyển đổi số năm 2025", "period", "20 năm"))
	p.want(http.StatusSeeOther)
	at, _, _ := strings.Cut(p.header.Get("Location"), "?")
	return at
}

// TestFilePages takes a file from its opening to the minutes of its transfer.
func TestFilePages(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	sent, waits := w.carry("Kết quả năm", 6), w.carry("Kết quả đang duyệt", 1)
	at := w.opened("chuyenvien", "1.VHXH")
	w.get("chuyenvien", at).want(http.StatusOK).says("2025.01.VHXH", "Hồ sơ chưa có văn bản nào", "ngoài danh mục")
	w.get("chuyenvien", "/van-ban/"+string(sent.ID)).says("Chưa ở trong hồ sơ nào", "01.VHXH: Hồ sơ chuyển đổi số")
	w.post("chuyenvien", "/van-ban/"+string(sent.ID)+"/ho-so", one("file", "2025-01.VHXH")).want(http.StatusSeeOther)
	w.get("chutich", "/van-ban/"+string(sent.ID)).says("01.VHXH, năm 2025")
	w.post("chuyenvien", at+"/van-ban", one("number", sent.Document.Reference.String())).want(http.StatusConflict).says("Văn bản này đã có trong hồ sơ")
	w.post("chuyenvien", at+"/van-ban", one("number", "99/BC-UBND")).want(http.StatusUnprocessableEntity).says("Không có văn bản nào mang số, ký hiệu “99/BC-UBND”")
	w.post("chuyenvien", at+"/van-ban", one("document", string(waits.ID))).want(http.StatusSeeOther)
	w.get("chutich", at).says("đang xử lý", sent.Document.Reference.String()).hides("Cho vào", "Đưa ra", "Kết thúc hồ sơ")
	w.post("chutich", at+"/viec/ket-thuc", one("version", "3", "ended", "2025-11-25")).want(http.StatusForbidden)
	w.post("chuyenvien", at+"/viec/ket-thuc", one("version", "3", "ended", "2025-11-25")).want(http.StatusConflict).says("còn văn bản chưa xử lý xong")
	w.post("chuyenvien", at+"/viec/dua-ra", one("document", string(waits.ID), "why", "Nhầm hồ sơ")).want(http.StatusSeeOther)
	w.post("chuyenvien", at+"/viec/ket-thuc", one("version", "2", "ended", "2025-11-25")).want(http.StatusPreconditionFailed)
	w.post("chuyenvien", at+"/viec/ket-thuc", one("version", "4", "ended", "2025-11-25")).want(http.StatusSeeOther)
	w.get("chuyenvien", at).says("gồm 1 văn bản", "trước 31/12/2026").hides("Mở lại hồ sơ")
	w.get("truongphong", at).says("Mở lại hồ sơ")
	w.get("vanthu", "/ho-so/nop-luu").says("01.VHXH")
	p := w.post("vanthu", "/ho-so/nop-luu", url.Values{"files": {"2025-01.VHXH"}, "giver": {"Lê Văn Hiếu"}, "receiver": {"Đỗ Thị Mai"}}).want(http.StatusSeeOther)
	minutes, _, _ := strings.Cut(p.header.Get("Location"), "?")
	w.get("chuyenvien", minutes).want(http.StatusOK).says("Lê Văn Hiếu giao, Đỗ Thị Mai nhận 1 hồ sơ")
	for _, file := range []string{minutes + "/tep?loai=bien-ban", minutes + "/tep?loai=muc-luc", minutes + "/tep?loai=muc-luc&dang=xlsx", at + "/muc-luc", at + "/muc-luc?dang=xlsx"} {
		if got := w.get("chuyenvien", file).want(http.StatusOK).body; !bytes.HasPrefix(got, []byte("PK")) {
			t.Errorf("%s is no file of Word or Excel", file)
		}
	}
	w.get("chuyenvien", "/ho-so?nam=2025").says("đã nộp lưu")
}

// TestFilePackagePage: the package that is sent is good.
func TestFilePackagePage(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	at := w.opened("chuyenvien", "01.VHXH")
	w.post("chuyenvien", at+"/van-ban", one("document", string(w.carry("Kết quả năm", 6).ID))).want(http.StatusSeeOther)
	p := w.get("chutich", at+"/goi").want(http.StatusOK)
	r, err := csip.Verify(bytes.NewReader(p.body), int64(len(p.body)), nil)
	w.must(err)
	if !r.Good() || r.Files != 5 {
		t.Errorf("got %+v", r)
	}
}

// TestFilePlanPage: văn thư draws the list up, the chair issues it, and a file is
// opened by its notation alone.
func TestFilePlanPage(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	lines := "I. VĂN HÓA\n01.VHXH | Hồ sơ lễ hội năm 2025 | vĩnh viễn | chuyenvien\n"
	w.get("chuyenvien", "/ho-so/danh-muc?nam=2025").says("Văn thư chưa lập danh mục").hides("Lưu danh mục")
	w.post("chuyenvien", "/ho-so/danh-muc", one("year", "2025", "version", "0", "lines", lines)).want(http.StatusForbidden)
	w.post("vanthu", "/ho-so/danh-muc", one("year", "2025", "version", "0", "lines", lines+"xin chào")).want(http.StatusUnprocessableEntity).says("Danh mục hồ sơ, dòng 3", "xin chào")
	w.post("vanthu", "/ho-so/danh-muc", one("year", "2025", "version", "0", "lines", lines)).want(http.StatusSeeOther)
	w.get("chutich", "/ho-so/danh-muc?nam=2025").says("Ban hành danh mục", "Bảo quản vĩnh viễn: 1 hồ sơ")
	w.post("chutich", "/ho-so/danh-muc/ban-hanh", one("year", "2025", "version", "1")).want(http.StatusSeeOther)
	w.get("vanthu", "/ho-so/danh-muc?nam=2025").says("Đã ban hành", "Lê Văn Hiếu").hides("Lưu danh mục")
	w.get("vanthu", "/ho-so/danh-muc?nam=2026").says("Hồ sơ lễ hội năm 2026")
	w.get("vanthu", "/ho-so/danh-muc/tep?nam=2025&dang=docx").want(http.StatusOK)
	w.get("vanthu", "/ho-so/danh-muc/tep?nam=2025&dang=xlsx").want(http.StatusOK)
	w.post("chuyenvien", "/ho-so/mo", one("year", "2025", "notation", "01.VHXH")).want(http.StatusSeeOther)
	w.get("chuyenvien", "/ho-so/2025-01.VHXH").says("Hồ sơ lễ hội năm 2025", "Vĩnh viễn", "I. VĂN HÓA")
	w.get("chuyenvien", "/ho-so?loc=cua-toi").says("01.VHXH")
	w.post("chuyenvien", "/ho-so/mo", one("year", "2025", "notation", "02.VHXH", "title", "Hồ sơ (TỐI MẬT)")).want(http.StatusUnprocessableEntity).says("bí mật nhà nước")
}

// TestPeriodsPage: the table is said to be unconfirmed until văn thư confirms it.
func TestPeriodsPage(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.get("chuyenvien", "/ho-so/thoi-han").says("chưa xác nhận", "Vĩnh viễn").hides("Lưu")
	w.post("vanthu", "/ho-so/thoi-han", one("version", "0", "subjects", "Báo cáo | lâu | BC")).want(http.StatusUnprocessableEntity).says("Thời hạn bảo quản “lâu” chưa rõ")
	w.post("vanthu", "/ho-so/thoi-han", one("version", "0", "subjects", "Báo cáo | 15 năm | BC", "confirmed", "TT 10/2022/TT-BNV")).want(http.StatusSeeOther)
	w.get("chuyenvien", "/ho-so/thoi-han").says("xác nhận theo TT 10/2022/TT-BNV", "15 năm").hides("chưa xác nhận")
	w.post("vanthu", "/ho-so/thoi-han", one("version", "0", "subjects", "")).want(http.StatusPreconditionFailed)
}
