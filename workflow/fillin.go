package workflow

import (
	"context"
	"errors"
	"fmt"

	"vanthu/documents"
)

// fillIn puts into doc what the office knows, so that nobody types it: issuer
// and place, the drafter's division, the Lưu line, the names of the address
// book, and how the signatory signs. What the drafter did write stays, but for
// issuer and signatory, whose names and rights are not the drafter's to write.
// Number and date are văn thư's (Điều 15).
func (e *Engine) fillIn(ctx context.Context, doc *documents.Document, unit *documents.Unit, by *documents.Account) error {
	faults := fillIssuer(doc, unit)
	if doc.Place == "" {
		doc.Place = unit.PlaceName()
	}
	faults = append(faults, doc.Check()...)
	if !doc.Reference.IsZero() {
		faults = append(faults, &documents.FieldError{Field: "reference", Rule: documents.RuleGivenByClerk, Article: "Điều 15"})
	}
	if !doc.Sealed.IsZero() {
		faults = append(faults, &documents.FieldError{Field: "sealed", Rule: documents.RuleGivenByClerk, Article: "Điều 17"})
	}
	if doc.Copy.Form != "" {
		faults = append(faults, &documents.FieldError{Field: "copy", Rule: documents.RuleNotInForm, Article: "Điều 25"})
	}
	if !doc.Date.IsZero() {
		faults = append(faults, &documents.FieldError{Field: "date", Rule: documents.RuleGivenByClerk, Article: "Điều 15"})
	}
	faults = append(faults, fillDivision(doc, unit, by)...)
	fillArchive(doc, unit, by)
	named, err := e.fillRecipients(ctx, doc, unit.ID)
	if err != nil {
		return err
	}
	signer, err := e.fillSignatory(ctx, doc, unit)
	if err != nil {
		return err
	}
	return append(append(faults, named...), signer...).Err()
}

// fillIssuer takes the issuer from the office by its symbol; without one it is
// the office's own (Phụ lục I, ô 2).
func fillIssuer(doc *documents.Document, unit *documents.Unit) documents.FieldErrors {
	if doc.Issuer == (documents.Issuer{}) {
		doc.Issuer = unit.Issuer
		return nil
	}
	issuer, ok := unit.Issuing(doc.Issuer.Symbol)
	if !ok {
		return documents.FieldErrors{{
			Field: "issuer.symbol", Rule: documents.RuleIssuerUnknown, Article: "Phụ lục I, ô 2", Got: doc.Issuer.Symbol,
		}}
	}
	doc.Issuer = issuer
	return nil
}

// fillDivision names the division that drafts: the drafter's own.
func fillDivision(doc *documents.Document, unit *documents.Unit, by *documents.Account) documents.FieldErrors {
	if doc.Drafting.Symbol == "" {
		doc.Drafting.Symbol = by.Division
	}
	if doc.Drafting.Drafter == "" {
		doc.Drafting.Drafter = by.Name
	}
	division, ok := unit.Division(doc.Drafting.Symbol)
	if !ok {
		return documents.FieldErrors{{Field: "drafting.symbol", Rule: RuleDivisionUnknown, Got: doc.Drafting.Symbol}}
	}
	doc.Drafting.Division = division.Name
	return nil
}

// fillArchive takes the office's pattern of the Lưu line into the document.
func fillArchive(doc *documents.Document, unit *documents.Unit, by *documents.Account) {
	a := &doc.Archive
	if a.Pattern == "" {
		a.Pattern = unit.Settings.Archive
	}
	if a.Unit == "" {
		a.Unit = doc.Drafting.Symbol
	}
	if a.Drafter == "" {
		a.Drafter = by.Short
	}
}

// fillSignatory takes name, lines and grounds from who the account is and may
// sign for today (Điều 13). Who is only away may still be drafted for: that is
// asked again on the day of signing.
func (e *Engine) fillSignatory(ctx context.Context, doc *documents.Document, unit *documents.Unit) (documents.FieldErrors, error) {
	id := doc.Signatory.Account
	if id == "" {
		return nil, nil
	}
	a, err := e.d.Directory.Account(ctx, id)
	switch {
	case errors.Is(err, documents.ErrNotFound), err == nil && a.Unit != unit.ID:
		return documents.FieldErrors{{
			Field: "signatory.account", Rule: RuleSignerUnknown, Article: "Điều 13", Got: string(id),
		}}, nil
	case err != nil:
		return nil, fmt.Errorf("read account %s: %w", id, err)
	}
	powers, err := e.powers(ctx, unit)
	if err != nil {
		return nil, err
	}
	s, err := documents.Sign(documents.Question{Document: doc, Signer: a, On: e.Today(), Powers: powers})
	if fault := (*documents.FieldError)(nil); errors.As(err, &fault) && fault.Rule != documents.RuleSignerAbsent {
		return documents.FieldErrors{fault}, nil
	}
	doc.Signatory = s
	return nil, nil
}
