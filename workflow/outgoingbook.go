package workflow

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"vanthu/documents"
)

// An OutgoingLine is a line of the register of outgoing documents with what became of
// the document since its number was given.
type OutgoingLine struct {
	Entry
	Moved []documents.Date // ngày chuyển: the days it went out
	Taken string           // ký nhận: who has received it, as far as known
}

// OutgoingBook returns lines of a register with what became of each document. A number
// that is void tells nothing.
func (e *Engine) OutgoingBook(ctx context.Context, by *documents.Account, p BookPage) ([]OutgoingLine, error) {
	entries, err := e.Register(ctx, by, p)
	if err != nil {
		return nil, err
	}
	lines := make([]OutgoingLine, len(entries))
	for i, entry := range entries {
		lines[i].Entry = entry
		if entry.Void != "" {
			continue
		}
		r, err := e.d.Records.Get(ctx, by.Unit, entry.Record)
		if err != nil {
			return nil, fmt.Errorf("read the document of number %d: %w", entry.Number, err)
		}
		lines[i].Moved, lines[i].Taken = moved(r), taken(r)
	}
	return lines, nil
}

// moved returns the days on which r went out, in order.
func moved(r *Record) []documents.Date {
	var days []documents.Date
	for _, c := range r.Consignments {
		if !c.Sent.IsZero() {
			days = append(days, dayOf(c.Sent))
		}
	}
	slices.SortFunc(days, documents.Date.Compare)
	return slices.Compact(days)
}

// taken tells how many of the recipients have r, and who gave it back.
func taken(r *Record) string {
	received := 0
	var back []string
	for _, c := range r.Consignments {
		switch c.fate() {
		case Received:
			received++
		case Returned:
			back = append(back, c.Recipient)
		}
	}
	var parts []string
	if received > 0 {
		parts = append(parts, fmt.Sprintf("Đã nhận %d/%d nơi", received, len(r.Consignments)))
	}
	if len(back) > 0 {
		parts = append(parts, "Trả lại: "+strings.Join(back, ", "))
	}
	return strings.Join(parts, "; ")
}

// fate returns what became of a sending: what văn thư noted, else what the receiver
// told. From 03 on it stands in the receiver's own register.
func (c *Consignment) fate() Outcome {
	told := c.Stands().Code
	switch {
	case c.Outcome != "":
		return c.Outcome
	case told == statusRejected:
		return Returned
	case statusRank(told) > statusRank(statusRejected):
		return Received
	}
	return ""
}
