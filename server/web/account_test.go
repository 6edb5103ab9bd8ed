package web_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/documents"
	"vanthu/server/auth"
)

// hire is the form of a person who is new.
func hire() url.Values {
	f := one("id", " Nguyen.Binh ", "name", "Nguyễn Thanh Bình", "short", "Bình", "position", "specialist", "division", "VHXH", "password", "mười hai con giáp",
		"also[0]", "", "also[1]", "")
	f["roles"] = []string{"drafter", "clerk"}
	return f
}

func (w *world) login(user, secret string) error {
	_, err := w.auth.Login(w.t.Context(), auth.Attempt{User: user, Password: secret, Address: "10.0.0.2"})
	return err
}

func TestPersonComesAndGoes(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.follow("quantri", w.change("quantri", "/quan-tri/nguoi-dung-moi", hire())).says("Đã thêm người dùng", "Nguyễn Thanh Bình", "soạn thảo, văn thư")
	w.must(w.login("nguyen.binh", "mười hai con giáp"))

	const path = "/quan-tri/nguoi-dung/nguyen.binh"
	w.change("quantri", "/quan-tri/don-vi/phong", one("issuers[0].symbol", "BCĐ", "issuers[0].name", "Ban Chỉ đạo Chuyển đổi số")).want(http.StatusSeeOther)
	w.change("quantri", path, one("also[0]", "board_head/BCĐ", "roles", "signatory")).want(http.StatusSeeOther)
	want := &documents.Account{
		ID: "nguyen.binh", Unit: "duc-pho", Name: "Nguyễn Thanh Bình", Short: "Bình", Position: documents.Specialist, Division: "VHXH",
		Also: []documents.Seat{{Position: documents.BoardHead, In: "BCĐ"}}, Roles: []documents.Role{documents.Signer},
	}
	if diff := cmp.Diff(want, w.account("nguyen.binh")); diff != "" {
		t.Error(diff)
	}
	w.get("quantri", "/quan-tri/nguoi-dung?q=binh").says("Nguyễn Thanh Bình", "Trưởng ban Chỉ đạo Chuyển đổi số").hides("Đỗ Thị Mai")

	w.follow("quantri", w.change("quantri", path+"/mat-khau", one("password", "một mật khẩu khác"))).says("Đã đặt lại mật khẩu")
	w.must(w.login("nguyen.binh", "một mật khẩu khác"))
	if w.login("nguyen.binh", "mười hai con giáp") == nil {
		t.Error("the old password still opens")
	}
	w.get("quantri", path+"/thoi-viec").says("Bỏ mọi vai trò của Nguyễn Thanh Bình")
	w.follow("quantri", w.change("quantri", path+"/thoi-viec", nil)).says("Đã bỏ mọi vai trò", "không đăng nhập được")
	if w.login("nguyen.binh", "một mật khẩu khác") == nil {
		t.Error("who has left can log in")
	}
}

func TestPeopleAreRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for name, c := range map[string]struct {
		field, value, says string
		status             int
	}{
		"Name":     {"name", "", "Còn để trống", http.StatusUnprocessableEntity},
		"ID":       {"id", "Bình", "Tên này không dùng được", http.StatusUnprocessableEntity},
		"Password": {"password", "ngắn", "Mật khẩu quá ngắn", http.StatusUnprocessableEntity},
		"Division": {"division", "", "Còn để trống", http.StatusUnprocessableEntity},
		"Taken":    {"id", "vanthu", "Mục này đã có từ trước", http.StatusConflict},
	} {
		t.Run(name, func(t *testing.T) {
			f := hire()
			f.Set(c.field, c.value)
			p := w.change("quantri", "/quan-tri/nguoi-dung-moi", f).want(c.status).says(c.says)
			back := p.form("/quan-tri/nguoi-dung-moi")
			if back.Get("short") != "Bình" || back.Get("position") != "specialist" || len(back["roles"]) != 2 {
				t.Errorf("the form came back as %v", back)
			}
			if back.Get("password") != "" {
				t.Error("a password came back")
			}
		})
	}
	w.change("quantri", "/quan-tri/nguoi-dung/quantri", one("roles", "clerk")).want(http.StatusConflict).says("Không thể tự bỏ quyền quản trị của mình")
	w.change("quantri", "/quan-tri/nguoi-dung/quantri/thoi-viec", nil).want(http.StatusConflict).says("Không thể tự bỏ quyền quản trị của mình")
}
