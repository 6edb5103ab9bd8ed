package blobs_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/blobs"
	"vanthu/workflow/storetest"
)

func open(t *testing.T, dir string) *blobs.Store {
	t.Helper()
	s, err := blobs.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func TestContract(t *testing.T) {
	storetest.RunBlobs(t, func(t *testing.T) workflow.Blobs {
		t.Helper()
		return open(t, t.TempDir())
	})
}

func TestWalk(t *testing.T) {
	storetest.RunWalk(t, func(t *testing.T) storetest.Files {
		t.Helper()
		return open(t, t.TempDir())
	})
}

func TestSweep(t *testing.T) {
	storetest.RunSweep(t, func(t *testing.T) storetest.Swept {
		t.Helper()
		return open(t, t.TempDir())
	})
}

// put stores text for a unit and returns its hash and its file.
func put(t *testing.T, s *blobs.Store, dir, text string) (workflow.Hash, string) {
	t.Helper()
	hash, err := s.Put(t.Context(), "phuong", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return hash, filepath.Join(dir, "phuong", string(hash[:2]), string(hash[2:4]), string(hash))
}

func TestAgainIsNotWritten(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	_, file := put(t, s, dir, "một")
	before, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	put(t, s, dir, "một")
	after, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	if !os.SameFile(before, after) || !after.ModTime().Equal(before.ModTime()) {
		t.Error("the file was written again")
	}
}

func TestDamageIsFoundAndMended(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	hash, file := put(t, s, dir, "một")
	for _, damaged := range []string{"mọt", "", "một và hơn"} {
		if err := os.WriteFile(file, []byte(damaged), 0o600); err != nil {
			t.Fatal(err)
		}
		if got, err := s.Get(t.Context(), "phuong", hash); err == nil || errors.Is(err, documents.ErrNotFound) {
			t.Errorf("got %q and error %v of a damaged file", got, err)
		}
		put(t, s, dir, "một")
		if got, err := s.Get(t.Context(), "phuong", hash); err != nil || string(got) != "một" {
			t.Errorf("got %q and error %v after it was put again", got, err)
		}
	}
}

func TestUnitIsAPlainName(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "a", "b"))
	for _, unit := range []documents.UnitID{"", ".", "..", ".x", "a/b", "../x", "/x", `a\b`, "a:b", "x.", "a\x00"} {
		if _, err := s.Put(t.Context(), unit, []byte("một")); !errors.Is(err, documents.ErrInvalid) {
			t.Errorf("unit %q: got error %v, want %v", unit, err, documents.ErrInvalid)
		}
	}
}

func TestWalkSeesWholeFilesOnly(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	want := map[workflow.Hash]documents.UnitID{}
	for _, text := range []string{"một", "hai", "ba"} {
		hash, _ := put(t, s, dir, text)
		want[hash] = "phuong"
	}
	_, file := put(t, s, dir, "một")
	for _, stray := range []string{filepath.Join(filepath.Dir(file), ".draft"), filepath.Join(dir, "note.txt"), filepath.Join(dir, filepath.Base(file))} {
		if err := os.WriteFile(stray, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got := map[workflow.Hash]documents.UnitID{}
	err := s.Walk(t.Context(), func(unit documents.UnitID, hash workflow.Hash) error {
		got[hash] = unit
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

// TestDraftsAreCleared: what a crash left half written goes, what is being written
// stays, and so does what is none of ours.
func TestDraftsAreCleared(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	_, file := put(t, s, dir, "một")
	old := time.Now().Add(-48 * time.Hour)
	left := filepath.Join(filepath.Dir(file), ".ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	fresh := filepath.Join(filepath.Dir(file), ".BCDEFGHIJKLMNOPQRSTUVWXYZA")
	for name, at := range map[string]time.Time{left: old, fresh: time.Now(), filepath.Join(dir, "phuong", ".note"): old, file: old} {
		err := os.WriteFile(name, []byte("một"), 0o600)
		if err = errors.Join(err, os.Chtimes(name, at, at)); err != nil {
			t.Fatal(err)
		}
	}
	for _, dry := range []bool{true, false} {
		files, size, err := s.ClearDrafts(t.Context(), time.Now().Add(-24*time.Hour), dry)
		if err != nil || files != 1 || size != int64(len("một")) {
			t.Errorf("dry %v: got %d files, %d bytes, error %v", dry, files, size, err)
		}
		if _, err := os.Stat(left); os.IsNotExist(err) == dry {
			t.Errorf("dry %v: %v", dry, err)
		}
	}
	for _, name := range []string{fresh, file, filepath.Join(dir, "phuong", ".note")} {
		if _, err := os.Stat(name); err != nil {
			t.Error(err)
		}
	}
}

// TestBadCopyDoesNotHideAGoodOne: what lies aside is whole.
func TestBadCopyDoesNotHideAGoodOne(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	hash, file := put(t, s, dir, "một")
	info, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.SetAside(t.Context(), workflow.StoredFile{Unit: "phuong", Hash: hash, At: info.ModTime()}, time.Now()); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte("mọt"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, err := s.Get(t.Context(), "phuong", hash); err != nil || string(got) != "một" {
		t.Errorf("got %q, %v", got, err)
	}
}

// TestAsideThatCannotBeReadIsNotAbsent: the file may be there.
func TestAsideThatCannotBeReadIsNotAbsent(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	if err := os.WriteFile(filepath.Join(dir, ".aside"), nil, 0o600); err != nil { // as unreadable as can be
		t.Fatal(err)
	}
	if _, err := s.Get(t.Context(), "phuong", blobs.HashOf(nil)); !errors.Is(err, documents.ErrUnavailable) {
		t.Errorf("got %v, want %v", err, documents.ErrUnavailable)
	}
}

func TestNothingIsLeftBeside(t *testing.T) {
	dir := t.TempDir()
	_, file := put(t, open(t, dir), dir, "một")
	names, err := os.ReadDir(filepath.Dir(file))
	if err != nil {
		t.Fatal(err)
	}
	if len(names) != 1 {
		t.Errorf("got %v, want the file alone", names)
	}
}

func TestClosedIsUnavailable(t *testing.T) {
	s := open(t, t.TempDir())
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Put(t.Context(), "phuong", []byte("một")); !errors.Is(err, documents.ErrUnavailable) {
		t.Errorf("got error %v, want %v", err, documents.ErrUnavailable)
	}
}

func BenchmarkPut(b *testing.B) {
	s, err := blobs.Open(b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	data := make([]byte, 64<<10)
	b.SetBytes(int64(len(data)))
	for i := 0; b.Loop(); i++ {
		data[i%len(data)]++
		if _, err := s.Put(b.Context(), "phuong", data); err != nil {
			b.Fatal(err)
		}
	}
}
