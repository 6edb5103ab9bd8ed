package moving_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/blobs"
	"vanthu/workflow/moving"
)

// openFiles opens a folder of files with some in it.
func openFiles(t *testing.T, contents ...string) (*blobs.Store, string) {
	t.Helper()
	dir := t.TempDir()
	s, err := blobs.Open(dir)
	must(t, err)
	t.Cleanup(func() { must(t, s.Close()) })
	for _, c := range contents {
		_, err := s.Put(t.Context(), ward, []byte(c))
		must(t, err)
	}
	return s, dir
}

func copyFiles(t *testing.T, from, to moving.Files) moving.FileReport {
	t.Helper()
	got, err := moving.CopyFiles(t.Context(), from, to, func(moving.FileReport) {})
	must(t, err)
	return got
}

func wantReport(t *testing.T, got, want moving.FileReport) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// onlyFile returns the path of the one file below dir.
func onlyFile(t *testing.T, dir string) string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(dir, string(ward), "*", "*", "*"))
	must(t, err)
	if len(found) != 1 {
		t.Fatalf("found %q", found)
	}
	return found[0]
}

func TestCopyFiles(t *testing.T) {
	t.Parallel()
	from, _ := openFiles(t, "một", "hai", "ba")
	to, _ := openFiles(t, "hai", "bốn")
	wantReport(t, copyFiles(t, from, to), moving.FileReport{Copied: 2, There: 1})
	wantReport(t, copyFiles(t, from, to), moving.FileReport{There: 3})
	must(t, from.Walk(t.Context(), func(unit documents.UnitID, hash workflow.Hash) error {
		_, err := to.Get(t.Context(), unit, hash)
		return err
	}))
}

func TestCopyFilesMendsTheTarget(t *testing.T) {
	t.Parallel()
	from, _ := openFiles(t, "một")
	to, dir := openFiles(t, "một")
	must(t, os.WriteFile(onlyFile(t, dir), []byte("x"), 0o600))
	wantReport(t, copyFiles(t, from, to), moving.FileReport{Copied: 1})
	wantReport(t, copyFiles(t, from, to), moving.FileReport{There: 1})
}

func TestCopyFilesNamesWhatIsDamaged(t *testing.T) {
	t.Parallel()
	from, dir := openFiles(t, "một")
	to, _ := openFiles(t)
	name := onlyFile(t, dir)
	_, err := from.Put(t.Context(), ward, []byte("hai"))
	must(t, err)
	must(t, os.WriteFile(name, []byte("x"), 0o600))
	wantReport(t, copyFiles(t, from, to), moving.FileReport{Copied: 1, Damaged: []string{string(ward) + "/" + filepath.Base(name)}})
}

func TestCopyFilesTakesWhatLiesAside(t *testing.T) {
	t.Parallel()
	from, _ := openFiles(t, "một", "hai")
	var all []workflow.StoredFile
	must(t, from.Stored(t.Context(), func(f workflow.StoredFile) error { all = append(all, f); return nil }))
	must(t, from.SetAside(t.Context(), all[0], time.Now()))
	to, _ := openFiles(t)
	wantReport(t, copyFiles(t, from, to), moving.FileReport{Copied: 2})
	for _, f := range all {
		_, err := to.Get(t.Context(), f.Unit, f.Hash)
		must(t, err)
	}
}

// TestCopyFilesPassesOverWhatASweepRemoved: it was listed and is gone.
func TestCopyFilesPassesOverWhatASweepRemoved(t *testing.T) {
	t.Parallel()
	from, _ := openFiles(t, "một", "hai")
	var all []workflow.StoredFile
	must(t, from.Stored(t.Context(), func(f workflow.StoredFile) error { all = append(all, f); return nil }))
	at := time.Now().UTC().Truncate(time.Millisecond)
	must(t, from.SetAside(t.Context(), all[0], at))
	to, _ := openFiles(t)
	done, err := moving.CopyFiles(t.Context(), from, to, func(moving.FileReport) {
		all[0].At = at
		must(t, from.Remove(t.Context(), all[0]))
	})
	must(t, err)
	wantReport(t, done, moving.FileReport{Copied: 1})
}

func TestCopyFilesStops(t *testing.T) {
	t.Parallel()
	from, _ := openFiles(t, "một", "hai")
	to, _ := openFiles(t)
	ctx, stop := context.WithCancel(t.Context())
	done, err := moving.CopyFiles(ctx, from, to, func(moving.FileReport) { stop() })
	if !errors.Is(err, context.Canceled) || done.Copied != 1 {
		t.Errorf("got %+v, %v", done, err)
	}
	wantReport(t, copyFiles(t, from, to), moving.FileReport{Copied: 1, There: 1})
}
