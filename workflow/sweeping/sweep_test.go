package sweeping_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
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
	"vanthu/workflow/sweeping"
)

const (
	ward  documents.UnitID = "duc-pho"
	grace                  = 30 * 24 * time.Hour
)

// An office is a store and its files.
type office struct {
	*sqlitestore.Store
	files *blobs.Store
	dir   string
}

func open(t *testing.T) office {
	t.Helper()
	dir := t.TempDir()
	s, err := sqlitestore.Open(t.Context(), dir)
	must(t, err)
	files, err := blobs.Open(filepath.Join(dir, "files"))
	must(t, err)
	t.Cleanup(func() { must(t, errors.Join(s.Close(), files.Close())) })
	return office{s, files, dir}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// put stores a file.
func (o office) put(t *testing.T, text string) workflow.Hash {
	t.Helper()
	hash, err := o.files.Put(t.Context(), ward, []byte(text))
	must(t, err)
	return hash
}

// has reports whether a file can be read.
func (o office) has(t *testing.T, text string) bool {
	t.Helper()
	_, err := o.files.Get(t.Context(), ward, blobs.HashOf([]byte(text)))
	if err != nil && !errors.Is(err, documents.ErrNotFound) {
		t.Fatal(err)
	}
	return err == nil
}

// name creates the nth record, which names files.
func (o office) name(ctx context.Context, n int, hashes ...workflow.Hash) error {
	at := time.Date(2025, time.November, 25, 1, 2, 3, 0, time.UTC)
	r := &workflow.Record{
		ID: workflow.RecordID(fmt.Sprintf("01JD%022d", n)), Unit: ward, Version: 1, Mode: workflow.Paper, State: "draft", Desk: "chuyenvien",
		Document: documents.Document{Kind: documents.Report, Abstract: "Báo cáo"},
		History:  []workflow.Event{{At: at, By: "chuyenvien", Action: "create", To: "draft"}}, Created: at, Updated: at,
	}
	for i, h := range hashes {
		r.Revisions = append(r.Revisions, workflow.Revision{Round: i + 1, File: workflow.File{Hash: h}})
	}
	return o.Create(ctx, r)
}

// at returns the office's sweep so many graces, and a day each, from now.
func (o office) at(n int) sweeping.Sweep {
	now := time.Now().Add(time.Duration(n) * (grace + 24*time.Hour))
	return sweeping.Sweep{Store: o, Files: o.files, Grace: grace, Now: func() time.Time { return now }, Most: true}
}

func (o office) sweep(t *testing.T, n int) sweeping.Report {
	t.Helper()
	report, err := o.at(n).Run(t.Context())
	must(t, err)
	return report
}

// A text is a store that holds one text.
type text string

func (x text) Texts(_ context.Context, visit func([]byte) error) error { return visit([]byte(x)) }

func TestNameStandsAnywhere(t *testing.T) {
	t.Parallel()
	hash := string(blobs.HashOf([]byte("một")))
	for _, c := range []struct {
		name, text string
		named      bool
	}{
		{"Alone", hash, true},
		{"InJSON", `{"a":[{"b":"` + hash + `"}]}`, true},
		{"InAnEscapedString", `{"note":"[{\"file\":\"` + hash + `\"}]"}`, true},
		{"AfterAnEscapeThatIsADigit", `"\f` + hash + `"`, true},
		{"AfterAnEscapeOfDigits", `"\u00e9` + hash + `"`, true},
		{"BeforeADigit", hash + "0", true},
		{"InTheMiddleOfDigits", "abc" + hash + "def", true},
		{"AfterAnother", string(blobs.HashOf(nil)) + " " + hash, true},
		{"CutOff", hash[1:], false},
		{"Broken", hash[:40] + "-" + hash[40:], false},
		{"InCapitals", strings.ToUpper(hash), false},
		{"Nowhere", "", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			o := open(t)
			o.put(t, "một")
			s := o.at(1)
			s.Store = text(c.text)
			report, err := s.Run(t.Context())
			must(t, err)
			if got := report.Named.Files == 1; got != c.named || report.Put.Files == 1 == c.named {
				t.Errorf("got %+v, want named %v", report, c.named)
			}
		})
	}
}

// TestFilesNameFiles: a record names a document that was kept, that a picture and
// another document, and so on; a file that is no JSON names nothing.
func TestFilesNameFiles(t *testing.T) {
	t.Parallel()
	o := open(t)
	picture, lost := o.put(t, "hình"), o.put(t, "hình đã bỏ")
	inner := o.put(t, ` {"image":"`+string(picture)+`"}`)
	outer := o.put(t, `[{"of":"`+string(inner)+`"}]`)
	docx := o.put(t, "PK "+string(lost))
	empty := o.put(t, "")
	must(t, o.name(t.Context(), 1, outer, docx, empty))
	report := o.sweep(t, 1)
	if report.Put.Files != 1 || report.Named.Files != 5 {
		t.Errorf("got %+v", report)
	}
	o.sweep(t, 2)
	if !o.has(t, "hình") || o.has(t, "hình đã bỏ") {
		t.Errorf("picture: %v, lost: %v", o.has(t, "hình"), o.has(t, "hình đã bỏ"))
	}
}

// TestFilesAsideNameFiles: what is named by then may lie aside, with all it names.
func TestFilesAsideNameFiles(t *testing.T) {
	t.Parallel()
	o := open(t)
	outer := o.put(t, `{"image":"`+string(o.put(t, "hình"))+`"}`)
	if report := o.sweep(t, 1); report.Put.Files != 2 {
		t.Errorf("got %+v", report)
	}
	must(t, o.name(t.Context(), 1, outer))
	if report := o.sweep(t, 2); report.Back.Files != 2 || report.Gone.Files != 0 {
		t.Errorf("got %+v", report)
	}
}

func TestSweepTouchesNothingWhereSomethingCannotBeRead(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		spoil func(t *testing.T, o office, source string)
		says  func(error) bool
	}{
		"ARecord": {func(t *testing.T, o office, _ string) {
			t.Helper()
			db, err := sql.Open("sqlite", filepath.Join(o.dir, "vanthu.db")+"?_busy_timeout=10000")
			must(t, err)
			_, err = db.ExecContext(t.Context(), `UPDATE records SET body = substr(body, 1, 200)`)
			must(t, errors.Join(err, db.Close()))
		}, func(err error) bool {
			var bad *workflow.BadItem
			return errors.As(err, &bad) && bad.Part == workflow.RecordPart && bad.Place.Unit == ward && bad.Place.Key != ""
		}},
		"AKeptDocument": {func(t *testing.T, _ office, source string) {
			t.Helper()
			must(t, os.WriteFile(source, []byte("{"), 0o600))
		}, func(err error) bool {
			var bad *sweeping.BadFile
			return errors.As(err, &bad) && bad.Unit == ward
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := open(t)
			source := o.put(t, `{"kind":"BC"}`)
			must(t, o.name(t.Context(), 1, source))
			o.put(t, "vô danh 1")
			o.sweep(t, 1)
			o.put(t, "vô danh 2")
			place, _ := blobs.Place(ward, source)
			c.spoil(t, o, filepath.Join(o.dir, "files", filepath.FromSlash(place)))
			report, err := o.at(2).Run(t.Context())
			if !c.says(err) || report.Gone.Files+report.Put.Files+report.Back.Files > 0 {
				t.Errorf("got %+v, %v", report, err)
			}
			if !o.has(t, "vô danh 1") || !o.has(t, "vô danh 2") {
				t.Error("a file is gone")
			}
		})
	}
}

func TestDrySweepTouchesNothing(t *testing.T) {
	t.Parallel()
	o := open(t)
	late := o.put(t, "muộn")
	o.put(t, "vô danh 1")
	o.sweep(t, 1)
	must(t, o.name(t.Context(), 1, late))
	o.put(t, "vô danh 2")
	dry := o.at(2)
	dry.Dry = true
	first, err := dry.Run(t.Context())
	must(t, err)
	if first.Put.Files != 1 || first.Gone.Files != 1 || first.Back.Files != 1 {
		t.Errorf("got %+v", first)
	}
	again, err := dry.Run(t.Context())
	must(t, err)
	if diff := cmp.Diff(first, again); diff != "" {
		t.Errorf("(-first +again)\n%s", diff)
	}
	if wet := o.sweep(t, 2); !cmp.Equal(first, wet) {
		t.Errorf("told %+v, did %+v", first, wet)
	}
}

// TestStoreOfOthersIsRefused: a store that names few of the files is likely the
// wrong one.
func TestStoreOfOthersIsRefused(t *testing.T) {
	t.Parallel()
	o := open(t)
	must(t, o.name(t.Context(), 1, o.put(t, "có tên")))
	o.put(t, "vô danh 1")
	s := o.at(1)
	s.Most = false
	if _, err := s.Run(t.Context()); err != nil {
		t.Errorf("one of two: %v", err)
	}
	s = o.at(2)
	s.Most = false
	o.put(t, "vô danh 2")
	report, err := s.Run(t.Context())
	if !errors.Is(err, sweeping.ErrMost) || report.Gone.Files+report.Put.Files > 0 || !o.has(t, "vô danh 1") {
		t.Errorf("two of three: %+v, %v", report, err)
	}
}

// TestDamagedFileAsideStaysThere: nothing is made worse of what is named.
func TestDamagedFileAsideStaysThere(t *testing.T) {
	t.Parallel()
	o := open(t)
	hash := o.put(t, "hỏng")
	o.sweep(t, 1)
	must(t, o.name(t.Context(), 1, hash))
	aside, err := filepath.Glob(filepath.Join(o.dir, "files", ".aside", "*", "*", "*", "*"))
	must(t, err)
	must(t, os.WriteFile(aside[0], []byte("x"), 0o600))
	if report := o.sweep(t, 2); report.Broken.Files != 1 || report.Back.Files+report.Gone.Files > 0 {
		t.Errorf("got %+v", report)
	}
	if _, err := os.Stat(aside[0]); err != nil {
		t.Error(err)
	}
	o.put(t, "hỏng") // mended
	o.sweep(t, 3)
	if !o.has(t, "hỏng") {
		t.Error("the mended one is gone")
	}
}

// A working place of files has unfinished ones of today, whatever the time of a
// sweep is.
type working struct{ *blobs.Store }

func (working) ClearDrafts(context.Context, time.Time, bool) (int, int64, error) { return 0, 0, nil }

// TestRecordsAreWrittenWhileSweepsGoOn: people store files that nothing names since
// long and then records that name them.
func TestRecordsAreWrittenWhileSweepsGoOn(t *testing.T) {
	t.Parallel()
	const each = 25
	o := open(t)
	for i := range 4 * each {
		o.put(t, fmt.Sprint("tệp ", i))
	}
	for round := range 2 {
		var all sync.WaitGroup
		errs := make([]error, 6)
		for w := range errs {
			all.Go(func() {
				for i := range each / 2 {
					n := (w*each + round*each/2 + i) % (4 * each)
					if errs[w] == nil && w%3 == 0 {
						s := o.at(round + 1)
						s.Files = working{o.files}
						_, errs[w] = s.Run(t.Context())
					} else if errs[w] == nil {
						errs[w] = o.write(t.Context(), n, w)
					}
				}
			})
		}
		all.Wait()
		must(t, errors.Join(errs...))
	}
	for n := 3; n < 5; n++ {
		o.sweep(t, n)
	}
	records, err := o.Items(t.Context(), workflow.RecordPart, workflow.Place{}, 1000)
	must(t, err)
	for _, i := range records {
		for _, rev := range i.Value.(*workflow.Record).Revisions {
			_, err := o.files.Get(t.Context(), ward, rev.File.Hash)
			must(t, err)
		}
	}
	if len(records) < 2*each {
		t.Errorf("only %d records", len(records))
	}
}

// write stores the nth file and a record that names it.
func (o office) write(ctx context.Context, n, worker int) error {
	hash, err := o.files.Put(ctx, ward, fmt.Append(nil, "tệp ", n))
	if err == nil {
		err = o.name(ctx, 1000*worker+n, hash)
	}
	if err == nil {
		_, err = o.files.Get(ctx, ward, hash)
	}
	return err
}
