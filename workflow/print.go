package workflow

import (
	"context"

	"vanthu/documents"
)

// A Printer turns DOCX files into PDF/A-2b. Its errors are *Refusal of the rules
// here.
type Printer interface {
	// Lack returns why PDF makes none, nil when it does.
	Lack() error
	// PDF returns the file as PDF. It may take a minute.
	PDF(ctx context.Context, docx []byte) ([]byte, error)
}

// Rules that stand against a PDF.
const (
	RuleNoPrinter      documents.Rule = "no_printer"      // nothing that makes PDF; got says what is missing
	RulePrinterBusy    documents.Rule = "printer_busy"    // too many files wait
	RulePrinterSlow    documents.Rule = "printer_slow"    // the file took too long
	RulePrinterBroken  documents.Rule = "printer_broken"  // what makes PDF does not answer
	RulePrinterFonts   documents.Rule = "printer_fonts"   // letters would come out in another font; got names it
	RulePrinterRefuses documents.Rule = "printer_refuses" // it cannot read the file
)

// NoPDF returns why Print gives no PDF whatever the file; nil when it may.
func (e *Engine) NoPDF() error {
	if e.d.Printer == nil {
		return &Refusal{Rule: RuleNoPrinter, Kind: documents.ErrUnavailable}
	}
	return e.d.Printer.Lack()
}

// Print returns a file as PDF/A-2b, as the Printer does.
func (e *Engine) Print(ctx context.Context, docx []byte) ([]byte, error) {
	if err := e.NoPDF(); err != nil {
		return nil, err
	}
	return e.d.Printer.PDF(ctx, docx)
}
