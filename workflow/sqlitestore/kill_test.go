package sqlitestore_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"vanthu/workflow"
	"vanthu/workflow/blobs"
	"vanthu/workflow/sqlitestore"
)

// victimDir names, to the process that is to be killed, the folder it works in.
const victimDir = "VANTHU_TEST_VICTIM"

// TestMain lets this program be the one that is killed, too.
func TestMain(m *testing.M) {
	if dir := os.Getenv(victimDir); dir != "" {
		fmt.Fprintln(os.Stderr, work(dir, os.Stdout))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// work registers with 16 clerks for ever and prints "record number" when the
// store has acknowledged it.
func work(dir string, out io.Writer) error {
	ctx, stop := context.WithCancelCause(context.Background())
	defer stop(nil)
	s, err := sqlitestore.Open(ctx, dir)
	if err != nil {
		return err
	}
	from := os.Getpid() * 1_000_000
	var lock sync.Mutex
	var clerks sync.WaitGroup
	for clerk := range 16 {
		clerks.Go(func() {
			for n := from + clerk; ctx.Err() == nil; n += 16 {
				if err := s.Create(ctx, draft(n)); err != nil {
					stop(err)
					return
				}
				r, err := s.Register(ctx, registration(draft(n)), 1)
				if err != nil {
					stop(err)
					return
				}
				lock.Lock()
				_, err = fmt.Fprintln(out, r.ID, r.Document.Reference.Number)
				lock.Unlock()
				if err != nil {
					stop(err)
				}
			}
		})
	}
	clerks.Wait()
	return errors.Join(context.Cause(ctx), s.Close())
}

// A victim is a process at work, and what it acknowledged.
type victim struct {
	cmd   *exec.Cmd
	lines chan string // closed when it has ended
}

func startVictim(t *testing.T, dir string) *victim {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^$")
	cmd.Env = append(os.Environ(), victimDir+"="+dir)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	v := &victim{cmd: cmd, lines: make(chan string, 1<<20)}
	go func() {
		defer close(v.lines)
		for in := bufio.NewScanner(out); in.Scan(); {
			v.lines <- in.Text()
		}
	}()
	return v
}

// kill lets the process work for a while, after its first acknowledgement, and
// kills it as a power cut would. It returns all that was acknowledged.
func (v *victim) kill(t *testing.T, after time.Duration) map[string]int {
	t.Helper()
	acknowledged := map[string]int{}
	note := func(line string) {
		var id string
		var n int
		if k, err := fmt.Sscan(line, &id, &n); k == 2 && err == nil { // the last line may be cut off
			acknowledged[id] = n
		}
	}
	note(<-v.lines)
	timer := time.AfterFunc(after, func() { _ = v.cmd.Process.Kill() })
	defer timer.Stop()
	for line := range v.lines {
		note(line)
	}
	if err := v.cmd.Wait(); err == nil {
		t.Error("the process ended by itself")
	}
	return acknowledged
}

// TestKilledInTheMiddle: what was acknowledged is there, and no number is
// missing, however often the process is killed.
func TestKilledInTheMiddle(t *testing.T) {
	runs := 5
	if isLong() {
		runs = 20
	}
	dir := t.TempDir()
	acknowledged := map[string]int{}
	for run := range runs {
		maps.Copy(acknowledged, startVictim(t, dir).kill(t, time.Duration(100+37*run)*time.Millisecond))
		s := open(t, dir)
		entries := lines(t, s)
		for id, n := range acknowledged {
			if n > len(entries) || string(entries[n-1].Record) != id {
				t.Fatalf("run %d: number %d was acknowledged for %s and is lost", run, n, id)
			}
		}
		findsAll(t, s, entries[max(0, len(entries)-50):]) // those whose words search had not been given yet are among them
		must(t, s.Close())
		if found := integrity(t, dir); found != "ok" {
			t.Fatalf("run %d: integrity check says %s", run, found)
		}
		t.Logf("run %d: %d acknowledged in all, %d in the book", run, len(acknowledged), len(entries))
	}
}

// findsAll fails when a search for the number of a line does not find its
// record.
func findsAll(t *testing.T, s *sqlitestore.Store, lines []workflow.Entry) {
	t.Helper()
	for _, line := range lines {
		page, err := s.List(t.Context(), ward, workflow.Query{Text: line.Reference.String()})
		must(t, err)
		if len(page.Items) != 1 || page.Items[0].ID != line.Record {
			t.Errorf("search for %s found %v, want %s", line.Reference, page.Items, line.Record)
		}
	}
}

// TestTwoProcesses: a backup by one process while two others write.
func TestTwoProcesses(t *testing.T) {
	dir := t.TempDir()
	one, two := startVictim(t, dir), startVictim(t, dir)
	lineOne, lineTwo := <-one.lines, <-two.lines
	files, err := blobs.Open(filepath.Join(dir, "blobs"))
	must(t, err)
	to := filepath.Join(t.TempDir(), "b.zip")
	m, err := sqlitestore.Backup(t.Context(), dir, files, to)
	must(t, err)
	acknowledged := one.kill(t, 50*time.Millisecond)
	maps.Copy(acknowledged, two.kill(t, 50*time.Millisecond))
	s := open(t, dir)
	defer func() { must(t, errors.Join(s.Close(), files.Close())) }()
	entries := lines(t, s)
	for id, n := range acknowledged {
		if n > len(entries) || string(entries[n-1].Record) != id {
			t.Fatalf("number %d was acknowledged for %s and is lost", n, id)
		}
	}
	done, err := sqlitestore.Restore(t.Context(), dir, files, to)
	must(t, err)
	got := lines(t, s)
	if len(got) != m.Entries || len(done.Behind) != 1 || done.Behind[0].Before != len(entries) {
		t.Errorf("restored %d lines, want %d; behind %v", len(got), m.Entries, done.Behind)
	}
	for _, line := range []string{lineOne, lineTwo} { // acknowledged before the backup began
		var id string
		var n int
		_, err := fmt.Sscan(line, &id, &n)
		must(t, err)
		if n > len(got) || string(got[n-1].Record) != id {
			t.Errorf("number %d of %s is not in the backup", n, id)
		}
	}
}
