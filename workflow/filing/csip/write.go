package csip

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"vanthu/documents"
)

// A written is what is known of a file once it is written.
type written struct {
	path, kind, sum string
	size            int64
}

// Write writes the package. Files are not compressed: most are already, and the
// bytes are then the same with every version of Go. ErrInvalid for a path that a
// package cannot have.
func Write(w io.Writer, p *Package) error {
	out := &packing{zip: zip.NewWriter(w), root: p.ID, at: p.Created}
	if !plainName(p.ID) {
		return fmt.Errorf("package %q: %w", p.ID, documents.ErrInvalid)
	}
	for _, f := range p.Files {
		data, err := f.Read()
		if err == nil {
			err = out.add(f.Path, f.Type, data)
		}
		if err != nil {
			return fmt.Errorf("pack %s: %w", f.Path, err)
		}
	}
	mets, err := newMETS(p, out.files).bytes()
	if err == nil {
		err = out.add(metsName, "application/xml", mets)
	}
	if err == nil {
		err = out.add(manifestName, "text/plain", manifest(out.files))
	}
	if err == nil {
		err = out.zip.Close()
	}
	if err != nil {
		return fmt.Errorf("pack %s: %w", p.ID, err)
	}
	return nil
}

// A packing is a package that is being written.
type packing struct {
	zip   *zip.Writer
	root  string
	at    time.Time
	files []written
}

func (p *packing) add(path, kind string, data []byte) error {
	if !inside(path) || slices.ContainsFunc(p.files, func(f written) bool { return strings.EqualFold(f.path, path) }) {
		return fmt.Errorf("path %q: %w", path, documents.ErrInvalid)
	}
	w, err := p.zip.CreateHeader(&zip.FileHeader{Name: p.root + "/" + path, Method: zip.Store, Modified: p.at.UTC()})
	if err != nil {
		return err
	}
	if _, err := w.Write(data); err != nil {
		return err
	}
	sum := sha256.Sum256(data)
	p.files = append(p.files, written{path, kind, hex.EncodeToString(sum[:]), int64(len(data))})
	return nil
}

// manifest lists the files as sha256sum does, in order of their paths.
func manifest(files []written) []byte {
	sorted := slices.Clone(files)
	slices.SortFunc(sorted, func(a, b written) int { return strings.Compare(a.path, b.path) })
	var out strings.Builder
	for _, f := range sorted {
		fmt.Fprintf(&out, "%s  %s\n", f.sum, f.path)
	}
	return []byte(out.String())
}

// The longest path within a package, and the longest name of one.
const (
	maxPath = 240
	maxName = 120
)

// inside reports whether a path stays below the folder of its package, whatever
// system it is unpacked on.
func inside(path string) bool {
	if path == "" || len(path) > maxPath {
		return false
	}
	return !slices.ContainsFunc(strings.Split(path, "/"), func(name string) bool { return !plainName(name) })
}

// plainName reports whether a name is one that every system can give a file.
func plainName(name string) bool {
	if name == "" || len(name) > maxName || strings.HasPrefix(name, ".") || strings.HasSuffix(name, ".") || strings.TrimSpace(name) != name {
		return false
	}
	return !strings.ContainsFunc(name, func(r rune) bool {
		return r < ' ' || r == 0x7f || r == '\ufffd' || strings.ContainsRune(`\/:*?"<>|`, r)
	})
}
