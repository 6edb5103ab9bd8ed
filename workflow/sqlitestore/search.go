package sqlitestore

import (
	"fmt"
	"strings"

	"vanthu/documents"
	"vanthu/workflow"
)

// A cluster is the number of a unit, whose rows lie together.
type cluster int64

// rows returns the first and the last row that the unit may have.
func (c cluster) rows() (first, last int64) { return int64(c) << 32, int64(c)<<32 + 0xffffffff }

// word is what every row of the unit has among its words, and no text: it
// begins with a character that documents.Clean drops. To match it first keeps
// FTS5 within the unit: a range of rows alone does not, for it looks for the
// first match of all before it turns to the range.
func (c cluster) word() string { return fmt.Sprintf("\ue000%d", c) }

// spelled returns words, with a space between them, as the column of what is
// spelled so has them: each begins with a character that documents.Clean drops.
// FTS5 keeps one list for a word of all columns, and a word without marks is as
// good as everywhere among the folded ones.
func spelled(words string) string { return "\ue001" + strings.ReplaceAll(words, " ", " \ue001") }

// Search terms: what a person typed, in the query language of FTS5.
type terms struct{ folded, exact string }

// parseTerms reads what was typed. ok is false when there is no word in it.
func parseTerms(typed string) (t terms, ok bool) {
	var folded, exact []string
	for _, piece := range workflow.Pieces(typed) {
		words := strings.Join(piece, " ")
		exact = append(exact, `"`+spelled(words)+`"`)
		folded = append(folded, `"`+documents.Fold(words)+`"`)
	}
	return terms{
		folded: `folded : (` + strings.Join(folded, " AND ") + `)`,
		exact:  `exact : (` + strings.Join(exact, " AND ") + `)`,
	}, len(exact) > 0
}

// match returns the condition for records of a unit that have the terms spelled
// so, or for the others that have them folded.
func (t terms) match(unit cluster, exact bool) string {
	in := `"` + unit.word() + `" AND `
	if exact {
		return in + t.exact
	}
	return `(` + in + t.folded + `) NOT (` + in + t.exact + `)`
}
