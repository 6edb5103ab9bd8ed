package workflow

import (
	"context"
	"encoding/json"
	"fmt"

	"vanthu/documents"
)

// keepSource stores the document of a round beside its file, so that rounds can
// be compared paragraph by paragraph.
func (e *Engine) keepSource(ctx context.Context, r *Record) (Hash, error) {
	source, err := json.Marshal(r.Document)
	if err != nil {
		return "", fmt.Errorf("encode document %s: %w", r.ID, err)
	}
	hash, err := e.d.Blobs.Put(ctx, r.Unit, source)
	if err != nil {
		return "", fmt.Errorf("keep the text of document %s: %w", r.ID, err)
	}
	return hash, nil
}

// Round returns the document as it was in a round of the draft, from 1.
// ErrNotFound for a round there was not, or of an earlier program.
func (e *Engine) Round(ctx context.Context, r *Record, round int) (*documents.Document, error) {
	if round < 1 || round > len(r.Revisions) || r.Revisions[round-1].Source == "" {
		return nil, fmt.Errorf("round %d of document %s: %w", round, r.ID, documents.ErrNotFound)
	}
	data, err := e.d.Blobs.Get(ctx, r.Unit, r.Revisions[round-1].Source)
	if err != nil {
		return nil, fmt.Errorf("read round %d of document %s: %w", round, r.ID, err)
	}
	doc := new(documents.Document)
	if err := json.Unmarshal(data, doc); err != nil {
		return nil, fmt.Errorf("decode round %d of document %s: %w", round, r.ID, err)
	}
	return doc, nil
}

// RoundFile returns the file of a round as it was shown; ErrNotFound.
func (e *Engine) RoundFile(ctx context.Context, r *Record, round int) ([]byte, error) {
	if round < 1 || round > len(r.Revisions) {
		return nil, fmt.Errorf("round %d of document %s: %w", round, r.ID, documents.ErrNotFound)
	}
	docx, err := e.d.Blobs.Get(ctx, r.Unit, r.Revisions[round-1].File.Hash)
	if err != nil {
		return nil, fmt.Errorf("read the file of round %d of document %s: %w", round, r.ID, err)
	}
	return docx, nil
}
