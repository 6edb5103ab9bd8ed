// Package signing makes and checks the signatures of PDF files so that each
// stays valid when the next is made. The fields for number, date and both
// signatures stand in the file before the first person signs; every later step
// is one revision at the end of the file, and no byte before it is changed.
//
// Signing has two phases: Prepare gives the digest that a key signs, wherever
// the key may be, and Prepared.Assemble checks and puts in what came back.
package signing

import (
	"errors"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/signing/font"
	"vanthu/workflow/signing/pdf"
)

// The names of the fields of an outgoing document.
const (
	FieldNumber   = "number"
	FieldDay      = "day"
	FieldMonth    = "month"
	FieldYear     = "year"
	FieldApproval = "approval" // the person's signature
	FieldSeal     = "seal"     // the agency's
)

// refuse returns the refusal of what was given.
func refuse(rule documents.Rule, got string) error {
	return &workflow.Refusal{Rule: rule, Got: got, Kind: documents.ErrInvalid}
}

// pdfRules are the rules that a PDF which is not taken breaks.
var pdfRules = map[pdf.Reason]documents.Rule{
	pdf.NotPDF: workflow.RulePDFKind, pdf.Broken: workflow.RulePDFDamaged, pdf.Encrypted: workflow.RulePDFLocked,
	pdf.Unsupported: workflow.RulePDFForm, pdf.TooLarge: workflow.RulePDFLarge,
}

// said turns the errors of what lies below into refusals.
func said(err error) error {
	var fault *pdf.Fault
	var glyph *font.MissingGlyph
	switch {
	case errors.As(err, &fault):
		return errors.Join(refuse(pdfRules[fault.Reason], ""), err)
	case errors.As(err, &glyph):
		return refuse(workflow.RuleLetterMissing, string(glyph.Letter))
	}
	return err
}

// open reads a PDF that is to be extended.
func open(data []byte) (*pdf.File, error) {
	file, err := pdf.Open(data)
	if err == nil {
		err = file.Check()
	}
	return file, said(err)
}
