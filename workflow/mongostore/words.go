package mongostore

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"maps"
	"slices"
	"strings"

	"go.mongodb.org/mongo-driver/v2/bson"

	"vanthu/documents"
	"vanthu/workflow"
)

// searchedWords returns the words that a record is found by, as spelled.
func searchedWords(r *workflow.Record) []string { return documents.Words(workflow.Searchable(r)) }

// digest names what a record is found by: two records with one digest are found
// by the same texts.
func digest(words []string) string {
	sum := sha256.Sum256([]byte(strings.Join(words, " ")))
	return hex.EncodeToString(sum[:8])
}

// searchKeys returns the keys under which a text stands in the index: each word
// folded, each word as spelled behind a mark, and those pairs of neighbours,
// folded, of which one has a figure, for these find a number. All pairs would
// be as many again as all words, and a piece of several words is looked up in
// the text itself anyhow. A page of 4 KB has about 500 keys.
func searchKeys(words []string) []string {
	keys := map[string]bool{}
	before := ""
	for _, w := range words {
		fold := documents.Fold(w)
		keys[cut(fold)], keys[spelledKey(w)] = true, true
		if before != "" && (hasFigure(before) || hasFigure(fold)) {
			keys[pairKey(before, fold)] = true
		}
		before = fold
	}
	delete(keys, "")
	return slices.Sorted(maps.Keys(keys))
}

func spelledKey(word string) string { return "=" + cut(word) }

func pairKey(before, after string) string { return cut(before) + " " + cut(after) }

func hasFigure(s string) bool { return strings.ContainsAny(s, "0123456789") }

// longestWord is how many bytes of a word stand in a key: a file that someone
// pasted as text has one of thousands.
const longestWord = 60

func cut(word string) string {
	if len(word) <= longestWord {
		return word
	}
	return strings.ToValidUTF8(word[:longestWord], "") // no half letter at the end
}

// Terms are what was typed, read: pieces of words.
type terms []piece

// A piece is words that must stand side by side.
type piece struct{ spelled, folded []string }

// parseTerms reads what was typed; none when there is no word in it.
func parseTerms(typed string) terms {
	var t terms
	for _, words := range workflow.Pieces(typed) {
		t = append(t, piece{words, foldWords(words)})
	}
	return t
}

// foldWords returns the words without their marks; one of marks alone is none.
func foldWords(words []string) []string {
	return strings.Fields(documents.Fold(strings.Join(words, " ")))
}

// keys returns the keys that a text of that rank has. It may have them and not
// be of that rank: see sure.
func (t terms) keys(rank workflow.Rank) []string {
	keys := map[string]bool{}
	for _, p := range t {
		for i, w := range p.folded {
			if rank == workflow.Folded {
				keys[cut(w)] = true
			}
			if i > 0 && (hasFigure(p.folded[i-1]) || hasFigure(w)) {
				keys[pairKey(p.folded[i-1], w)] = true
			}
		}
		if rank == workflow.Spelled {
			for _, w := range p.spelled {
				keys[spelledKey(w)] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(keys))
}

// sure reports whether the keys alone tell the rank of a text: whether all
// pieces are single words that keys hold whole.
func (t terms) sure() bool {
	return !slices.ContainsFunc(t, func(p piece) bool {
		return len(p.spelled) > 1 || len(p.folded) != 1 || len(p.spelled[0]) > longestWord
	})
}

// rank returns how well a text of these words answers; ok is false when it does
// not.
func (t terms) rank(words []string) (rank workflow.Rank, ok bool) {
	if t.all(words, func(p piece) []string { return p.spelled }) {
		return workflow.Spelled, true
	}
	return workflow.Folded, t.all(foldWords(words), func(p piece) []string { return p.folded })
}

// all reports whether the words of each piece stand side by side in words.
func (t terms) all(words []string, of func(piece) []string) bool {
	text := beside(words)
	return !slices.ContainsFunc(t, func(p piece) bool { return !strings.Contains(text, beside(of(p))) })
}

// beside writes words so that no word is found within another.
func beside(words []string) string { return " " + strings.Join(words, " ") + " " }

// A keyring says which keys the words of a text have and, if any, which of them
// it does not have all of.
type keyring struct{ has, lacks []string }

// keyring returns the keys of all texts that may be of a rank.
func (t terms) keyring(rank workflow.Rank) *keyring {
	k := &keyring{has: t.keys(rank)}
	if rank == workflow.Folded && t.sure() {
		k.lacks = t.keys(workflow.Spelled)
	}
	return k
}

// filter finds the words of a unit that it fits.
func (k *keyring) filter(unit documents.UnitID) bson.D {
	filter := bson.D{field("unit", unit), field("words", bson.D{field("$all", k.has)})}
	if k.lacks != nil {
		filter = append(filter, field("$nor", bson.A{bson.D{field("words", bson.D{field("$all", k.lacks)})}}))
	}
	return filter
}

// fit reports whether it fits words, an array of BSON.
func (k *keyring) fit(words []byte) bool {
	return hasAll(words, k.has) && (k.lacks == nil || !hasAll(words, k.lacks))
}

// hasAll looks for keys in an array as it was sent: to make strings of all its
// hundreds takes longer. Four bytes of length and one of zero stand around each,
// and a key has no such bytes.
func hasAll(words []byte, keys []string) bool {
	for _, key := range keys {
		sent := append(binary.LittleEndian.AppendUint32(nil, uint32(len(key)+1)), key...)
		if !bytes.Contains(words, append(sent, 0)) {
			return false
		}
	}
	return true
}
