package workflow

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"

	"vanthu/documents"
)

// A Trial is a draft as it would be if it were saved: its file, what stands
// against saving it, what it lacks to be submitted, and what is unusual.
type Trial struct {
	File     []byte // nil where no page can be made of it
	Faults   documents.FieldErrors
	Lacks    documents.FieldErrors
	Warnings documents.FieldErrors
}

// unsaid stands on the page for what the form wants and nobody has typed yet.
const unsaid = "…"

// Try fills in what the office knows and renders the page of a draft that is
// being typed; nothing is stored. ErrNotFound, *Refusal.
func (e *Engine) Try(ctx context.Context, by *documents.Account, id RecordID, doc documents.Document) (*Trial, error) {
	r, err := e.Get(ctx, by, id)
	if err != nil {
		return nil, err
	}
	if err := e.mayWrite(by, r); err != nil {
		return nil, err
	}
	unit, err := e.d.Directory.Unit(ctx, by.Unit)
	if err != nil {
		return nil, fmt.Errorf("read unit %s: %w", by.Unit, err)
	}
	t := &Trial{}
	if err := e.fillIn(ctx, &doc, unit, by); err != nil && !errors.As(err, &t.Faults) {
		return nil, err
	}
	if err := doc.Complete(); !errors.As(err, &t.Lacks) && err != nil {
		return nil, err
	}
	t.Lacks = except(t.Lacks, t.Faults)
	t.Warnings = doc.Warnings(e.Today())
	t.File, err = e.tryFile(ctx, r, doc)
	return t, err
}

// tryFile renders the page, with marks for what is still missing of its form;
// nil when the kind has no page.
func (e *Engine) tryFile(ctx context.Context, r *Record, doc documents.Document) ([]byte, error) {
	sayUnsaid(&doc)
	typed := *r
	if doc.Page() != r.Document.Page() || doc.Kind != r.Document.Kind {
		typed.Template = "" // it is of another page
	}
	typed.Document = doc
	file, _, err := e.render(ctx, &typed)
	if errors.Is(err, documents.ErrInvalid) {
		return nil, nil
	}
	return file, err
}

// sayUnsaid marks on a draft what a page cannot do without and nobody has typed
// yet, so that it has a page from its first letter on.
func sayUnsaid(doc *documents.Document) {
	form, _ := doc.Form()
	details := maps.Clone(doc.Details)
	for _, d := range form.Details {
		if d.Required && len(details[d.Name]) == 0 {
			if details == nil {
				details = documents.Details{}
			}
			details[d.Name] = documents.Lines{unsaid}
		}
	}
	doc.Details = details
	if len(doc.Body) == 0 && form.Body == documents.Needed {
		doc.Body = documents.Body{{Type: documents.Paragraph, Text: documents.Text{{Text: unsaid}}}}
	}
	doc.Abstract = cmp.Or(doc.Abstract, unsaid)
	doc.Signatory.Name = cmp.Or(doc.Signatory.Name, unsaid)
	if len(doc.Signatory.Lines()) == 0 {
		doc.Signatory.Title = unsaid
	}
}

// except returns the faults that are not among others.
func except(faults, others documents.FieldErrors) documents.FieldErrors {
	told := map[string]bool{}
	for _, f := range others {
		told[f.Field+" "+string(f.Rule)] = true
	}
	var out documents.FieldErrors
	for _, f := range faults {
		if !told[f.Field+" "+string(f.Rule)] {
			out = append(out, f)
		}
	}
	return out
}
