package sqlitestore

import (
	"strings"

	"vanthu/documents"
)

// index gives the words of a new row to search. That is done at the end of the
// group, for FTS5 writes out all it has at each savepoint.
func (t *tx) index(rid int64, r *row) {
	t.later = append(t.later, func() error {
		return t.exec(`INSERT INTO search (rowid, folded, exact) VALUES (?, ?, ?)`, rid, documents.Fold(r.exact), r.exact)
	})
}

// reindex replaces the words of a row.
func (t *tx) reindex(rid int64, r *row) {
	t.later = append(t.later, func() error { return t.exec(`DELETE FROM search WHERE rowid = ?`, rid) })
	t.index(rid, r)
}

// Search terms: what a person typed, in the query language of FTS5.
type terms struct{ folded, exact string }

// parseTerms reads what was typed. All its pieces must be found; the words of
// one piece, as in "15/QĐ-UBND", side by side. ok is false when there is no
// word in it.
func parseTerms(typed string) (t terms, ok bool) {
	var folded, exact []string
	for piece := range strings.FieldsSeq(documents.Clean(typed)) {
		words := strings.Join(documents.Words(piece), " ")
		if words == "" {
			continue
		}
		exact = append(exact, `"`+words+`"`)
		folded = append(folded, `"`+documents.Fold(words)+`"`)
	}
	return terms{
		folded: `folded : (` + strings.Join(folded, " AND ") + `)`,
		exact:  `exact : (` + strings.Join(exact, " AND ") + `)`,
	}, len(exact) > 0
}

// match returns the condition for records that have the terms spelled so, or
// for the others that have them folded.
func (t terms) match(exact bool) string {
	if exact {
		return t.exact
	}
	return `(` + t.folded + `) NOT (` + t.exact + `)`
}
