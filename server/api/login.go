package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/server/auth"
)

type loginBody struct {
	User     string `json:"user"`
	Password string `json:"password"`
}

type loginView struct {
	Token   string      `json:"token"`
	Expires stamp       `json:"expires"`
	Account accountView `json:"account"`
}

// login begins a session. The token comes in the answer, for Bearer, and as
// the cookie that the pages use too.
func (a *API) login(c echo.Context) error {
	var body loginBody
	if err := readBody(c, smallBody, &body); err != nil {
		return err
	}
	in, err := a.d.Auth.Login(c.Request().Context(), auth.Attempt{
		User: body.User, Password: body.Password, Address: c.RealIP(),
	})
	if err != nil {
		return err
	}
	c.SetCookie(auth.Cookie(in.Token, a.door.Secure(c)))
	return c.JSON(http.StatusOK, loginView{Token: in.Token, Expires: stamp(in.Expires), Account: viewAccount(*in.Account)})
}
