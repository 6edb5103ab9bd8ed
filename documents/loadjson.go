package documents

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// maxDepth is how deep lists and groups of fields may stand in each other. A
// document needs seven.
const maxDepth = 100

// parseJSON reads one JSON value. Unlike encoding/json it refuses a name that
// stands twice: the first value would be lost without a word.
func parseJSON(data []byte) (any, error) {
	offset := int64(0)
	err := json.Unmarshal(data, new(json.RawMessage))
	if syntax := (*json.SyntaxError)(nil); errors.As(err, &syntax) {
		offset = syntax.Offset
	}
	var tree any
	if err == nil {
		r := jsonReader{json.NewDecoder(bytes.NewReader(data))}
		r.dec.UseNumber()
		tree, err = r.value(0)
		offset = r.dec.InputOffset()
	}
	if err != nil {
		line, column := place(data, int(offset))
		return nil, &SyntaxError{Line: line, Column: column, Reason: err.Error()}
	}
	return tree, nil
}

// jsonReader makes a tree of what is known to be one JSON value.
type jsonReader struct{ dec *json.Decoder }

func (r jsonReader) value(depth int) (any, error) {
	t, err := r.dec.Token()
	switch {
	case err != nil:
		return nil, err
	case depth > maxDepth:
		return nil, errors.New("nested too deeply")
	case t == json.Delim('{'):
		return r.object(depth)
	case t == json.Delim('['):
		return r.list(depth)
	}
	return t, nil
}

func (r jsonReader) object(depth int) (any, error) {
	out := map[string]any{}
	for r.dec.More() {
		key, err := r.dec.Token()
		if err != nil {
			return nil, err
		}
		name := fmt.Sprint(key)
		if _, twice := out[name]; twice {
			return nil, fmt.Errorf("name %q stands twice", excerpt(name))
		}
		if out[name], err = r.value(depth + 1); err != nil {
			return nil, err
		}
	}
	_, err := r.dec.Token() // the closing brace
	return out, err
}

func (r jsonReader) list(depth int) (any, error) {
	out := []any{}
	for r.dec.More() {
		x, err := r.value(depth + 1)
		if err != nil {
			return nil, err
		}
		out = append(out, x)
	}
	_, err := r.dec.Token() // the closing bracket
	return out, err
}

// place returns line and column of the character that ends at a byte offset.
func place(data []byte, offset int) (line, column int) {
	before := string(data[:min(offset, len(data))])
	return strings.Count(before, "\n") + 1, max(1, utf8.RuneCountInString(before[strings.LastIndex(before, "\n")+1:]))
}
