package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

// mostPDF is the largest PDF whose signatures are looked at, in bytes.
const mostPDF = 32 << 20

type verifyView struct {
	shell
	Failure *failure
	Name    string // of the file that was looked at
	Found   *workflow.Verification
	Record  *workflow.Record // whose original it is; nil for a file that was brought
}

// showVerify asks for a PDF.
func (w *Web) showVerify(c echo.Context, by *documents.Account) error {
	return w.render(c, http.StatusOK, "verify", verifyView{shell: w.shellFor(c, by, "Kiểm tra chữ ký số")})
}

// verifyFile says what the signatures of the file that was brought are worth. The
// file is not kept.
func (w *Web) verifyFile(c echo.Context, by *documents.Account) error {
	up, err := upload(c, mostPDF)
	view := verifyView{shell: w.shellFor(c, by, "Kiểm tra chữ ký số"), Name: up.Name}
	if err == nil {
		view.Found, err = w.d.Engine.Verify(up.File)
	}
	if err != nil {
		return retry(up.Values, err, func(before attempt) error {
			view.Failure = before.failure
			return w.render(c, before.status(), "verify", view)
		})
	}
	return w.render(c, http.StatusOK, "verify", view)
}

// verifyOriginal does so with the original of a document.
func (w *Web) verifyOriginal(c echo.Context, by *documents.Account) error {
	r, err := w.record(c, by)
	if err != nil {
		return err
	}
	file, err := w.d.Engine.OriginalFile(c.Request().Context(), r)
	if err != nil {
		return err
	}
	found, err := w.d.Engine.Verify(file)
	if err != nil {
		return err
	}
	return w.render(c, http.StatusOK, "verify", verifyView{
		shell: w.shellFor(c, by, "Kiểm tra chữ ký số"), Name: r.OriginalName(), Found: found, Record: r,
	})
}
