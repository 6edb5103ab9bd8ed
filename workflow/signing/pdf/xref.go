package pdf

// readSections reads the newest cross-reference section and those before it.
// What a newer one says of an object holds.
func (f *File) readSections() error {
	at, seen := f.start, map[int]bool{}
	for {
		if seen[at] || len(seen) >= maxSections {
			return broken("the sections run in a circle")
		}
		seen[at] = true
		trailer, streamed, err := f.readSection(at)
		if err != nil {
			return err
		}
		if f.Trailer == nil {
			f.Trailer, f.streamed = trailer, streamed
		}
		if err := f.readHidden(trailer["XRefStm"], seen); err != nil {
			return err
		}
		prev, more := trailer["Prev"]
		if !more {
			return nil
		}
		n, ok := prev.(int)
		if !ok || n < 0 || n >= len(f.Data) {
			return broken("/Prev leads out of the file")
		}
		at = n
	}
}

// readHidden reads the stream that a table of a hybrid file names. The table
// calls free what the stream has, so its free numbers come after.
func (f *File) readHidden(stream Object, seen map[int]bool) error {
	if at, ok := stream.(int); ok && !seen[at] {
		seen[at] = true
		if _, err := f.readStreamSection(at); err != nil {
			return err
		}
	}
	for _, number := range f.freed {
		f.say(number, entry{kind: 0})
	}
	f.freed = nil
	return nil
}

func (f *File) readSection(at int) (trailer Dict, streamed bool, err error) {
	l := lexer{f.Data, at}
	if l.take("xref") {
		trailer, err = f.readTable(&l)
		return trailer, false, err
	}
	trailer, err = f.readStreamSection(at)
	return trailer, true, err
}

// readTable reads a section of the old form and its trailer.
func (f *File) readTable(l *lexer) (Dict, error) {
	for !l.take("trailer") {
		first, ok := l.number()
		count, ok2 := l.number()
		if !ok || !ok2 || first+count > maxObjects || count > len(l.data)/18 {
			return nil, broken("the cross-reference table is wrong at %d", l.pos)
		}
		f.grow(first + count)
		for n := first; n < first+count; n++ {
			if err := f.readRow(l, n); err != nil {
				return nil, err
			}
		}
	}
	o, err := l.object(0)
	trailer, ok := o.(Dict)
	if err != nil || !ok {
		return nil, broken("no trailer at %d", l.pos)
	}
	return trailer, nil
}

func (f *File) readRow(l *lexer, number int) error {
	at, ok := l.number()
	generation, ok2 := l.number()
	if !ok || !ok2 {
		return broken("the cross-reference table is wrong at %d", l.pos)
	}
	switch {
	case l.take("n"):
		if at > 0 { // offset 0 stands for an object that is not there
			f.say(number, entry{at, generation, 1})
		}
	case l.take("f"):
		f.freed = append(f.freed, number)
	default:
		return broken("the cross-reference table is wrong at %d", l.pos)
	}
	return nil
}

// grow makes room for the numbers below n.
func (f *File) grow(n int) {
	for len(f.entries) < n {
		f.entries = append(f.entries, entry{kind: unsaid})
	}
}

// say keeps what a section says of an object, unless a newer one said it.
func (f *File) say(number int, e entry) {
	if f.entries[number].kind == unsaid {
		f.entries[number] = e
	}
}

// readStreamSection reads a section that is a stream.
func (f *File) readStreamSection(at int) (Dict, error) {
	if at < 0 || at >= len(f.Data) {
		return nil, broken("a section is out of the file")
	}
	l := lexer{f.Data, at}
	number, ok := l.number()
	generation, ok2 := l.number()
	if !ok || !ok2 {
		return nil, broken("no cross-reference at %d", at)
	}
	o, err := f.readAt(number, entry{at, generation, 1})
	stream, ok := o.(*Stream)
	if err != nil || !ok || stream.Dict["Type"] != Name("XRef") {
		return nil, broken("no cross-reference at %d", at)
	}
	data, err := f.Decode(stream)
	if err != nil {
		return nil, err
	}
	return stream.Dict, f.readRows(stream.Dict, data)
}

// readRows reads the rows of a stream's section.
func (f *File) readRows(dict Dict, data []byte) error {
	widths, ok := ints(dict["W"])
	size, ok2 := dict["Size"].(int)
	if !ok || !ok2 || len(widths) != 3 || size < 0 || size > maxObjects {
		return broken("a cross-reference stream is wrong")
	}
	index, ok := ints(dict["Index"])
	if dict["Index"] == nil {
		index, ok = []int{0, size}, true
	}
	width := sum(widths)
	if !ok || len(index)%2 != 0 || width == 0 {
		return broken("a cross-reference stream is wrong")
	}
	for i := 0; i < len(index); i += 2 {
		first, count := index[i], index[i+1]
		if first < 0 || count < 0 || first > maxObjects || count > maxObjects || first+count > maxObjects || count*width > len(data) {
			return broken("a cross-reference stream is too short")
		}
		f.grow(first + count)
		for n := range count {
			f.say(first+n, streamEntry(data[n*width:], widths))
		}
		data = data[count*width:]
	}
	return nil
}

// sum adds widths; it is 0 if one is none.
func sum(widths []int) (width int) {
	for _, w := range widths {
		if w < 0 || w > 7 {
			return 0
		}
		width += w
	}
	return width
}

// streamEntry reads one row.
func streamEntry(row []byte, widths []int) entry {
	fields := [3]int{1, 0, 0} // what has no width is 1 for the kind, else 0
	for i, w := range widths {
		if w > 0 {
			fields[i] = 0
		}
		for range w {
			fields[i], row = fields[i]<<8|int(row[0]), row[1:]
		}
	}
	switch fields[0] {
	case 1, 2:
		return entry{fields[1], fields[2], byte(fields[0])}
	}
	return entry{kind: 0}
}

func ints(o Object) ([]int, bool) {
	array, ok := o.(Array)
	out := make([]int, 0, len(array))
	for _, item := range array {
		n, isInt := item.(int)
		ok = ok && isInt
		out = append(out, n)
	}
	return out, ok
}

// A bundle is an unpacked object stream.
type bundle struct {
	data    []byte
	numbers []int
	offsets []int
}

// unpack reads an object out of its object stream.
func (f *File) unpack(number int, e entry) (Object, error) {
	b, err := f.bundle(e.at)
	if err != nil {
		return nil, err
	}
	if e.index >= len(b.numbers) || b.numbers[e.index] != number {
		return nil, broken("object %d is not in object stream %d", number, e.at)
	}
	l := lexer{b.data, b.offsets[e.index]}
	return l.object(0)
}

// bundle returns an object stream, from those it keeps if it is there.
func (f *File) bundle(number int) (*bundle, error) {
	if b := f.packed[number]; b != nil {
		return b, nil
	}
	if f.opening[number] || number <= 0 || number >= len(f.entries) || f.entries[number].kind != 1 {
		return nil, broken("no object stream %d", number)
	}
	f.opening[number] = true
	defer delete(f.opening, number)
	o, err := f.readAt(number, f.entries[number])
	if err != nil {
		return nil, err
	}
	stream, ok := o.(*Stream)
	if !ok || stream.Dict["Type"] != Name("ObjStm") {
		return nil, broken("no object stream %d", number)
	}
	data, err := f.Decode(stream)
	if err != nil {
		return nil, err
	}
	b, err := newBundle(stream.Dict, data)
	if err != nil {
		return nil, err
	}
	if f.held += len(data); f.held > maxDecoded {
		f.packed, f.held = map[int]*bundle{}, len(data)
	}
	f.packed[number] = b
	return b, nil
}

func newBundle(dict Dict, data []byte) (*bundle, error) {
	count, ok := dict["N"].(int)
	first, ok2 := dict["First"].(int)
	if !ok || !ok2 || count < 0 || count > len(data) || first < 0 || first > len(data) {
		return nil, broken("an object stream is wrong")
	}
	b := &bundle{data: data}
	l := lexer{data[:first], 0}
	for range count {
		number, ok := l.number()
		offset, ok2 := l.number()
		if !ok || !ok2 || offset > len(data)-first {
			return nil, broken("an object stream is wrong")
		}
		b.numbers = append(b.numbers, number)
		b.offsets = append(b.offsets, first+offset)
	}
	return b, nil
}
