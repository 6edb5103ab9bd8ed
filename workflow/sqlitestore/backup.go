package sqlitestore

import (
	"archive/zip"
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"

	"vanthu/documents"
	"vanthu/workflow"
)

// Files is the store of files beside the database.
type Files interface {
	workflow.Blobs
	workflow.FileWalk
}

// Backup writes the database in the folder dir and all files into one new file
// at to, while servers run on them. The database is first and as it was at one
// moment; a file is stored before a record names it and not removed while one
// does, so that those which come after it are all there, be it where a sweep has
// set them aside. The file appears under its name
// when it is whole and on the disk. ErrExists when there is one already,
// ErrNotFound when there is no database.
func Backup(ctx context.Context, dir string, files Files, to string) (Manifest, error) {
	m, err := backup(ctx, filepath.Join(dir, FileName), files, to)
	if err != nil {
		return Manifest{}, fmt.Errorf("back up %s to %s: %w", dir, to, translate(err))
	}
	return m, nil
}

// backup writes the database at path and files, if any, to the file at to.
func backup(ctx context.Context, path string, files Files, to string) (m Manifest, err error) {
	if _, err := os.Lstat(to); !errors.Is(err, os.ErrNotExist) {
		return m, errors.Join(documents.ErrExists, err)
	}
	room, err := os.MkdirTemp(filepath.Dir(to), ".backup-*")
	if err != nil {
		return m, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(room)) }()
	snap := filepath.Join(room, FileName)
	if err := snapshot(ctx, path, snap); err != nil {
		return m, err
	}
	draft := filepath.Join(room, "backup.zip")
	if m, err = writeArchive(ctx, snap, files, draft); err != nil {
		return m, err
	}
	if err := os.Rename(draft, to); err != nil {
		return m, err
	}
	return m, syncFolder(filepath.Dir(to))
}

// snapshot copies the database at path, as it is at one moment, to the file at
// to. It only reads; writers go on.
func snapshot(ctx context.Context, path, to string) error {
	// Never opened otherwise than through SQLite: closing the file would take
	// SQLite's locks off it in the whole process.
	if _, err := os.Stat(path); err != nil {
		return fmt.Errorf("%w: %w", documents.ErrNotFound, err)
	}
	return with(path, nil, func(db *sql.DB) error {
		scripts, err := schemaFiles()
		if err != nil {
			return err
		}
		if _, err := schemaVersion(ctx, db, len(scripts)); err != nil {
			return err
		}
		_, err = db.ExecContext(ctx, `VACUUM INTO ?`, to)
		return err
	})
}

// with opens the database at path for do and closes it again.
func with(path string, params url.Values, do func(*sql.DB) error) error {
	db, err := sql.Open("sqlite", dsn(path, params))
	if err != nil {
		return err
	}
	return errors.Join(do(db), db.Close())
}

// writeArchive writes a snapshot and files to a new file, down to the disk.
func writeArchive(ctx context.Context, snap string, files Files, to string) (Manifest, error) {
	f, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return Manifest{}, err
	}
	a := &archiver{zip: zip.NewWriter(f)}
	steps := []func() error{
		func() error { return a.addDatabase(ctx, snap) },
		func() error { return a.addFiles(ctx, snap, files) },
		a.close,
		f.Sync,
	}
	for _, step := range steps {
		if err = step(); err != nil {
			break
		}
	}
	return a.manifest, errors.Join(err, f.Close())
}

// addDatabase writes the snapshot and counts what is in it.
func (a *archiver) addDatabase(ctx context.Context, snap string) error {
	err := with(snap, nil, func(db *sql.DB) error {
		return db.QueryRowContext(ctx, `SELECT user_version, (SELECT count(*) FROM records), (SELECT count(*) FROM entries)
			FROM pragma_user_version`).Scan(&a.manifest.Schema, &a.manifest.Records, &a.manifest.Entries)
	})
	if err != nil {
		return err
	}
	f, err := os.Open(snap)
	if err != nil {
		return err
	}
	return errors.Join(a.add(databasePart, zip.Deflate, f), f.Close())
}

// addFiles writes all files. One that is damaged is left out; what records of
// the snapshot name and is not there is said in the manifest: a backup of the
// rest is better than none.
func (a *archiver) addFiles(ctx context.Context, snap string, files Files) error {
	if files == nil {
		return nil
	}
	lacking, err := named(ctx, snap)
	if err != nil {
		return err
	}
	add := func(unit documents.UnitID, hash workflow.Hash) error {
		name := path.Join(string(unit), string(hash))
		lacks, known := lacking[name]
		if known && !lacks {
			return nil // a second time
		}
		data, err := files.Get(ctx, unit, hash)
		if errors.Is(err, documents.ErrNotFound) && !known {
			return nil // nothing named it, and a sweep has removed it
		}
		lacking[name] = err != nil
		if err != nil {
			return passing(ctx, err)
		}
		a.manifest.Files++
		return a.add(path.Join(filesPart, name), zip.Store, bytes.NewReader(data))
	}
	err = workflow.WalkAll(ctx, files, add)
	for _, name := range slices.Sorted(maps.Keys(lacking)) { // what sweeps moved to and fro meanwhile
		if unit, hash := path.Split(name); err == nil && lacking[name] {
			err = add(documents.UnitID(path.Clean(unit)), workflow.Hash(hash))
		}
	}
	maps.DeleteFunc(lacking, func(_ string, lacks bool) bool { return !lacks })
	a.manifest.Lacking = slices.Sorted(maps.Keys(lacking))
	return err
}

// passing returns an error that says nothing about the file, nil for one that
// will stay.
func passing(ctx context.Context, err error) error {
	if ctx.Err() != nil || errors.Is(err, documents.ErrUnavailable) {
		return err
	}
	return nil
}

// naming are the queries for the files that tables name.
var naming = map[string]string{
	"records": `SELECT r.unit, v.value ->> '$.file.hash' FROM records r, json_each(r.body, '$.revisions') v
		UNION SELECT r.unit, v.value ->> '$.source' FROM records r, json_each(r.body, '$.revisions') v WHERE v.value ->> '$.source' IS NOT NULL
		UNION SELECT r.unit, v.value ->> '$.file' FROM records r, json_each(r.body, '$.original.copies') v
		UNION SELECT r.unit, v.value ->> '$.file' FROM records r, json_each(r.body, '$.incoming.files') v
		UNION SELECT unit, body ->> '$.scan.file' FROM records WHERE body ->> '$.scan' IS NOT NULL
		UNION SELECT unit, body ->> '$.final.hash' FROM records WHERE body ->> '$.final' IS NOT NULL`,
	"accounts":  `SELECT unit, body ->> '$.key.picture' FROM accounts WHERE body ->> '$.key.picture' IS NOT NULL`,
	"units":     `SELECT id, body ->> '$.seal.picture' FROM units WHERE body ->> '$.seal.picture' IS NOT NULL`,
	"templates": `SELECT unit, body ->> '$.file' FROM templates`,
	"slips":     `SELECT s.unit, f.value FROM slips s, json_each(s.body, '$.files') f`,
}

// named returns the files that the records, templates and slips of a snapshot name, as
// unit/hash.
func named(ctx context.Context, snap string) (map[string]bool, error) {
	names := map[string]bool{}
	err := with(snap, nil, func(db *sql.DB) error {
		for table, query := range naming {
			var there int // the snapshot may be of an earlier program
			err := db.QueryRowContext(ctx, `SELECT count(*) FROM sqlite_schema WHERE name = ?`, table).Scan(&there)
			if err == nil && there > 0 {
				err = addNames(ctx, db, query, names)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	return names, err
}

func addNames(ctx context.Context, db *sql.DB, query string, names map[string]bool) error {
	rows, err := db.QueryContext(ctx, query)
	return each(rows, err, func(rows *sql.Rows) error {
		var unit, hash string
		err := rows.Scan(&unit, &hash)
		names[path.Join(unit, hash)] = true
		return err
	})
}
