package documents

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
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

// parseYAML reads at most one YAML document. Anchors, aliases and tags are
// refused: nobody needs them here, and a few lines of them can stand for
// gigabytes.
func parseYAML(data []byte) (any, error) {
	loader, err := yaml.NewLoader(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("start to read YAML: %w", err)
	}
	var doc, more yaml.Node
	err = loader.Load(&doc)
	if errors.Is(err, io.EOF) {
		return nil, nil // nothing but comments
	}
	if err == nil {
		if err = loader.Load(&more); err == nil {
			err = &SyntaxError{more.Line, more.Column, "more than one document"}
		}
	}
	if at := (*yaml.LoadError)(nil); errors.As(err, &at) {
		where := at.Mark
		if where.Index >= utf8.RuneCount(bytes.TrimSpace(data)) && at.ContextMark.Line > 0 {
			where = at.ContextMark // what was never closed is of more use than the end of the text
		}
		return nil, &SyntaxError{where.Line, where.Column, at.Message}
	}
	if !errors.Is(err, io.EOF) {
		return nil, err
	}
	return yamlValue(&doc, 0)
}

// yamlValue returns what stands at n as a map, list, text, number or flag.
func yamlValue(n *yaml.Node, depth int) (any, error) {
	fault := func(reason string) (any, error) { return nil, &SyntaxError{n.Line, n.Column, reason} }
	switch {
	case n.Kind == yaml.DocumentNode:
		return yamlValue(n.Content[0], depth)
	case n.Kind == yaml.AliasNode, n.Anchor != "", n.Style&yaml.TaggedStyle != 0:
		return fault("anchors, aliases and tags are not read")
	case depth > maxDepth:
		return fault("nested too deeply")
	case n.Kind == yaml.MappingNode:
		return yamlFields(n, depth)
	case n.Kind == yaml.SequenceNode:
		return yamlList(n, depth)
	}
	switch n.ShortTag() {
	case "!!null":
		return nil, nil
	case "!!bool":
		return strings.EqualFold(n.Value, "true"), nil
	case "!!int", "!!float":
		return json.Number(n.Value), nil
	}
	return n.Value, nil
}

func yamlFields(n *yaml.Node, depth int) (any, error) {
	out := map[string]any{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		_, twice := out[key.Value]
		if twice || key.Kind != yaml.ScalarNode || key.ShortTag() == "!!merge" {
			return nil, &SyntaxError{key.Line, key.Column, "a name that stands twice or is no word"}
		}
		x, err := yamlValue(value, depth+1)
		if err != nil {
			return nil, err
		}
		out[key.Value] = x
	}
	return out, nil
}

func yamlList(n *yaml.Node, depth int) (any, error) {
	out := make([]any, len(n.Content))
	for i, item := range n.Content {
		x, err := yamlValue(item, depth+1)
		if err != nil {
			return nil, err
		}
		out[i] = x
	}
	return out, nil
}

// refuseSecrets looks at every name and text of tree.
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
		for _, key := range slices.Sorted(maps.Keys(v)) {
			if err := RefuseSecret(path, key); err != nil {
				return err
			}
			if err := refuseSecrets(member(path, key), v[key]); err != nil {
				return err
			}
		}
	}
	return nil
}
