package workflow

import (
	"context"
	"fmt"

	"vanthu/documents"
)

// mended is the act in no table that begins the document that mends an older one.
const mended Action = "mend"

// Mend starts the draft of a document that corrects one that was issued, by công văn,
// or that takes its place in the same form (Điều 18 khoản 3): prefilled, and linked to
// it. Kind is Corrects or Replaces. *Refusal; FieldErrors.
func (e *Engine) Mend(ctx context.Context, by *documents.Account, id RecordID, kind LinkKind) (*Record, error) {
	old, err := e.Get(ctx, by, id)
	if err != nil {
		return nil, err
	}
	begin, ok := mending[kind]
	if !ok {
		return nil, documents.FieldErrors{{Field: "kind", Rule: documents.RuleFieldType, Got: "corrects, replaces"}}
	}
	if old.Incoming != nil || !e.FlowOf(old).Came(old) {
		return nil, &Refusal{State: old.State, Action: mended, Rule: RuleNotIssued, Article: "Điều 18 khoản 3", Kind: documents.ErrNotAllowed}
	}
	r, err := e.Create(ctx, by, begin(old), Link{Kind: kind, Record: id})
	if err != nil {
		return nil, fmt.Errorf("mend document %s: %w", id, err)
	}
	return r, nil
}

// RuleNotIssued: only what was issued is corrected or replaced; a draft is written anew.
const RuleNotIssued documents.Rule = "not_issued"

// mending are the drafts of the two kinds.
var mending = map[LinkKind]func(*Record) documents.Document{Corrects: correction, Replaces: replacement}

// replacement is the document as it was, without what it gets anew.
func replacement(old *Record) documents.Document {
	doc := old.Document
	doc.Reference, doc.Date, doc.Deadline = documents.Reference{}, documents.Date{}, documents.Date{}
	return doc
}

// correction is a công văn to all who got the document.
func correction(old *Record) documents.Document {
	doc := documents.Document{
		Kind: documents.Official, Issuer: old.Document.Issuer, Abstract: "Đính chính " + old.Title(), Signatory: documents.Signatory{Account: old.Document.Signatory.Account},
		Recipients: []documents.Recipient{{AsAbove: true}},
	}
	for _, m := range old.Document.Receivers() {
		doc.Addressees = append(doc.Addressees, documents.Addressee{Agency: m.Agency, Name: m.Name})
	}
	doc.Body = documents.ParseBody(old.Title() + " có sai sót về thể thức, kỹ thuật trình bày. " + old.Document.Issuer.Name + " đính chính như sau:\n" +
		"Tại …, đã ghi “…”, nay sửa là “…”.\nCác nội dung khác giữ nguyên./.")
	return doc
}
