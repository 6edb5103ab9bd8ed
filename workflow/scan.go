package workflow

import (
	"context"
	"fmt"

	"vanthu/documents"
)

// A Scanner looks at scans.
type Scanner interface {
	// Scanned returns nil when each page of a PDF is the picture of a paper, of
	// enough dots to be read for decades; a *Refusal else.
	Scanned(ctx context.Context, pdf []byte) error
}

// A Reader reads what a PDF says.
type Reader interface {
	// Text returns the words of a PDF, page by page; none of a picture. Of a file that
	// is no PDF, *Refusal; joins documents.ErrUnavailable where it cannot be read here.
	Text(ctx context.Context, pdf []byte) (string, error)
}

// scanned is the act in no table that keeps a scan.
const scanned Action = "scan"

// Rules of scans.
const (
	RuleScanCoarse documents.Rule = "scan_coarse" // not a scan, or of too few dots
	RuleNotPaper   documents.Rule = "not_paper"   // no numbered paper that could be scanned
)

// AddScan keeps the scan of the paper that was signed by hand, numbered and sealed:
// what everybody can read of it from then on. An earlier scan stays among the files.
// It is văn thư's act. *Stale, or a *Refusal.
func (e *Engine) AddScan(ctx context.Context, by *documents.Account, id RecordID, brought Scan) (*Record, error) {
	r, _, err := e.load(ctx, by, id, brought.Seen)
	if err != nil {
		return nil, err
	}
	brought.Seen = r.Version
	refuse := func(rule documents.Rule, kind error) error {
		return &Refusal{State: r.State, Action: scanned, Rule: rule, Article: "Điều 18", Kind: kind}
	}
	switch {
	case !by.Has(documents.Clerk):
		return nil, refuse(RuleNotYours, documents.ErrForbidden)
	case !r.Scannable():
		return nil, refuse(RuleNotPaper, documents.ErrNotAllowed)
	case e.d.Scanner == nil:
		return nil, refuse(RuleNoSigner, documents.ErrUnavailable)
	}
	if err := e.d.Scanner.Scanned(ctx, brought.PDF); err != nil {
		return nil, err
	}
	hash, err := e.d.Blobs.Put(ctx, r.Unit, brought.PDF)
	if err != nil {
		return nil, fmt.Errorf("keep the scan of document %s: %w", r.ID, err)
	}
	next := e.next(r, by, Event{Action: scanned, From: r.State, To: r.State, Seen: brought.Seen, File: hash, Article: "Điều 18"})
	next.Scan = &Copy{Stage: Scanned, File: hash, By: by.ID, At: next.Updated}
	if err := e.d.Records.Swap(ctx, next, brought.Seen); err != nil {
		return nil, e.explain(ctx, by.Unit, id, brought.Seen, err)
	}
	return next, nil
}

// A Scan is what văn thư brings.
type Scan struct {
	Seen Version
	PDF  []byte
}

// Scannable reports whether there is a numbered paper of r.
func (r *Record) Scannable() bool {
	return r.Mode == Paper && r.Final != nil && r.Document.Reference.Number > 0
}

// ScanFile returns the newest scan of r; ErrNotFound for none.
func (e *Engine) ScanFile(ctx context.Context, r *Record) ([]byte, error) {
	if r.Scan == nil {
		return nil, fmt.Errorf("scan of document %s: %w", r.ID, documents.ErrNotFound)
	}
	file, err := e.d.Blobs.Get(ctx, r.Unit, r.Scan.File)
	if err != nil {
		return nil, fmt.Errorf("read the scan of document %s: %w", r.ID, err)
	}
	return file, nil
}
