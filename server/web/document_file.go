package web

import (
	"context"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

const docxType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

// documentFile sends the file that stands for the document now.
func (w *Web) documentFile(c echo.Context, by *documents.Account) error {
	r, err := w.record(c, by)
	if err != nil {
		return err
	}
	docx, err := w.fileOf(c.Request().Context(), by, r)
	if err != nil {
		return err
	}
	return attach(c, r.FileName(), docxType, docx)
}

// fileOf returns the file that stands for r now. Who writes a draft gets it from
// its first letter on, to go on in Word: with marks for what it still lacks.
func (w *Web) fileOf(ctx context.Context, by *documents.Account, r *workflow.Record) ([]byte, error) {
	docx, err := w.d.Engine.Docx(ctx, r)
	if !errors.Is(err, documents.ErrInvalid) {
		return docx, err
	}
	tried, again := w.d.Engine.Try(ctx, by, r.ID, r.Document)
	if again != nil || tried.File == nil {
		return nil, err
	}
	return tried.File, nil
}

// documentPDF sends the same as PDF.
func (w *Web) documentPDF(c echo.Context, by *documents.Account) error {
	r, err := w.record(c, by)
	if err != nil {
		return err
	}
	docx, err := w.d.Engine.Docx(c.Request().Context(), r) // one that lacks something is not printed
	if err != nil {
		return err
	}
	return w.attachPDF(c, r.FileName(), docx)
}

// roundFile sends the file of one round of the draft, as it was shown.
func (w *Web) roundFile(c echo.Context, by *documents.Account) error {
	name, docx, err := w.round(c, by)
	if err != nil {
		return err
	}
	return attach(c, name, docxType, docx)
}

// roundPDF sends the same as PDF.
func (w *Web) roundPDF(c echo.Context, by *documents.Account) error {
	name, docx, err := w.round(c, by)
	if err != nil {
		return err
	}
	return w.attachPDF(c, name, docx)
}

// round returns the file of the round that the path names.
func (w *Web) round(c echo.Context, by *documents.Account) (name string, docx []byte, err error) {
	r, err := w.record(c, by)
	if err != nil {
		return "", nil, err
	}
	n, _ := strconv.Atoi(c.Param("round")) // what is no number is no round
	docx, err = w.d.Engine.RoundFile(c.Request().Context(), r, n)
	return fmt.Sprintf("Lần dự thảo %d - %s.docx", n, strings.ReplaceAll(r.Document.Symbol(), "/", "-")), docx, err
}

// attachPDF sends a Word file as PDF, under its name.
func (w *Web) attachPDF(c echo.Context, name string, docx []byte) error {
	pdf, err := w.d.Engine.Print(c.Request().Context(), docx)
	if err != nil {
		return err
	}
	return attach(c, strings.TrimSuffix(name, ".docx")+".pdf", "application/pdf", pdf)
}

// attach sends a file to be saved under a name.
func attach(c echo.Context, name, kind string, data []byte) error {
	c.Response().Header().Set(echo.HeaderContentDisposition, mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	return c.Blob(http.StatusOK, kind, data)
}
