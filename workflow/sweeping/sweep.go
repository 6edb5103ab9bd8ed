// Package sweeping finds the files that nothing names any more and takes them
// away, in two steps that lie far apart: what is unnamed and old is set aside,
// where it can still be read; what is unnamed after as long again is removed, and
// what is named by then is put back (docs/adr/0026).
//
// A file is stored before a record names it, by servers that know nothing of a
// sweep. That is safe as long as there is less than the grace between the two:
// when a Put ends, the file is in its place; whoever sets it aside does so later;
// and it is not removed before it was looked for, a grace after that, in all that
// the store holds. Any number of sweeps may run at once, and each may end
// anywhere.
package sweeping

import (
	"context"
	"errors"
	"fmt"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
)

// A Store is what names files.
type Store interface {
	// Texts calls visit with every text that the store holds, as it is stored and
	// whatever it is of, until it returns an error. The text is visit's only until
	// it returns. A *workflow.BadItem names what cannot be read.
	Texts(ctx context.Context, visit func(text []byte) error) error
}

// A Place is where files are.
type Place interface {
	workflow.Blobs
	// Stored calls visit for each file that is in its place, until it returns an
	// error. Files that come or go meanwhile may be left out.
	Stored(ctx context.Context, visit func(workflow.StoredFile) error) error
	// Aside calls visit for each file that was set aside, in the same way. Get
	// gives these, too; after a Put there is one in its place again.
	Aside(ctx context.Context, visit func(workflow.StoredFile) error) error
	// SetAside moves a file that Stored told of, as of the time at. ErrConflict when
	// it is not as it was told.
	SetAside(ctx context.Context, f workflow.StoredFile, at time.Time) error
	// Remove removes that very copy of a file that Aside told of; no error when it
	// is there no more.
	Remove(ctx context.Context, f workflow.StoredFile) error
	// Head returns at least the first byte of a file that is not empty; ErrNotFound.
	Head(ctx context.Context, unit documents.UnitID, hash workflow.Hash) ([]byte, error)
	// ClearDrafts removes what a crash left half written before a time, and returns
	// how many files and bytes that is. Dry, it only counts.
	ClearDrafts(ctx context.Context, before time.Time, dry bool) (files int, size int64, err error)
}

// ErrMost means that more files would be taken than are named: the store is
// likely not theirs.
var ErrMost = errors.New("most files are named by nothing in this store")

// A BadFile error says that a file that may name others cannot be read.
type BadFile struct {
	Unit documents.UnitID
	Hash workflow.Hash
	Err  error
}

func (b *BadFile) Error() string { return fmt.Sprintf("read file %s of %s: %v", b.Hash, b.Unit, b.Err) }

func (b *BadFile) Unwrap() error { return b.Err }

// A Sweep takes away what nothing names.
type Sweep struct {
	Store Store
	Files Place
	Grace time.Duration // more than there is ever between a Put and the record that names the file
	Now   func() time.Time
	Dry   bool // nothing is changed
	Most  bool // also when that is more than is named
}

// A Count is a number of files and their bytes.
type Count struct {
	Files int
	Bytes int64
}

func (c *Count) add(f workflow.StoredFile) { c.Files, c.Bytes = c.Files+1, c.Bytes+f.Size }

// A Report says what a sweep found and did; dry, what it would have done.
type Report struct {
	Stored Count // in their places when it began
	Named  Count // of those
	Young  Count // of those: named by nothing, but younger than the grace
	Put    Count // aside in this sweep
	Left   Count // in their places, for they were put again or are damaged
	Aside  Count // earlier, and not long enough to be removed
	Back   Count // in their places again, for something names them
	Broken Count // aside, named, and damaged: left where they are
	Gone   Count // removed after having lain aside
	Drafts Count // half written and removed
}

// Moved reports whether anything was or would be changed.
func (r *Report) Moved() bool {
	return r.Put.Files+r.Back.Files+r.Gone.Files+r.Drafts.Files > 0
}

// Run sweeps. It touches nothing before all that may name a file was read:
// *workflow.BadItem, *BadFile, ErrMost or an error of the store or the place.
// After an error while it moves files the report says what it had done, and it
// may be run again.
func (s Sweep) Run(ctx context.Context) (Report, error) {
	w := &sweep{Sweep: s, begun: s.Now(), names: names{}}
	for _, step := range []func(context.Context) error{w.mark, w.list, w.follow, w.doubt, w.putBack, w.remove, w.setAside, w.clear} {
		if err := step(ctx); err != nil {
			return w.Report, err
		}
	}
	return w.Report, nil
}

// A sweep is one that is under way.
type sweep struct {
	Sweep
	Report
	begun   time.Time
	names   names
	unnamed []workflow.StoredFile // in their places
	aside   []workflow.StoredFile
}

// mark takes the names of files in all that the store holds.
func (w *sweep) mark(ctx context.Context) error {
	err := w.Store.Texts(ctx, func(text []byte) error {
		w.names.add(text)
		return nil
	})
	if err != nil {
		return fmt.Errorf("look for the names of files: %w", err)
	}
	return nil
}

// list looks which files there are.
func (w *sweep) list(ctx context.Context) error {
	err := w.Files.Stored(ctx, func(f workflow.StoredFile) error {
		if w.Stored.add(f); w.names.has(f.Hash) {
			w.Named.add(f)
		} else {
			w.unnamed = append(w.unnamed, f)
		}
		return nil
	})
	if err == nil {
		err = w.Files.Aside(ctx, func(f workflow.StoredFile) error {
			w.aside = append(w.aside, f)
			return nil
		})
	}
	if err != nil {
		return fmt.Errorf("list files: %w", err)
	}
	return nil
}

// isOld reports whether the grace of a file has ended.
func (w *sweep) isOld(f workflow.StoredFile) bool { return f.At.Before(w.begun.Add(-w.Grace)) }

// take returns those files that nothing names and whose grace has ended.
func (w *sweep) take(files []workflow.StoredFile) (old []workflow.StoredFile) {
	for _, f := range files {
		if w.isOld(f) && !w.names.has(f.Hash) {
			old = append(old, f)
		}
	}
	return old
}

// doubt refuses to take more than is named.
func (w *sweep) doubt(context.Context) error {
	if n := len(w.take(w.unnamed)) + len(w.take(w.aside)); n > w.Named.Files && !w.Most {
		return fmt.Errorf("%d of %d files: %w", n, w.Stored.Files+len(w.aside), ErrMost)
	}
	return nil
}
