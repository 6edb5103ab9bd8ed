package sqlitestore_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/blobs"
	"vanthu/workflow/sqlitestore"
)

// An office is a data folder with a store and its files open, as in a server.
type office struct {
	*sqlitestore.Store
	files *blobs.Store
	dir   string
}

func openOffice(t *testing.T, dir string) office {
	t.Helper()
	files, err := blobs.Open(filepath.Join(dir, "blobs"))
	must(t, err)
	s := open(t, dir)
	t.Cleanup(func() { must(t, errors.Join(s.Close(), files.Close())) })
	return office{s, files, dir}
}

// backup backs the office up to a new file.
func (o office) backup(t *testing.T) (string, sqlitestore.Manifest) {
	t.Helper()
	to := filepath.Join(t.TempDir(), "backup.zip")
	m, err := sqlitestore.Backup(t.Context(), o.dir, o.files, to)
	must(t, err)
	return to, m
}

func (o office) restore(t *testing.T, from string) sqlitestore.Restored {
	t.Helper()
	done, err := sqlitestore.Restore(t.Context(), o.dir, o.files, from)
	must(t, err)
	return done
}

// enterFile enters the nth record with a file.
func (o office) enterFile(ctx context.Context, n int) error {
	hash, err := o.files.Put(ctx, ward, content(n))
	if err != nil {
		return err
	}
	r := draft(n)
	r.Revisions = []workflow.Revision{{Round: 1, File: workflow.File{Hash: hash, Template: "bc@1"}}}
	if err := o.Create(ctx, r); err != nil {
		return err
	}
	_, err = o.Register(ctx, registration(r), 1)
	return err
}

// content is the file of the nth record.
func content(n int) []byte { return []byte(strings.Repeat(fmt.Sprint("PK", n), 1000)) }

func TestBackupIsWholeWhileServersWrite(t *testing.T) {
	o := openOffice(t, t.TempDir())
	for n := range 20 {
		must(t, o.enterFile(t.Context(), n))
	}
	ctx, stop := context.WithCancel(t.Context())
	var writers sync.WaitGroup
	for w := range 4 {
		writers.Go(func() {
			for n := 1000 * (w + 1); ctx.Err() == nil; n++ {
				if err := o.enterFile(t.Context(), n); err != nil {
					t.Error(err)
				}
			}
		})
	}
	from, m := o.backup(t)
	stop()
	writers.Wait()
	again := openOffice(t, t.TempDir())
	done := again.restore(t, from)
	got := lines(t, again.Store)
	if len(got) < 20 || len(got) != m.Entries || done.Manifest.Records < len(got) || m.Files < len(got) || len(m.Lacking) > 0 {
		t.Errorf("%d lines restored, manifest says %d of %d records, %d files, lacking %v", len(got), m.Entries, m.Records, m.Files, m.Lacking)
	}
	for _, line := range got {
		r, err := again.Get(t.Context(), ward, line.Record)
		must(t, err)
		_, err = again.files.Get(t.Context(), ward, r.Revisions[0].File.Hash)
		must(t, err)
	}
}

func TestRestoreUnderARunningServer(t *testing.T) {
	o := openOffice(t, t.TempDir())
	first := enter(t, o.Store, 1)
	must(t, o.PutSession(t.Context(), documents.Session{Key: "k", Account: "vanthu", Expires: first.Updated.Add(time.Hour)}))
	from, _ := o.backup(t)
	lost := enter(t, o.Store, 2)
	must(t, o.Create(t.Context(), draft(3)))

	done := o.restore(t, from)
	if diff := cmp.Diff([]sqlitestore.Behind{{Book: book, Before: 2, Now: 1}}, done.Behind); diff != "" {
		t.Errorf("books that go back (-want +got):\n%s", diff)
	}
	if _, err := o.Get(t.Context(), ward, lost.ID); !errors.Is(err, documents.ErrNotFound) {
		t.Errorf("a record made after the backup: got error %v", err)
	}
	if _, err := o.Session(t.Context(), "k", first.Updated); !errors.Is(err, documents.ErrNotFound) {
		t.Errorf("a session from before: got error %v", err)
	}
	found, err := o.List(t.Context(), ward, workflow.Query{Text: "bao cao"})
	must(t, err)
	if diff := cmp.Diff([]workflow.Summary{workflow.Summarise(first)}, found.Items); diff != "" {
		t.Errorf("found (-want +got):\n%s", diff)
	}
	if again := enter(t, o.Store, 4); again.Document.Reference.Number != 2 {
		t.Errorf("next number is %d, want 2", again.Document.Reference.Number)
	}
	lines(t, o.Store)

	o.restore(t, done.Kept) // and back
	got, err := o.Get(t.Context(), ward, lost.ID)
	must(t, err)
	if diff := cmp.Diff(lost, got); diff != "" {
		t.Errorf("record that was kept (-want +got):\n%s", diff)
	}
	if got := lines(t, o.Store); len(got) != 2 {
		t.Errorf("%d lines, want 2", len(got))
	}
}

func TestRestoreBetweenWrites(t *testing.T) {
	o := openOffice(t, t.TempDir())
	for n := range 10 {
		enter(t, o.Store, n)
	}
	from, _ := o.backup(t)
	ctx, stop := context.WithCancel(t.Context())
	var writers sync.WaitGroup
	acknowledged := make([]int, 4)
	for w := range acknowledged {
		writers.Go(func() {
			for n := 1000 * (w + 1); ctx.Err() == nil; n++ {
				if o.Create(ctx, draft(n)) == nil {
					if _, err := o.Register(ctx, registration(draft(n)), 1); err == nil {
						acknowledged[w]++
					}
				}
			}
		})
	}
	var kept []string
	for range 3 {
		kept = append(kept, o.restore(t, from).Kept)
	}
	stop()
	writers.Wait()
	all := len(lines(t, o.Store)) - 10
	for _, k := range kept {
		again := openOffice(t, t.TempDir())
		again.restore(t, k)
		all += len(lines(t, again.Store)) - 10
	}
	want := 0
	for _, n := range acknowledged {
		want += n
	}
	if all < want {
		t.Errorf("%d registrations were acknowledged, %d are kept in the store and the backups", want, all)
	}
}

func TestDamagedBackupChangesNothing(t *testing.T) {
	source := openOffice(t, t.TempDir())
	for n := range 5 {
		must(t, source.enterFile(t.Context(), n))
	}
	from, _ := source.backup(t)
	whole := read(t, from)
	o := openOffice(t, t.TempDir())
	enter(t, o.Store, 77)
	before, held := names(t, o.dir), 1
	refused := 0
	cases := damagedBackups(t, whole)
	for name, data := range cases {
		from := filepath.Join(t.TempDir(), "x.zip")
		must(t, os.WriteFile(from, data, 0o600))
		_, err := sqlitestore.Restore(t.Context(), o.dir, o.files, from)
		if err == nil && strings.HasPrefix(name, "one bit") { // the bit was one of no meaning: all must be as in the whole one
			before, held = names(t, o.dir), 5
		} else {
			refused++
			wantKind(t, name, err, sqlitestore.ErrDamaged)
		}
		if diff := cmp.Diff(before, names(t, o.dir)); diff != "" {
			t.Errorf("%s: files changed (-before +after):\n%s", name, diff)
		}
		if got := lines(t, o.Store); len(got) != held {
			t.Errorf("%s: %d lines, want %d", name, len(got), held)
		}
	}
	t.Logf("%d of %d damaged backups were refused, the others hold all", refused, len(cases))
}

// damagedBackups returns what accidents and hands make of a whole backup.
func damagedBackups(t *testing.T, whole []byte) map[string][]byte {
	t.Helper()
	chance := rand.New(rand.NewPCG(5, 2020))
	cases := map[string][]byte{"empty": {}, "not a zip": []byte("vanthu"), "one byte short": whole[:len(whole)-1]}
	for n := range 10 {
		cases[fmt.Sprint("cut off ", n)] = whole[:chance.IntN(len(whole))]
	}
	for n := range long(30) {
		changed := bytes.Clone(whole)
		changed[chance.IntN(len(changed))] ^= 1 << chance.IntN(8)
		cases[fmt.Sprint("one bit ", n)] = changed
	}
	for name, rewrite := range map[string]func(parts []*zip.File) []*zip.File{
		"manifest missing": func(p []*zip.File) []*zip.File { return p[:len(p)-1] },
		"manifest first":   func(p []*zip.File) []*zip.File { return append(p[len(p)-1:], p[:len(p)-1]...) },
		"file missing":     func(p []*zip.File) []*zip.File { return append(p[:1:1], p[2:]...) },
		"file twice":       func(p []*zip.File) []*zip.File { return append(p[:2:2], p[1:]...) },
		"files exchanged":  func(p []*zip.File) []*zip.File { p[1], p[2] = p[2], p[1]; return p },
		"file renamed":     func(p []*zip.File) []*zip.File { p[1].Name = "files/x/" + p[2].Name; return p },
		"database missing": func(p []*zip.File) []*zip.File { return p[1:] },
	} {
		cases[name] = rewritten(t, whole, rewrite)
	}
	return cases
}

// rewritten returns a backup with its parts changed.
func rewritten(t *testing.T, whole []byte, change func([]*zip.File) []*zip.File) []byte {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(whole), int64(len(whole)))
	must(t, err)
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, part := range change(r.File) {
		must(t, w.Copy(part))
	}
	must(t, w.Close())
	return out.Bytes()
}

// TestBackupHasTheFilesOfSlips: what only a slip names is a file of the office, too.
func TestBackupHasTheFilesOfSlips(t *testing.T) {
	o := openOffice(t, t.TempDir())
	hash, err := o.files.Put(t.Context(), ward, content(1))
	must(t, err)
	slip := &workflow.Slip{
		Unit: ward, Drawer: "files", ID: "a", Version: 1, Body: []byte(`{"title":"Hồ sơ"}`),
		Label: workflow.Label{Refs: []string{"x"}, Files: []workflow.Hash{hash}},
	}
	must(t, o.Lay(t.Context(), slip))
	from, m := o.backup(t)
	if m.Files != 1 {
		t.Errorf("the backup has %d files, want 1", m.Files)
	}
	bare := openOffice(t, t.TempDir())
	bare.restore(t, from)
	found, err := bare.Slips(t.Context(), ward, "files", workflow.SlipQuery{Ref: "x"})
	must(t, err)
	if diff := cmp.Diff([]workflow.Slip{*slip}, found); diff != "" {
		t.Errorf("slips (-want +got):\n%s", diff)
	}
	_, err = bare.files.Get(t.Context(), ward, hash)
	must(t, err)
}

// TestBackupHasWhatLiesAside: a sweep has set aside the file of a round and that of
// a document that came, just before records came to name them.
func TestBackupHasWhatLiesAside(t *testing.T) {
	o := openOffice(t, t.TempDir())
	must(t, o.enterFile(t.Context(), 1))
	came, err := o.files.Put(t.Context(), ward, []byte("đến"))
	must(t, err)
	r := draft(2)
	r.Incoming = &workflow.Incoming{Files: []workflow.ReceivedFile{{File: came}}}
	must(t, o.Create(t.Context(), r))
	var all []workflow.StoredFile
	must(t, o.files.Stored(t.Context(), func(f workflow.StoredFile) error { all = append(all, f); return nil }))
	for _, f := range all {
		must(t, o.files.SetAside(t.Context(), f, time.Now()))
	}
	from, m := o.backup(t)
	if m.Files != 2 || len(m.Lacking) > 0 {
		t.Errorf("%d files, lacking %q", m.Files, m.Lacking)
	}
	fresh := openOffice(t, t.TempDir())
	fresh.restore(t, from)
	if got, err := fresh.files.Get(t.Context(), ward, came); err != nil || string(got) != "đến" {
		t.Errorf("got %q, %v", got, err)
	}
}

// TestKeptDatabasesNameFiles: what a restore kept beside the database is a store
// like any other, without files of its own.
func TestKeptDatabasesNameFiles(t *testing.T) {
	o := openOffice(t, t.TempDir())
	from, _ := o.backup(t)
	must(t, o.enterFile(t.Context(), 1))
	kept := o.restore(t, from).Kept
	names := func() (bool, error) {
		found, hash := false, []byte(blobs.HashOf(content(1)))
		err := o.Texts(t.Context(), func(text []byte) error {
			found = found || bytes.Contains(text, hash)
			return nil
		})
		return found, err
	}
	if found, err := names(); !found || err != nil {
		t.Errorf("found: %v, %v", found, err)
	}
	must(t, os.Truncate(kept, 1000))
	if _, err := names(); !errors.Is(err, sqlitestore.ErrKept) {
		t.Errorf("damaged: %v", err)
	}
	must(t, os.Remove(kept))
	if found, err := names(); found || err != nil {
		t.Errorf("without it found: %v, %v", found, err)
	}
}

func TestBackupSaysWhatIsLacking(t *testing.T) {
	o := openOffice(t, t.TempDir())
	for n := range 3 {
		must(t, o.enterFile(t.Context(), n))
	}
	files := files(t, o.dir)
	must(t, os.Remove(files[0]))
	must(t, os.WriteFile(files[1], []byte("x"), 0o600))
	_, m := o.backup(t)
	want := []string{"duc-pho/" + filepath.Base(files[0]), "duc-pho/" + filepath.Base(files[1])}
	if diff := cmp.Diff(want, m.Lacking); diff != "" {
		t.Errorf("lacking (-want +got):\n%s", diff)
	}
	if m.Files != 1 || m.Records != 3 {
		t.Errorf("got %d files of %d records, want 1 of 3", m.Files, m.Records)
	}
}

func TestRestoreMendsFiles(t *testing.T) {
	o := openOffice(t, t.TempDir())
	must(t, o.enterFile(t.Context(), 1))
	from, _ := o.backup(t)
	must(t, os.WriteFile(files(t, o.dir)[0], []byte("x"), 0o600))
	o.restore(t, from)
	if got := read(t, files(t, o.dir)[0]); !bytes.Equal(got, content(1)) {
		t.Error("the damaged file was left as it was")
	}
}

func TestBackupErrors(t *testing.T) {
	o := openOffice(t, t.TempDir())
	enter(t, o.Store, 1)
	from, _ := o.backup(t)
	_, err := sqlitestore.Backup(t.Context(), o.dir, o.files, from)
	wantKind(t, "onto a file", err, documents.ErrExists)
	_, err = sqlitestore.Backup(t.Context(), t.TempDir(), o.files, filepath.Join(t.TempDir(), "b.zip"))
	wantKind(t, "of nothing", err, documents.ErrNotFound)
	_, err = sqlitestore.Restore(t.Context(), o.dir, o.files, from+".not")
	wantKind(t, "from nothing", err, documents.ErrNotFound)
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = sqlitestore.Backup(gone, o.dir, o.files, from+".2")
	wantKind(t, "cancelled backup", err, context.Canceled)
	_, err = sqlitestore.Restore(gone, o.dir, o.files, from)
	wantKind(t, "cancelled restore", err, context.Canceled)
	edit(t, o.dir, `PRAGMA user_version = 99`)
	_, err = sqlitestore.Backup(t.Context(), o.dir, o.files, from+".2")
	wantKind(t, "of a newer database", err, sqlitestore.ErrNewer)
	if got := names(t, filepath.Dir(from)); len(got) != 2 {
		t.Errorf("left behind: %v", got)
	}
}

func TestRestoreOverABrokenDatabase(t *testing.T) {
	o := openOffice(t, t.TempDir())
	enter(t, o.Store, 1)
	from, _ := o.backup(t)
	dir := t.TempDir()
	must(t, os.WriteFile(filepath.Join(dir, "vanthu.db"), bytes.Repeat([]byte("x"), 8192), 0o600))
	_, err := sqlitestore.Restore(t.Context(), dir, o.files, from)
	wantKind(t, "restore", err, sqlitestore.ErrBroken)
}

func wantKind(t *testing.T, what string, err, kind error) {
	t.Helper()
	if !errors.Is(err, kind) {
		t.Errorf("%s: got error %v, want %v", what, err, kind)
	}
}

func read(t *testing.T, file string) []byte {
	t.Helper()
	data, err := os.ReadFile(file)
	must(t, err)
	return data
}

// names returns all files under dir.
func names(t *testing.T, dir string) []string {
	t.Helper()
	var all []string
	must(t, filepath.WalkDir(dir, func(name string, _ os.DirEntry, err error) error {
		all = append(all, name)
		return err
	}))
	return all
}

// files returns the stored files of an office in order.
func files(t *testing.T, dir string) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(dir, "blobs", string(ward), "*", "*", "*"))
	must(t, err)
	return found
}
