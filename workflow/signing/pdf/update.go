package pdf

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"
)

// An Update is a revision in the making: objects that are new or changed.
type Update struct {
	file    *File
	objects map[Ref]Object
	next    int
}

// Update begins a revision of f.
func (f *File) Update() *Update {
	return &Update{file: f, objects: map[Ref]Object{}, next: max(len(f.entries), 1)}
}

// Add gives an object a number.
func (u *Update) Add(o Object) Ref {
	ref := Ref{u.next, 0}
	u.next++
	u.objects[ref] = o
	return ref
}

// Set changes an object.
func (u *Update) Set(ref Ref, o Object) {
	u.objects[ref], u.next = o, max(u.next, ref.Number+1)
}

// Object resolves a reference as the revision has it.
func (u *Update) Object(ref Ref) (Object, error) {
	if o, ok := u.objects[ref]; ok {
		return o, nil
	}
	return u.file.Object(ref)
}

// Dict returns a copy of a dictionary as the revision has it, to be changed.
func (u *Update) Dict(o Object) (Dict, error) {
	if ref, ok := o.(Ref); ok {
		var err error
		if o, err = u.Object(ref); err != nil {
			return nil, err
		}
	}
	d, err := u.file.Dict(o)
	return maps.Clone(d), err
}

// Array returns a copy of an array as the revision has it.
func (u *Update) Array(o Object) (Array, error) {
	if ref, ok := o.(Ref); ok {
		var err error
		if o, err = u.Object(ref); err != nil {
			return nil, err
		}
	}
	a, err := u.file.Array(o)
	return slices.Clone(a), err
}

// Tail returns what is to stand after the data of the file: the objects and a
// cross-reference section of the kind that the file ends with.
func (u *Update) Tail() []byte {
	base := len(u.file.Data)
	var out []byte
	if base > 0 && u.file.Data[base-1] != '\n' {
		out = append(out, '\n')
	}
	refs := slices.SortedFunc(maps.Keys(u.objects), func(a, b Ref) int { return a.Number - b.Number })
	offsets := make([]int, len(refs))
	for i, ref := range refs {
		offsets[i] = base + len(out)
		out = fmt.Appendf(out, "%d %d obj\n", ref.Number, ref.Generation)
		out = appendObject(out, u.objects[ref], base)
		out = append(out, "\nendobj\n"...)
	}
	trailer := u.trailer(out)
	start := base + len(out)
	if u.file.streamed {
		out = u.appendStream(out, xref{refs, offsets, start, trailer})
	} else {
		out = u.appendTable(out, xref{refs, offsets, start, trailer})
	}
	return fmt.Appendf(out, "startxref\n%d\n%%%%EOF\n", start)
}

// An xref is a cross-reference section to be written.
type xref struct {
	refs    []Ref
	offsets []int
	start   int
	trailer Dict
}

// trailer returns the trailer of the revision whose objects are in body.
func (u *Update) trailer(body []byte) Dict {
	trailer := Dict{"Prev": u.file.start, "Size": u.next}
	for _, key := range []Name{"Root", "Info"} {
		if value, ok := u.file.Trailer[key]; ok {
			trailer[key] = value
		}
	}
	if id, ok := u.file.Trailer["ID"].(Array); ok && len(id) == 2 {
		sum := sha256.Sum256(body)
		trailer["ID"] = Array{id[0], String(sum[:16])}
	}
	return trailer
}

func (u *Update) appendTable(out []byte, x xref) []byte {
	out = append(out, "xref\n"...)
	for i := 0; i < len(x.refs); {
		n := i + 1
		for n < len(x.refs) && x.refs[n].Number == x.refs[n-1].Number+1 {
			n++
		}
		out = fmt.Appendf(out, "%d %d\n", x.refs[i].Number, n-i)
		for ; i < n; i++ {
			out = fmt.Appendf(out, "%010d %05d n \n", x.offsets[i], x.refs[i].Generation)
		}
	}
	out = append(out, "trailer\n"...)
	out = appendDict(out, x.trailer, 0)
	return append(out, '\n')
}

func (u *Update) appendStream(out []byte, x xref) []byte {
	self := Ref{u.next, 0}
	x.refs, x.offsets = append(x.refs, self), append(x.offsets, x.start)
	var rows []byte
	var index Array
	for i, ref := range x.refs {
		if i == 0 || ref.Number != x.refs[i-1].Number+1 {
			index = append(index, ref.Number, 0)
		}
		index[len(index)-1] = index[len(index)-1].(int) + 1 //nolint:forcetypeassert // put there above
		at := x.offsets[i]
		rows = append(rows, 1, byte(at>>32), byte(at>>24), byte(at>>16), byte(at>>8), byte(at), byte(ref.Generation>>8), byte(ref.Generation))
	}
	dict := maps.Clone(x.trailer)
	dict["Type"], dict["W"], dict["Index"], dict["Size"] = Name("XRef"), Array{1, 5, 2}, index, u.next+1
	out = fmt.Appendf(out, "%d 0 obj\n", self.Number)
	out = appendObject(out, Pack(dict, rows), 0)
	return append(out, "\nendobj\n"...)
}
