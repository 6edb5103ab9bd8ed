package docx

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"
	"unicode/utf8"
)

// A shell is what all files made of one template have in common: the parts that
// no values change, as the carrier packed them, and their rows in the directory.
// A file is the shell with the parts that were filled behind it, so that these
// alone are packed for each document.
type shell struct {
	parts     []byte // each with its header
	directory []byte
	count     int
	size      int // of the parts, unpacked
}

// newShell has the parts carried into a package and takes them out of it as they
// lie there, all but those called without.
func newShell(parts []part, without ...string) (*shell, error) {
	all := slices.Concat(parts, []part{{name: MainPart}}) // the carrier wants one
	base, err := pack(all)
	if err != nil {
		return nil, err
	}
	file, err := carry(base, nil)
	if err != nil {
		return nil, err
	}
	if err := verify(file, all); err != nil {
		return nil, err
	}
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return nil, fmt.Errorf("read package: %w", err)
	}
	s := &shell{parts: make([]byte, 0, len(file))}
	for i := range parts {
		if slices.Contains(without, parts[i].name) {
			continue
		}
		p, err := lying(z.File[i], file)
		if err != nil {
			return nil, fmt.Errorf("part %s: %w", parts[i].name, err)
		}
		s.directory = p.appendRow(s.directory, len(s.parts))
		s.parts = p.append(s.parts)
		s.count++
		s.size += p.size
	}
	return s, nil
}

// lying returns a part as it lies in file, a package that was verified.
func lying(f *zip.File, file []byte) (packed, error) {
	at, err := f.DataOffset()
	if err != nil {
		return packed{}, fmt.Errorf("find it: %w", err)
	}
	return packed{f.Name, file[at : at+int64(f.CompressedSize64)], int(f.UncompressedSize64), f.CRC32}, nil
}

// close returns the file: the shell with the filled parts.
func (s *shell) close(filled []packed) ([]byte, error) {
	size, total := len(s.parts)+len(s.directory)+endSize, s.size
	for i := range filled {
		size += len(filled[i].data) + 2*len(filled[i].name) + headerSize + rowSize
		total += filled[i].size
	}
	if total > ofDocument.total {
		return nil, fmt.Errorf("%w: %d bytes in all", ErrTooLarge, total)
	}
	out := append(make([]byte, 0, size), s.parts...)
	var room [4]int // the parts of a letter with its headers
	offsets := room[:0]
	for i := range filled {
		offsets = append(offsets, len(out))
		out = filled[i].append(out)
	}
	directory := len(out)
	out = append(out, s.directory...)
	for i := range filled {
		out = filled[i].appendRow(out, offsets[i])
	}
	return appendEnd(out, s.count+len(filled), directory), nil
}

// The records of a package (APPNOTE.TXT 6.3, 4.3.7, 4.3.12 and 4.3.16), without
// their names. What Open admits needs none of the 64-bit ones.
const (
	headerSize = 30
	rowSize    = 46
	endSize    = 22
)

// append writes a part with its header.
func (p *packed) append(dst []byte) []byte {
	dst = append(dst, "PK\x03\x04"...)
	dst = append(p.appendFacts(dst), p.name...)
	return append(dst, p.data...)
}

// appendRow writes the row of the directory for a part at offset.
func (p *packed) appendRow(dst []byte, offset int) []byte {
	dst = append(dst, "PK\x01\x02\x14\x00"...) // made by version 2.0
	dst = p.appendFacts(dst)
	dst = append(dst, make([]byte, 10)...) // no comment, disk 0, no attributes
	dst = binary.LittleEndian.AppendUint32(dst, uint32(offset))
	return append(dst, p.name...)
}

// appendFacts writes what header and row say alike. The moment is the first that
// the format knows: same values, same bytes.
func (p *packed) appendFacts(dst []byte) []byte {
	const (
		needs     = 20 // version 2.0, for deflated data
		utf8Names = 1 << 11
		newYear   = 1<<5 | 1 // 1 January 1980
	)
	le := binary.LittleEndian
	flags := uint16(0)
	if !ascii(p.name) {
		flags = utf8Names
	}
	for _, n := range [...]uint16{needs, flags, zip.Deflate, 0, newYear} {
		dst = le.AppendUint16(dst, n)
	}
	for _, n := range [...]uint32{p.crc, uint32(len(p.data)), uint32(p.size)} {
		dst = le.AppendUint32(dst, n)
	}
	dst = le.AppendUint16(dst, uint16(len(p.name)))
	return le.AppendUint16(dst, 0) // nothing extra
}

// appendEnd closes a package of count parts whose directory begins at directory.
func appendEnd(dst []byte, count, directory int) []byte {
	le := binary.LittleEndian
	size := len(dst) - directory
	dst = append(dst, "PK\x05\x06\x00\x00\x00\x00"...) // disk 0
	dst = le.AppendUint16(dst, uint16(count))
	dst = le.AppendUint16(dst, uint16(count))
	dst = le.AppendUint32(dst, uint32(size))
	dst = le.AppendUint32(dst, uint32(directory))
	return le.AppendUint16(dst, 0) // no comment
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
