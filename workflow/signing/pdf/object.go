package pdf

import (
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
)

// An Object is nil, bool, int, float64, Name, String, Array, Dict, Ref, *Stream
// or, for writing only, *Blank.
type Object any

// The kinds of objects. A String holds bytes; Text makes one of words.
type (
	Name   string
	String string
	Array  []Object
	Dict   map[Name]Object
)

// A Ref names an indirect object.
type Ref struct{ Number, Generation int }

// A Stream is a dictionary with data, as it stands in the file.
type Stream struct {
	Dict Dict
	Raw  []byte
}

// A Blank is written as it is; At tells where it came to stand in the file.
type Blank struct {
	Text string
	At   int
}

// Text returns s as a text string.
func Text(s string) String {
	if strings.IndexFunc(s, func(r rune) bool { return r > '~' || r < ' ' }) < 0 {
		return String(s)
	}
	out := []byte{0xFE, 0xFF}
	for _, u := range utf16.Encode([]rune(s)) {
		out = append(out, byte(u>>8), byte(u))
	}
	return String(out)
}

// Text returns the words of a text string: UTF-16, UTF-8 or, roughly, Latin.
func (s String) Text() string {
	switch {
	case strings.HasPrefix(string(s), "\xFE\xFF"):
		var units []uint16
		for i := 2; i+1 < len(s); i += 2 {
			units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
		}
		return string(utf16.Decode(units))
	case strings.HasPrefix(string(s), "\xEF\xBB\xBF"):
		return strings.ToValidUTF8(string(s[3:]), "\uFFFD")
	}
	runes := make([]rune, len(s))
	for i := range len(s) {
		runes[i] = rune(s[i])
	}
	return string(runes)
}

// Date returns t as PDF dates are, with the zone it is in.
func Date(t time.Time) String {
	zone := t.Format("-07:00")
	return String(t.Format("D:20060102150405") + zone[:3] + "'" + zone[4:] + "'")
}

// Time returns the moment of a PDF date, or the zero time.
func (s String) Time() time.Time {
	digits := strings.TrimPrefix(string(s), "D:")
	zone := ""
	if at := strings.IndexAny(digits, "+-Z"); at >= 0 {
		digits, zone = digits[:at], strings.NewReplacer("'", "", ":", "").Replace(digits[at:])
	}
	const form = "20060102150405"
	if len(digits) < 4 || len(digits) > len(form) || len(digits)%2 != 0 {
		return time.Time{}
	}
	switch {
	case zone == "" || zone[0] == 'Z':
		zone = "+0000"
	case len(zone) == 3:
		zone += "00"
	}
	t, err := time.Parse(form[:len(digits)]+"-0700", digits+zone)
	if err != nil {
		return time.Time{}
	}
	return t
}

// appendObject writes o. where is the offset in the file of the start of out.
func appendObject(out []byte, o Object, where int) []byte {
	switch o := o.(type) {
	case nil:
		return append(out, "null"...)
	case bool:
		return strconv.AppendBool(out, o)
	case int:
		return strconv.AppendInt(out, int64(o), 10)
	case float64:
		return strconv.AppendFloat(out, o, 'f', -1, 64)
	case Name:
		return appendName(out, o)
	case String:
		return appendString(out, o)
	case Ref:
		return fmt.Appendf(out, "%d %d R", o.Number, o.Generation)
	case Array:
		out = append(out, '[')
		for i, item := range o {
			if i > 0 {
				out = append(out, ' ')
			}
			out = appendObject(out, item, where)
		}
		return append(out, ']')
	case Dict:
		return appendDict(out, o, where)
	case *Stream:
		out = appendDict(out, o.Dict, where)
		out = append(out, "\nstream\n"...)
		out = append(out, o.Raw...)
		return append(out, "\nendstream"...)
	case *Blank:
		o.At = where + len(out)
		return append(out, o.Text...)
	}
	panic(fmt.Sprintf("pdf: %T is no object", o)) // a fault of the program, not of a file
}

func appendDict(out []byte, d Dict, where int) []byte {
	keys := make([]Name, 0, len(d))
	for k := range d {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	out = append(out, "<<"...)
	for i, k := range keys {
		if i > 0 {
			out = append(out, ' ')
		}
		out = appendName(out, k)
		out = append(out, ' ')
		out = appendObject(out, d[k], where)
	}
	return append(out, ">>"...)
}

func appendName(out []byte, n Name) []byte {
	out = append(out, '/')
	for i := range len(n) {
		if c := n[i]; c <= ' ' || c > '~' || c == '#' || delimiter(c) {
			out = fmt.Appendf(out, "#%02X", c)
		} else {
			out = append(out, c)
		}
	}
	return out
}

func appendString(out []byte, s String) []byte {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' {
			return append(hex.AppendEncode(append(out, '<'), []byte(s)), '>')
		}
	}
	out = append(out, '(')
	for i := range len(s) {
		if c := s[i]; c == '(' || c == ')' || c == '\\' {
			out = append(out, '\\')
		}
		out = append(out, s[i])
	}
	return append(out, ')')
}
