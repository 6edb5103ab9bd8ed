package sweeping

import (
	"vanthu/workflow"
)

// names are the files that something names. The first sixteen digits of a hash
// stand for it: should two files share them, both are kept, and a country's files
// fit into memory.
type names map[uint64]struct{}

// The digits of a hash, and how many of them a name keeps.
const (
	digits = 64
	kept   = 16
)

// add takes each SHA-256 in hex that stands anywhere in a text, be it in the
// middle of a longer run of digits: a name is never missed for what stands beside
// it.
func (n names) add(text []byte) {
	run := 0
	for i, c := range text {
		if hex(c) > 0xf {
			run = 0
			continue
		}
		if run++; run >= digits {
			n[key(text[i+1-digits:])] = struct{}{}
		}
	}
}

// has reports whether a file is named.
func (n names) has(h workflow.Hash) bool {
	_, named := n[key([]byte(h))]
	return named
}

// key is what stands for a hash.
func key(hash []byte) (k uint64) {
	for _, c := range hash[:min(kept, len(hash))] {
		k = k<<4 | uint64(hex(c))
	}
	return k
}

// hex returns the value of a lower-case digit, more than 0xf for what is none.
func hex(c byte) byte {
	switch {
	case '0' <= c && c <= '9':
		return c - '0'
	case 'a' <= c && c <= 'f':
		return c - 'a' + 0xa
	}
	return 0xff
}
