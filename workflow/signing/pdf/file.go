package pdf

import (
	"bytes"
)

// The limits: what goes beyond them is refused.
const (
	maxObjects  = 2 << 20  // numbers of objects; Adobe's own limit is four times that
	maxSections = 4096     // revisions of one file
	maxDecoded  = 64 << 20 // bytes of one unpacked stream
	maxWork     = 1 << 30  // bytes of all that are unpacked for one file
	maxPages    = 50_000
)

// A File is a PDF as its last revision has it. It keeps the data it was opened
// on, which may not change, and is for one goroutine.
type File struct {
	Data    []byte
	Trailer Dict

	start    int  // where the newest cross-reference section stands
	streamed bool // that section is a stream
	entries  []entry
	freed    []int // numbers that a table calls free, while its section is read
	packed   map[int]*bundle
	held     int          // bytes of packed
	work     int          // bytes that were unpacked
	opening  map[int]bool // object streams being read: one cannot need itself
}

// An entry is where an object is.
type entry struct {
	at    int  // offset, or the number of the object stream
	index int  // generation, or the place in that stream
	kind  byte // as in cross-reference streams: 0 free, 1 in the file, 2 in a stream; 255 not said
}

const unsaid = 255

// Open reads the cross-reference of a PDF. Its error is a *Fault.
func Open(data []byte) (*File, error) {
	if !bytes.HasPrefix(data, []byte("%PDF-")) {
		return nil, &Fault{NotPDF, "no %PDF- at the start"}
	}
	f := &File{Data: data, packed: map[int]*bundle{}, opening: map[int]bool{}}
	if err := f.findStart(); err != nil {
		return nil, err
	}
	if err := f.readSections(); err != nil {
		return nil, err
	}
	if _, locked := f.Trailer["Encrypt"]; locked {
		return nil, &Fault{Encrypted, "the trailer has /Encrypt"}
	}
	if _, err := f.Catalog(); err != nil {
		return nil, err
	}
	return f, nil
}

// findStart finds the offset of the newest section, which the end of the file
// tells.
func (f *File) findStart() error {
	tail := max(0, len(f.Data)-2048)
	at := bytes.LastIndex(f.Data[tail:], []byte("startxref"))
	if at < 0 {
		return broken("no startxref at the end")
	}
	l := lexer{f.Data, tail + at + len("startxref")}
	start, ok := l.number()
	if !ok || start >= len(f.Data) {
		return broken("startxref leads out of the file")
	}
	f.start = start
	return nil
}

// CatalogRef returns the reference of the catalogue.
func (f *File) CatalogRef() Ref {
	ref, _ := f.Trailer["Root"].(Ref)
	return ref
}

// Catalog returns the root of the document.
func (f *File) Catalog() (Dict, error) {
	root, err := f.Dict(f.Trailer["Root"])
	if err != nil {
		return nil, err
	}
	if root == nil || root["Pages"] == nil {
		return nil, broken("no catalogue")
	}
	return root, nil
}

// Object returns an indirect object, nil if there is none.
func (f *File) Object(ref Ref) (Object, error) {
	if ref.Number <= 0 || ref.Number >= len(f.entries) {
		return nil, nil
	}
	switch e := f.entries[ref.Number]; {
	case e.kind == 1 && e.index == ref.Generation:
		return f.readAt(ref.Number, e)
	case e.kind == 2 && ref.Generation == 0:
		return f.unpack(ref.Number, e)
	}
	return nil, nil
}

// Resolve follows references until something else comes.
func (f *File) Resolve(o Object) (Object, error) {
	for range 32 {
		ref, ok := o.(Ref)
		if !ok {
			return o, nil
		}
		var err error
		if o, err = f.Object(ref); err != nil {
			return nil, err
		}
	}
	return nil, broken("references in a circle")
}

// Dict resolves a dictionary; of a stream it is that of the stream. A thing of
// another kind is nil.
func (f *File) Dict(o Object) (Dict, error) {
	o, err := f.Resolve(o)
	switch o := o.(type) {
	case Dict:
		return o, err
	case *Stream:
		return o.Dict, err
	}
	return nil, err
}

// Array resolves an array; a thing of another kind is nil.
func (f *File) Array(o Object) (Array, error) {
	o, err := f.Resolve(o)
	array, _ := o.(Array)
	return array, err
}

// readAt reads the object that begins at an offset.
func (f *File) readAt(number int, e entry) (Object, error) {
	l := lexer{f.Data, e.at}
	if !l.header(number, e.index) {
		return nil, broken("object %d is not at %d", number, e.at)
	}
	o, err := l.object(0)
	if err != nil {
		return nil, err
	}
	if dict, ok := o.(Dict); ok && l.take("stream") {
		return f.stream(dict, l.pos)
	}
	if !l.take("endobj") {
		return nil, broken("object %d has no end", number)
	}
	return o, nil
}

// header passes over “12 0 obj”.
func (l *lexer) header(number, generation int) bool {
	if l.pos < 0 || l.pos >= len(l.data) {
		return false
	}
	n, ok := l.number()
	g, ok2 := l.number()
	return ok && ok2 && n == number && g == generation && l.take("obj")
}

// stream reads the data of a stream; at is after its keyword.
func (f *File) stream(dict Dict, at int) (Object, error) {
	switch {
	case bytes.HasPrefix(f.Data[at:], []byte("\r\n")):
		at += 2
	case bytes.HasPrefix(f.Data[at:], []byte("\n")):
		at++
	default:
		return nil, broken("a stream has no line end at %d", at)
	}
	o, err := f.Resolve(dict["Length"])
	if err != nil {
		return nil, err
	}
	length, ok := o.(int)
	if !ok || length < 0 || length > len(f.Data)-at {
		return nil, broken("a stream at %d has no length", at)
	}
	l := lexer{f.Data, at + length}
	if !l.take("endstream") {
		return nil, broken("a stream at %d has a wrong length", at)
	}
	return &Stream{dict, f.Data[at : at+length : at+length]}, nil
}

// Check makes sure that every object is where the cross-reference says. What
// extends a file asks it first: viewers mend a file that fails, each its way.
func (f *File) Check() error {
	for number, e := range f.entries {
		switch e.kind {
		case 1:
			l := lexer{f.Data, e.at}
			if !l.header(number, e.index) {
				return broken("object %d is not at %d", number, e.at)
			}
		case 2:
			if e.at <= 0 || e.at >= len(f.entries) || f.entries[e.at].kind != 1 {
				return broken("object %d is in no object stream", number)
			}
		}
	}
	return nil
}

// Size is one more than the highest number of an object.
func (f *File) Size() int { return len(f.entries) }

// Changed returns the objects that are elsewhere in f than in an earlier
// revision of the same file, in order.
func (f *File) Changed(earlier *File) (refs []Ref) {
	for n := range max(len(f.entries), len(earlier.entries)) {
		if f.Moved(earlier, n) {
			refs = append(refs, f.entry(n).ref(n))
		}
	}
	return refs
}

// Moved reports whether an object is elsewhere in f than in an earlier
// revision.
func (f *File) Moved(earlier *File, number int) bool { return f.entry(number) != earlier.entry(number) }

// Find returns the object with a number, of whatever generation; nil if it is
// not in use.
func (f *File) Find(number int) (Object, error) { return f.Object(f.entry(number).ref(number)) }

// Has reports whether an object is in use.
func (f *File) Has(number int) bool {
	kind := f.entry(number).kind
	return kind == 1 || kind == 2
}

func (f *File) entry(number int) entry {
	if number < 0 || number >= len(f.entries) || f.entries[number].kind == unsaid {
		return entry{}
	}
	if e := f.entries[number]; e.kind != 0 {
		return e
	}
	return entry{}
}

func (e entry) ref(number int) Ref {
	if e.kind == 1 {
		return Ref{number, e.index}
	}
	return Ref{number, 0}
}
