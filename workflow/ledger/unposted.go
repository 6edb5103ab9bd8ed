package ledger

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"vanthu/documents"
	"vanthu/workflow"
)

// An UnpostedQuery asks for what waits for the posting book: of the documents of a year,
// of any for 0, up to Limit of them after the Next of the page before.
type UnpostedQuery struct {
	Year  int
	After string
	Limit int // 1..MaxPage; 0 is DefaultPage
}

// An UnpostedPage has the consignments of a page of documents, those to one place
// together. Next is "" on the last page.
type UnpostedPage struct {
	Items []Posted
	Next  string
}

// Unposted returns what was sent on paper and stands in no line yet, the newest
// documents first.
func (l *Ledger) Unposted(ctx context.Context, by *documents.Account, q UnpostedQuery) (UnpostedPage, error) {
	out := UnpostedPage{Next: q.After}
	for len(out.Items) == 0 {
		page, err := l.engine.List(ctx, by, workflow.Query{ToPost: true, Year: q.Year, After: out.Next, Limit: q.Limit})
		if err != nil {
			return out, err
		}
		for _, s := range page.Items {
			some, err := l.unposted(ctx, by, s.ID)
			if err != nil {
				return out, err
			}
			out.Items = append(out.Items, some...)
		}
		if out.Next = page.Next; out.Next == "" {
			break
		}
	}
	slices.SortStableFunc(out.Items, func(a, b Posted) int { return strings.Compare(documents.Fold(a.To), documents.Fold(b.To)) })
	return out, nil
}

// unposted returns what of a record stands in no line. The line is the truth: what has
// one, but was not marked so because the writer was cut off, is marked now.
func (l *Ledger) unposted(ctx context.Context, by *documents.Account, id workflow.RecordID) ([]Posted, error) {
	r, err := l.engine.Get(ctx, by, id)
	if err != nil {
		return nil, err
	}
	done, err := l.posted(ctx, by.Unit, id)
	if err != nil {
		return nil, err
	}
	var out []Posted
	lines := map[string][]string{}
	for _, c := range r.Consignments {
		switch line := done[c.ID]; {
		case line != "":
			lines[line] = append(lines[line], c.ID)
		case c.ToPost():
			out = append(out, postedOf(r, c))
		}
	}
	var errs []error
	for line, consignments := range lines {
		errs = append(errs, l.engine.MarkPosted(ctx, r, line, consignments))
	}
	return out, errors.Join(errs...)
}

// onPaper returns what of r was sent on paper.
func onPaper(r *workflow.Record) []Posted {
	var out []Posted
	for _, c := range r.Consignments {
		if c.Channel == string(documents.OnPaper) && !c.Sent.IsZero() {
			out = append(out, postedOf(r, c))
		}
	}
	return out
}

func postedOf(r *workflow.Record, c workflow.Consignment) Posted {
	return Posted{r.ID, c.ID, r.Document.Reference.String(), c.Recipient}
}

// posted returns the lines in which consignments of a record stand.
func (l *Ledger) posted(ctx context.Context, unit documents.UnitID, id workflow.RecordID) (map[string]string, error) {
	lines := map[string]string{}
	for k, err := range l.posting.All(ctx, unit, workflow.SlipQuery{Ref: string(id)}) {
		if err != nil {
			return nil, fmt.Errorf("read the posting book: %w", err)
		}
		for _, i := range k.Value.Items {
			lines[i.Consignment] = k.ID
		}
	}
	return lines, nil
}

// mark has the records of a line know that they stand in it.
func (l *Ledger) mark(ctx context.Context, by *documents.Account, line string, p *Posting) error {
	consignments := map[workflow.RecordID][]string{}
	for _, i := range p.Items {
		consignments[i.Record] = append(consignments[i.Record], i.Consignment)
	}
	for id, some := range consignments {
		r, err := l.engine.Get(ctx, by, id)
		if err == nil {
			err = l.engine.MarkPosted(ctx, r, line, some)
		}
		if err != nil {
			return fmt.Errorf("mark what was posted: %w", err)
		}
	}
	return nil
}
