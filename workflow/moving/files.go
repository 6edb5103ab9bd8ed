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
	workflow.FileWalk
}

// FileReport says what became of files.
type FileReport struct {
	Copied, There int      // there already, whole
	Damaged       []string // unit/hash of those that the source itself cannot give any more
}

// CopyFiles copies all files of one store to another, also those that a sweep has
// set aside there: it cannot tell which of them are named. Each is held to its hash
// on both sides; those that are there are read, not written again, so that a
// copy that was cut off goes on. tell is told after each file.
func CopyFiles(ctx context.Context, from, to Files, tell func(FileReport)) (FileReport, error) {
	var done FileReport
	err := workflow.WalkAll(ctx, from, func(unit documents.UnitID, hash workflow.Hash) error {
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
	case errors.Is(err, documents.ErrNotFound): // a sweep has removed it since it was listed
		return nil
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
