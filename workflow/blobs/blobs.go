// Package blobs keeps the files of an installation (DOCX, PDF, images) in a
// folder, each under the SHA-256 of its content. It implements workflow.Blobs
// for one machine. A file is written once, whole or not at all, and is never
// changed; what nothing names any more is swept (aside.go).
package blobs

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"

	"vanthu/documents"
	"vanthu/workflow"
)

// A Store is a folder of files: unit/ab/cd/abcd… in hex. Its methods are safe
// for concurrent use, by several processes too.
type Store struct {
	root *os.Root // no name leads out of it
}

// Open opens the folder dir, making it if need be.
func Open(dir string) (*Store, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("make folder of files: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("open folder of files: %w", err)
	}
	return &Store{root: root}, nil
}

// Close gives the folder back.
func (s *Store) Close() error { return s.root.Close() }

// Put stores data durably and returns its hash; see workflow.Blobs. A file
// that is there already is not written again, unless it was damaged.
// ErrInvalid for a unit that cannot name a folder.
func (s *Store) Put(ctx context.Context, unit documents.UnitID, data []byte) (workflow.Hash, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	hash := HashOf(data)
	name, ok := Place(unit, hash)
	if !ok {
		return "", fmt.Errorf("store file: unit %q: %w", unit, documents.ErrInvalid)
	}
	if err := s.put(name, data); err != nil {
		return "", fmt.Errorf("store file %s of %s: %w: %w", hash, unit, documents.ErrUnavailable, err)
	}
	return hash, nil
}

// put makes the file be there. The folders are synced even if it was: whoever
// wrote it may not have come that far.
func (s *Store) put(name string, data []byte) error {
	if there, err := s.root.ReadFile(name); err != nil || !bytes.Equal(there, data) {
		if err := s.root.MkdirAll(path.Dir(name), 0o700); err != nil {
			return err
		}
		if err := s.write(name, data); err != nil {
			return err
		}
	}
	return s.syncFolders(path.Dir(name))
}

// write writes data beside name and renames it there, so that name is never
// half a file.
func (s *Store) write(name string, data []byte) error {
	draft := path.Join(path.Dir(name), "."+rand.Text())
	err := s.writeSynced(draft, data)
	if err == nil {
		err = s.root.Rename(draft, name)
	}
	if err != nil {
		return errors.Join(err, ignoreAbsent(s.root.Remove(draft)))
	}
	return nil
}

func (s *Store) writeSynced(name string, data []byte) error {
	f, err := s.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// syncFolders makes the names in dir and in all folders above it durable.
// Windows has no such thing and needs none.
func (s *Store) syncFolders(dir string) error {
	for ; runtime.GOOS != "windows"; dir = path.Dir(dir) {
		f, err := s.root.Open(dir)
		if err != nil {
			return err
		}
		if err := errors.Join(f.Sync(), f.Close()); err != nil {
			return err
		}
		if dir == "." {
			break
		}
	}
	return nil
}

// Get returns a file; see workflow.Blobs. A file whose content is not that of
// its hash any more is an internal error. What was set aside is still given: a
// record may come to name a file that a sweep has just chosen.
func (s *Store) Get(ctx context.Context, unit documents.UnitID, hash workflow.Hash) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if _, ok := Place(unit, hash); !ok {
		return nil, fmt.Errorf("read file %q of %q: %w", hash, unit, documents.ErrNotFound)
	}
	data, err := s.first(unit, hash, func(name string) ([]byte, error) {
		data, err := s.root.ReadFile(name)
		if err == nil && HashOf(data) != hash {
			err = errChanged
		}
		return data, err
	})
	if err != nil {
		return nil, fmt.Errorf("read file %s of %s: %w", hash, unit, err)
	}
	return data, nil
}

// errChanged says of a file that it is not what its name says.
var errChanged = errors.New("its content has changed on the disk")

// Walk calls visit for each file that is in its place, in order of unit and
// hash, until it returns an error. Files that come meanwhile may be left out.
func (s *Store) Walk(ctx context.Context, visit func(documents.UnitID, workflow.Hash) error) error {
	return s.Stored(ctx, func(f workflow.StoredFile) error { return visit(f.Unit, f.Hash) })
}

// Place returns the name of a file in a store of files, unit/ab/cd/abcd…; not ok
// when unit or hash has not the form of one.
func Place(unit documents.UnitID, hash workflow.Hash) (name string, ok bool) {
	if !isFolder(string(unit)) || !isHash(string(hash)) {
		return "", false
	}
	return path.Join(string(unit), string(hash[:2]), string(hash[2:4]), string(hash)), true
}

// isFolder reports whether s is the plain name of one folder on any system.
func isFolder(s string) bool {
	return filepath.IsLocal(s) && !strings.HasPrefix(s, ".") && !strings.HasSuffix(s, ".") &&
		!strings.ContainsAny(s, "/\\:*?\"<>|\x00")
}

// isHash reports whether s is a SHA-256 in lower-case hex.
func isHash(s string) bool {
	return len(s) == 2*sha256.Size && strings.Trim(s, "0123456789abcdef") == ""
}

// HashOf returns the hash that names a file.
func HashOf(data []byte) workflow.Hash {
	sum := sha256.Sum256(data)
	return workflow.Hash(hex.EncodeToString(sum[:]))
}

// ignoreAbsent returns err unless it says that there is no such file.
func ignoreAbsent(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
