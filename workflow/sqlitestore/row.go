package sqlitestore

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"

	"vanthu/documents"
	"vanthu/workflow"
)

// A row is a record as its table has it.
type row struct {
	*workflow.Record
	summary, body string
	exact, terms  string // the words as spelled, and their digest
}

// newRow encodes r.
func newRow(r *workflow.Record) (*row, error) {
	summary, err := encode(workflow.Summarise(r))
	if err != nil {
		return nil, err
	}
	body, err := encode(r)
	if err != nil {
		return nil, err
	}
	exact := strings.Join(documents.Words(workflow.Searchable(r)), " ")
	digest := sha256.Sum256([]byte(exact))
	return &row{Record: r, summary: summary, body: body, exact: exact, terms: hex.EncodeToString(digest[:8])}, nil
}

// columns returns the values of the columns from version to body.
func (r *row) columns() []any {
	book := r.Book()
	return []any{
		r.Version, r.State, r.Desk, r.Updated.UnixMilli(), book.Year, book.Series,
		r.Document.Reference.Number, r.terms, r.summary, r.body,
	}
}

// encode returns v as the JSON that tables keep.
func encode(v any) (string, error) {
	body, err := json.Marshal(v)
	if err != nil {
		return "", fmt.Errorf("encode %T: %w", v, err)
	}
	return string(body), nil
}

// decode reads what encode returned into v.
func decode(body []byte, v any) error {
	if err := json.Unmarshal(body, v); err != nil {
		return fmt.Errorf("decode %T: %w", v, err)
	}
	return nil
}
