package blobs

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
)

// What nothing names any more is set aside by a sweep (workflow/sweeping) before
// it is removed: .aside/unit/ab/cd/abcd….time. The name says when, so that a
// sweep removes the very copy it has looked at, and no copying of folders makes
// it look older.
const (
	asideFolder = ".aside"
	asideTime   = "20060102T150405.000Z"
)

// AsidePlace returns the name of a file of unit and hash that was set aside at a
// time; not ok as Place is.
func AsidePlace(unit documents.UnitID, hash workflow.Hash, at time.Time) (name string, ok bool) {
	begin, ok := AsideOf(unit, hash)
	return begin + at.UTC().Format(asideTime), ok
}

// AsideOf returns what the names of all copies of a file that were set aside
// begin with.
func AsideOf(unit documents.UnitID, hash workflow.Hash) (begin string, ok bool) {
	name, ok := Place(unit, hash)
	return path.Join(asideFolder, name) + ".", ok
}

// AllAside is what the names of all files that were set aside begin with.
const AllAside = asideFolder + "/"

// FromAside returns the file of a name that AsidePlace gave.
func FromAside(name string) (f workflow.StoredFile, ok bool) {
	place, isAside := strings.CutPrefix(name, AllAside)
	unit, _, _ := strings.Cut(place, "/")
	hash, stamp, _ := strings.Cut(path.Base(place), ".")
	at, err := time.Parse(asideTime, stamp)
	f = workflow.StoredFile{Unit: documents.UnitID(unit), Hash: workflow.Hash(hash), At: at}
	again, ok := AsidePlace(f.Unit, f.Hash, at)
	return f, isAside && ok && err == nil && again == name
}

// HeadSize is how many bytes Head returns, of files that have as many.
const HeadSize = 64

// Stored calls visit for each file that is in its place; see workflow/sweeping.
func (s *Store) Stored(ctx context.Context, visit func(workflow.StoredFile) error) error {
	return s.walk(ctx, ".", func(name string, info fs.FileInfo) error {
		unit, _, _ := strings.Cut(name, "/")
		f := workflow.StoredFile{Unit: documents.UnitID(unit), Hash: workflow.Hash(path.Base(name)), Size: info.Size(), At: info.ModTime()}
		if want, ok := Place(f.Unit, f.Hash); !ok || want != name {
			return nil
		}
		return visit(f)
	})
}

// Aside calls visit for each file that was set aside; see workflow/sweeping.
func (s *Store) Aside(ctx context.Context, visit func(workflow.StoredFile) error) error {
	return s.walk(ctx, asideFolder, func(name string, info fs.FileInfo) error {
		f, ok := FromAside(name)
		if f.Size = info.Size(); !ok {
			return nil
		}
		return visit(f)
	})
}

// walk calls visit for each file below dir, but not for what was set aside when
// that is all. What is moved or removed meanwhile may be left out.
func (s *Store) walk(ctx context.Context, dir string, visit func(name string, info fs.FileInfo) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return fs.WalkDir(s.root.FS(), dir, func(name string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return ctx.Err()
		case err != nil || ctx.Err() != nil:
			return errors.Join(err, ctx.Err())
		case d.IsDir() && name == asideFolder && dir != asideFolder:
			return fs.SkipDir
		case d.IsDir():
			return nil
		}
		info, err := d.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		return visit(name, info)
	})
}

// SetAside moves a file that Stored told of out of its place; see
// workflow/sweeping.
func (s *Store) SetAside(ctx context.Context, f workflow.StoredFile, at time.Time) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	name, _ := Place(f.Unit, f.Hash)
	to, ok := AsidePlace(f.Unit, f.Hash, at)
	if !ok {
		return fmt.Errorf("set aside %q of %q: %w", f.Hash, f.Unit, documents.ErrConflict)
	}
	err := s.setAside(name, to, f.At)
	if errors.Is(err, fs.ErrNotExist) {
		err = fmt.Errorf("%w: %w", documents.ErrConflict, err)
	}
	if err != nil && !errors.Is(err, documents.ErrConflict) {
		err = fmt.Errorf("%w: %w", documents.ErrUnavailable, err)
	}
	if err != nil {
		return fmt.Errorf("set aside %s of %s: %w", f.Hash, f.Unit, err)
	}
	return nil
}

func (s *Store) setAside(name, to string, since time.Time) error {
	info, err := s.root.Lstat(name)
	if err != nil {
		return err
	}
	if !info.ModTime().Equal(since) {
		return fmt.Errorf("it was written since: %w", documents.ErrConflict)
	}
	if err := s.root.MkdirAll(path.Dir(to), 0o700); err != nil {
		return err
	}
	if err := s.root.Rename(name, to); err != nil {
		return err
	}
	return errors.Join(s.syncFolders(path.Dir(to)), s.syncFolders(path.Dir(name)))
}

// Remove removes a file that Aside told of; see workflow/sweeping.
func (s *Store) Remove(ctx context.Context, f workflow.StoredFile) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	name, ok := AsidePlace(f.Unit, f.Hash, f.At)
	if !ok {
		return nil
	}
	if err := ignoreAbsent(s.root.Remove(name)); err != nil {
		return fmt.Errorf("remove %s of %s: %w: %w", f.Hash, f.Unit, documents.ErrUnavailable, err)
	}
	return nil
}

// copies returns the names of a file: its place, where it was set aside, the
// newest first, and its place again, in case it was put back meanwhile. An error
// is of looking aside.
func (s *Store) copies(unit documents.UnitID, hash workflow.Hash) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		name, ok := Place(unit, hash)
		if !ok || !yield(name, nil) {
			return
		}
		begin, _ := AsideOf(unit, hash)
		there, err := fs.ReadDir(s.root.FS(), path.Dir(begin))
		if ignoreAbsent(err) != nil && !yield("", err) {
			return
		}
		for _, d := range slices.Backward(there) {
			aside := path.Join(path.Dir(begin), d.Name())
			if strings.HasPrefix(aside, begin) && !yield(aside, nil) {
				return
			}
		}
		yield(name, nil)
	}
}

// first returns what read makes of the first copy of a file that it can read.
// ErrNotFound when there is none, else the last error of one that is there.
func (s *Store) first(unit documents.UnitID, hash workflow.Hash, read func(name string) ([]byte, error)) ([]byte, error) {
	found := fs.ErrNotExist
	for name, err := range s.copies(unit, hash) {
		var data []byte
		if err == nil {
			data, err = read(name)
		}
		if err == nil {
			return data, nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			found = err
		}
	}
	switch {
	case errors.Is(found, errChanged):
		return nil, found
	case errors.Is(found, fs.ErrNotExist):
		return nil, fmt.Errorf("%w: %w", documents.ErrNotFound, found)
	}
	return nil, fmt.Errorf("%w: %w", documents.ErrUnavailable, found)
}

// Head returns the first HeadSize bytes of a file; ErrNotFound.
func (s *Store) Head(ctx context.Context, unit documents.UnitID, hash workflow.Hash) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	head, err := s.first(unit, hash, s.head)
	if err != nil {
		return nil, fmt.Errorf("read the beginning of file %s of %s: %w", hash, unit, err)
	}
	return head, nil
}

func (s *Store) head(name string) ([]byte, error) {
	f, err := s.root.Open(name)
	if err != nil {
		return nil, err
	}
	head, err := io.ReadAll(io.LimitReader(f, HeadSize))
	return head, errors.Join(err, f.Close())
}

// draftName is what write calls a file until it is whole.
var draftName = regexp.MustCompile(`^[^./][^/]*/[0-9a-f]{2}/[0-9a-f]{2}/\.[A-Z2-7]{26}$`)

// ClearDrafts removes what was being written before a time and left by a crash;
// see workflow/sweeping.
func (s *Store) ClearDrafts(ctx context.Context, before time.Time, dry bool) (files int, size int64, err error) {
	err = s.walk(ctx, ".", func(name string, info os.FileInfo) error {
		if !draftName.MatchString(name) || !info.ModTime().Before(before) {
			return nil
		}
		if !dry {
			if err := ignoreAbsent(s.root.Remove(name)); err != nil {
				return fmt.Errorf("remove %s: %w: %w", name, documents.ErrUnavailable, err)
			}
		}
		files, size = files+1, size+info.Size()
		return nil
	})
	return files, size, err
}
