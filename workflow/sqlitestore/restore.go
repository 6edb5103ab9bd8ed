package sqlitestore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strconv"

	"modernc.org/sqlite"

	"vanthu/documents"
	"vanthu/workflow"
)

// Restored says what a restore did.
type Restored struct {
	Manifest Manifest
	Kept     string   // the backup that holds the database as it was before
	Behind   []Behind // books that would give numbers again
}

// A Behind is a book that had gone further than the backup knows: the numbers
// after Now and up to Before were given, and papers may carry them (Điều 15).
type Behind struct {
	Book        workflow.BookKey
	Before, Now int
}

// ErrBroken means that the database to be replaced is damaged itself, so that it
// can neither be kept nor replaced while a server may run on it.
var ErrBroken = errors.New("the database in use is damaged: stop the server, move it away with its -wal and -shm, restore again")

// Restore makes the database in the folder dir and the files those of the
// backup at from, while servers run on them: they see it with their next
// statement, and everybody has to log in again. Nothing is touched before every
// byte of the backup was checked. The database as it was is kept beside as a
// backup; of the files none is removed. ErrNotFound, ErrDamaged, ErrNewer,
// ErrBroken, or ErrUnavailable when a server did not let go of the database.
func Restore(ctx context.Context, dir string, files Files, from string) (done Restored, err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return done, fmt.Errorf("make data folder: %w", err)
	}
	room, err := os.MkdirTemp(dir, ".restore-*")
	if err != nil {
		return done, fmt.Errorf("make room for the backup: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(room)) }()
	if done, err = restore(ctx, dir, files, source{from, room}); err != nil {
		return done, fmt.Errorf("restore %s from %s: %w", dir, from, translate(err))
	}
	return done, nil
}

// A source is a backup and the room to unpack it.
type source struct{ file, room string }

func restore(ctx context.Context, dir string, files Files, from source) (Restored, error) {
	u, err := unpack(ctx, from)
	if err != nil {
		return Restored{}, err
	}
	defer func() { _ = u.Close() }() // it was only read
	if err := u.PutFiles(ctx, files); err != nil {
		return Restored{}, err
	}
	fresh := filepath.Join(from.room, FileName)
	done := Restored{Manifest: u.Manifest()}
	if done.Kept, err = exchange(ctx, dir, fresh); err != nil {
		return Restored{}, err
	}
	done.Behind, err = behind(ctx, done.Kept, fresh, from.room)
	return done, err
}

// An Unpacked backup was checked; its database lies in a folder.
type Unpacked struct{ archive *archive }

// Unpack checks every byte of the backup at from and leaves its database in the
// folder dir, fit to be opened: whole, of our schema, with nobody logged in and
// no task handed out. Close it. ErrNotFound, ErrDamaged, ErrNewer, or ErrExists
// when the folder has a database.
func Unpack(ctx context.Context, from, dir string) (*Unpacked, error) {
	u, err := unpack(ctx, source{from, dir})
	if err != nil {
		return nil, fmt.Errorf("unpack %s: %w", from, translate(err))
	}
	return u, nil
}

func unpack(ctx context.Context, from source) (*Unpacked, error) {
	fresh := filepath.Join(from.room, FileName)
	if _, err := os.Lstat(fresh); !errors.Is(err, os.ErrNotExist) {
		return nil, errors.Join(documents.ErrExists, err)
	}
	a, err := openArchive(ctx, from.file, fresh)
	if err != nil {
		return nil, err
	}
	if err := prepare(ctx, fresh); err != nil {
		return nil, errors.Join(err, a.zip.Close())
	}
	return &Unpacked{a}, nil
}

// Manifest says what the backup holds.
func (u *Unpacked) Manifest() Manifest { return u.archive.manifest }

// PutFiles stores the backup's files.
func (u *Unpacked) PutFiles(ctx context.Context, files Files) error {
	return u.archive.files(func(unit documents.UnitID, hash workflow.Hash, data []byte) error {
		got, err := files.Put(ctx, unit, data)
		if err == nil && got != hash {
			return fmt.Errorf("file %s has the content of %s: %w", hash, got, ErrDamaged)
		}
		return err
	})
}

// Close closes the backup; its database stays where it is.
func (u *Unpacked) Close() error { return u.archive.zip.Close() }

// prepare makes an unpacked database fit to be used: whole, of our schema, with
// nobody logged in and no task handed out.
func prepare(ctx context.Context, path string) error {
	return with(path, url.Values{"_txlock": {"immediate"}}, func(db *sql.DB) error {
		if err := migrate(ctx, db); err != nil {
			return err
		}
		var found string
		if err := db.QueryRowContext(ctx, `PRAGMA integrity_check(1)`).Scan(&found); err != nil {
			return err
		}
		if found != "ok" {
			return fmt.Errorf("%w: %s", ErrDamaged, found)
		}
		_, err := db.ExecContext(ctx, `DELETE FROM sessions; UPDATE outbox SET lease = 0`)
		return err
	})
}

// exchange replaces the database in dir, which it makes on a new machine.
func exchange(ctx context.Context, dir, fresh string) (kept string, err error) {
	live, err := Open(ctx, dir)
	if err == nil {
		err = live.Close()
	}
	if err == nil {
		kept, err = replace(ctx, dir, fresh)
	}
	if isBroken(err) {
		return "", fmt.Errorf("%w: %w", ErrBroken, err)
	}
	return kept, err
}

// replace puts the content of the database at fresh in the place of that in
// dir, in one transaction, and keeps the old one in a backup.
func replace(ctx context.Context, dir, fresh string) (kept string, err error) {
	live := filepath.Join(dir, FileName)
	err = with(live, url.Values{"_busy_timeout": {"0"}}, func(db *sql.DB) error {
		conn, err := db.Conn(ctx)
		if err != nil {
			return err
		}
		defer func() { _ = conn.Close() }() // back to the pool, which is closed next
		return conn.Raw(func(driver any) error {
			c, ok := driver.(interface {
				NewRestore(from string) (*sqlite.Backup, error)
			})
			if !ok {
				return fmt.Errorf("driver %T cannot restore", driver)
			}
			b, err := c.NewRestore(dsn(fresh, nil))
			if err != nil {
				return err
			}
			// The first page takes the lock: from here on no other writes,
			// and what is kept is all that was ever acknowledged.
			if err := patiently(func() error { _, err := b.Step(1); return err }); err != nil {
				return errors.Join(err, b.Finish())
			}
			if kept, err = keep(ctx, dir); err != nil {
				return errors.Join(err, b.Finish()) // undone
			}
			_, err = b.Step(-1)
			return errors.Join(err, b.Finish())
		})
	})
	return kept, err
}

// keptName is what a database that a restore replaced is kept as: by its number,
// or all of them by a pattern.
func keptName(n string) string { return "before-restore-" + n + ".zip" }

// keep backs up the database in dir beside it, under the first free name.
func keep(ctx context.Context, dir string) (string, error) {
	for n := 1; ; n++ {
		to := filepath.Join(dir, keptName(strconv.Itoa(n)))
		_, err := backup(ctx, filepath.Join(dir, FileName), nil, to)
		if !errors.Is(err, documents.ErrExists) {
			return to, err
		}
	}
}

// behind compares the books that were kept with those restored.
func behind(ctx context.Context, kept, fresh, room string) ([]Behind, error) {
	old := filepath.Join(room, "kept.db")
	a, err := openArchive(ctx, kept, old)
	if err != nil {
		return nil, err
	}
	if err := a.zip.Close(); err != nil {
		return nil, err
	}
	var found []Behind
	err = with(old, nil, func(db *sql.DB) error {
		db.SetMaxOpenConns(1) // what is attached belongs to a connection
		if _, err := db.ExecContext(ctx, `ATTACH ? AS fresh`, fresh); err != nil {
			return err
		}
		rows, err := db.QueryContext(ctx, `SELECT unit, year, series, b.last, coalesce(f.last, 0)
			FROM main.books b LEFT JOIN fresh.books f USING (unit, year, series)
			WHERE b.last > coalesce(f.last, 0) ORDER BY unit, year, series`)
		return each(rows, err, func(rows *sql.Rows) error {
			var b Behind
			err := rows.Scan(&b.Book.Unit, &b.Book.Year, &b.Book.Series, &b.Before, &b.Now)
			found = append(found, b)
			return err
		})
	})
	return found, err
}

// syncFolder makes the names in dir durable. Windows has no such thing and
// needs none; some file systems of USB sticks have none and say so.
func syncFolder(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	err = f.Sync()
	if errors.Is(err, errors.ErrUnsupported) || errors.Is(err, fs.ErrInvalid) {
		err = nil
	}
	return errors.Join(err, f.Close())
}
