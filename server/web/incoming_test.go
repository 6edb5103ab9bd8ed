package web_test

import (
	"maps"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// letter is the form of a document that came as văn thư fills it in.
func letter() url.Values {
	return one("source", "file", "author", "Sở Khoa học và Công nghệ", "notation", "2959/SKHCN-TĐC", "kind", "CV", "date", "2025-11-19",
		"abstract", "Báo cáo kết quả thực hiện Kế hoạch số 21/KH-UBND", "day", "2025-11-25")
}

// TestLifeOfWhatCameOnPages: registered, distributed, given on, noted, answered and
// settled, each by a form of its page.
func TestLifeOfWhatCameOnPages(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.upload("vanthu", "/van-ban-den/nhap", letter(), "2959.pdf", []byte("%PDF-1.7 công văn"))
	at, _, _ := strings.Cut(p.want(http.StatusSeeOther).header.Get("Location"), "?")
	w.follow("vanthu", p).says("Số đến 01, ngày 25/11/2025", "Sở Khoa học và Công nghệ", "2959.pdf", "Đã đăng ký văn bản đến")
	if file := w.get("vanthu", at+"/tep/0"); string(file.body) != "%PDF-1.7 công văn" {
		t.Errorf("the file is %q", string(file.body))
	}
	w.get("vanthu", at+"/tep/1").want(http.StatusNotFound)
	f := w.get("vanthu", at).form(at + "/tep")
	w.follow("vanthu", w.upload("vanthu", at+"/tep", f, "phu-luc.pdf", []byte("%PDF-1.7 phụ lục"))).says("phu-luc.pdf", "thêm bản quét, tệp")
	w.upload("vanthu", at+"/tep", f, "[MẬT].pdf", []byte("%PDF-1.7")).want(http.StatusUnprocessableEntity)
	w.upload("chuyenvien", at+"/tep", f, "a.pdf", []byte("%PDF-1.7")).want(http.StatusForbidden)
	w.get("chanhvanphong", "/").says("Đến 01", "2959/SKHCN-TĐC, Sở Khoa học và Công nghệ")
	act := func(user, path string, fill url.Values) page {
		f := w.get(user, at).want(http.StatusOK).form(at + path)
		maps.Copy(f, fill)
		return w.post(user, at+path, f)
	}
	act("chanhvanphong", "/viec/distribute", one("direction.lead", "phong:XX")).want(http.StatusUnprocessableEntity).says("không phải phòng hoặc người của đơn vị")
	w.follow("chanhvanphong", act("chanhvanphong", "/viec/distribute", one(
		"direction.lead", "phong:VHXH", "direction.with", "nguoi:chutich", "direction.opinion", "Báo cáo đúng hạn", "direction.deadline", "2025-11-28",
	))).says("Đang giải quyết", "Phòng Văn hóa - Xã hội", "Trần Quang Minh", "Báo cáo đúng hạn", "28/11/2025")
	w.follow("truongphong", act("truongphong", "/giao", one("to", "chuyenvien"))).says("Giao giải quyết Lê Văn Hiếu")
	act("chuyenvien", "/tien-do", one("progress", " ")).want(http.StatusUnprocessableEntity)
	w.follow("chuyenvien", act("chuyenvien", "/tien-do", one("progress", "Đang tổng hợp"))).says("ghi tiến độ: “Đang tổng hợp”")
	w.follow("chuyenvien", act("chuyenvien", "/tra-loi", one("kind", "BC"))).says("Thực hiện Công văn số 2959/SKHCN-TĐC ngày 19/11/2025 của Sở Khoa học và Công nghệ")
	act("chuyenvien", "/viec/finish", one("comment", "")).want(http.StatusUnprocessableEntity).says("Chưa ghi lý do")
	w.follow("chuyenvien", act("chuyenvien", "/viec/finish", one("comment", "Đã trả lời qua điện thoại"))).says("Đã giải quyết", "Kết quả: Đã trả lời qua điện thoại")
	w.get("chuyenvien", at).says("Hồ sơ công việc", "Chưa ở trong hồ sơ nào", "Cho vào hồ sơ")
	w.get("vanthu", at+"/dau-den").says("Số: 01", "Ngày: 25/11/2025", "Chuyển: Phòng Văn hóa - Xã hội")
	w.get("vanthu", at+"/phieu").says("PHIẾU GIẢI QUYẾT VĂN BẢN ĐẾN", "ỦY BAN NHÂN DÂN PHƯỜNG ĐỨC PHỔ", "Giao: Lê Văn Hiếu")
}

func TestWhatCameBeforeIsShown(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.upload("vanthu", "/van-ban-den/nhap", letter(), "", nil).want(http.StatusSeeOther)
	again := w.upload("vanthu", "/van-ban-den/nhap", letter(), "", nil).want(http.StatusConflict)
	again.says("có vẻ đã đến rồi: số đến 01", "Đến 01")
	f := again.form("/van-ban-den/nhap")
	if f.Get("abstract") != letter().Get("abstract") {
		t.Error("what was typed is lost")
	}
	f.Set("confirmed", "1")
	w.follow("vanthu", w.upload("vanthu", "/van-ban-den/nhap", f, "", nil)).says("Số đến 02")
}

func TestIncomingList(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.get("chuyenvien", "/van-ban-den").says("Chưa có văn bản đến nào")
	for _, notation := range []string{"11/SNV", "12/SNV", "45-TB/ĐU"} {
		f := letter()
		f.Set("notation", notation)
		w.upload("vanthu", "/van-ban-den/nhap", f, "", nil).want(http.StatusSeeOther)
	}
	for query, want := range map[string][]string{
		"": {"11/SNV", "12/SNV", "45-TB/ĐU"}, "?q=so+khoa+hoc": {"11/SNV", "12/SNV", "45-TB/ĐU"}, "?so=2": {"12/SNV"}, "?q=45-TB": {"45-TB/ĐU"},
		"?nam=2024": {}, "?buoc=handle": {}, "?cua=cho": {}, "?han=3": {"11/SNV", "12/SNV", "45-TB/ĐU"}, "?buoc=khong&han=khong&so=x": {"11/SNV", "12/SNV", "45-TB/ĐU"},
	} {
		if rows := w.get("chuyenvien", "/van-ban-den"+query).want(http.StatusOK).rows(); len(rows) != len(want) {
			t.Errorf("%s lists %d, want %v", query, len(rows), want)
		}
	}
	if rows := w.get("chuyenvien", "/van-ban").rows(); len(rows) != 0 {
		t.Errorf("the list of our own has %d", len(rows))
	}
}

// Who receives, and that one kind of document is not shown as the other.
func TestIncomingPagesAreKept(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.upload("vanthu", "/van-ban-den/nhap", letter(), "", nil)
	at, _, _ := strings.Cut(p.header.Get("Location"), "?")
	id := strings.TrimPrefix(at, "/van-ban-den/")
	w.get("chuyenvien", "/van-ban-den/nhap").want(http.StatusForbidden).says("Chỉ văn thư")
	w.upload("chuyenvien", "/van-ban-den/nhap", letter(), "", nil).want(http.StatusForbidden)
	w.follow("chuyenvien", w.get("chuyenvien", "/van-ban/"+id)).says("Số đến 01")
	for _, path := range []string{"/van-ban/" + id + "/tep", "/van-ban/" + id + "/viec/submit", "/van-ban-den/01JD0000000000000000000000"} {
		w.get("chuyenvien", path).want(http.StatusNotFound)
	}
	secret := letter()
	secret.Set("abstract", "Kế hoạch (TỐI MẬT)")
	w.upload("vanthu", "/van-ban-den/nhap", secret, "", nil).want(http.StatusUnprocessableEntity).says("Văn bản có dấu chỉ độ mật")
	if rows := w.get("vanthu", "/van-ban-den").rows(); len(rows) != 1 {
		t.Errorf("%d are kept", len(rows))
	}
}
