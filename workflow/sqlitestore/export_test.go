package sqlitestore

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"vanthu/documents"
	"vanthu/workflow"
)

// Limit lets the database have at most that many pages, as a full disk does.
func (s *Store) Limit(ctx context.Context, pages int) error {
	return s.write(ctx, func(t *tx) error {
		var got int
		return t.row(fmt.Sprintf(`PRAGMA max_page_count = %d`, pages), nil, &got)
	})
}

// SetSizes says how many records of a person are few, and among how many of the
// newest words are looked for first.
func (s *Store) SetSizes(few, newest int) { s.sizes = sizes{few, newest, max(newest, 60)} }

// Imprint returns what a document's text is known by.
func Imprint(d *documents.Document) string { return paper{d.Body, d.Attachments}.digest() }

// Plan says how SQLite picks the rows of a list, before they are put in order
// once more and their records read.
func (s *Store) Plan(ctx context.Context, q workflow.Query) ([]string, error) {
	l, err := newListing("a-unit", q)
	if err != nil {
		return nil, err
	}
	l.size = s.sizes
	if err := l.find(ctx, s.reads); err != nil {
		return nil, err
	}
	p := new(pick)
	l.branches(p, workflow.Spelled, workflow.DefaultPage)
	var plan []string
	rows, err := s.reads.QueryContext(ctx, `EXPLAIN QUERY PLAN `+p.String(), p.args...)
	err = each(rows, err, func(rows *sql.Rows) error {
		var id, parent, unused int
		var detail string
		err := rows.Scan(&id, &parent, &unused, &detail)
		if !strings.HasPrefix(detail, "CO-ROUTINE") && !strings.HasPrefix(detail, "SCAN (sub") {
			plan = append(plan, detail)
		}
		return err
	})
	return plan, err
}
