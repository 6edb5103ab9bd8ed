package workflow

import (
	"context"
	"fmt"
	"slices"

	"vanthu/documents"
)

// sealCopy is how a copy becomes one as a file: the agency signs the scan.
const sealCopy Action = "seal_copy"

// AsFile reports whether r is a copy of a paper to an electronic file (Điều 25 khoản 1,
// 2): the scan with the agency's signature.
func (r *Record) AsFile() bool { return r.Document.Copy.Form != "" && r.Document.Electronic }

// scanToCopy returns the scan that a copy as a file is made of. An office without a seal
// certificate cannot make one.
func (e *Engine) scanToCopy(ctx context.Context, source *Record, unit *documents.Unit) (*Original, error) {
	refuse := func(rule documents.Rule, kind error) error {
		return &Refusal{State: source.State, Action: makeCopy, Rule: rule, Article: "Điều 25 khoản 1", Kind: kind}
	}
	scan := source.scan()
	switch {
	case scan == "":
		return nil, refuse(RuleCopyNoScan, documents.ErrNotAllowed)
	case unit.Seal == nil:
		return nil, refuse(RuleNoSeal, documents.ErrNotAllowed)
	case !e.Prints() || e.d.Scanner == nil:
		return nil, refuse(RuleNoSigner, documents.ErrUnavailable)
	}
	pdf, err := e.d.Blobs.Get(ctx, source.Unit, scan)
	if err != nil {
		return nil, fmt.Errorf("read the scan of document %s: %w", source.ID, err)
	}
	if err := e.d.Scanner.Scanned(ctx, pdf); err != nil {
		return nil, err
	}
	return &Original{Source: scan, Copies: []Copy{{Stage: Scanned, File: scan, At: e.now()}}}, nil
}

// scan returns the scan of the paper that r is: of our own the one that was kept, of one
// that came the first PDF with it that bears no signature. "" for none.
func (r *Record) scan() Hash {
	if r.Scan != nil {
		return r.Scan.File
	}
	if r.Incoming != nil {
		for _, f := range r.Incoming.Files {
			if f.Type == pdfType && f.Signatures == 0 {
				return f.File
			}
		}
	}
	return ""
}

// media are the guards that say which copies a step is for: a step for the others is
// none at all.
var media = map[string]func(*Record) bool{
	"on_paper": func(r *Record) bool { return !r.AsFile() },
	"as_file":  (*Record).AsFile,
}

// suits reports whether the step is one for what r is made on.
func (s Step) suits(r *Record) bool {
	return !slices.ContainsFunc(s.Guards, func(name string) bool { return media[name] != nil && !media[name](r) })
}

// suited refuses a step for the other medium as one that is not there.
func suited(s situation) error {
	if !s.step.suits(s.record) {
		return s.refuse(RuleNoSuchAct, documents.ErrNotAllowed)
	}
	return nil
}

// Seals reports whether the act is done with the agency's signature.
func (s Step) Seals() bool {
	return slices.ContainsFunc(s.Effects, func(name string) bool { return effects[name].needs == sealedScan })
}

// sealScan has what the agency's signature on a scan shows: the words of ô 14 at the top
// right of the first page, nothing else (Phụ lục I, Phần II).
func (out *SignRequest) sealScan(s *situation) {
	doc := s.record.Document
	doc.Sealed = s.sealedAt()
	out.Stage, out.Name, out.Words = Sealed, doc.Copy.Issuer.Name, doc.SealText()
}

// sealedAt is when the act's signature was made, as papers show it.
func (s *situation) sealedAt() documents.Moment {
	return documents.Moment{Time: s.Signature.At.In(Zone)}
}

// sealCopyFile keeps the scan with the agency's signature: from then on the copy has the
// value of the document, and what was copied is told.
func sealCopyFile(r *Record, s situation) {
	last := &r.History[len(r.History)-1]
	last.Mode, last.File = Electronic, s.signed.File
	r.Document.Sealed = s.sealedAt()
	r.Original = r.Original.with(*s.signed)
	if s.archives {
		r.Tasks = append(r.Tasks, Task{ID: MakeArchival, Kind: MakeArchival, Due: s.now})
	}
	linkBack(r, s)
}
