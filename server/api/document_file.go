package api

import (
	"crypto/sha256"
	"encoding/hex"
	"mime"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

const docxType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

// documentFile answers with the file that stands for the document now. Its tag
// is its SHA-256, which an act may name as the file that was read.
func (a *API) documentFile(c echo.Context, by *documents.Account) error {
	r, err := a.record(c, by)
	if err != nil {
		return err
	}
	docx, err := a.d.Engine.Docx(c.Request().Context(), r)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(docx)
	tag := `"` + hex.EncodeToString(sum[:]) + `"`
	header := c.Response().Header()
	header.Set("ETag", tag)
	header.Set("Cache-Control", "private, no-cache")
	if strings.Contains(c.Request().Header.Get("If-None-Match"), tag) {
		return c.NoContent(http.StatusNotModified)
	}
	return attach(c, r.FileName(), docxType, docx)
}

const pdfType = "application/pdf"

// attach answers with a file to be kept under name.
func attach(c echo.Context, name, kind string, file []byte) error {
	c.Response().Header().Set(echo.HeaderContentDisposition, mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	return c.Blob(http.StatusOK, kind, file)
}

// documentOriginal answers with the PDF of an electronic document as far as it has
// come.
func (a *API) documentOriginal(c echo.Context, by *documents.Account) error {
	r, err := a.record(c, by)
	if err != nil {
		return err
	}
	file, err := a.d.Engine.OriginalFile(c.Request().Context(), r)
	if err != nil {
		return err
	}
	return attach(c, r.OriginalName(), pdfType, file)
}

// documentPDF answers with the same as PDF. It has no tag: made again it has
// another time in it.
func (a *API) documentPDF(c echo.Context, by *documents.Account) error {
	r, err := a.record(c, by)
	if err != nil {
		return err
	}
	docx, err := a.d.Engine.Docx(c.Request().Context(), r)
	if err != nil {
		return err
	}
	pdf, err := a.d.Engine.Print(c.Request().Context(), docx)
	if err != nil {
		return err
	}
	return attach(c, strings.TrimSuffix(r.FileName(), ".docx")+".pdf", pdfType, pdf)
}
