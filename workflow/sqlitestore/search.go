package sqlitestore

import (
	"cmp"
	"slices"
	"strings"

	"vanthu/documents"
)

// A found is what search has to know of a row that was written.
type found struct {
	rid      int64
	exact    string // its words as spelled
	replaces bool   // search has older words of it
}

// writeFound gives search what the requests of the transaction have for it. It
// is done once and in the order of the rows, for FTS5 writes out all it has at
// each savepoint and at each step back.
func (t *tx) writeFound() error {
	slices.SortStableFunc(t.found, func(a, b found) int { return cmp.Compare(a.rid, b.rid) })
	for _, f := range t.found {
		if f.replaces {
			if err := t.exec(`DELETE FROM search WHERE rowid = ?`, f.rid); err != nil {
				return err
			}
		}
		err := t.exec(`INSERT INTO search (rowid, folded, exact) VALUES (?, ?, ?)`, f.rid, documents.Fold(f.exact), f.exact)
		if err != nil {
			return err
		}
	}
	return nil
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
