package workflow

import (
	"fmt"
	"strconv"
	"strings"

	"vanthu/documents"
)

// What all stores read in a query alike.

// A Rank says how well a record answers the text of a query, the best first.
type Rank int

// The ranks. Without a text all records are Spelled.
const (
	Spelled Rank = iota // has the text as it was typed
	Folded              // has it without its marks
)

// A PageEnd is where a page of a list ended.
type PageEnd struct {
	Rank Rank
	Key  int64 // of the facet that the list is in the order of
	ID   RecordID
}

// String returns what a page has as its Next: "0-1763999999999-01JD…".
func (e PageEnd) String() string { return fmt.Sprintf("%d-%d-%s", e.Rank, e.Key, e.ID) }

func parsePageEnd(s string) (end PageEnd, ok bool) {
	parts := strings.SplitN(s, "-", 3)
	if len(parts) != 3 || parts[2] == "" {
		return PageEnd{}, false
	}
	rank, err := strconv.Atoi(parts[0])
	if err != nil || rank < int(Spelled) || rank > int(Folded) {
		return PageEnd{}, false
	}
	key, err := strconv.ParseInt(parts[1], 10, 64)
	return PageEnd{Rank(rank), key, RecordID(parts[2])}, err == nil
}

// Bounds returns how many records a page of q may have and where the page
// before ended, zero for the first. ErrInvalid.
func (q *Query) Bounds() (limit int, after PageEnd, err error) {
	if limit = q.Limit; limit == 0 {
		limit = DefaultPage
	}
	if limit < 1 || limit > MaxPage {
		return 0, after, &documents.FieldError{Field: "limit", Rule: documents.RuleFieldType, Got: fmt.Sprintf("số từ 1 đến %d", MaxPage)}
	}
	switch q.Sort {
	case ByChange, ByDeadline, ByNumber:
	default:
		return 0, after, &documents.FieldError{Field: "sort", Rule: documents.RuleFieldType, Got: "một cách xếp mà chương trình có"}
	}
	ok := true
	if q.After != "" {
		after, ok = parsePageEnd(q.After)
	}
	if !ok {
		return 0, after, &documents.FieldError{Field: "after", Rule: documents.RuleFieldType, Got: "đúng chỗ mà trang trước đã cho"}
	}
	return limit, after, nil
}

// Pieces returns the words of each piece of what was typed, as spelled. All
// pieces must be found; the words of one, as in "15/QĐ-UBND", side by side.
func Pieces(typed string) [][]string {
	var pieces [][]string
	for piece := range strings.FieldsSeq(documents.Clean(typed)) {
		if words := documents.Words(piece); len(words) > 0 {
			pieces = append(pieces, words)
		}
	}
	return pieces
}
