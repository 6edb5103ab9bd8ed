package pdf

import (
	"bytes"
	"math"
	"strconv"
)

// maxDepth is how deep arrays and dictionaries may be nested.
const maxDepth = 64

// A lexer reads objects from data, from pos on.
type lexer struct {
	data []byte
	pos  int
}

func space(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func delimiter(c byte) bool { return bytes.IndexByte([]byte("()<>[]{}/%"), c) >= 0 }

func regular(c byte) bool { return !space(c) && !delimiter(c) }

// skip passes over white space and comments.
func (l *lexer) skip() {
	for l.pos < len(l.data) {
		switch c := l.data[l.pos]; {
		case space(c):
			l.pos++
		case c == '%':
			for l.pos < len(l.data) && l.data[l.pos] != '\n' && l.data[l.pos] != '\r' {
				l.pos++
			}
		default:
			return
		}
	}
}

// word returns the regular characters that come next, at most 64.
func (l *lexer) word() string {
	l.skip()
	start := l.pos
	for l.pos < len(l.data) && regular(l.data[l.pos]) && l.pos-start < 64 {
		l.pos++
	}
	return string(l.data[start:l.pos])
}

// take passes over text if it comes next.
func (l *lexer) take(text string) bool {
	l.skip()
	if !bytes.HasPrefix(l.data[l.pos:], []byte(text)) {
		return false
	}
	l.pos += len(text)
	return true
}

// number returns the whole number that comes next.
func (l *lexer) number() (int, bool) {
	start := l.pos
	n, err := strconv.Atoi(l.word())
	if err != nil || n < 0 || n > 1<<40 {
		l.pos = start
		return 0, false
	}
	return n, true
}

// object reads one object.
func (l *lexer) object(depth int) (Object, error) {
	l.skip()
	if depth > maxDepth {
		return nil, &Fault{TooLarge, "objects are nested too deep"}
	}
	if l.pos >= len(l.data) {
		return nil, broken("the file ends within an object")
	}
	switch c := l.data[l.pos]; {
	case c == '/':
		return l.name()
	case c == '(':
		return l.literal()
	case c == '<' && bytes.HasPrefix(l.data[l.pos:], []byte("<<")):
		l.pos += 2
		return l.dict(depth)
	case c == '<':
		return l.hex()
	case c == '[':
		l.pos++
		return l.array(depth)
	case c >= '0' && c <= '9':
		return l.refOrNumber()
	}
	return l.simple()
}

// simple reads a number or keyword.
func (l *lexer) simple() (Object, error) {
	start := l.pos
	switch w := l.word(); w {
	case "true":
		return true, nil
	case "false":
		return false, nil
	case "null":
		return nil, nil
	default:
		if n, err := strconv.Atoi(w); err == nil && n >= math.MinInt32 && n <= math.MaxInt {
			return n, nil
		}
		for i := range len(w) {
			if bytes.IndexByte([]byte("+-.0123456789"), w[i]) < 0 {
				return nil, broken("%q is no object, at %d", w, start)
			}
		}
		x, err := strconv.ParseFloat(w, 64)
		if err != nil || math.IsInf(x, 0) {
			return nil, broken("%q is no object, at %d", w, start)
		}
		return x, nil
	}
}

// refOrNumber reads “12 0 R”, or only the first number.
func (l *lexer) refOrNumber() (Object, error) {
	start := l.pos
	if number, ok := l.number(); ok {
		after := l.pos
		if generation, ok := l.number(); ok && generation <= math.MaxUint16 {
			if w := l.word(); w == "R" {
				return Ref{number, generation}, nil
			}
		}
		l.pos = after
		return number, nil
	}
	l.pos = start
	return l.simple()
}

func (l *lexer) array(depth int) (Object, error) {
	out := Array{}
	for !l.take("]") {
		o, err := l.object(depth + 1)
		if err != nil {
			return nil, err
		}
		out = append(out, o)
	}
	return out, nil
}

func (l *lexer) dict(depth int) (Object, error) {
	out := Dict{}
	for !l.take(">>") {
		if l.pos >= len(l.data) || l.data[l.pos] != '/' {
			return nil, broken("a dictionary has no name at %d", l.pos)
		}
		key, err := l.name()
		if err != nil {
			return nil, err
		}
		value, err := l.object(depth + 1)
		if err != nil {
			return nil, err
		}
		if _, twice := out[key]; twice {
			return nil, broken("a dictionary has /%s twice, at %d", key, l.pos) // which counts would be the reader's choice
		}
		out[key] = value
	}
	return out, nil
}

func (l *lexer) name() (Name, error) {
	l.pos++
	var out []byte
	for ; l.pos < len(l.data) && regular(l.data[l.pos]); l.pos++ {
		c := l.data[l.pos]
		if c == '#' && l.pos+2 < len(l.data) && digit(l.data[l.pos+1]) >= 0 && digit(l.data[l.pos+2]) >= 0 {
			c = byte(digit(l.data[l.pos+1])<<4 | digit(l.data[l.pos+2]))
			l.pos += 2
		}
		out = append(out, c)
	}
	return Name(out), nil
}

// digit returns the value of a hexadecimal digit, or -1.
func digit(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

func (l *lexer) hex() (Object, error) {
	start := l.pos
	l.pos++
	var out []byte
	half, odd := 0, false
	for ; l.pos < len(l.data); l.pos++ {
		c := l.data[l.pos]
		d := digit(c)
		switch {
		case c == '>':
			l.pos++
			if odd {
				out = append(out, byte(half<<4))
			}
			return String(out), nil
		case space(c):
		case d < 0:
			return nil, broken("a hexadecimal string is wrong at %d", l.pos)
		case odd:
			out, odd = append(out, byte(half<<4|d)), false
		default:
			half, odd = d, true
		}
	}
	return nil, broken("the string at %d has no end", start)
}

// escapes are the characters that stand after a backslash.
var escapes = map[byte]byte{'n': '\n', 'r': '\r', 't': '\t', 'b': '\b', 'f': '\f'}

func (l *lexer) literal() (Object, error) {
	start, open := l.pos, 0
	var out []byte
	for ; l.pos < len(l.data); l.pos++ {
		c := l.data[l.pos]
		switch c {
		case '(':
			open++
			if open == 1 {
				continue
			}
		case ')':
			open--
			if open == 0 {
				l.pos++
				return String(out), nil
			}
		case '\\':
			out = l.escape(out)
			continue
		}
		out = append(out, c)
	}
	return nil, broken("the string at %d has no end", start)
}

// escape reads what stands after a backslash and ends on its last character.
func (l *lexer) escape(out []byte) []byte {
	l.pos++
	if l.pos >= len(l.data) {
		return out
	}
	c := l.data[l.pos]
	switch {
	case escapes[c] != 0:
		return append(out, escapes[c])
	case c == '\r':
		if l.pos+1 < len(l.data) && l.data[l.pos+1] == '\n' {
			l.pos++
		}
		return out
	case c == '\n':
		return out
	case c < '0' || c > '7':
		return append(out, c)
	}
	value := int(c - '0')
	for range 2 {
		if l.pos+1 >= len(l.data) || l.data[l.pos+1] < '0' || l.data[l.pos+1] > '7' {
			break
		}
		l.pos++
		value = value<<3 | int(l.data[l.pos]-'0')
	}
	return append(out, byte(value))
}
