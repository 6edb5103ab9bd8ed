package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"runtime"
	"strings"
	"time"

	"vanthu/documents"
	"vanthu/templates/pdf"
	"vanthu/workflow"
)

// A printer makes PDF for the engine, or says why it cannot.
type printer struct {
	by   *pdf.Converter
	use  string
	lack *workflow.Refusal // nil when by is there
}

// Limits of the printer: a page that waits for a PDF is answered before the
// server gives it up, and half of the machine is for all else.
const (
	printTime   = 25 * time.Second // what asks is taken to be gone after readTime
	mostWorkers = 4
)

// lacks say what is missing for PDF, and how to get it.
var lacks = map[pdf.Lack]string{
	pdf.LackWish:   "máy chủ được đặt là không chuyển (-pdf none)",
	pdf.LackOffice: "máy chưa có LibreOffice; trên Debian, Ubuntu: apt install libreoffice-writer-nogui fonts-liberation2, hoặc chỉ đến một máy Gotenberg bằng -pdf http://MÁY:CỔNG",
	pdf.LackWriter: "LibreOffice của máy thiếu phần Writer; trên Debian, Ubuntu: apt install libreoffice-writer-nogui",
	pdf.LackFonts:  "máy không có phông thay cho Times New Roman đủ chữ tiếng Việt; trên Debian, Ubuntu: apt install fonts-liberation2",
	pdf.LackSystem: "trên hệ điều hành này chương trình không dùng được LibreOffice; hãy chỉ đến một máy Gotenberg bằng -pdf http://MÁY:CỔNG",
}

// openPrinter opens what use asks for. Only a word that means nothing is an
// error: without PDF an office works on, on paper.
func openPrinter(use string) (*printer, error) {
	by, err := pdf.Open(pdf.Options{Use: use, Timeout: printTime, Workers: min(mostWorkers, (runtime.NumCPU()+1)/2)})
	lack := (*pdf.MissingError)(nil)
	if err == nil {
		return &printer{by: by, use: use}, nil
	}
	if !errors.As(err, &lack) {
		return nil, fmt.Errorf("open the converter: %w", err)
	}
	text, known := lacks[lack.Lack]
	if !known {
		return nil, usage("-pdf nhận auto, libreoffice, none hoặc http://MÁY:CỔNG, không nhận “%s”", use)
	}
	return &printer{use: use, lack: &workflow.Refusal{Rule: workflow.RuleNoPrinter, Got: text, Kind: documents.ErrUnavailable}}, nil
}

// notice is what the start says of it.
func (p *printer) notice() string {
	switch {
	case p.lack != nil && p.use == pdf.None:
		return "PDF: " + p.lack.Got + "."
	case p.lack != nil:
		return "CẢNH BÁO: " + workflow.Say(p.lack).Detail
	case p.use == pdf.Auto || p.use == pdf.LibreOffice:
		return "PDF: chuyển bằng LibreOffice của máy này."
	}
	at, err := url.Parse(p.use) // it was one for Gotenberg
	if err != nil {
		return "PDF: chuyển bằng Gotenberg."
	}
	return "PDF: chuyển bằng Gotenberg ở " + at.Redacted() + "."
}

// Lack implements workflow.Printer.
func (p *printer) Lack() error {
	if p.lack == nil {
		return nil
	}
	return p.lack
}

// printRules say which rule each error of the converter stands for.
var printRules = [...]struct {
	err  error
	rule documents.Rule
	kind error
}{
	{pdf.ErrBusy, workflow.RulePrinterBusy, documents.ErrUnavailable},
	{pdf.ErrClosed, workflow.RulePrinterBroken, documents.ErrUnavailable},
	{pdf.ErrSlow, workflow.RulePrinterSlow, documents.ErrUnavailable},
	{pdf.ErrUnreadable, workflow.RulePrinterRefuses, documents.ErrInvalid},
	{pdf.ErrBroken, workflow.RulePrinterBroken, documents.ErrUnavailable},
}

// PDF implements workflow.Printer.
func (p *printer) PDF(ctx context.Context, docx []byte) ([]byte, error) {
	if p.lack != nil {
		return nil, p.lack
	}
	out, err := p.by.Convert(ctx, docx)
	if fonts := (*pdf.FontError)(nil); errors.As(err, &fonts) {
		return nil, &workflow.Refusal{Rule: workflow.RulePrinterFonts, Got: fontsText(fonts), Kind: documents.ErrInvalid}
	}
	for _, row := range printRules {
		if errors.Is(err, row.err) {
			return nil, fmt.Errorf("%w: %w", &workflow.Refusal{Rule: row.rule, Kind: row.kind}, err)
		}
	}
	return out, err
}

// fontsText names the fonts that lack and those that stand for them.
func fontsText(f *pdf.FontError) string {
	var parts []string
	if len(f.Missing) > 0 {
		parts = append(parts, "thiếu "+strings.Join(f.Missing, ", "))
	}
	if len(f.Instead) > 0 {
		parts = append(parts, "bị thay bằng "+strings.Join(f.Instead, ", "))
	}
	return strings.Join(parts, "; ")
}

// Close stops it.
func (p *printer) Close() error {
	if p.by == nil {
		return nil
	}
	return p.by.Close()
}
