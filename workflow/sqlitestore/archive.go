package sqlitestore

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strings"

	"vanthu/documents"
	"vanthu/workflow"
)

// Names of the parts of a backup, which is a zip: the database, then the
// files as files/<unit>/<hash>, the manifest last.
const (
	databasePart = FileName
	filesPart    = "files"
	manifestPart = "manifest.json"
)

// A Manifest says what a backup holds. It is written last: a backup without
// it was cut off.
type Manifest struct {
	Schema  int      `json:"schema"`
	Records int      `json:"records"`
	Entries int      `json:"entries"`
	Files   int      `json:"files"`
	Lacking []string `json:"lacking,omitempty"` // unit/hash of files that records name, but that are gone or damaged
	Parts   []Part   `json:"parts"`             // in order, without the manifest itself
}

// A Part is one part of a backup.
type Part struct {
	Name   string `json:"name"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

// An archiver writes a backup and its manifest.
type archiver struct {
	zip      *zip.Writer
	manifest Manifest
}

// add writes a part. Databases shrink, the files of an office are zips already.
func (a *archiver) add(name string, method uint16, data io.Reader) error {
	w, err := a.zip.CreateHeader(&zip.FileHeader{Name: name, Method: method})
	if err != nil {
		return err
	}
	sum := sha256.New()
	n, err := io.Copy(io.MultiWriter(w, sum), data)
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	a.manifest.Parts = append(a.manifest.Parts, Part{name, n, hex.EncodeToString(sum.Sum(nil))})
	return nil
}

// close writes the manifest and the end of the zip.
func (a *archiver) close() error {
	w, err := a.zip.Create(manifestPart)
	if err != nil {
		return err
	}
	if err := json.NewEncoder(w).Encode(a.manifest); err != nil {
		return err
	}
	return a.zip.Close()
}

// ErrDamaged means that a backup is not what was written.
var ErrDamaged = errors.New("backup is damaged")

// An archive is a backup that is read.
type archive struct {
	zip      *zip.ReadCloser
	manifest Manifest
}

// openArchive opens the backup at from and compares every byte with the
// manifest. The database goes to the file at database on the way.
func openArchive(ctx context.Context, from, database string) (*archive, error) {
	r, err := zip.OpenReader(from)
	if err != nil {
		return nil, damaged(err)
	}
	a := &archive{zip: r}
	if err := a.verify(ctx, database); err != nil {
		return nil, errors.Join(damaged(err), r.Close())
	}
	return a, nil
}

// damaged says that err is the backup's fault, unless the file is not there or
// the caller gave up.
func damaged(err error) error {
	if errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("%w: %w", documents.ErrNotFound, err)
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return fmt.Errorf("%w: %w", ErrDamaged, err)
}

// verify reads the manifest and holds the parts to it, in their order.
func (a *archive) verify(ctx context.Context, database string) error {
	parts := a.zip.File
	if len(parts) == 0 || parts[len(parts)-1].Name != manifestPart {
		return errors.New("it has no manifest at its end")
	}
	if err := a.readManifest(parts[len(parts)-1]); err != nil {
		return fmt.Errorf("read manifest: %w", err)
	}
	parts = parts[:len(parts)-1]
	if len(parts) != len(a.manifest.Parts) || len(parts) == 0 || parts[0].Name != databasePart {
		return errors.New("its parts are not those of the manifest")
	}
	for i, want := range a.manifest.Parts {
		if err := ctx.Err(); err != nil {
			return err
		}
		if parts[i].Name != want.Name {
			return fmt.Errorf("part %q stands where %q should", parts[i].Name, want.Name)
		}
		into := io.Discard
		if i == 0 {
			f, err := os.OpenFile(database, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
			if err != nil {
				return err
			}
			defer func() { _ = f.Close() }() // of a copy that is read again and then thrown away
			into = f
		}
		if err := check(parts[i], want, into); err != nil {
			return err
		}
	}
	return nil
}

func (a *archive) readManifest(f *zip.File) error {
	r, err := f.Open()
	if err != nil {
		return err
	}
	return errors.Join(json.NewDecoder(r).Decode(&a.manifest), r.Close())
}

// check copies a part to into and compares it with its line of the manifest.
func check(f *zip.File, want Part, into io.Writer) error {
	r, err := f.Open()
	if err != nil {
		return err
	}
	defer func() { _ = r.Close() }()
	sum := sha256.New()
	n, err := io.Copy(io.MultiWriter(into, sum), io.LimitReader(r, want.Size+1))
	if err != nil {
		return fmt.Errorf("read %s: %w", want.Name, err)
	}
	if n != want.Size || hex.EncodeToString(sum.Sum(nil)) != want.SHA256 {
		return fmt.Errorf("part %s has changed", want.Name)
	}
	return nil
}

// files calls visit for each file of the backup.
func (a *archive) files(visit func(documents.UnitID, workflow.Hash, []byte) error) error {
	for i, part := range a.manifest.Parts[1:] {
		name, ok := strings.CutPrefix(part.Name, filesPart+"/")
		if !ok {
			continue // of a later program: nothing this one needs
		}
		unit, hash := path.Split(name)
		var data bytes.Buffer
		if err := check(a.zip.File[i+1], part, &data); err != nil {
			return damaged(err)
		}
		if err := visit(documents.UnitID(path.Clean(unit)), workflow.Hash(hash), data.Bytes()); err != nil {
			return err
		}
	}
	return nil
}
