package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/server/auth"
)

type passwordView struct {
	shell
	Failure *failure
}

// showPassword shows the form for one's own password.
func (w *Web) showPassword(c echo.Context, by *documents.Account) error {
	return w.render(c, http.StatusOK, "password", passwordView{shell: w.shellFor(c, by, "Đổi mật khẩu")})
}

// changePassword changes one's own password and asks to log in anew.
func (w *Web) changePassword(c echo.Context, by *documents.Account) error {
	f, err := form(c, smallForm)
	if err != nil {
		return err
	}
	err = w.d.Auth.ChangePassword(c.Request().Context(), by, auth.PasswordChange{
		Old: f.Get("old"), New: f.Get("new"), Address: c.RealIP(),
	})
	if err != nil {
		fail := newFailure(err)
		if fail.Status >= http.StatusInternalServerError {
			return err
		}
		return w.render(c, fail.Status, "password", passwordView{w.shellFor(c, by, "Đổi mật khẩu"), fail})
	}
	c.SetCookie(auth.Cookie("", w.door.Secure(c)))
	return seeOther(c, "/dang-nhap?xong=mat-khau")
}
