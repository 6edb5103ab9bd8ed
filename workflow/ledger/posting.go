package ledger

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"vanthu/documents"
	"vanthu/workflow"
)

// A Posting is a line of the book of what goes by post (sổ gửi văn bản đi bưu điện):
// what went to one place in some envelopes.
type Posting struct {
	Day       documents.Date `json:"day"`
	Items     []Posted       `json:"items"`
	To        string         `json:"to"`
	Envelopes int            `json:"envelopes"`
	Receipt   string         `json:"receipt,omitempty"` // ký nhận và dấu bưu điện: number of the receipt, who took it
	Note      string         `json:"note,omitempty"`
	Written   Written        `json:"written"`
}

// A Posted is one consignment that went by post.
type Posted struct {
	Record      workflow.RecordID `json:"record"`
	Consignment string            `json:"consignment"`
	Reference   string            `json:"reference"`
	To          string            `json:"to"`
}

func labelPosting(p *Posting) workflow.Label {
	label := workflow.Label{Year: p.Day.Year, Order: order(p.Day, p.Written)}
	for _, i := range p.Items {
		label.Refs = append(label.Refs, string(i.Record))
	}
	return label
}

// postBook is the act of writing into the book.
const postBook workflow.Action = "post"

// Post writes a line: the consignments, as "record consignment", went on the day in so
// many envelopes. To write the same id again changes nothing. *workflow.Refusal,
// FieldErrors, ErrNotFound.
func (l *Ledger) Post(ctx context.Context, by *documents.Account, id string, p Posting) error {
	if err := mustKeep(by, postBook); err != nil {
		return err
	}
	p.To, p.Receipt, p.Note = documents.OneLine(p.To), documents.OneLine(p.Receipt), documents.OneLine(p.Note)
	p.Written = l.written(by)
	if _, err := l.posting.Read(ctx, by.Unit, id); !errors.Is(err, documents.ErrNotFound) {
		return err // it is written
	}
	if err := l.resolve(ctx, by, &p); err != nil {
		return err
	}
	if err := p.check(l.engine.Today()); err != nil {
		return err
	}
	_, err := l.posting.Lay(ctx, by.Unit, id, &p)
	if errors.Is(err, documents.ErrExists) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("write the posting book: %w", err)
	}
	return l.mark(ctx, by, id, &p)
}

// resolve looks the consignments up: each was sent on paper and stands in no line yet.
func (l *Ledger) resolve(ctx context.Context, by *documents.Account, p *Posting) error {
	for i, item := range p.Items {
		r, err := l.engine.Get(ctx, by, item.Record)
		if err != nil {
			return err
		}
		all := onPaper(r)
		at := slices.IndexFunc(all, func(have Posted) bool { return have.Consignment == item.Consignment })
		if at < 0 {
			return fmt.Errorf("look for consignment %s: %w", item.Consignment, documents.ErrNotFound)
		}
		p.Items[i] = all[at]
		done, err := l.posted(ctx, by.Unit, r.ID)
		if err != nil {
			return err
		}
		if done[item.Consignment] != "" {
			return &workflow.Refusal{Action: postBook, Rule: workflow.RulePosted, Article: "Phụ lục IV", Got: all[at].Reference, Kind: documents.ErrExists}
		}
	}
	if p.To == "" && len(p.Items) > 0 {
		p.To = p.Items[0].To
	}
	return nil
}

func (p *Posting) check(today documents.Date) error {
	var c checker
	c.fault(len(p.Items) == 0, "items", documents.RuleRequired)
	c.fault(p.Day.IsZero(), "moved", documents.RuleRequired)
	c.fault(today.Before(p.Day), "moved", workflow.RuleDateFuture)
	c.fault(p.Envelopes < 1, "envelopes", documents.RuleRequired)
	c.text("to", p.To)
	c.text("receipt", p.Receipt)
	c.text("note", p.Note)
	return c.faults.Err()
}

// Postings returns lines of a year in order; after is the Mark of the last one of the
// page before.
func (l *Ledger) Postings(ctx context.Context, by *documents.Account, year int, after string) ([]workflow.Kept[Posting], error) {
	page, err := l.posting.List(ctx, by.Unit, workflow.SlipQuery{Year: year, After: after, Limit: workflow.MaxPage})
	if err != nil {
		return nil, fmt.Errorf("read the posting book: %w", err)
	}
	return page, nil
}

// Posting returns a line; ErrNotFound.
func (l *Ledger) Posting(ctx context.Context, by *documents.Account, id string) (workflow.Kept[Posting], error) {
	return l.posting.Read(ctx, by.Unit, id)
}

// NoteReceipt writes who signed for a line and which stamp the post put (ký nhận và dấu
// bưu điện). *workflow.Refusal, FieldErrors, ErrNotFound.
func (l *Ledger) NoteReceipt(ctx context.Context, by *documents.Account, id, receipt string) error {
	if err := mustKeep(by, postBook); err != nil {
		return err
	}
	_, err := l.posting.Change(ctx, by.Unit, id, func(p *Posting) error {
		p.Receipt = documents.OneLine(receipt)
		var c checker
		c.fault(p.Receipt == "", "receipt", documents.RuleRequired)
		c.text("receipt", p.Receipt)
		return c.faults.Err()
	})
	return err
}
