//go:build unix

package main_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"vanthu/documents"
	server "vanthu/server"
	"vanthu/workflow"
	"vanthu/workflow/sqlitestore"
)

// fillStore makes a store of records in dir and returns the id of the nth.
func fillStore(t *testing.T, dir string, records int) func(n int) workflow.RecordID {
	t.Helper()
	s, err := sqlitestore.Open(t.Context(), dir)
	check(t, err)
	id := func(n int) workflow.RecordID { return workflow.RecordID(fmt.Sprintf("01JD%022d", n)) }
	at := vietnam("2025-11-24", "08:00").UTC()
	var items []workflow.Item
	for n := range records {
		items = append(items, workflow.NewItem(&workflow.Record{
			ID: id(n), Unit: "duc-pho", Version: 1, State: "draft", Drafter: "chuyenvien", Created: at, Updated: at.Add(time.Duration(n)),
			Document: documents.Document{Kind: documents.Report, Abstract: fmt.Sprintf("Báo cáo thứ %d", n)},
			History:  []workflow.Event{{At: at, By: "chuyenvien", Action: "create", To: "draft"}},
		}))
	}
	check(t, s.Bring(t.Context(), workflow.RecordPart, items))
	check(t, s.PutUnit(t.Context(), &documents.Unit{ID: "duc-pho"}))
	check(t, s.Close())
	return id
}

// A watcher calls seen once, when a text was printed to it.
type watcher struct {
	printed bytes.Buffer
	text    string
	seen    func()
}

func (w *watcher) Write(p []byte) (int, error) {
	w.printed.Write(p)
	if w.seen != nil && strings.Contains(w.printed.String(), w.text) {
		w.seen()
		w.seen = nil
	}
	return len(p), nil
}

// runHere runs the program within this process and returns what it printed and
// its exit code.
func runHere(ctx context.Context, out io.Writer, args ...string) (said string, code int) {
	var report bytes.Buffer
	err := server.Run(ctx, server.World{Args: args, Stdout: out, Now: time.Now, Getenv: func(string) string { return "" }})
	code = server.Report(&report, err)
	return report.String(), code
}

// TestCopyIsKilledAndGoesOn: kill -9 in the middle of a copy, where it prints a
// line. Nobody can work on what was copied so far; the next run goes on where it
// was.
func TestCopyIsKilledAndGoesOn(t *testing.T) {
	t.Parallel()
	from, to := t.TempDir(), t.TempDir()
	fillStore(t, from, 4_000)
	args := []string{"copy", "-from", "sqlite:" + from, "-to", "sqlite:" + to}

	c := exec.CommandContext(t.Context(), "server", args...)
	first := &watcher{text: "văn bản: đã chép 2000/4000\n", seen: func() { check(t, c.Process.Kill()) }}
	c.Stdout = first
	if err := c.Run(); err == nil {
		t.Fatalf("it was not killed:\n%s", &first.printed)
	}
	said, code := runHere(t.Context(), io.Discard, "-data", to, "-addr", "127.0.0.1:0")
	if code != 1 || !strings.Contains(said, "kho này đang được chép hoặc khôi phục dở. Hãy chạy lại đúng lệnh copy") {
		t.Errorf("a server on half of the data: exit code %d, %q", code, said)
	}
	out := copyAgain(t, args)
	if strings.Contains(out, "văn bản: đã chép 2000/") || !strings.Contains(out, "văn bản: đã chép 4000/4000\n") {
		t.Errorf("it did not go on where it was:\n%s", out)
	}
	if !strings.Contains(out, "văn bản: 4000, SHA-256 ") {
		t.Errorf("no proof:\n%s", out)
	}
}

// TestCopyIsStoppedAndGoesOn: SIGTERM, as the program sees it.
func TestCopyIsStoppedAndGoesOn(t *testing.T) {
	t.Parallel()
	from, to := t.TempDir(), t.TempDir()
	fillStore(t, from, 700)
	args := []string{"copy", "-from", "sqlite:" + from, "-to", "sqlite:" + to}
	ctx, stop := context.WithCancel(t.Context())
	said, code := runHere(ctx, &watcher{text: "văn bản: đã chép 700/700\n", seen: stop}, args...)
	if code != 1 || !strings.Contains(said, "đã dừng theo yêu cầu. Hãy chạy lại đúng lệnh này: việc chép đi tiếp từ chỗ dừng.") {
		t.Errorf("exit code %d, %q", code, said)
	}
	if out := copyAgain(t, args); strings.Contains(out, "văn bản: đã chép") || !strings.Contains(out, "văn bản: 700, SHA-256 ") {
		t.Errorf("it did not go on where it was:\n%s", out)
	}
}

// copyAgain runs a copy that must be done, and returns what it printed.
func copyAgain(t *testing.T, args []string) string {
	t.Helper()
	var out bytes.Buffer
	if said, code := runHere(t.Context(), &out, args...); code != 0 {
		t.Fatalf("exit code %d: %s", code, said)
	}
	return out.String()
}

// TestCopyFindsDamage: a record that a hand or a disk has spoiled is named.
func TestCopyFindsDamage(t *testing.T) {
	t.Parallel()
	from, to := t.TempDir(), t.TempDir()
	id := fillStore(t, from, 700)
	db, err := sql.Open("sqlite", filepath.Join(from, "vanthu.db"))
	check(t, err)
	_, err = db.ExecContext(t.Context(), `UPDATE records SET body = replace(body, '"state"', '"state') WHERE id = ?`, id(600))
	check(t, errors.Join(err, db.Close()))
	said, code := runHere(t.Context(), io.Discard, "copy", "-from", "sqlite:"+from, "-to", "sqlite:"+to)
	want := ", không đọc được văn bản duc-pho " + string(id(600)) + ": dữ liệu đó bị hỏng ở nguồn; những gì đã chép vẫn còn ở đích."
	if code != 1 || !strings.Contains(said, want) {
		t.Errorf("exit code %d, %q", code, said)
	}
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
