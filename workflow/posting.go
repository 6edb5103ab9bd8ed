package workflow

import (
	"context"
	"slices"

	"vanthu/documents"
)

// ToPost reports whether a consignment waits for the book of what goes by post (sổ gửi
// văn bản đi bưu điện, Phụ lục IV): it left on paper, for another house, and is in no
// line as far as the record knows.
func (c Consignment) ToPost() bool {
	return documents.Medium(c.Channel) == documents.OnPaper && !c.Sent.IsZero() && !c.Inside && c.Posted == ""
}

// MarkPosted notes in a record which of its consignments stand in a line of the posting
// book, so that lists leave it out. The line is what counts: the mark follows it, and to
// mark again changes nothing.
func (e *Engine) MarkPosted(ctx context.Context, r *Record, line string, consignments []string) error {
	marks := func(c Consignment) bool { return c.Posted == "" && slices.Contains(consignments, c.ID) }
	if !slices.ContainsFunc(r.Consignments, marks) {
		return nil
	}
	_, err := e.adjust(ctx, r, func(next *Record) {
		for i := range next.Consignments {
			if c := &next.Consignments[i]; marks(*c) {
				c.Posted = line
			}
		}
	})
	return err
}
