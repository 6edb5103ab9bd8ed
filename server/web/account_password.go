package web

import (
	"net/url"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

type passwordForView struct {
	area
	F       filled
	Account *documents.Account
}

// showPasswordFor asks for a new password for a person of the office.
func (w *Web) showPasswordFor(c echo.Context, by *documents.Account) error {
	return w.askPasswordFor(c, by, attempt{})
}

func (w *Web) askPasswordFor(c echo.Context, by *documents.Account, before attempt) error {
	account, err := w.d.Auth.Account(c.Request().Context(), by, documents.AccountID(c.Param("id")))
	if err != nil {
		return err
	}
	f, err := filledWith(before, url.Values{}, nil)
	if err != nil {
		return err
	}
	return w.render(c, before.status(), "account-password", passwordForView{
		w.adminArea(c, by, "/quan-tri/nguoi-dung", "Đặt lại mật khẩu"), f, account,
	})
}

// setPassword gives the person the password and ends the person's sessions.
func (w *Web) setPassword(c echo.Context, by *documents.Account) error {
	f, err := form(c, smallForm)
	if err != nil {
		return err
	}
	password := f.Get("password")
	f.Del("password")
	if err := w.d.Auth.SetPassword(c.Request().Context(), by, documents.AccountID(c.Param("id")), password); err != nil {
		return retry(f, err, func(before attempt) error { return w.askPasswordFor(c, by, before) })
	}
	return seeOther(c, "/quan-tri/nguoi-dung?xong=mat-khau-moi")
}
