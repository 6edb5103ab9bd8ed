package api

import (
	"mime"
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

// showTemplate shows a version with what the doctor finds in it now.
func (a *API) showTemplate(c echo.Context, by *documents.Account) error {
	v, file, err := a.d.Engine.Template(c.Request().Context(), by, templateID(c))
	if err != nil {
		return err
	}
	return a.showJudged(c, by, judged{http.StatusOK, v, a.d.Engine.Examine(v, file)})
}

// templateFile answers with the file of a version, to be adapted in Word.
func (a *API) templateFile(c echo.Context, by *documents.Account) error {
	v, file, err := a.d.Engine.Template(c.Request().Context(), by, templateID(c))
	if err != nil {
		return err
	}
	header := c.Response().Header()
	header.Set("ETag", `"`+v.File+`"`)
	header.Set("Cache-Control", "private, no-cache")
	if strings.Contains(c.Request().Header.Get("If-None-Match"), header.Get("ETag")) {
		return c.NoContent(http.StatusNotModified)
	}
	header.Set(echo.HeaderContentDisposition, mime.FormatMediaType("attachment", map[string]string{"filename": v.Name() + ".docx"}))
	return c.Blob(http.StatusOK, docxType, file)
}

// templateID is the version that the address names; @ may come escaped.
func templateID(c echo.Context) string {
	id, err := url.PathUnescape(c.Param("version"))
	if err != nil {
		return c.Param("version") // there is none of that name
	}
	return id
}
