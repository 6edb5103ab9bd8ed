package docx

import (
	"bytes"
	"fmt"
	"hash/crc32"

	"github.com/klauspost/compress/flate"
)

// A press is the memory of one rendering at a time: the slots of its values, the
// text of the part at work, and the parts done, packed.
type press struct {
	binder
	text   []byte
	packed []packed
	out    bytes.Buffer
	flate  *flate.Writer
}

// packed is one part as a file holds it.
type packed struct {
	name string
	data []byte // deflated
	size int    // of it unpacked
	crc  uint32 // of it unpacked
}

func newPress() (*press, error) {
	// XML of an office packs to a seventh on the fastest level and to an eighth
	// on the best, which takes six times as long.
	w, err := flate.NewWriter(nil, flate.BestSpeed)
	if err != nil {
		return nil, fmt.Errorf("begin to pack: %w", err)
	}
	return &press{flate: w}, nil
}

// release empties p but keeps its room. Room that is not used for a while goes
// with the pool.
func (p *press) release() {
	p.binder.release()
	p.packed = p.packed[:0]
	p.out.Reset()
}

// fill runs the programs of t over the values bound and packs each part. It
// returns the shell for them.
func (p *press) fill(t *Template) (*shell, error) {
	r := runner{slots: p.slots, pictures: pictures{names: t.album}}
	frames := append(make([]frame, 0, 8), frame{})
	for i := range t.programs {
		r.dst, r.sheets = p.text[:0], t.programs[i].sheets
		r.run(t.programs[i].ops, frames)
		p.text = r.dst
		if err := p.pack(t.programs[i].part); err != nil {
			return nil, fmt.Errorf("part %s: %w", t.programs[i].part, err)
		}
	}
	if len(r.pictures.taken) == 0 {
		return t.shell, nil
	}
	for _, part := range r.pictures.parts() {
		p.text = append(p.text[:0], part.data...)
		if err := p.pack(part.name); err != nil {
			return nil, fmt.Errorf("part %s: %w", part.name, err)
		}
	}
	return t.album.shell()
}

// pack deflates the text at work as the part called name.
func (p *press) pack(name string) error {
	if len(p.text) > ofDocument.part {
		return fmt.Errorf("%w: %d bytes", ErrTooLarge, len(p.text))
	}
	start := p.out.Len()
	p.flate.Reset(&p.out)
	if _, err := p.flate.Write(p.text); err != nil {
		return fmt.Errorf("pack: %w", err)
	}
	if err := p.flate.Close(); err != nil {
		return fmt.Errorf("pack: %w", err)
	}
	p.packed = append(p.packed, packed{name, p.out.Bytes()[start:], len(p.text), crc32.ChecksumIEEE(p.text)})
	return nil
}
