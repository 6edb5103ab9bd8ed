package workflow

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"

	"github.com/oklog/ulid/v2"

	"vanthu/documents"
)

// An Arrival is a document that came by a message of the axis.
type Arrival struct {
	Receipt
	Organ      string // mã định danh of the sender
	DocumentID string // his name of the document, the same in each sending of it
	Links      []Link // what it replaces, of those that came before
}

// ArrivedID names the record of a message: the same message makes the same record.
func ArrivedID(organ, documentID string) RecordID {
	sum := sha256.Sum256([]byte(organ + "\n" + documentID))
	var id ulid.ULID
	copy(id[:], sum[:])
	return RecordID(id.String())
}

// Arrive takes in what came by a message; it waits with văn thư to be registered. New
// is false for a message that came before: the record is that of then. FieldErrors
// for what must not be here or cannot be read; nothing was stored.
func (e *Engine) Arrive(ctx context.Context, unit documents.UnitID, a Arrival) (r *Record, isNew bool, err error) {
	if a.Organ == "" || a.DocumentID == "" {
		return nil, false, documents.FieldErrors{{Field: "document_id", Rule: documents.RuleRequired}}
	}
	a.Source = ByMessage
	if err := e.examine(ctx, &a.Receipt); err != nil {
		return nil, false, err
	}
	if err := e.findAuthor(ctx, unit, &a.Receipt); err != nil {
		return nil, false, err
	}
	in := a.incoming()
	in.Organ, in.DocumentID = a.Organ, a.DocumentID
	id := ArrivedID(a.Organ, a.DocumentID)
	r, err = e.takeIn(ctx, &program, &Record{ID: id, Unit: unit, Document: a.document(), Incoming: in, Links: a.Links}, a.Files)
	if errors.Is(err, documents.ErrExists) {
		if r, err = e.d.Records.Get(ctx, unit, id); err != nil {
			return nil, false, fmt.Errorf("read document %s: %w", id, err)
		}
		return r, false, nil
	}
	return r, err == nil, err
}
