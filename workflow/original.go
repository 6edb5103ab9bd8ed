package workflow

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"vanthu/documents"
)

// An Original (bản gốc điện tử) is the PDF of a document that is signed as a file
// (Điều 5). It begins as the page that was read, with the empty fields of number,
// date and signatures; each signature is one more revision at its end, and every
// state of it is kept.
type Original struct {
	Source Hash           `json:"source"`          // the file it was made of
	Fault  documents.Rule `json:"fault,omitempty"` // why none could be made of it
	Got    string         `json:"got,omitempty"`   // what the rule speaks of
	Copies []Copy         `json:"copies,omitempty"`
}

// A Copy is a state of the original: its file with all that came before.
type Copy struct {
	Stage Stage               `json:"stage"`
	File  Hash                `json:"file"`
	By    documents.AccountID `json:"by,omitempty"`
	At    time.Time           `json:"at"`
}

// A Stage is how far the original has come.
type Stage string

// The stages, in order.
const (
	Placed   Stage = "placed"   // the fields stand in it, empty
	Approved Stage = "approved" // signed by the person
	Sealed   Stage = "sealed"   // with number and date, signed by the agency
	Scanned  Stage = "scanned"  // the paper as it was signed: of no original, but of a copy as a file
	Archived Stage = "archived" // with what proves the signatures for decades
)

// Copy returns the original at a stage; nil when it never was there.
func (o *Original) Copy(stage Stage) *Copy {
	if o == nil {
		return nil
	}
	for i := range o.Copies {
		if o.Copies[i].Stage == stage {
			return &o.Copies[i]
		}
	}
	return nil
}

// Newest returns the original as far as it has come; nil for none.
func (o *Original) Newest() *Copy {
	if o == nil || len(o.Copies) == 0 {
		return nil
	}
	return &o.Copies[len(o.Copies)-1]
}

// Lacks reports whether the original was signed but has not come to a stage.
func (o *Original) Lacks(stage Stage) bool { return o.Copy(Approved) != nil && o.Copy(stage) == nil }

// with returns the original with one copy more; o is not changed.
func (o *Original) with(c Copy) *Original {
	next := *o
	next.Copies = append(slices.Clone(o.Copies), c)
	return &next
}

// Prints reports whether documents can be signed as files.
func (e *Engine) Prints() bool { return e.d.Signer != nil && e.NoPDF() == nil }

// makeOriginal makes the PDF of the file that waits for its signature. Where the
// page has no place for number, date or signature, that is kept: it can be signed
// on paper.
func (e *Engine) makeOriginal(ctx context.Context, r *Record, _ Task) (*Record, error) {
	if !slices.ContainsFunc(r.Tasks, func(t Task) bool { return t.ID == MakeOriginal }) {
		return r, nil
	}
	next := e.next(r, &program, Event{Action: originated, From: r.State, To: r.State, Seen: r.Version})
	next.Tasks = without(next.Tasks, MakeOriginal)
	if !e.Prints() || r.Final != nil || e.FlowOf(r).Editable(r.State) || e.FlowOf(r).Ends(r.State) || r.Original.Copy(Placed) != nil || len(r.Revisions) == 0 {
		next.History = r.History // it is not wanted any more
		return e.swapped(ctx, next, r)
	}
	original, err := e.place(ctx, r)
	if err != nil {
		return nil, err
	}
	if next.Original = original; original.Fault != "" {
		next.History = r.History
	} else {
		next.History[len(next.History)-1].File = original.Newest().File
	}
	return e.swapped(ctx, next, r)
}

func (e *Engine) swapped(ctx context.Context, next, r *Record) (*Record, error) {
	if err := e.d.Records.Swap(ctx, next, r.Version); err != nil {
		return nil, fmt.Errorf("add the original of document %s: %w", r.ID, err)
	}
	return next, nil
}

// place prints the file that is shown and stores the PDF with its fields.
func (e *Engine) place(ctx context.Context, r *Record) (*Original, error) {
	source := r.Shown().Hash
	docx, err := e.d.Blobs.Get(ctx, r.Unit, source)
	if err != nil {
		return nil, fmt.Errorf("read the file of document %s: %w", r.ID, err)
	}
	printed, err := e.d.Printer.PDF(ctx, docx)
	if err != nil {
		return nil, fmt.Errorf("print document %s: %w", r.ID, err)
	}
	placed, err := e.d.Signer.Place(ctx, printed, &r.Document)
	if refusal := (*Refusal)(nil); errors.As(err, &refusal) && errors.Is(err, documents.ErrInvalid) {
		return &Original{Source: source, Fault: refusal.Rule, Got: refusal.Got}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("place the fields of document %s: %w", r.ID, err)
	}
	hash, err := e.d.Blobs.Put(ctx, r.Unit, placed)
	if err != nil {
		return nil, fmt.Errorf("keep the original of document %s: %w", r.ID, err)
	}
	return &Original{Source: source, Copies: []Copy{{Stage: Placed, File: hash, At: e.now()}}}, nil
}

// OriginalFile returns the original of r as far as it has come; ErrNotFound for
// none.
func (e *Engine) OriginalFile(ctx context.Context, r *Record) ([]byte, error) {
	newest := r.Original.Newest()
	if newest == nil {
		return nil, fmt.Errorf("original of document %s: %w", r.ID, documents.ErrNotFound)
	}
	file, err := e.d.Blobs.Get(ctx, r.Unit, newest.File)
	if err != nil {
		return nil, fmt.Errorf("read the original of document %s: %w", r.ID, err)
	}
	return file, nil
}
