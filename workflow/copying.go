package workflow

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"slices"

	"vanthu/documents"
)

//go:embed copy.md
var copyTable string

// copyFlow is the flow of copies, from copy.md.
func copyFlow() (*Flow, error) { return ParseFlow(CopyFlow, copyTable) }

// CopySeries is the series of the numbers of copies, whatever their form (Phụ lục I,
// Phần II).
const CopySeries = "sao"

const (
	makeCopy  Action = "make_copy"
	authorise Action = "authorise"
)

// A Nature says what the paper is that is copied.
type Nature string

// The natures.
const (
	AnOriginal Nature = ""      // bản gốc, bản chính
	AFullCopy  Nature = "SY"    // bản sao y
	AnyCopy    Nature = "other" // bản sao lục, trích sao
)

// A CopyRequest asks for a copy of a record.
type CopyRequest struct {
	Of         RecordID
	Form       documents.CopyForm
	Nature     Nature // of what came; what the office made itself is known
	Electronic bool   // to an electronic file
	Signatory  documents.AccountID
	Recipients []string
	Paragraphs []int // of an extract: which of the document's, from 0
}

// MakeCopy begins a copy: it waits for whom it is to be signed by. *Refusal,
// FieldErrors, ErrNotFound.
func (e *Engine) MakeCopy(ctx context.Context, by *documents.Account, ask CopyRequest) (*Record, error) {
	if err := mustKeepRegisters(by, makeCopy, documents.Clerk); err != nil {
		return nil, err
	}
	source, err := e.Get(ctx, by, ask.Of)
	if err != nil {
		return nil, err
	}
	unit, err := e.d.Directory.Unit(ctx, by.Unit)
	if err != nil {
		return nil, fmt.Errorf("read unit %s: %w", by.Unit, err)
	}
	if err := e.copyable(source, ask); err != nil {
		return nil, err
	}
	doc, err := copiedDocument(source, ask)
	if err != nil {
		return nil, err
	}
	if doc.Copy, err = e.copyPart(ctx, unit, &doc, ask); err != nil {
		return nil, err
	}
	b := beginning{flow: e.d.Flows.Named(CopyFlow), unit: unit, act: makeCopy}
	if ask.Electronic {
		if b.scan, err = e.scanToCopy(ctx, source, unit); err != nil {
			return nil, err
		}
		doc.Electronic = true
	}
	b.doc = doc
	if b.links, err = e.checkLinks(ctx, by, []Link{{Kind: CopyOf, Record: source.ID}}); err != nil {
		return nil, err
	}
	return e.begin(ctx, by, b)
}

// MayCopy reports whether the person may make copies of r at all: it was issued, or came
// and was entered.
func (e *Engine) MayCopy(by *documents.Account, r *Record) bool {
	return by.Has(documents.Clerk) && e.stands(r)
}

// stands reports whether r has a number under which it was issued or came.
func (e *Engine) stands(r *Record) bool {
	return !r.Number().IsZero() && (r.Incoming != nil || e.FlowOf(r).Came(r))
}

// copyable refuses what cannot be copied in this way (Điều 25).
func (e *Engine) copyable(source *Record, ask CopyRequest) error {
	refuse := func(rule documents.Rule, article, got string) error {
		return &Refusal{State: source.State, Action: makeCopy, Rule: rule, Article: article, Got: got, Kind: documents.ErrNotAllowed}
	}
	nature := ask.Nature
	if source.Incoming == nil {
		nature = AnOriginal
		switch form := source.Document.Copy.Form; form {
		case "":
		case documents.FullCopy:
			nature = AFullCopy
		default:
			nature = AnyCopy
		}
	}
	wants := AnOriginal
	if ask.Form == documents.CopyOfCopy {
		wants = AFullCopy
	}
	fromFile := source.Mode == Electronic || source.Incoming != nil && source.Incoming.Source != ByPaper
	switch {
	case ask.Form.Name() == "":
		return documents.FieldErrors{{Field: "copy.form", Rule: documents.RuleCopyForm, Article: "Điều 25"}}
	case !e.stands(source):
		return refuse(RuleNotFiled, "Điều 19", "")
	case nature != wants && ask.Form == documents.CopyOfCopy:
		return refuse(RuleCopyNeedsCopy, "Điều 25 khoản 2", "")
	case nature != wants:
		return refuse(RuleCopyOfCopy, "Điều 25", ask.Form.Name())
	case ask.Electronic && fromFile && ask.Form != documents.ExtractCopy:
		return refuse(RuleCopyFileToFile, "Điều 25 khoản 1, 2", ask.Form.Name())
	case ask.Electronic && ask.Form == documents.ExtractCopy:
		return refuse(RuleExtractAsFile, "Điều 25 khoản 3", "")
	}
	return nil
}

// copiedDocument returns what the copy has of the document: all of it, of an extract
// the paragraphs that were chosen.
func copiedDocument(source *Record, ask CopyRequest) (documents.Document, error) {
	doc := source.Document
	doc.Copy, doc.Electronic, doc.Sealed, doc.Deadline = documents.Copy{}, false, documents.Moment{}, documents.Date{}
	if ask.Form != documents.ExtractCopy {
		return doc, nil
	}
	doc.Body, doc.Attachments = nil, nil
	for i, block := range source.Document.Body {
		if slices.Contains(ask.Paragraphs, i) {
			doc.Body = append(doc.Body, block)
		}
	}
	if len(doc.Body) == 0 {
		return doc, documents.FieldErrors{{Field: "paragraphs", Rule: RuleNoExtract, Article: "Điều 25 khoản 3"}}
	}
	return doc, nil
}

// copyPart returns what the office adds: form, who signs it as he may today, to whom
// it goes.
func (e *Engine) copyPart(ctx context.Context, unit *documents.Unit, doc *documents.Document, ask CopyRequest) (documents.Copy, error) {
	c := documents.Copy{Form: ask.Form, Issuer: unit.Issuer, Place: unit.PlaceName(), Archive: documents.Archive{Pattern: "VT."}}
	for _, name := range ask.Recipients {
		if name = documents.OneLine(name); name != "" {
			c.Recipients = append(c.Recipients, documents.Recipient{Name: name})
		}
		if err := documents.RefuseSecret("copy.recipients", name); err != nil {
			return c, err
		}
	}
	signer, err := e.d.Directory.Account(ctx, ask.Signatory)
	if errors.Is(err, documents.ErrNotFound) || err == nil && signer.Unit != unit.ID {
		return c, documents.FieldErrors{{Field: "copy.signatory", Rule: documents.RuleRequired, Article: "Điều 27 khoản 1"}}
	}
	if err != nil {
		return c, fmt.Errorf("read account %s: %w", ask.Signatory, err)
	}
	powers, err := e.powers(ctx, unit)
	if err != nil {
		return c, err
	}
	c.Signatory, err = documents.Sign(documents.Question{Document: authorised(doc.Kind, c), Signer: signer, On: e.Today(), Powers: powers})
	if fault := (*documents.FieldError)(nil); errors.As(err, &fault) {
		fault.Field = "copy.signatory"
		return c, documents.FieldErrors{fault}
	}
	c.Signatory.Account = signer.ID
	return c, err
}

// authorised is the document that stands for a copy where it is asked who may sign: one
// of that kind, of the head of the copying office (Điều 27 khoản 1).
func authorised(kind documents.Kind, c documents.Copy) *documents.Document {
	return &documents.Document{Kind: kind, Issuer: c.Issuer, Of: documents.OfHead}
}

// mayCopy: the person has the authority today, and the copy shows exactly that.
func mayCopy(s situation) error {
	d := &s.record.Document
	shown := d.Copy.Signatory
	now, err := documents.Sign(documents.Question{Document: authorised(d.Kind, d.Copy), Signer: s.actor, On: s.today, Powers: s.powers})
	if fault := (*documents.FieldError)(nil); errors.As(err, &fault) {
		return &Refusal{
			State: s.record.State, Action: s.Action, Rule: fault.Rule, Article: fault.Article, Got: fault.Got, Kind: documents.ErrForbidden,
		}
	}
	if shown.Name != now.Name || shown.Title != now.Title || shown.Post != now.Post || !slices.Equal(shown.Mandates, now.Mandates) {
		return s.refuse(RuleLinesChanged, documents.ErrForbidden)
	}
	return nil
}

// signCopy keeps the day, and on whose behalf.
func signCopy(r *Record, s situation) {
	r.Signed = s.today
	r.History[len(r.History)-1].For = r.Document.Copy.Signatory.For
}

// numberCopy sets all of the copy's reference but the number, which the store gives.
func numberCopy(r *Record, s situation) {
	c := &r.Document.Copy
	c.Date = s.date()
	c.Reference = documents.Reference{Symbol: string(c.Form) + "-" + c.Issuer.Symbol}
	r.Series = CopySeries
}

// fileCopy has the page made with the copied text and the copy's part below, where the
// text is known: what came on paper is copied as it is, and its part is printed alone.
// The document that is copied is told.
func fileCopy(r *Record, s situation) {
	if len(r.Document.Body) > 0 {
		r.Tasks = append(r.Tasks, finalFile(s.now))
	}
	linkBack(r, s)
}
