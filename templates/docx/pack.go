package docx

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
)

// errCarried says that the carrier did not write what it was given.
var errCarried = errors.New("written package differs from what was to be written")

// emptyRels stands for the relationships of a main part that has none; the
// carrier refuses a package without them.
const emptyRels = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" +
	`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>`

// carried returns the parts of p as a file shall have them: the content types
// first, as Word writes them, the rest in the order of the template, and the
// relationships of the main part in any case.
func (p *Package) carried() []part {
	out := []part{{typesPart, p.Part(typesPart)}}
	for _, part := range p.parts {
		if part.name != typesPart {
			out = append(out, part)
		}
	}
	if p.Part(mainRels) == nil {
		out = append(out, part{mainRels, []byte(emptyRels)})
	}
	return out
}

// pack writes parts into a package without packing them, for the carrier packs
// them all anew. Same parts, same bytes.
func pack(parts []part) ([]byte, error) {
	var size int
	for i := range parts {
		size += len(parts[i].data) + 2*len(parts[i].name) + 128
	}
	out := bytes.NewBuffer(make([]byte, 0, size))
	z := zip.NewWriter(out)
	for i := range parts {
		w, err := z.CreateRaw(&zip.FileHeader{
			Name: parts[i].name, Method: zip.Store, CRC32: crc32.ChecksumIEEE(parts[i].data),
			CompressedSize64: uint64(len(parts[i].data)), UncompressedSize64: uint64(len(parts[i].data)),
		})
		if err == nil {
			_, err = w.Write(parts[i].data)
		}
		if err != nil {
			return nil, fmt.Errorf("pack %s: %w", parts[i].name, err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("pack: %w", err)
	}
	return out.Bytes(), nil
}

// verify compares a file written by the carrier with what was to be in it, by
// names, sizes and checksums.
func verify(file []byte, parts []part) error {
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return fmt.Errorf("%w: %w", errCarried, err)
	}
	if len(z.File) != len(parts) {
		return fmt.Errorf("%w: %d parts, not %d", errCarried, len(z.File), len(parts))
	}
	for i, f := range z.File {
		want := &parts[i]
		if f.Name != want.name || f.UncompressedSize64 != uint64(len(want.data)) || f.CRC32 != crc32.ChecksumIEEE(want.data) {
			return fmt.Errorf("%w: part %s", errCarried, want.name)
		}
	}
	return nil
}
