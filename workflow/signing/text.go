package signing

import (
	"bytes"
	"context"
	"strings"

	"vanthu/workflow"
)

// headWithin is how far from its beginning a PDF says that it is one.
const headWithin = 1024

// Text returns the lines of words that a PDF has, also of one that cannot be signed
// here; a scan has none. *workflow.Refusal for what is no PDF; it joins
// documents.ErrUnavailable where the words cannot be read.
func (o *Office) Text(ctx context.Context, data []byte) (string, error) {
	if !bytes.Contains(data[:min(len(data), headWithin)], []byte("%PDF-")) {
		return "", refuse(workflow.RulePDFKind, "")
	}
	words, err := readWords(ctx, data)
	if err != nil {
		return "", err
	}
	var out []string
	for _, line := range lines(words) {
		out = append(out, line.text)
	}
	return strings.Join(out, "\n"), nil
}
