package sweeping

import (
	"context"
	"errors"
	"fmt"

	"vanthu/documents"
	"vanthu/workflow"
)

// putBack puts back what lies aside and is named by now.
func (w *sweep) putBack(ctx context.Context) error {
	for _, f := range w.aside {
		if !w.names.has(f.Hash) {
			continue
		}
		err := w.restore(ctx, f)
		switch {
		case err == nil:
			w.Back.add(f)
		case ctx.Err() != nil || errors.Is(err, documents.ErrUnavailable):
			return fmt.Errorf("put back: %w", err)
		default: // it is damaged, and not more so where it lies
			w.Broken.add(f)
		}
	}
	return nil
}

// restore stores a file as whoever made it did, and only then drops what lay
// aside.
func (w *sweep) restore(ctx context.Context, f workflow.StoredFile) error {
	data, err := w.Files.Get(ctx, f.Unit, f.Hash)
	if err != nil || w.Dry {
		return err
	}
	if _, err := w.Files.Put(ctx, f.Unit, data); err != nil {
		return err
	}
	return w.Files.Remove(ctx, f)
}

// remove removes what has lain aside for long enough and is still named by
// nothing.
func (w *sweep) remove(ctx context.Context) error {
	gone := map[workflow.StoredFile]bool{}
	for _, f := range w.take(w.aside) {
		gone[f] = true
		if !w.Dry {
			if err := w.Files.Remove(ctx, f); err != nil {
				return fmt.Errorf("remove what lay aside: %w", err)
			}
		}
		w.Gone.add(f)
	}
	for _, f := range w.aside {
		if !gone[f] && !w.names.has(f.Hash) {
			w.Aside.add(f)
		}
	}
	return nil
}

// setAside sets aside what is old and named by nothing. The time is that of the
// move: from then on it lies there for another grace.
func (w *sweep) setAside(ctx context.Context) error {
	for _, f := range w.unnamed {
		if !w.isOld(f) {
			w.Young.add(f)
			continue
		}
		var err error
		if !w.Dry {
			err = w.Files.SetAside(ctx, f, w.Now())
		}
		switch {
		case err == nil:
			w.Put.add(f)
		case errors.Is(err, documents.ErrConflict):
			w.Left.add(f)
		default:
			return err
		}
	}
	return nil
}

// clear removes what a crash left half written.
func (w *sweep) clear(ctx context.Context) (err error) {
	w.Drafts.Files, w.Drafts.Bytes, err = w.Files.ClearDrafts(ctx, w.begun.Add(-w.Grace), w.Dry)
	return err
}
