package templates

import (
	"embed"
	"fmt"
	"strings"

	"vanthu/documents"
)

//go:embed examples/*.yaml
var examples embed.FS

const (
	examplesIn = "examples"
	written    = ".yaml"
)

// Examples returns the names of the example documents, in order.
func Examples() []string {
	entries, err := examples.ReadDir(examplesIn)
	if err != nil {
		return nil // the folder is in the program: there is no such error
	}
	var out []string
	for _, e := range entries {
		out = append(out, strings.TrimSuffix(e.Name(), written))
	}
	return out
}

// Example returns the text of an example document, for documents.Load, or
// documents.ErrNotFound.
func Example(name string) ([]byte, error) {
	text, err := examples.ReadFile(examplesIn + "/" + name + written)
	if err != nil {
		return nil, fmt.Errorf("find example %q: %w", name, documents.ErrNotFound)
	}
	return text, nil
}
