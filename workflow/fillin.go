package workflow

import (
	"context"
	"errors"

	"vanthu/documents"
)

// fillIn puts into doc what the office knows, so that nobody types it: issuer
// and place of the unit, the drafter's division, the Lưu line, and name, title
// and mandates of the signatory's account. What the drafter did write stays,
// but for the signatory, whose right is not the drafter's to write. Number and
// date are văn thư's (Điều 15).
func (e *Engine) fillIn(ctx context.Context, doc *documents.Document, unit *documents.Unit, by *documents.Account) error {
	if doc.Issuer == (documents.Issuer{}) {
		doc.Issuer = unit.Issuer
	}
	if doc.Place == "" {
		doc.Place = unit.Place
	}
	faults := doc.Check()
	if !doc.Reference.IsZero() {
		faults = append(faults, &documents.FieldError{Field: "reference", Rule: documents.RuleGivenByClerk, Article: "Điều 15"})
	}
	if !doc.Date.IsZero() {
		faults = append(faults, &documents.FieldError{Field: "date", Rule: documents.RuleGivenByClerk, Article: "Điều 15"})
	}
	faults = append(faults, fillDivision(doc, unit, by)...)
	fillArchive(doc, unit, by)
	signer, err := e.fillSignatory(ctx, doc, unit)
	if err != nil {
		return err
	}
	return append(faults, signer...).Err()
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

// fillSignatory takes name, title and mandates from the account (Điều 13).
func (e *Engine) fillSignatory(ctx context.Context, doc *documents.Document, unit *documents.Unit) (documents.FieldErrors, error) {
	s := &doc.Signatory
	if s.Account == "" {
		return nil, nil
	}
	a, err := e.d.Directory.Account(ctx, s.Account)
	switch {
	case errors.Is(err, documents.ErrNotFound), err == nil && (a.Unit != unit.ID || !a.Has(documents.Signer)):
		return documents.FieldErrors{{
			Field: "signatory.account", Rule: RuleSignerUnknown, Article: "Điều 13", Got: string(s.Account),
		}}, nil
	case err != nil:
		return nil, err
	}
	s.Name, s.Title, s.Mandates = a.Name, a.Title, a.Mandates
	return nil, nil
}
