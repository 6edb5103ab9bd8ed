package storetest

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"testing"

	"vanthu/documents"
	"vanthu/workflow"
)

// hashOf is the hash that names data.
func hashOf(data []byte) workflow.Hash {
	sum := sha256.Sum256(data)
	return workflow.Hash(hex.EncodeToString(sum[:]))
}

// RunBlobs holds a store of files to its contract. open returns a fresh, empty
// one.
func RunBlobs(t *testing.T, open func(t *testing.T) workflow.Blobs) {
	for _, p := range []struct {
		name string
		keep func(t *testing.T, b workflow.Blobs)
	}{
		{"Put/ComesBackUnderItsHash", comesBack},
		{"Put/KeepsItsOwnCopy", func(t *testing.T, b workflow.Blobs) {
			data := []byte("văn bản")
			hash, err := b.Put(t.Context(), home, data)
			must(t, err)
			data[0] = 'X'
			wantBlob(t, b, hash, []byte("văn bản"))
		}},
		{"Put/AgainIsTheSame", func(t *testing.T, b workflow.Blobs) {
			for range 3 {
				hash, err := b.Put(t.Context(), home, []byte("một"))
				must(t, err)
				same(t, "hash", hash, hashOf([]byte("một")))
			}
			wantBlob(t, b, hashOf([]byte("một")), []byte("một"))
		}},
		{"Put/ParallelCallsAgree", func(t *testing.T, b workflow.Blobs) {
			data := bytes.Repeat([]byte("đồng thời "), 10_000)
			for _, err := range together(32, func(int) error {
				hash, err := b.Put(t.Context(), home, data)
				if err == nil {
					_, err = b.Get(t.Context(), home, hash)
				}
				return err
			}) {
				must(t, err)
			}
		}},
		{"Get/UnknownNotFound", unknownIsNotFound},
		{"Get/AnotherUnitNotFound", func(t *testing.T, b workflow.Blobs) {
			hash, err := b.Put(t.Context(), home, []byte("một"))
			must(t, err)
			for _, unit := range []documents.UnitID{other, "", ".", "..", "x/../" + home, home + "/.", home + "/"} {
				_, err := b.Get(t.Context(), unit, hash)
				wantKind(t, "get of "+string(unit), err, documents.ErrNotFound)
			}
		}},
		{"Put/CancelledContextStoresNothing", cancelledStoresNothing},
	} {
		t.Run(p.name, func(t *testing.T) {
			t.Parallel()
			p.keep(t, open(t))
		})
	}
}

// comesBack: files of any size and content.
func comesBack(t *testing.T, b workflow.Blobs) {
	for name, data := range map[string][]byte{
		"empty": {}, "one byte": {0}, "text": []byte("Đức Phổ"), "5 MiB": bytes.Repeat([]byte{0, 1, 0xff, '\n', '\r'}, 1<<20),
	} {
		hash, err := b.Put(t.Context(), home, data)
		must(t, err)
		same(t, "hash of "+name, hash, hashOf(data))
		wantBlob(t, b, hash, data)
	}
}

// wantBlob fails unless the file of the home unit is want.
func wantBlob(t *testing.T, b workflow.Blobs, hash workflow.Hash, want []byte) {
	t.Helper()
	got, err := b.Get(t.Context(), home, hash)
	must(t, err)
	if !bytes.Equal(got, want) {
		t.Errorf("file %s came back with %d bytes that differ, want %d", hash, len(got), len(want))
	}
}

// unknownIsNotFound: what was never put, and what is no hash at all.
func unknownIsNotFound(t *testing.T, b workflow.Blobs) {
	hash, err := b.Put(t.Context(), home, []byte("một"))
	must(t, err)
	for _, h := range []workflow.Hash{
		hashOf([]byte("hai")), "", "x", hash[:63], hash + "0", workflow.Hash(strings.ToUpper(string(hash))),
		"../" + hash, hash + "/", workflow.Hash(strings.Repeat("/", 64)), workflow.Hash(strings.Repeat("../", 22)),
	} {
		_, err := b.Get(t.Context(), home, h)
		wantKind(t, "get "+string(h), err, documents.ErrNotFound)
	}
}

// cancelledStoresNothing: a call that was called off leaves nothing.
func cancelledStoresNothing(t *testing.T, b workflow.Blobs) {
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := b.Put(gone, home, []byte("một"))
	wantKind(t, "put", err, context.Canceled)
	_, err = b.Get(gone, home, hashOf([]byte("một")))
	wantKind(t, "get", err, context.Canceled)
	_, err = b.Get(t.Context(), home, hashOf([]byte("một")))
	wantKind(t, "get", err, documents.ErrNotFound)
}

// Files can also be gone through, to be copied or backed up.
type Files interface {
	workflow.Blobs
	Walk(ctx context.Context, visit func(documents.UnitID, workflow.Hash) error) error
}

// RunWalk holds a store of files to what a copy and a backup need of it. open
// returns a fresh, empty one.
func RunWalk(t *testing.T, open func(t *testing.T) Files) {
	for _, p := range []struct {
		name string
		keep func(t *testing.T, f Files)
	}{
		{"Walk/NothingInAFreshOne", func(t *testing.T, f Files) { same(t, "files", len(walked(t, f)), 0) }},
		{"Walk/EachFileOfEachUnitOnce", walkSeesEach},
		{"Walk/EndsWithTheVisitorsError", func(t *testing.T, f Files) {
			putMany(t, f, home, 3)
			enough, seen := errors.New("enough"), 0
			err := f.Walk(t.Context(), func(documents.UnitID, workflow.Hash) error { seen++; return enough })
			wantKind(t, "walk", err, enough)
			same(t, "files seen", seen, 1)
		}},
		{"Walk/EndsWithTheContext", func(t *testing.T, f Files) {
			putMany(t, f, home, 3)
			ctx, cancel := context.WithCancel(t.Context())
			cancel()
			err := f.Walk(ctx, func(documents.UnitID, workflow.Hash) error { return nil })
			wantKind(t, "walk", err, context.Canceled)
		}},
	} {
		t.Run(p.name, func(t *testing.T) {
			t.Parallel()
			p.keep(t, open(t))
		})
	}
}

// walkSeesEach: whose they are, too.
func walkSeesEach(t *testing.T, f Files) {
	want := map[string]int{}
	for _, unit := range []documents.UnitID{home, other} {
		for _, hash := range putMany(t, f, unit, 20) {
			want[string(unit)+"/"+string(hash)] = 1
		}
	}
	for name, times := range walked(t, f) {
		same(t, "times of "+name, times, want[name])
		delete(want, name)
	}
	same(t, "files not seen", len(want), 0)
}

// putMany stores n files for a unit.
func putMany(t *testing.T, b workflow.Blobs, unit documents.UnitID, n int) (hashes []workflow.Hash) {
	t.Helper()
	for i := range n {
		hash, err := b.Put(t.Context(), unit, fmt.Appendf(nil, "tệp %d", i))
		must(t, err)
		hashes = append(hashes, hash)
	}
	return hashes
}

// walked counts how often each file was visited.
func walked(t *testing.T, f Files) map[string]int {
	t.Helper()
	seen := map[string]int{}
	must(t, f.Walk(t.Context(), func(unit documents.UnitID, hash workflow.Hash) error {
		seen[string(unit)+"/"+string(hash)]++
		return nil
	}))
	return seen
}
