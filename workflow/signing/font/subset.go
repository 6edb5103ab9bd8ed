package font

import (
	"encoding/binary"
	"slices"
)

// subset returns a font file in which only the outlines of glyphs are left.
// Their numbers stay.
func (f *Face) subset(glyphs []uint16) []byte {
	keep := map[uint16]bool{0: true} // 0 is what readers draw for a fault
	for _, g := range glyphs {
		f.keep(g, keep)
	}
	count := int(binary.BigEndian.Uint16(f.tables["maxp"][4:]))
	var outlines []byte
	places := make([]byte, 0, 4*(count+1))
	widths := slices.Clone(f.tables["hmtx"])
	for g := range count {
		places = binary.BigEndian.AppendUint32(places, uint32(len(outlines)))
		if keep[uint16(g)] {
			outlines = append(outlines, unhinted(f.outline(uint16(g)))...)
			outlines = append(outlines, make([]byte, (4-len(outlines)%4)%4)...)
		} else if 4*g+4 <= len(widths) {
			clear(widths[4*g : 4*g+4])
		}
	}
	places = binary.BigEndian.AppendUint32(places, uint32(len(outlines)))
	head := slices.Clone(f.tables["head"])
	binary.BigEndian.PutUint16(head[50:], 1) // places in 32 bits
	clear(head[8:12])                        // the sum over the whole, which nothing reads here
	return file(map[string][]byte{
		"head": head, "hhea": f.tables["hhea"], "maxp": f.tables["maxp"], "hmtx": widths, "loca": places, "glyf": outlines,
	})
}

// unhinted returns an outline without its program for screens of few dots,
// which is most of a font and which readers of PDF pass over.
func unhinted(data []byte) []byte {
	if len(data) < 10 {
		return data
	}
	rings := int(int16(binary.BigEndian.Uint16(data)))
	if rings < 0 {
		out, end := slices.Clone(data), 10
		for more := true; more; {
			flags := binary.BigEndian.Uint16(out[end:])
			binary.BigEndian.PutUint16(out[end:], flags&^partProgram)
			end, more = end+partSize(flags), flags&partMore != 0
		}
		return out[:end]
	}
	at := 10 + 2*rings
	after := at + 2 + int(binary.BigEndian.Uint16(data[at:]))
	return slices.Concat(data[:at], []byte{0, 0}, data[after:])
}

// outline returns the data of a glyph.
func (f *Face) outline(glyph uint16) []byte {
	at := func(g int) int {
		if binary.BigEndian.Uint16(f.tables["head"][50:]) == 0 {
			return 2 * int(binary.BigEndian.Uint16(f.tables["loca"][2*g:]))
		}
		return int(binary.BigEndian.Uint32(f.tables["loca"][4*g:]))
	}
	return f.tables["glyf"][at(int(glyph)):at(int(glyph)+1)]
}

// Flags of the parts of a compound glyph.
const (
	partWords  = 1 << 0
	partScale  = 1 << 3
	partMore   = 1 << 5
	partScales = 1 << 6
	partMatrix = 1 << 7

	partProgram = 1 << 8
)

// partSize returns how long a part is.
func partSize(flags uint16) int {
	size := 6
	if flags&partWords != 0 {
		size += 2
	}
	switch {
	case flags&partScale != 0:
		size += 2
	case flags&partScales != 0:
		size += 4
	case flags&partMatrix != 0:
		size += 8
	}
	return size
}

// keep adds a glyph and those it is made of.
func (f *Face) keep(glyph uint16, keep map[uint16]bool) {
	if keep[glyph] {
		return
	}
	keep[glyph] = true
	data := f.outline(glyph)
	if len(data) < 10 || int16(binary.BigEndian.Uint16(data)) >= 0 {
		return // empty, or not a compound
	}
	for data = data[10:]; ; {
		flags := binary.BigEndian.Uint16(data)
		f.keep(binary.BigEndian.Uint16(data[2:]), keep)
		if flags&partMore == 0 {
			return
		}
		data = data[partSize(flags):]
	}
}

// file writes the tables as a font file.
func file(tables map[string][]byte) []byte {
	var names []string
	for name, data := range tables {
		if len(data) > 0 {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	shift := 0
	for 2<<shift <= len(names) {
		shift++
	}
	out := binary.BigEndian.AppendUint32(nil, 0x00010000)
	for _, n := range []int{len(names), 16 << shift, shift, 16 * (len(names) - 1<<shift)} {
		out = binary.BigEndian.AppendUint16(out, uint16(n))
	}
	var body []byte
	for _, name := range names {
		data := tables[name]
		out = append(out, name...)
		out = binary.BigEndian.AppendUint32(out, checksum(data))
		out = binary.BigEndian.AppendUint32(out, uint32(12+16*len(names)+len(body)))
		out = binary.BigEndian.AppendUint32(out, uint32(len(data)))
		body = append(body, data...)
		body = append(body, make([]byte, (4-len(body)%4)%4)...)
	}
	return append(out, body...)
}

func checksum(data []byte) (sum uint32) {
	for i := 0; i < len(data); i += 4 {
		var word [4]byte
		copy(word[:], data[i:])
		sum += binary.BigEndian.Uint32(word[:])
	}
	return sum
}
