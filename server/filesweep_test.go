package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/blobs"
)

// A yard is a data folder with records and files.
type yard struct {
	folder string
	named  workflow.Hash
}

// newYard makes one with a file that a record names and one that nothing does.
func newYard(t *testing.T) yard {
	t.Helper()
	y := yard{folder: t.TempDir()}
	y.named = y.put(t, "có tên")
	y.put(t, "vô danh")
	s, err := openStore(t.Context(), place{folder: y.folder})
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2025, 11, 25, 0, 0, 0, 0, time.UTC)
	err = s.Create(t.Context(), &workflow.Record{
		ID: "01JD0000000000000000000001", Unit: "duc-pho", Version: 1, Mode: workflow.Paper, State: "draft",
		Document:  documents.Document{Kind: documents.Report, Abstract: "Báo cáo"},
		Revisions: []workflow.Revision{{Round: 1, File: workflow.File{Hash: y.named}}},
		History:   []workflow.Event{{At: at, By: "chuyenvien", Action: "create", To: "draft"}}, Created: at, Updated: at,
	})
	if err := errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
	return y
}

func (y yard) put(t *testing.T, text string) workflow.Hash {
	t.Helper()
	f, err := openFiles(t.Context(), filesPlace{folder: filepath.Join(y.folder, "files")})
	if err != nil {
		t.Fatal(err)
	}
	hash, err := f.Put(t.Context(), "duc-pho", []byte(text))
	if err := errors.Join(err, f.Close()); err != nil {
		t.Fatal(err)
	}
	return hash
}

// sweep runs the command some days from now.
func (y yard) sweep(ctx context.Context, days int, args ...string) (code int, said string) {
	var out bytes.Buffer
	now := time.Now().Add(time.Duration(days) * 24 * time.Hour)
	e := env{append([]string{"files", "sweep", "-data", y.folder}, args...), func(string) string { return "" }, &out, func() time.Time { return now }}
	code = report(&out, e.run(ctx))
	return code, out.String()
}

func TestSweepTellsWhatItDoes(t *testing.T) {
	t.Parallel()
	y := newYard(t)
	for _, step := range []struct {
		name string
		days int
		args []string
		says []string
	}{
		{"Young", 29, nil, []string{"Có 2 tệp (16 byte); được nêu tên: 1 tệp (8 byte).", "chưa quá 30 ngày, để nguyên: 1 tệp (8 byte)", "Đã giải phóng 0 byte"}},
		{"Dry", 31, []string{"-dry-run"}, []string{"Sẽ để riêng, vẫn mở được: 1 tệp"}},
		{"SetAside", 31, nil, []string{"Đã để riêng, vẫn mở được: 1 tệp"}},
		{"Waits", 40, nil, []string{"Có 1 tệp", "Đang để riêng, chưa quá 30 ngày: 1 tệp"}},
		{"DryRemoval", 62, []string{"-dry-run"}, []string{"Sẽ xóa, sau khi để riêng mà vẫn không ai nêu tên: 1 tệp", "Sẽ giải phóng 8 byte"}},
		{"Removed", 62, nil, []string{"Đã xóa, sau khi để riêng mà vẫn không ai nêu tên: 1 tệp", "Đã giải phóng 8 byte"}},
		{"Nothing", 200, nil, []string{"Có 1 tệp (8 byte); được nêu tên: 1 tệp (8 byte).\nĐã giải phóng 0 byte.\n"}},
	} {
		code, said := y.sweep(t.Context(), step.days, step.args...)
		for _, want := range step.says {
			if code != 0 || !strings.Contains(said, want) {
				t.Errorf("%s: exit code %d, want %q in:\n%s", step.name, code, want, said)
			}
		}
	}
}

func TestSweepWithAGraceOfItsOwn(t *testing.T) {
	t.Parallel()
	y := newYard(t)
	if code, said := y.sweep(t.Context(), 2, "-grace", "1"); code != 0 || !strings.Contains(said, "Đã để riêng") {
		t.Errorf("exit code %d:\n%s", code, said)
	}
}

func TestSweepSaysWhyItCannot(t *testing.T) {
	t.Parallel()
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	for name, c := range map[string]struct {
		ctx   context.Context
		spoil func(t *testing.T, y yard)
		args  []string
		code  int
		says  string
	}{
		"NoJob":     {args: []string{"again"}, code: 2, says: "files cần đúng một việc: files sweep"},
		"NoDays":    {args: []string{"-grace", "0"}, code: 2, says: "-grace cần số ngày từ 1 đến 3650, không phải “0”"},
		"NoNumber":  {args: []string{"-grace", "720h"}, code: 2, says: "không phải “720h”"},
		"NoStore":   {args: []string{"-store", "sqlite:/khong/co"}, code: 1, says: "Không mở được kho dữ liệu trong thư mục /khong/co"},
		"NoFiles":   {args: []string{"-files", "dir:/khong/co"}, code: 1, says: "Không mở được thư mục tệp /khong/co"},
		"Cancelled": {ctx: cancelled, code: 1, says: "đã dừng theo yêu cầu"},
		"OtherStore": {spoil: func(t *testing.T, y yard) {
			t.Helper()
			y.put(t, "vô danh 2")
		}, code: 1, says: "có lẽ -store và -files không đi cùng nhau. Không có tệp nào bị động đến."},
		"DamagedDocument": {spoil: func(t *testing.T, y yard) {
			t.Helper()
			source := y.put(t, `{"kind":"BC"}`)
			y.note(t, source)
			name, _ := blobs.Place("duc-pho", source)
			if err := os.WriteFile(filepath.Join(y.folder, "files", filepath.FromSlash(name)), []byte("{"), 0o600); err != nil {
				t.Fatal(err)
			}
		}, code: 1, says: "Không có tệp nào bị động đến. Hãy khôi phục chỗ đó từ bản sao lưu"},
		"DamagedKeptDatabase": {spoil: func(t *testing.T, y yard) {
			t.Helper()
			if err := os.WriteFile(filepath.Join(y.folder, "before-restore-1.zip"), []byte("x"), 0o600); err != nil {
				t.Fatal(err)
			}
		}, code: 1, says: "before-restore-N.zip trong thư mục dữ liệu không đọc được"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			y := newYard(t)
			if c.spoil != nil {
				c.spoil(t, y)
			}
			if c.ctx == nil {
				c.ctx = t.Context()
			}
			code, said := y.sweep(c.ctx, 31, c.args...)
			if code != c.code || !strings.Contains(said, c.says) {
				t.Errorf("exit code %d, want %d and %q in:\n%s", code, c.code, c.says, said)
			}
			if aside, _ := filepath.Glob(filepath.Join(y.folder, "files", ".aside", "*")); len(aside) > 0 {
				t.Errorf("files were moved: %q", aside)
			}
		})
	}
}

// note has a note of the store name one more file.
func (y yard) note(t *testing.T, hash workflow.Hash) {
	t.Helper()
	s, err := openStore(t.Context(), place{folder: y.folder})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(s.SwapNote(t.Context(), "k", "", string(hash)), s.Close()); err != nil {
		t.Fatal(err)
	}
}

func TestSizesAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	for n, want := range map[int64]string{0: "0 byte", 999: "999 byte", 1000: "1,0 kB", 1_250_000: "1,2 MB", 7_999_999_999: "7,9 GB", 5_000_000_000_000_000: "5000,0 TB"} {
		if got := sayBytes(n); got != want {
			t.Errorf("%d: got %q, want %q", n, got, want)
		}
	}
}
