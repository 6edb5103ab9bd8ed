package web

import (
	"net/url"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

// showLeave asks once more before a person's roles are taken away.
func (w *Web) showLeave(c echo.Context, by *documents.Account) error {
	return w.askLeave(c, by, attempt{})
}

func (w *Web) askLeave(c echo.Context, by *documents.Account, before attempt) error {
	account, err := w.d.Auth.Account(c.Request().Context(), by, documents.AccountID(c.Param("id")))
	if err != nil {
		return err
	}
	f, err := filledWith(before, url.Values{}, account)
	if err != nil {
		return err
	}
	return w.render(c, before.status(), "account-leave", passwordForView{
		w.adminArea(c, by, "/quan-tri/nguoi-dung", "Thôi làm việc"), f, account,
	})
}

// leave takes the roles away, and with them the right to log in; the person's
// name stays in all that was done.
func (w *Web) leave(c echo.Context, by *documents.Account) error {
	f, err := form(c, smallForm)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	account, err := w.d.Auth.Account(ctx, by, documents.AccountID(c.Param("id")))
	if err != nil {
		return err
	}
	if err = unchanged(f, account); err == nil {
		next := *account
		next.Roles = nil
		err = w.d.Auth.Change(ctx, by, &next)
	}
	if err != nil {
		return retry(f, err, func(before attempt) error { return w.askLeave(c, by, before) })
	}
	return seeOther(c, "/quan-tri/nguoi-dung?xong=nghi")
}
