package sweeping

import (
	"bytes"
	"context"
	"slices"

	"vanthu/workflow"
)

// follow takes the names that stand in named files: a document that was kept as
// JSON may name others. Where no file could be taken, it makes no difference.
func (w *sweep) follow(ctx context.Context) error {
	if len(w.take(w.unnamed))+len(w.take(w.aside)) == 0 {
		return nil
	}
	err := w.Files.Stored(ctx, func(f workflow.StoredFile) error {
		if !w.names.has(f.Hash) {
			return nil
		}
		return w.look(ctx, f)
	})
	// What they name may name more; of that only what was not named yet matters.
	for rest := slices.Concat(w.unnamed, w.aside); err == nil; {
		var unnamed []workflow.StoredFile
		for _, f := range rest {
			if !w.names.has(f.Hash) {
				unnamed = append(unnamed, f)
			} else if err = w.look(ctx, f); err != nil {
				return err
			}
		}
		if len(unnamed) == len(rest) {
			return w.recount()
		}
		rest = unnamed
	}
	return err
}

// recount counts what became named as such.
func (w *sweep) recount() error {
	unnamed := w.unnamed
	w.unnamed = nil
	for _, f := range unnamed {
		if w.names.has(f.Hash) {
			w.Named.add(f)
		} else {
			w.unnamed = append(w.unnamed, f)
		}
	}
	return nil
}

// look takes the names in a file that is JSON. Of others its beginning tells.
func (w *sweep) look(ctx context.Context, f workflow.StoredFile) error {
	if f.Size == 0 {
		return nil
	}
	head, err := w.Files.Head(ctx, f.Unit, f.Hash)
	if err == nil && isJSON(head) {
		head, err = w.Files.Get(ctx, f.Unit, f.Hash)
		w.names.add(head)
	}
	if err != nil {
		return &BadFile{f.Unit, f.Hash, err}
	}
	return nil
}

// isJSON reports whether what begins so may be an object or a list.
func isJSON(head []byte) bool {
	head = bytes.TrimLeft(head, " \t\r\n")
	return len(head) > 0 && (head[0] == '{' || head[0] == '[')
}
