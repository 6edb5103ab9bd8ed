// Package sqlitestore keeps everything of an installation in one SQLite file:
// the embedded default, for one machine. It implements workflow.Records, Books,
// Outbox, Directory, Templates, Notes and Moving, and keeps credentials and sessions for server/auth.
//
// All writes go through one goroutine that commits them in groups (writer.go,
// docs/adr/0004-sqlite-one-writer.md); reads use a pool of their own. Several
// processes may open the same file: SQLite locks it, and nothing of its content
// is kept in memory, so that one sees what another wrote or restored.
package sqlitestore

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

// FileName is what the database is called within its folder.
const FileName = "vanthu.db"

// busyTimeout is how long a statement waits for another process before it is
// ErrUnavailable.
const busyTimeout = 10 * time.Second

// A Store is one open database. Its methods are safe for concurrent use.
type Store struct {
	*writer
	reads *pool
	sizes sizes  // usualSizes, or others in a test
	dir   string // where the database stands
}

// Open opens the database in the folder dir, making both if need be, and brings
// its schema up to date. It refuses a file that is not ours or that a newer
// program wrote.
func Open(ctx context.Context, dir string) (*Store, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("make data folder: %w", err)
	}
	path := filepath.Join(dir, FileName)
	w, err := openWriter(ctx, path)
	if err != nil {
		return nil, fmt.Errorf("open database %s: %w", path, err)
	}
	reads, err := openPool(path)
	if err != nil {
		return nil, fmt.Errorf("open database %s for reading: %w", path, errors.Join(err, w.stop()))
	}
	return &Store{writer: w, reads: reads, sizes: usualSizes(), dir: dir}, nil
}

// Close finishes the writes that were begun and closes the database. Later
// calls of any method return ErrUnavailable.
func (s *Store) Close() error {
	return errors.Join(s.stop(), s.reads.Close())
}

// dsn returns the driver's name for the database at path, with parameters
// beyond those that every connection has.
func dsn(path string, more url.Values) string {
	q := url.Values{
		"_busy_timeout": {strconv.FormatInt(busyTimeout.Milliseconds(), 10)},
		"_foreign_keys": {"1"}, "_synchronous": {"FULL"}, "_dqs": {"0"},
	}
	maps.Copy(q, more)
	path, err := filepath.Abs(path)
	if err != nil { // only when the working folder is gone
		path = filepath.Clean(path)
	}
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") { // a Windows drive
		path = "/" + path
	}
	return (&url.URL{Scheme: "file", Path: path, RawQuery: q.Encode()}).String()
}
