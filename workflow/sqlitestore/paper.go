package sqlitestore

import (
	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/codec"
)

// A paper is the text of a document: most of a record's bytes, and what an act
// changes least. It is kept apart from the record, so that an act which only moves
// the document on does not write it again (docs/adr/0004-sqlite-one-writer.md).
type paper struct {
	Body        documents.Body         `json:"body,omitempty"`
	Attachments []documents.Attachment `json:"attachments,omitempty"`
}

// A sheet is a paper as its table has it; none has no digest.
type sheet struct {
	digest string
	paper  paper
}

// body returns the paper as its table keeps it.
func (s sheet) body() (string, error) { return codec.Encode(s.paper) }

// part returns r without its text, and the text.
func part(r *workflow.Record) (*workflow.Record, sheet) {
	p := paper{r.Document.Body, r.Document.Attachments}
	if len(p.Body) == 0 && len(p.Attachments) == 0 {
		return r, sheet{}
	}
	head := *r
	head.Document.Body, head.Document.Attachments = nil, nil
	return &head, sheet{p.digest(), p}
}

// join reads a record of what part made of it. One that was written before papers
// were kept apart has no text.
func join(body, text []byte) (*workflow.Record, error) {
	r := new(workflow.Record)
	if err := codec.Decode(body, r); err != nil {
		return nil, err
	}
	if len(text) == 0 {
		return r, nil
	}
	var p paper
	if err := codec.Decode(text, &p); err != nil {
		return nil, err
	}
	r.Document.Body, r.Document.Attachments = p.Body, p.Attachments
	return r, nil
}

// whole selects what join reads from records r, with a text only where it counts.
const (
	whole  = `r.body, p.body`
	papers = ` LEFT JOIN papers p ON p.rid = r.rid AND r.paper <> '' `
)

// keepPaper stores the text of a row, if it is not the one that is there.
func (t *tx) keepPaper(rid int64, old string, s sheet) error {
	if s.digest == old || s.digest == "" {
		return nil
	}
	body, err := s.body()
	if err != nil {
		return err
	}
	return t.exec(`INSERT INTO papers (rid, body) VALUES (?, ?) ON CONFLICT DO UPDATE SET body = excluded.body`, rid, body)
}
