package docx

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// A bound is what a file may hold, in bytes unpacked. How tightly it is packed
// says nothing: a table of ten thousand like rows packs as well as a bomb.
type bound struct{ part, total int }

// The bounds. The largest template met has 40 parts and 3 MiB; a report with its
// photographs stays under 20 MiB.
var (
	ofDocument = bound{32 << 20, 96 << 20}
	ofTemplate = bound{6 << 20, 8 << 20}
)

const (
	maxFile    = 32 << 20 // bytes, packed
	maxParts   = 1000
	maxName    = 240
	centralSig = "PK\x01\x02"
	oleSig     = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" // a compound file: .doc, or an encrypted .docx
)

// A part is one file within a package.
type part struct {
	name string
	data []byte
}

// unzip reads every part of file, its checksum with it, under the bounds.
func unzip(file []byte, most bound) ([]part, error) {
	switch {
	case bytes.HasPrefix(file, []byte(oleSig)):
		return nil, ErrOldFormat
	case len(file) > maxFile:
		return nil, fmt.Errorf("%w: %d bytes", ErrTooLarge, len(file))
	case bytes.Count(file, []byte(centralSig)) > maxParts:
		return nil, fmt.Errorf("%w: more than %d parts", ErrTooLarge, maxParts)
	case !bytes.HasPrefix(file, []byte("PK\x03\x04")):
		return nil, ErrNotDocx
	}
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	files := slices.DeleteFunc(z.File, func(f *zip.File) bool { return strings.HasSuffix(f.Name, "/") }) // folders
	if err := admit(files, most); err != nil {
		return nil, err
	}
	parts := make([]part, len(files))
	for i, f := range files {
		data, err := unpack(f)
		if err != nil {
			return nil, fmt.Errorf("part %s: %w", f.Name, err)
		}
		parts[i] = part{f.Name, data}
	}
	return parts, nil
}

// admit judges the list of contents, before anything is unpacked.
func admit(files []*zip.File, most bound) error {
	var total uint64
	seen := make(map[string]bool, len(files))
	for _, f := range files {
		if total += min(f.UncompressedSize64, uint64(most.total)+1); f.UncompressedSize64 > uint64(most.part) || total > uint64(most.total) {
			return fmt.Errorf("part %s: %w: %d bytes, %d in all", f.Name, ErrTooLarge, f.UncompressedSize64, total)
		}
		key := strings.ToLower(f.Name) // ISO/IEC 29500-2, 6.2.2.3: part names are equal whatever their case
		if seen[key] || !validName(f.Name) {
			return fmt.Errorf("%w: %q", ErrPartName, f.Name)
		}
		seen[key] = true
	}
	return nil
}

func validName(name string) bool {
	if name == "" || len(name) > maxName || !utf8.ValidString(name) || strings.ContainsAny(name, "\\:\x00") {
		return false
	}
	for segment := range strings.SplitSeq(name, "/") {
		if segment == "" || segment == "." || segment == ".." {
			return false
		}
	}
	return true
}

// unpack reads one part; archive/zip compares size and checksum at its end.
func unpack(f *zip.File) ([]byte, error) {
	const encrypted = 1
	if f.Flags&encrypted != 0 {
		return nil, ErrOldFormat
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	data := make([]byte, 0, f.UncompressedSize64+bytes.MinRead)
	buf := bytes.NewBuffer(data)
	_, err = buf.ReadFrom(io.LimitReader(r, int64(f.UncompressedSize64)+1))
	if err = errors.Join(err, r.Close()); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return buf.Bytes(), nil
}
