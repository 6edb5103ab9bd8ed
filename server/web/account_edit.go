package web

import (
	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

type accountView struct {
	area
	accountForm
	Account *documents.Account
}

// showAccount shows what is known of a person of the office.
func (w *Web) showAccount(c echo.Context, by *documents.Account) error {
	return w.askAccount(c, by, attempt{})
}

func (w *Web) askAccount(c echo.Context, by *documents.Account, before attempt) error {
	ctx := c.Request().Context()
	account, err := w.d.Auth.Account(ctx, by, documents.AccountID(c.Param("id")))
	if err != nil {
		return err
	}
	unit, err := w.d.Auth.Unit(ctx, by)
	if err != nil {
		return err
	}
	f, err := filledWith(before, writeAccount(account), account)
	if err != nil {
		return err
	}
	return w.render(c, before.status(), "account", accountView{
		w.adminArea(c, by, "/quan-tri/nguoi-dung", account.Name), newAccountForm(f, unit), account,
	})
}

// changeAccount stores what is known of the person.
func (w *Web) changeAccount(c echo.Context, by *documents.Account) error {
	f, err := form(c, smallForm)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	account, err := w.d.Auth.Account(ctx, by, documents.AccountID(c.Param("id")))
	if err != nil {
		return err
	}
	next := readAccount(f)
	next.ID = account.ID
	if err = unchanged(f, account); err == nil {
		err = w.d.Auth.Change(ctx, by, next)
	}
	if err != nil {
		return retry(f, err, func(before attempt) error { return w.askAccount(c, by, before) })
	}
	return seeOther(c, "/quan-tri/nguoi-dung?xong=luu")
}
