package web

import (
	"net/url"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

type newAccountView struct {
	area
	accountForm
}

// showNewAccount asks who is to be added to the office.
func (w *Web) showNewAccount(c echo.Context, by *documents.Account) error {
	return w.askNewAccount(c, by, attempt{})
}

func (w *Web) askNewAccount(c echo.Context, by *documents.Account, before attempt) error {
	unit, err := w.d.Auth.Unit(c.Request().Context(), by)
	if err != nil {
		return err
	}
	f, err := filledWith(before, url.Values{}, nil)
	if err != nil {
		return err
	}
	return w.render(c, before.status(), "account-new", newAccountView{
		w.adminArea(c, by, "/quan-tri/nguoi-dung", "Thêm người dùng"), newAccountForm(f, unit),
	})
}

// addAccount makes the account with its first password.
func (w *Web) addAccount(c echo.Context, by *documents.Account) error {
	f, err := form(c, smallForm)
	if err != nil {
		return err
	}
	password := f.Get("password")
	f.Del("password")
	if err := w.d.Auth.Add(c.Request().Context(), by, readAccount(f), password); err != nil {
		return retry(f, err, func(before attempt) error { return w.askNewAccount(c, by, before) })
	}
	return seeOther(c, "/quan-tri/nguoi-dung?xong=nguoi-moi")
}
