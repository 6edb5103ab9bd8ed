package web

import (
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/server/auth"
)

type loginView struct {
	shell
	User, To string
	Failure  *failure
}

// showLogin shows the form to log in; before there is an office, the one to
// make it.
func (w *Web) showLogin(c echo.Context) error {
	needed, err := w.d.Auth.NeedsSetUp(c.Request().Context())
	if err != nil {
		return err
	}
	if needed {
		return seeOther(c, "/thiet-lap")
	}
	return w.render(c, http.StatusOK, "login", loginView{
		shell: shell{Title: "Đăng nhập", Done: doneTexts[c.QueryParam("xong")]}, To: localPath(c.QueryParam("den")),
	})
}

// login begins a session and goes on to where the person wanted to go.
func (w *Web) login(c echo.Context) error {
	f, err := form(c, smallForm)
	if err != nil {
		return err
	}
	to := localPath(f.Get("to"))
	in, err := w.d.Auth.Login(c.Request().Context(), auth.Attempt{
		User: f.Get("user"), Password: f.Get("password"), Address: c.RealIP(),
	})
	if paused := (*auth.Paused)(nil); errors.Is(err, auth.ErrLogin) || errors.As(err, &paused) {
		fail := newFailure(err)
		failHeaders(c.Response().Header(), fail, err)
		return w.render(c, fail.Status, "login", loginView{
			shell: shell{Title: "Đăng nhập"}, User: f.Get("user"), To: to, Failure: fail,
		})
	}
	if err != nil {
		return err
	}
	c.SetCookie(auth.Cookie(in.Token, w.door.Secure(c)))
	return seeOther(c, to)
}
