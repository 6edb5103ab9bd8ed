package workflow

import (
	"context"
	"errors"
	"fmt"

	"vanthu/documents"
)

// An Upload is a Word file that a person brought back to a draft and has not yet
// taken: nothing of it is part of the record.
type Upload struct {
	Name string // of the file, as the person has it
	File []byte
	Save int64 // tells it from one that was brought later
}

// KeepUpload keeps a file until the same person brings another for that draft,
// takes it or drops it. ErrNotFound; *Refusal for who may not write the draft;
// ErrConflict when the person brings two at once.
func (e *Engine) KeepUpload(ctx context.Context, by *documents.Account, id RecordID, up Upload) error {
	r, err := e.Get(ctx, by, id)
	if err != nil {
		return err
	}
	if err := e.mayWrite(by, r); err != nil {
		return err
	}
	hash, err := e.d.Blobs.Put(ctx, by.Unit, up.File)
	if err != nil {
		return fmt.Errorf("keep a file for document %s: %w", id, err)
	}
	return e.putAside(ctx, &Scratch{
		ScratchKey: uploadKey(by, id), Base: r.Version, Fields: map[string][]string{"name": {up.Name}, "file": {string(hash)}},
	})
}

// Upload returns the file that the person brought for a draft last; ErrNotFound
// when there is none, or it was taken or dropped.
func (e *Engine) Upload(ctx context.Context, by *documents.Account, id RecordID) (*Upload, error) {
	s, err := e.d.Workbench.Scratch(ctx, uploadKey(by, id))
	if err != nil {
		return nil, fmt.Errorf("find the file for document %s: %w", id, err)
	}
	up := &Upload{Name: first(s.Fields["name"]), Save: s.Save}
	if up.File, err = e.d.Blobs.Get(ctx, by.Unit, Hash(first(s.Fields["file"]))); err != nil {
		return nil, fmt.Errorf("read the file for document %s: %w", id, err)
	}
	return up, nil
}

// DropUpload forgets it; no error when there is none.
func (e *Engine) DropUpload(ctx context.Context, by *documents.Account, id RecordID) error {
	if err := e.d.Workbench.DropScratch(ctx, uploadKey(by, id)); err != nil {
		return fmt.Errorf("drop the file for document %s: %w", id, err)
	}
	return nil
}

// uploadKey is where it stands: beside what the person types into the record.
func uploadKey(by *documents.Account, id RecordID) ScratchKey {
	return ScratchKey{Unit: by.Unit, Record: id + "+tep", By: by.ID}
}

// putAside keeps s in place of what stands there; ErrConflict when another does
// so at the same time.
func (e *Engine) putAside(ctx context.Context, s *Scratch) error {
	old, err := e.d.Workbench.Scratch(ctx, s.ScratchKey)
	if err != nil && !errors.Is(err, documents.ErrNotFound) {
		return fmt.Errorf("read what %s has put aside: %w", s.By, err)
	}
	if s.Save, s.At = 1, e.now(); err == nil {
		s.Save = old.Save + 1
	}
	if err := e.d.Workbench.KeepScratch(ctx, s); err != nil {
		return fmt.Errorf("put aside for %s: %w", s.By, err)
	}
	return nil
}

func first(values []string) string {
	if len(values) == 0 {
		return ""
	}
	return values[0]
}
