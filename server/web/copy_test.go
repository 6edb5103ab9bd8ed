package web_test

import (
	"net/http"
	"strings"
	"testing"
)

// TestCopyFromItsPage: văn thư makes a copy of what was issued, the chair signs it, it
// gets its number, and both pages show one another.
func TestCopyFromItsPage(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.carry("Một", 6)
	source := "/van-ban/" + string(r.ID)
	w.get("vanthu", source).says("sao văn bản")
	path := "/so-sach/sao?van-ban=" + string(r.ID)
	w.get("chutich", path).want(http.StatusForbidden)
	f := w.get("vanthu", path).says("Báo cáo số 01/BC-UBND", "Trần Quang Minh, CHỦ TỊCH").form(path)
	w.post("vanthu", path, f).want(http.StatusUnprocessableEntity).says("Hình thức sao")
	f.Set("copy.form", "SL")
	f.Set("copy.signatory", "chutich")
	w.post("vanthu", path, f).want(http.StatusConflict).says("Sao lục chỉ làm từ bản sao y")
	f.Set("copy.form", "SY")
	f.Set("copy.recipients", "Phòng Kinh tế\nPhòng Văn hóa - Xã hội")
	made := w.post("vanthu", path, f).want(http.StatusSeeOther)
	at, _, _ := strings.Cut(made.header.Get("Location"), "?")
	p := w.get("chutich", at).says("Chờ ký bản sao", "Ký bản sao", "SAO Y")
	w.post("chutich", at+"/viec/authorise", p.form(at+"/viec/authorise")).want(http.StatusSeeOther)
	p = w.get("vanthu", at+"/viec/register")
	w.post("vanthu", at+"/viec/register", p.form(at+"/viec/register")).want(http.StatusSeeOther)
	w.get("vanthu", at).says("01/SY-UBND", "Bản sao của")
	w.get("vanthu", source).says("Được sao thành")
	w.get("vanthu", at+"/phan-sao").says("Sao y", "Số: 01/SY-UBND", "CHỦ TỊCH", "- Phòng Kinh tế;", "- Lưu: VT.")
	w.get("vanthu", source+"/phan-sao").want(http.StatusNotFound)
	w.get("chutich", "/so-van-ban-di?so=sao").says("01/SY-UBND", "Sao y Báo cáo số 01/BC-UBND")
	w.get("chutich", "/van-ban").hides("01/SY-UBND")
}
