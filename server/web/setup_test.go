package web_test

import (
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/documents"
)

func TestFirstOfficeIsSetUp(t *testing.T) {
	t.Parallel()
	w := emptyWorld(t)
	token, err := w.auth.FirstStart(t.Context())
	w.must(err)
	p := w.follow("", w.follow("", w.get("", "/"))).want(http.StatusOK).says("Thiết lập lần đầu", "Dòng đầu là Văn phòng")
	for _, fault := range faultsOf(p) {
		t.Error(fault)
	}
	f := p.form("/thiet-lap")
	for name, value := range map[string]string{
		"token": token, "unit.issuer.name": "Phường Đức Phổ", "unit.id": "Đức Phổ", "unit.divisions": "V P; Văn phòng", "account.name": "", "password": "ngắn",
	} {
		f.Set(name, value)
	}
	p = w.post("", "/thiet-lap", f).want(http.StatusUnprocessableEntity)
	for _, name := range []string{"unit.issuer.name", "unit.id", "unit.divisions", "account.name", "password"} {
		if p.fault(name) == "" {
			t.Errorf("nothing beside %s:\n%s", name, p.text())
		}
	}
	if f = p.form("/thiet-lap"); f.Get("token") != token || f.Get("unit.divisions") != "V P; Văn phòng" || f.Get("password") != "" {
		t.Errorf("the form came back as %v", f)
	}
	for name, value := range map[string]string{
		"token": "sai", "unit.issuer.name": "Ủy ban nhân dân phường Đức Phổ", "unit.id": "duc-pho",
		"unit.divisions": "VP; Văn phòng HĐND và UBND\r\n\r\nVHXH ;Phòng Văn hóa - Xã hội", "account.name": "Huỳnh Tấn Phát", "password": password,
	} {
		f.Set(name, value)
	}
	w.post("", "/thiet-lap", f).want(http.StatusUnauthorized).says("Mã thiết lập không đúng")
	f.Set("token", " "+token+" ")
	w.follow("", w.post("", "/thiet-lap", f)).says("Đã lập đơn vị và tài khoản quản trị")
	w.get("quantri", "/quan-tri").want(http.StatusOK).says("Chưa có văn thư")
	want := &documents.Unit{
		ID: "duc-pho", Issuer: documents.Issuer{Name: "Ủy ban nhân dân phường Đức Phổ", Symbol: "UBND"},
		Divisions: []documents.Division{{Symbol: "VP", Name: "Văn phòng HĐND và UBND", Office: true}, {Symbol: "VHXH", Name: "Phòng Văn hóa - Xã hội"}},
	}
	if diff := cmp.Diff(want, w.unit()); diff != "" {
		t.Error(diff)
	}
	w.follow("", w.get("", "/thiet-lap")).says("Đăng nhập")
	w.post("", "/thiet-lap", f).want(http.StatusNotFound)
}
