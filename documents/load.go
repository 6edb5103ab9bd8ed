package documents

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/token"
)

// MaxText is the largest YAML or JSON text that is read, in bytes.
const MaxText = 8 << 20

// Load reads a document from YAML or JSON. Text becomes NFC; a body or any
// text in it may be written as plain text (ParseBody, ParseText) or as blocks
// and runs. Errors: *SyntaxError when it is no YAML or JSON; FieldErrors that
// name every field that is unknown, of the wrong type or wrongly formed, and
// RuleSecret when any text bears a mark of state secrecy.
func Load(data []byte) (Document, error) {
	var doc Document
	err := Read(data, &doc)
	if err == nil {
		err = doc.Check().Err()
	}
	if err != nil {
		return Document{}, err
	}
	return doc, nil
}

// Read decodes YAML or JSON into a value made of the types of this package, as
// Load does for a Document. into is a pointer to a struct with json tags.
func Read(data []byte, into any) error {
	if len(data) > MaxText {
		return FieldErrors{{Rule: RuleTooLong}}
	}
	tree, err := parse(data)
	if err != nil {
		return err
	}
	if err := refuseSecrets("", tree); err != nil {
		return err
	}
	return decode(tree, into)
}

// parse returns the text as maps, lists, strings, numbers and flags. JSON is
// told from YAML by its first character.
func parse(data []byte) (any, error) {
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	if trimmed := bytes.TrimSpace(data); len(trimmed) > 0 && trimmed[0] == '{' {
		return parseJSON(data)
	}
	return parseYAML(data)
}

func parseJSON(data []byte) (any, error) {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	var tree any
	err := dec.Decode(&tree)
	if err == nil {
		if _, more := dec.Token(); !errors.Is(more, io.EOF) {
			err = errors.New("more than one value")
		}
	}
	if err == nil {
		return tree, nil
	}
	line, column := place(data, int(dec.InputOffset()))
	if syntax := (*json.SyntaxError)(nil); errors.As(err, &syntax) {
		line, column = place(data, int(syntax.Offset))
	}
	return nil, &SyntaxError{Line: line, Column: column, Reason: err.Error()}
}

// place returns line and column of a byte offset.
func place(data []byte, offset int) (line, column int) {
	before := string(data[:min(max(offset, 0), len(data))])
	return strings.Count(before, "\n") + 1, len([]rune(before[strings.LastIndex(before, "\n")+1:])) + 1
}

// parseYAML reads YAML without anchors and aliases: nobody needs them here,
// and a few lines of them can stand for gigabytes.
func parseYAML(data []byte) (any, error) {
	for _, t := range lexer.Tokenize(string(data)) {
		if t.Type == token.AnchorType || t.Type == token.AliasType || t.Type == token.MergeKeyType {
			return nil, &SyntaxError{t.Position.Line, t.Position.Column, "anchors and aliases are not read"}
		}
	}
	var tree any
	if err := yaml.UnmarshalWithOptions(data, &tree); err != nil {
		syntax := &SyntaxError{Reason: err.Error()}
		if known := yaml.Error(nil); errors.As(err, &known) {
			syntax.Reason = known.GetMessage()
			if t := known.GetToken(); t != nil && t.Position != nil {
				syntax.Line, syntax.Column = t.Position.Line, t.Position.Column
			}
		}
		return nil, syntax
	}
	return tree, nil
}

// refuseSecrets looks at every text of tree.
func refuseSecrets(path string, tree any) error {
	switch v := tree.(type) {
	case string:
		return RefuseSecret(path, v)
	case []any:
		for i, x := range v {
			if err := refuseSecrets(index(path, i), x); err != nil {
				return err
			}
		}
	case map[string]any:
		for key, x := range v {
			if err := refuseSecrets(member(path, key), x); err != nil {
				return err
			}
		}
	}
	return nil
}
