package moving

import (
	"context"
	"errors"
	"fmt"

	"vanthu/documents"
	"vanthu/workflow"
)

// Files is a store of files.
type Files interface {
	workflow.Blobs
	// Walk calls visit for each file until it returns an error.
	Walk(ctx context.Context, visit func(documents.UnitID, workflow.Hash) error) error
}

// FileReport says what became of files.
type FileReport struct {
	Copied, There int      // there already, whole
	Damaged       []string // unit/hash of those that the source itself cannot give any more
}

// CopyFiles copies all files of one store to another. Each is held to its hash
// on both sides; those that are there are read, not written again, so that a
// copy that was cut off goes on. tell is told after each file.
func CopyFiles(ctx context.Context, from, to Files, tell func(FileReport)) (FileReport, error) {
	var done FileReport
	err := from.Walk(ctx, func(unit documents.UnitID, hash workflow.Hash) error {
		err := copyFile(ctx, pipe{from, to, unit, hash}, &done)
		tell(done)
		return err
	})
	return done, err
}

// A pipe is the way of one file.
type pipe struct {
	from, to Files
	unit     documents.UnitID
	hash     workflow.Hash
}

// copyFile copies a file, if need be, and counts it.
func copyFile(ctx context.Context, p pipe, done *FileReport) error {
	if _, err := p.to.Get(ctx, p.unit, p.hash); err == nil {
		done.There++
		return nil
	} else if isPassing(ctx, err) {
		return err
	}
	data, err := p.from.Get(ctx, p.unit, p.hash)
	switch {
	case isPassing(ctx, err):
		return err
	case err == nil:
		done.Copied++
		return p.put(ctx, data)
	}
	done.Damaged = append(done.Damaged, string(p.unit)+"/"+string(p.hash))
	return nil
}

// put stores the file where it goes.
func (p pipe) put(ctx context.Context, data []byte) error {
	got, err := p.to.Put(ctx, p.unit, data)
	if err == nil && got != p.hash {
		err = fmt.Errorf("file %s of %s was stored as %s", p.hash, p.unit, got)
	}
	return err
}

// isPassing reports whether an error says nothing about the file.
func isPassing(ctx context.Context, err error) bool {
	return ctx.Err() != nil || errors.Is(err, documents.ErrUnavailable)
}
