package web

import (
	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

// bringScan keeps the scan of a paper that was signed and sealed.
func (w *Web) bringScan(c echo.Context, by *documents.Account) error {
	up, err := upload(c, mostPDF)
	if err != nil {
		return err
	}
	seen, err := seenIn(up.Values)
	if err != nil {
		return err
	}
	scan := workflow.Scan{Seen: seen, PDF: up.File}
	r, err := w.d.Engine.AddScan(c.Request().Context(), by, workflow.RecordID(c.Param("id")), scan)
	if err != nil {
		return err
	}
	return seeOther(c, "/van-ban/"+string(r.ID)+"?xong=ban-quet")
}

// scanFile sends the newest scan.
func (w *Web) scanFile(c echo.Context, by *documents.Account) error {
	r, err := w.record(c, by)
	if err != nil {
		return err
	}
	file, err := w.d.Engine.ScanFile(c.Request().Context(), r)
	if err != nil {
		return err
	}
	return attach(c, r.ScanName(), pdfType, file)
}
