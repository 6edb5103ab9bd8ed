package ooxml

import "unicode/utf8"

// Filling a template is for a fifth looking whether its values hold anything to
// escape. Vietnamese mixes letters of one, two and three bytes, so that a loop
// that asks what each byte is guesses wrong all the time. Here a small automaton
// reads them without asking: the row of a byte holds the next state for each
// state, six bits wide, at the place that the state is the number of.

// The states.
const (
	between  = 0  // letters
	oneMore  = 6  // byte belongs to the letter
	twoMore  = 12 // bytes do
	stop     = 18 // there is something that needs a closer look
	ofAState = 63 // the bits that matter
)

// rows hold, for each byte, the next states.
var rows = automaton()

func automaton() (rows [256]uint64) {
	for i := range rows {
		next := [...]uint64{stop, stop, stop, stop} // from between, oneMore, twoMore, stop
		switch b := byte(i); {
		case b < 0x20, b == '"', b == '&', b == '<', b == '>': // looked at by escape
		case b < utf8.RuneSelf:
			next[0] = between
		case b < 0xC0:
			next[1], next[2] = between, oneMore
		case b >= 0xC2 && b <= 0xDF: // all letters of two bytes
			next[0] = oneMore
		case b >= 0xE1 && b <= 0xEC: // U+1000 to U+CFFF, the Vietnamese among them; the others are rare
			next[0] = twoMore
		}
		rows[i] = next[0]<<between | next[1]<<oneMore | next[2]<<twoMore | next[3]<<stop
	}
	return rows
}

// plain returns where in s, from i on, the first letter stands that needs a
// closer look: one that may have to be escaped, or that is not whole.
func plain(s string, i int) int {
	state := uint64(between)
	for ; i+8 <= len(s); i += 8 {
		next := rows[s[i]] >> state
		for _, c := range []byte(s[i+1 : i+8]) {
			next = rows[c] >> (next & ofAState)
		}
		if next&ofAState == stop {
			break
		}
		state = next & ofAState
	}
	for ; i < len(s); i++ {
		next := rows[s[i]] >> state & ofAState
		if next == stop {
			break
		}
		state = next
	}
	if state != between { // back to the beginning of the letter
		for i--; !utf8.RuneStart(s[i]); i-- {
		}
	}
	return i
}
