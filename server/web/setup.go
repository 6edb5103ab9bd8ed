package web

import (
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/server/auth"
)

type setupView struct {
	shell
	F filled
}

// usualDivisions are those that a ward has since 1 July 2025, to be changed.
const usualDivisions = "VP; Văn phòng HĐND và UBND\nVHXH; Phòng Văn hóa - Xã hội\nKTHTĐT; Phòng Kinh tế, Hạ tầng và Đô thị"

// showSetup shows the form that makes the first office.
func (w *Web) showSetup(c echo.Context) error {
	needed, err := w.d.Auth.NeedsSetUp(c.Request().Context())
	if err != nil {
		return err
	}
	if !needed {
		return seeOther(c, "/dang-nhap")
	}
	return w.askSetup(c, attempt{})
}

func (w *Web) askSetup(c echo.Context, before attempt) error {
	f, err := filledWith(before, url.Values{"unit.divisions": {usualDivisions}, "account.id": {"quantri"}}, nil)
	if err != nil {
		return err
	}
	return w.render(c, before.status(), "setup", setupView{shell{Title: "Thiết lập lần đầu"}, f})
}

// setUp makes the first office and its administrator.
func (w *Web) setUp(c echo.Context) error {
	f, err := form(c, smallForm)
	if err != nil {
		return err
	}
	password := f.Get("password")
	f.Del("password")
	_, err = w.d.Auth.SetUp(c.Request().Context(), strings.TrimSpace(f.Get("token")), auth.Start{
		Unit: setupUnit(f),
		Account: documents.Account{
			ID: documents.AccountID(strings.ToLower(documents.OneLine(f.Get("account.id")))), Name: documents.OneLine(f.Get("account.name")),
			Position: documents.Administrator,
		},
		Password: password,
	})
	if err != nil {
		return retry(f, err, func(before attempt) error { return w.askSetup(c, before) })
	}
	return seeOther(c, "/dang-nhap?xong=lap")
}

// setupUnit reads the office: its name, and a line "symbol; name" for each
// division, the first of which is the Văn phòng.
func setupUnit(f url.Values) documents.Unit {
	unit := documents.Unit{
		ID:     documents.UnitID(strings.ToLower(documents.OneLine(f.Get("unit.id")))),
		Issuer: documents.Issuer{Name: documents.OneLine(f.Get("unit.issuer.name")), Symbol: "UBND"},
	}
	for _, line := range textLines(f.Get("unit.divisions")) {
		symbol, name, _ := strings.Cut(line, ";")
		unit.Divisions = append(unit.Divisions, documents.Division{
			Symbol: strings.TrimSpace(symbol), Name: strings.TrimSpace(name), Office: len(unit.Divisions) == 0,
		})
	}
	return unit
}
