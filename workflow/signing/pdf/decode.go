package pdf

import (
	"bytes"
	"compress/zlib"
	"io"
)

// Decode unpacks a stream that is not packed or by Flate; pictures and the
// like are not read here.
func (f *File) Decode(s *Stream) ([]byte, error) {
	filter, err := f.only(s.Dict["Filter"])
	if err != nil {
		return nil, err
	}
	parms, err := f.only(s.Dict["DecodeParms"])
	if err != nil {
		return nil, err
	}
	switch filter {
	case nil:
		return s.Raw, nil
	case Name("FlateDecode"), Name("Fl"):
	default:
		return nil, &Fault{Unsupported, "a stream with another filter than Flate"}
	}
	r, err := zlib.NewReader(bytes.NewReader(s.Raw))
	if err != nil {
		return nil, broken("a packed stream: %v", err)
	}
	data, err := io.ReadAll(io.LimitReader(r, maxDecoded+1))
	if err != nil {
		return nil, broken("a packed stream: %v", err)
	}
	if f.work += len(data); len(data) > maxDecoded || f.work > maxWork {
		return nil, &Fault{TooLarge, "packed streams"}
	}
	how, _ := parms.(Dict)
	return predict(how, data)
}

// only resolves an object that may be an array of one.
func (f *File) only(o Object) (Object, error) {
	o, err := f.Resolve(o)
	if array, ok := o.(Array); ok && len(array) == 1 {
		return f.Resolve(array[0])
	} else if ok && len(array) == 0 {
		return nil, nil
	}
	return o, err
}

// predict undoes the PNG predictors.
func predict(how Dict, data []byte) ([]byte, error) {
	kind, _ := how["Predictor"].(int)
	if kind <= 1 {
		return data, nil
	}
	number := func(key Name, otherwise int) int {
		if n, ok := how[key].(int); ok {
			return n
		}
		return otherwise
	}
	colours, bits, columns := number("Colors", 1), number("BitsPerComponent", 8), number("Columns", 1)
	if kind < 10 || colours < 1 || colours > 32 || bits != 8 || columns < 1 || columns > 1<<16 {
		return nil, &Fault{Unsupported, "a stream with a predictor that is not of PNG"}
	}
	width := colours * columns
	out, above := make([]byte, 0, len(data)), make([]byte, width)
	for len(data) > width {
		row := data[1 : width+1]
		if !unfilter(data[0], row, above, colours) {
			return nil, broken("a PNG row of an unknown kind")
		}
		out, above, data = append(out, row...), row, data[width+1:]
	}
	return out, nil
}

// unfilter undoes the filter of one PNG row in place.
func unfilter(kind byte, row, above []byte, pixel int) bool {
	for i := range row {
		var left, corner byte
		if i >= pixel {
			left, corner = row[i-pixel], above[i-pixel]
		}
		switch kind {
		case 0:
		case 1:
			row[i] += left
		case 2:
			row[i] += above[i]
		case 3:
			row[i] += byte((int(left) + int(above[i])) / 2)
		case 4:
			row[i] += paeth(int(left), int(above[i]), int(corner))
		default:
			return false
		}
	}
	return true
}

func paeth(left, above, corner int) byte {
	p := left + above - corner
	a, b, c := distance(p, left), distance(p, above), distance(p, corner)
	switch {
	case a <= b && a <= c:
		return byte(left)
	case b <= c:
		return byte(above)
	}
	return byte(corner)
}

func distance(a, b int) int { return max(a-b, b-a) }

// Pack returns a stream of data packed by Flate.
func Pack(dict Dict, data []byte) *Stream {
	var out bytes.Buffer
	w := zlib.NewWriter(&out)
	w.Write(data) //nolint:errcheck // memory takes it
	w.Close()     //nolint:errcheck // memory takes it
	dict["Filter"], dict["Length"] = Name("FlateDecode"), out.Len()
	return &Stream{dict, out.Bytes()}
}

// Plain returns a stream of data as it is.
func Plain(dict Dict, data []byte) *Stream {
	dict["Length"] = len(data)
	return &Stream{dict, data}
}
