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
	summary, err := json.Marshal(workflow.Summarise(r))
	if err != nil {
		return nil, fmt.Errorf("encode summary of record %s: %w", r.ID, err)
	}
	body, err := json.Marshal(r)
	if err != nil {
		return nil, fmt.Errorf("encode record %s: %w", r.ID, err)
	}
	exact := strings.Join(documents.Words(workflow.Searchable(r)), " ")
	digest := sha256.Sum256([]byte(exact))
	return &row{Record: r, summary: string(summary), body: string(body), exact: exact, terms: hex.EncodeToString(digest[:8])}, nil
}

// columns returns the values of the columns from unit to body.
func (r *row) columns() []any {
	book := r.Book()
	return []any{
		r.Unit, r.ID, r.Version, r.State, r.Desk, r.Updated.UnixMilli(),
		book.Year, book.Series, r.Document.Reference.Number, r.terms, r.summary, r.body,
	}
}
