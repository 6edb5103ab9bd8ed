package web

import (
	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

// templateFile sends the file of a version, to be adapted in Word.
func (w *Web) templateFile(c echo.Context, by *documents.Account) error {
	v, file, err := w.d.Engine.Template(c.Request().Context(), by, templateName(c))
	if err != nil {
		return err
	}
	return attach(c, v.Name()+".docx", docxType, file)
}
