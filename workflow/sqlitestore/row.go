package sqlitestore

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/codec"
)

// A row is a record as its table has it.
type row struct {
	*workflow.Record
	summary, body string
	paper         sheet
	terms         string // digest of what search finds it by, and the number
}

// newRow encodes r.
func newRow(r *workflow.Record) (*row, error) {
	summary, err := codec.Encode(workflow.Summarise(r))
	if err != nil {
		return nil, err
	}
	head, text := part(r)
	body, err := codec.Encode(head)
	if err != nil {
		return nil, err
	}
	terms := wordsOf(head, text) + " " + r.Number().String()
	return &row{Record: r, summary: summary, body: body, paper: text, terms: terms}, nil
}

// wordsOf returns a digest of what search finds a record by, beside its number.
// Whether a text changed says its own digest.
func wordsOf(head *workflow.Record, text sheet) string {
	bare := head.WithNumber(documents.Reference{})
	digest := sha256.Sum256([]byte(workflow.Searchable(bare) + text.digest))
	return hex.EncodeToString(digest[:8])
}

// A form is a row with a blank for its number, which is known only in the
// transaction that gives it. What takes long is done before: filling in the
// blank is all that the others there have to wait for.
type form struct {
	row
	blank string
}

// newForm encodes r, which is to be numbered. The blank is a suffix that no
// text can have in it.
func newForm(r *workflow.Record) (*form, error) {
	blank := r.Number()
	blank.Suffix = rand.Text()
	marked := r.WithNumber(blank).Numbered(1)
	row, err := newRow(marked)
	if err != nil {
		return nil, err
	}
	return &form{*row, marked.Number().Ordinal()}, nil
}

// filled returns the row of the numbered record.
func (f *form) filled(numbered *workflow.Record) *row {
	fill := func(s string) string { return strings.ReplaceAll(s, f.blank, numbered.Number().Ordinal()) }
	return &row{Record: numbered, summary: fill(f.summary), body: fill(f.body), paper: f.paper, terms: fill(f.terms)}
}

// columns returns the values of the columns of records from version to paper.
func (r *row) columns() []any {
	book := r.Book()
	return []any{
		r.Version, r.State, r.Desk, r.Updated.UnixMilli(), book.Year, book.Series,
		r.Number().Number, r.terms, r.body, r.paper.digest,
	}
}

// listed returns the values of the columns of listed from flow to summary.
func (r *row) listed(f *workflow.Facets) []any {
	return []any{f.Flow, f.State, f.Desk, f.Kind, f.Drafter, f.Updated, f.Deadline, f.Dated, f.Course, f.ToPost, r.summary}
}
